"""A conflict beside each other: whole on both sides, and what differs is marked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from editor.merge import conflicts
from editor.merge.conflicts import about, label, side_by_side
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
    monkeypatch.setattr(conflicts, "_MOST_COMPARED", 3)
    ours = replace(BASE, title="上海甲港乙口建设")
    theirs = replace(BASE, title="上海丙港丁口建设")
    rows = side_by_side(conflict_of(ours, theirs))
    assert [(said(a), said(b)) for a, b in rows][1] == (
        "标题：上海[甲港乙]口建设",
        "标题：上海[丙港丁]口建设",
    )


@pytest.mark.parametrize(
    ("kind", "base", "ours", "theirs", "sentence", "labels"),
    [
        ("issue", "甲", "乙", "丙", "两人都改了编印单位", ("用我的", "用对方的")),
        ("issue", 1, None, 2, "两人都改了编印单位", ("用我的", "用对方的")),
        ("section", "甲栏", "乙栏", "丙栏", "两人都改了栏目“甲栏”的名称", ("用我的", "用对方的")),
        ("article", "甲", "乙", "丙", "《乙》两人都改了", ("用我的", "用对方的")),
        ("article", "甲", "", "丙", "《丙》两人都改了", ("用我的", "用对方的")),
        ("article", "甲", "", "", "《甲》两人都改了", ("用我的", "用对方的")),
        ("article", "", "", "", "《无标题》两人都改了", ("用我的", "用对方的")),
        ("article", "甲", None, "丙", "《丙》我已删去，对方改了", ("用我的（删去这一篇）", "用对方的")),
        ("article", "甲", "乙", None, "《乙》对方已删去，我改了", ("用我的", "用对方的（删去这一篇）")),
    ],
)
def test_a_conflict_and_its_choices_are_said_in_plain_words(
    kind, base, ours, theirs, sentence, labels
) -> None:
    states = (base, ours, theirs)
    if kind == "article":
        states = tuple(s if s is None else Standing(Article("a", s), "科创聚焦") for s in states)
    conflict = Conflict(kind, "issuer" if kind == "issue" else "0", *states)
    assert about(conflict) == sentence
    assert (label(conflict, Choice.OURS), label(conflict, Choice.THEIRS)) == labels
    assert label(conflict, Choice.BOTH) == "两份都留（对方的排在我的后面，另成一篇）"


def shown(ours: Article | None, theirs: Article | None) -> list[tuple[str, str]]:
    states = (each and Standing(each, "科创聚焦") for each in (ours, theirs))
    return [(said(a), said(b)) for a, b in side_by_side(Conflict("article", "a", None, *states))]


def test_the_section_comes_first_and_the_spares_have_their_name() -> None:
    conflict = Conflict("article", "a", None, Standing(BASE, "甲栏"), Standing(BASE, None))
    rows = [(said(a), said(b)) for a, b in side_by_side(conflict)]
    assert rows[0] == ("栏目：[甲栏]", "栏目：[备用稿]")
    assert all(one == other and "[" not in one for one, other in rows[1:])


def test_lines_of_one_side_alone_stand_beside_nothing() -> None:
    ours = replace(BASE, body=(BASE.body[0], Chain(("完善设施。",))))
    assert shown(ours, BASE)[-2:] == [("举措：完善设施。", "举措：完善设施。"), ("", "[举措：提升能力。]")]
    assert shown(BASE, ours)[-1] == ("[举措：提升能力。]", "")
    assert shown(None, Article("a", "甲")) == [("[（已删去）]", "[栏目：科创聚焦]"), ("", "[标题：甲]")]


@pytest.mark.parametrize(
    ("one", "other", "row"),
    [
        ("甲乙丙", "甲丁丙", ("甲[乙]丙", "甲[丁]丙")),
        ("甲乙", "甲乙丙", ("甲乙", "甲乙[丙]")),
        ("乙丙", "甲乙丙", ("乙丙", "[甲]乙丙")),
        ("甲乙丙丁", "甲丁", ("甲[乙丙]丁", "甲丁")),
        ("甲", "乙", ("[甲]", "[乙]")),
        ("甲甲", "甲甲甲", ("甲甲", "甲甲[甲]")),
        ("一甲二乙三", "一丙二丁三", ("一[甲]二[乙]三", "一[丙]二[丁]三")),
    ],
)
def test_two_lines_are_marked_where_they_differ_and_nowhere_else(one, other, row) -> None:
    (made,) = side_by_side(Conflict("issue", "issuer", "", one, other))
    assert (said(made[0]), said(made[1])) == row


@pytest.mark.parametrize(("most", "apart"), [(4, False), (3, True)])
def test_how_long_is_very_long_goes_by_the_pairs_of_characters(monkeypatch, most, apart) -> None:
    monkeypatch.setattr(conflicts, "_MOST_COMPARED", most)
    (made,) = side_by_side(Conflict("issue", "issuer", "", "首甲乙尾", "首乙丙尾"))
    assert said(made[0]) == ("首[甲乙]尾" if apart else "首[甲]乙尾")
