"""Each edit alone, made in the old state, gives the new one."""

from dataclasses import replace
from datetime import date

import pytest

from editor.merge.changes import changes
from editor.merge.edits import edits
from editor.model.body import Chain, Heading, Paragraph
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

FIRST = Article(
    "aaaaaa", "上海推进港口建设", (Paragraph("上海启动建设。"), Heading("做法", 2), Chain(("甲。", "乙。")))
)
SECOND = Article("bbbbbb", "江苏推进河道治理", (Paragraph("江苏启动治理。"),))
THIRD = Article("cccccc", "安徽推进山区造林", (Paragraph("安徽启动造林。"),))
OLD = Issue(
    "要讯",
    2026,
    3,
    date(2026, 1, 16),
    "某处",
    sections=(Section("科创聚焦", (FIRST, SECOND)), Section("经济热点", (THIRD,)), Section("政策举措")),
)
NEW_ARTICLE = Article("dddddd", "浙江推进岸电改造", (Paragraph("浙江启动改造。"),))


def with_first(**change) -> Issue:
    return replace_article(OLD, replace(FIRST, **change))


ONE_EDIT = {
    "field": replace(OLD, issuer="另一处"),
    "title": with_first(title="上海推进机场建设"),
    "run_in": with_first(run_in=True),
    "text": with_first(body=(Paragraph("上海开始建设。"), *FIRST.body[1:])),
    "heading_to_heading": with_first(body=(FIRST.body[0], Heading("做法", 1), FIRST.body[2])),
    "measure_added": with_first(body=(*FIRST.body[:2], Chain(("甲。", "乙。", "丙事新办。")))),
    "section_added": replace(OLD, sections=(*OLD.sections[:1], Section("域外动态"), *OLD.sections[1:])),
    "section_added_first": replace(OLD, sections=(Section("域外动态"), *OLD.sections)),
    "section_renamed": rename_section(OLD, 2, "经验交流"),
    "section_moved": move_section(OLD, 2, 0),
    "section_removed": replace(OLD, sections=OLD.sections[:2]),
    "article_added": add_article(OLD, NEW_ARTICLE, Place(0, 1)),
    "article_added_spare": add_article(OLD, NEW_ARTICLE, Place(None, 0)),
    "article_removed": remove_article(OLD, "bbbbbb"),
    "article_moved": move_article(OLD, "aaaaaa", Place(1, 1)),
    "article_moved_within": move_article(OLD, "bbbbbb", Place(0, 0)),
}


@pytest.mark.parametrize("new", ONE_EDIT.values(), ids=ONE_EDIT)
def test_one_difference_is_one_edit_and_makes_it(new: Issue):
    (edit,) = edits(OLD, new)
    assert edit.make is not None
    assert edit.make(OLD) == new


def test_kinds_and_words_of_the_edits():
    def one(name: str):
        return edits(OLD, ONE_EDIT[name])[0]

    assert [one(f"section_{what}").kind for what in ("added", "renamed", "moved", "removed")] == [
        "section_added",
        "section_renamed",
        "section_moved",
        "section_removed",
    ]
    assert (one("run_in").before, one("run_in").after) == ("否", "是")
    assert (one("field").before, one("field").after) == ("某处", "另一处")
    assert (one("article_moved").before, one("article_moved").after) == ("科创聚焦", "经济热点")
    within = one("article_moved_within")
    assert (within.before, within.after) == ("科创聚焦 第2篇", "科创聚焦 第1篇")


LONG = tuple(
    Paragraph(text)
    for text in (
        "上海启动港口建设。",
        "江苏推进河道治理工作。",
        "浙江改造岸电设施。",
        "安徽开展山区造林。",
        "青海保护湖泊湿地。",
    )
)


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in range(5) for b in range(5) if a != b])
def test_a_row_that_moved_is_put_where_the_new_state_has_it(source: int, target: int):
    order = list(LONG)
    order.insert(target, order.pop(source))
    old, new = with_first(body=LONG), with_first(body=tuple(order))
    made = old
    for edit in edits(old, new):
        assert edit.kind == "paragraph_moved"
        made = edit.make(made)
    assert made == new


def test_of_rows_alike_each_goes_to_the_one_that_is_most_like_it():
    near, same = "上海推进东港区码头建设工作取得进展。", "上海推进西港区码头建设工作取得进展。"
    rest = tuple(Paragraph(row.text * 3) for row in LONG[1:])
    old = with_first(body=(Paragraph(same), Paragraph(near), *rest))
    new = with_first(body=(*rest, Paragraph(near), Paragraph(same)))
    assert {(edit.kind, edit.before, edit.after) for edit in edits(old, new)} <= {
        ("paragraph_moved", same, same),
        ("paragraph_moved", near, near),
        *(("paragraph_moved", row.text, row.text) for row in rest),
    }


def test_a_change_is_a_sentence_with_its_lines_below_and_run_in_is_one_of_them():
    (change,) = changes(OLD, ONE_EDIT["run_in"])
    assert str(change).splitlines()[1:] == ["  + 举措连排"]
    (change,) = changes(OLD, ONE_EDIT["text"])
    assert [line[:3] for line in str(change).splitlines()[1:]] == ["  -", "  +"]
