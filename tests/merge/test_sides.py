"""A conflict beside each other: whole on both sides, and what differs is marked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from editor.merge import sides
from editor.merge.sides import about, label, side_by_side
from editor.merge.threeway import Choice, Conflict, Standing, merge
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from tests.strategies import articles

BASE = Article(
    "a", "上海推进港口建设", (Paragraph("8月4日，上海启动建设。"), Chain(("完善设施。", "提升能力。")))
)
ISSUE = Issue("刊名", 2026, 9, date(2026, 3, 6), "某办", sections=(Section("科创聚焦", (BASE,)),))


def with_article(article: Article | None) -> Issue:
    return replace(ISSUE, sections=(Section("科创聚焦", (article,) if article else ()),))


def conflict_of(ours: Article | None, theirs: Article | None) -> Conflict:
    (conflict,) = merge(ISSUE, with_article(ours), with_article(theirs)).conflicts
    return conflict


def said(line) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in line)


def test_only_what_differs_is_marked() -> None:
    ours = replace(BASE, body=(Paragraph("8月5日，上海启动建设。"), *BASE.body[1:]))
    theirs = replace(BASE, body=(Paragraph("8月6日，上海启动建设。"), *BASE.body[1:]))
    conflict = conflict_of(ours, theirs)
    assert about(conflict) == "《上海推进港口建设》两人都改了"
    assert [(said(a), said(b)) for a, b in side_by_side(conflict)][1:3] == [
        ("标题：上海推进港口建设", "标题：上海推进港口建设"),
        ("8月[5]日，上海启动建设。", "8月[6]日，上海启动建设。"),
    ]


def test_what_two_lines_share_in_their_middle_is_not_marked() -> None:
    ours = replace(BASE, body=(Paragraph("8月5日，上海启动港口建设。"), *BASE.body[1:]))
    theirs = replace(BASE, body=(Paragraph("8月6日，上海启动岸电建设。"), *BASE.body[1:]))
    assert [(said(a), said(b)) for a, b in side_by_side(conflict_of(ours, theirs))][2] == (
        "8月[5]日，上海启动[港口]建设。",
        "8月[6]日，上海启动[岸电]建设。",
    )


def test_an_article_that_one_side_deleted_stands_alone() -> None:
    conflict = conflict_of(None, replace(BASE, title="上海推进岸电建设"))
    assert about(conflict) == "《上海推进岸电建设》我已删去，对方改了"
    rows = side_by_side(conflict)
    assert said(rows[0][0]) == "[（已删去）]" and rows[1][0] == ()
    assert label(conflict, Choice.OURS) == "用我的（删去这一篇）"
    assert label(conflict, Choice.THEIRS) == "用对方的"


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "shown"),
    [("title", "甲刊", "乙刊", ("[甲]刊", "[乙]刊")), ("total", 128, None, ("[128]", "[无]"))],
)
def test_a_field_of_the_issue_is_named(
    name: str, ours: object, theirs: object, shown: tuple[str, str]
) -> None:
    base = replace(ISSUE, total=127)
    merged = merge(base, replace(base, **{name: ours}), replace(base, **{name: theirs}))
    (conflict,) = merged.conflicts
    assert about(conflict) in ("两人都改了刊名", "两人都改了总期号")
    assert [(said(a), said(b)) for a, b in side_by_side(conflict)] == [shown]


@given(articles(), articles())
def test_both_sides_are_whole_and_unmarked_text_is_on_both(ours: Article, theirs: Article) -> None:
    conflict = Conflict("article", "a", None, Standing(ours, "甲"), Standing(theirs, None))
    rows = side_by_side(conflict)
    for side, article in enumerate((ours, theirs)):
        whole = "\n".join("".join(piece.text for piece in row[side]) for row in rows)
        assert article.title in whole
        assert all(block.text in whole for block in article.body if isinstance(block, Paragraph))
    for one, other in rows:
        shared = ["".join(piece.text for piece in line if not piece.differs) for line in (one, other)]
        assert shared[0] == shared[1]


def test_very_long_lines_are_shown_apart_as_a_whole(monkeypatch) -> None:
    monkeypatch.setattr(sides, "_MOST_COMPARED", 3)
    ours = replace(BASE, title="上海甲港乙口建设")
    theirs = replace(BASE, title="上海丙港丁口建设")
    rows = side_by_side(conflict_of(ours, theirs))
    assert [(said(a), said(b)) for a, b in rows][1] == (
        "标题：上海[甲港乙]口建设",
        "标题：上海[丙港丁]口建设",
    )
