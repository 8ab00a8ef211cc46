from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from editor.merge import alignment
from editor.merge.alignment import align
from editor.merge.changes import changes
from editor.merge.rows import rows_of
from editor.model.body import Chain, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    Section,
    add_article,
    move_article,
    move_section,
    remove_article,
    rename_section,
    replace_article,
)
from tests.strategies import issues

OLD = Issue(
    title="要讯",
    year=2026,
    number=1,
    date=date(2026, 1, 2),
    issuer="处",
    sections=(
        Section(
            "科创",
            (Article("aa", "甲", (Paragraph("一段。"), Chain(("办好。", "管好。")))), Article("bb", "乙")),
        ),
        Section("经济"),
    ),
)


def sentences(new):
    return [change.sentence for change in changes(OLD, new)]


def test_a_changed_article_shows_the_lines_that_changed_and_no_others():
    body = (Paragraph("一段。"), Chain(("办好。", "管严。")))
    (change,) = changes(OLD, replace_article(OLD, Article("aa", "甲", body)))
    assert change.sentence == "修改《甲》（科创）"
    assert change.lines == ("- 举措：管好。", "+ 举措：管严。")


def test_new_removed_and_moved_articles_are_named():
    assert sentences(add_article(OLD, Article("cc", ""), Place(None, 0))) == ["新增《无标题》（备用稿）"]
    assert sentences(remove_article(OLD, "bb")) == ["删去《乙》（科创）"]
    assert sentences(move_article(OLD, "bb", Place(1, 0))) == ["移动《乙》：科创 → 经济"]
    assert sentences(move_article(OLD, "bb", Place(0, 0))) == ["调整《乙》在“科创”中的顺序"]


def test_a_change_says_which_article_it_is_about():
    changed = {
        "cc": add_article(OLD, Article("cc", "丙"), Place(0, 2)),
        "bb": remove_article(OLD, "bb"),
        "aa": replace_article(OLD, Article("aa", "丁", OLD.article("aa").body)),
    }
    for key, new in changed.items():
        assert [change.article for change in changes(OLD, new)] == [key]
    assert [change.article for change in changes(OLD, move_article(OLD, "bb", Place(1, 0)))] == ["bb"]
    assert [change.article for change in changes(OLD, move_article(OLD, "bb", Place(0, 0)))] == ["bb"]
    assert [change.article for change in changes(OLD, rename_section(OLD, 0, "科技"))] == [""]


def test_sections_and_fields_are_named_and_do_not_move_their_articles():
    assert sentences(rename_section(OLD, 0, "科技")) == ["栏目“科创”改名为“科技”"]
    assert sentences(move_section(OLD, 1, 0)) == ["栏目顺序改为：经济、科创"]
    assert sentences(replace(OLD, total=9)) == ["总期号：无 → 9"]


def test_an_article_that_an_import_gave_a_new_id_is_the_same_article():
    body = (Paragraph("一段。"), Chain(("办好。", "管严。")))
    again = add_article(remove_article(OLD, "aa"), Article("zz", "甲", body), Place(0, 0))
    assert sentences(again) == ["修改《甲》（科创）"]


def anonymous(issue):
    rows = [*issue.sections, Section("", issue.spares)]
    return replace(
        issue,
        sections=tuple(replace(s, articles=tuple(replace(a, id="") for a in s.articles)) for s in rows),
        spares=(),
    )


@given(issues(), issues())
def test_every_difference_is_said_and_equal_issues_have_none(one, other):
    assert not changes(one, one)
    assert changes(one, other) or anonymous(one) == anonymous(other)


def test_bodies_too_long_to_compare_are_one_taken_out_and_one_put_in(monkeypatch) -> None:
    old, new = (rows_of((Paragraph(text),)) for text in ("甲市推进建设。", "甲市加快建设。"))
    assert [(link.old, link.new) for link in align(old, new)] == [((0,), (0,))]
    monkeypatch.setattr(alignment, "_LARGEST", 0)
    assert [(link.old, link.new) for link in align(old, new)] == [((0,), ()), ((), (0,))]


@pytest.mark.parametrize(("largest", "compared"), [(12, True), (11, False)])
def test_how_long_is_too_long_goes_by_the_pairs_of_rows(monkeypatch, largest: int, compared: bool) -> None:
    old = rows_of(tuple(Paragraph(f"甲市推进第{n}项建设。") for n in "一二三"))
    new = rows_of(tuple(Paragraph(f"甲市加快第{n}项建设。") for n in "一二三四"))
    monkeypatch.setattr(alignment, "_LARGEST", largest)
    assert any(link.old and link.new and not link.moved for link in align(old, new)) is compared
