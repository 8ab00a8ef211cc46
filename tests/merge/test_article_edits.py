"""The edits of one article as a person counts them: how many, of what kind, with which words, at which place."""

from dataclasses import replace
from datetime import date

import pytest

from editor.merge.edits import edits
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section

P, C, H = Paragraph, Chain, Heading
TITLE = "上海推进港口建设"


def issue_of(**change) -> Issue:
    article = replace(Article("aaaaaa", TITLE), **change)
    return Issue("要讯", 2026, 3, date(2026, 1, 16), "某处", sections=(Section("科创聚焦", (article,)),))


def said(old, new) -> list[tuple]:
    """Kind, words and place of the edits from one body to another; each, made alone or one after the other, holds."""
    before, after = issue_of(body=old), issue_of(body=new)
    found = edits(before, after)
    assert all((edit.article, edit.title) == ("aaaaaa", TITLE) for edit in found)
    assert all(edit.make(before) != before for edit in found)
    if len(found) == 1:
        assert found[0].make(before) == after
    return [(e.kind, e.before, e.after, e.block, e.item, e.start) for e in found]


def words(old: str, new: str) -> list[tuple[str, str, int]]:
    found = said((P(old),), (P(new),))
    assert {each[0] for each in found} <= {"text"}
    return [(before, after, start) for _, before, after, _, _, start in found]


@pytest.mark.parametrize(
    ("old", "new", "counted"),
    [
        ("建设岸电设施", "建设光伏设施", [("岸电", "光伏", 2)]),
        ("建设设施", "建设岸电设施", [("", "岸电", 2)]),
        ("建设岸电设施", "建设设施", [("岸电", "", 2)]),
        ("前甲一二三四五六乙后", "前丙一二三四五六丁后", [("甲一二三四五六乙", "丙一二三四五六丁", 1)]),
        ("前甲一二三四五六七乙后", "前丙一二三四五六七丁后", [("甲", "丙", 1), ("乙", "丁", 9)]),
        ("前甲一，三乙后", "前丙一，三丁后", [("甲", "丙", 1), ("乙", "丁", 5)]),
        ("前甲一“三乙后", "前丙一“三丁后", [("甲", "丙", 1), ("乙", "丁", 5)]),
        ("前甲一,三乙后", "前丙一,三丁后", [("甲", "丙", 1), ("乙", "丁", 5)]),
        ("前甲有3个乙后", "前丙有3个丁后", [("甲", "丙", 1), ("乙", "丁", 5)]),
        ("前甲，一乙后", "前丙，一丁后", [("甲，一乙", "丙，一丁", 1)]),
        ("前甲，一二乙后", "前丙，一二丁后", [("甲", "丙", 1), ("乙", "丁", 5)]),
        ("全市共有3000个项目", "全市共有3500个项目", [("3000个", "3500个", 4)]),
        ("全市共有项目3000个以上", "全市共有项目3020个左右", [("3000个以上", "3020个左右", 6)]),
        ("用AI质检", "用VR质检", [("AI", "VR", 1)]),
    ],
)
def test_changes_of_one_phrase_are_one_and_punctuation_or_a_figure_parts_them(old, new, counted):
    assert words(old, new) == counted


@pytest.mark.parametrize(
    ("old", "new", "counted"),
    [
        ("上海推进港口建设", "上海推进机场建设", [("港口", "机场", 4)]),
        (
            "上海推进港口，提升能力",
            "江苏推进机场，提升水平",
            [("上海推进港口", "江苏推进机场", 0), ("能力", "水平", 9)],
        ),
    ],
)
def test_a_title_is_counted_in_the_same_way_and_has_no_place_in_the_body(old, new, counted):
    found = edits(issue_of(title=old), issue_of(title=new))
    assert [(e.before, e.after, e.start) for e in found] == counted
    assert {(e.kind, e.title, e.block, e.item) for e in found} == {("title", old, None, None)}


BODY = (P("上海启动建设。"), H("具体做法", 2), C(("新建泊位三个。", "改造航道两条。")), P("下一步加强督查。"))
ADDED = "扩大对外开放合作。"


@pytest.mark.parametrize(
    ("new", "edit"),
    [
        ((P("上海启动改造。"), *BODY[1:]), ("text", "建设", "改造", 0, None, 4)),
        ((*BODY[:2], C(("新建泊位三个。", "疏浚航道两条。")), BODY[3]), ("text", "改造", "疏浚", 2, 1, 0)),
        ((P(ADDED), *BODY), ("paragraph_added", "", ADDED, 0, None, 0)),
        ((BODY[0], P(ADDED), *BODY[1:]), ("paragraph_added", "", ADDED, 1, None, 0)),
        ((*BODY, P(ADDED)), ("paragraph_added", "", ADDED, 4, None, 0)),
        ((*BODY[:2], C((*BODY[2].measures, ADDED)), BODY[3]), ("measure_added", "", ADDED, 3, None, 0)),
        ((*BODY[:2], C((ADDED, *BODY[2].measures)), BODY[3]), ("measure_added", "", ADDED, 2, 0, 0)),
        ((BODY[0], H(ADDED, 2), *BODY[1:]), ("heading_added", "", ADDED, 1, None, 0)),
        (BODY[1:], ("paragraph_removed", "上海启动建设。", "", 0, None, 0)),
        ((BODY[0], *BODY[2:]), ("heading_removed", "具体做法", "", 1, None, 0)),
        ((*BODY[:2], C(("新建泊位三个。",)), BODY[3]), ("measure_removed", "改造航道两条。", "", 2, 1, 0)),
        (BODY[:3], ("paragraph_removed", "下一步加强督查。", "", 3, None, 0)),
        ((BODY[0], H("具体做法", 1), *BODY[2:]), ("heading_to_heading", "具体做法", "具体做法", 1, None, 0)),
        ((BODY[0], P("具体做法"), *BODY[2:]), ("heading_to_paragraph", "具体做法", "具体做法", 1, None, 0)),
        (
            (*BODY[:3], H("下一步加强督查。", 1)),
            ("paragraph_to_heading", "下一步加强督查。", "下一步加强督查。", 3, None, 0),
        ),
        (
            (*BODY[:2], C((*BODY[2].measures, "下一步加强督查。"))),
            ("paragraph_to_measure", "下一步加强督查。", "下一步加强督查。", 3, None, 0),
        ),
        (
            (P("上海启"), P("动建设。"), *BODY[1:]),
            ("paragraph_split", "上海启动建设。", "上海启\n动建设。", 0, None, 0),
        ),
        (
            (*BODY[:2], C(("新建泊位三个。改造航道两条。",)), BODY[3]),
            ("measure_joined", "新建泊位三个。\n改造航道两条。", "新建泊位三个。改造航道两条。", 2, 0, 0),
        ),
        (
            (*BODY[:2], C(tuple(reversed(BODY[2].measures))), BODY[3]),
            ("measure_moved", "新建泊位三个。", "新建泊位三个。", 2, 0, 0),
        ),
    ],
)  # fmt: skip
def test_each_kind_of_edit_says_its_words_and_its_place_in_the_old_text(new, edit):
    assert said(BODY, new) == [edit]


def test_a_row_that_became_another_kind_and_says_something_else_is_two_edits():
    assert said(BODY, (BODY[0], P("具体办法"), *BODY[2:])) == [
        ("text", "做", "办", 1, None, 2),
        ("heading_to_paragraph", "具体做法", "具体办法", 1, None, 0),
    ]


def test_a_row_that_was_split_and_says_something_else_is_two_edits():
    old = "上海市启动港口码头建设工程，江苏省清理各项涉企收费并公布清单。"
    first, second = "上海市启动港口码头改造工程，", "江苏省清理各项涉企收费并公布清单。"
    assert said((P(old),), (P(first), P(second))) == [
        ("paragraph_split", old, f"{first}\n{second}", 0, None, 0),
        ("text", "建设", "改造", 0, None, 9),
    ]


def test_a_row_that_moved_and_says_something_else_is_two_edits():
    rows = [
        f"{place}推进第{n}批码头和航道整治工程建设。" for place, n in zip("沪苏浙", "一二三", strict=True)
    ]
    rows[1:] = ["江苏清理涉企收费并公布清单。", "浙江改造岸电设施并按季通报。"]
    changed = rows[0].replace("码头", "港区")
    assert said(tuple(map(P, rows)), (P(rows[1]), P(rows[2]), P(changed))) == [
        ("paragraph_moved", rows[0], rows[0], 0, None, 0),
        ("text", "码头", "港区", 0, None, 6),
    ]


def test_of_two_equal_rows_each_keeps_its_own_place():
    twice = (P("另有规定的除外。"), P("上海启动建设。"), P("另有规定的除外。"))
    assert said(twice, (*twice[:2], P("另有约定的除外。"))) == [("text", "规", "约", 2, None, 2)]


@pytest.mark.parametrize(
    ("name", "old", "new", "called", "before", "after"),
    [
        ("source", "甲报", "乙报", "来源", "甲报", "乙报"),
        ("note", "", "待核", "备注", "", "待核"),
        ("accept", ("a: 一",), ("a: 一", "b: 二"), "已接受的意见", "a: 一", "a: 一\nb: 二"),
        ("run_in", True, False, "举措连排", "是", "否"),
        ("unit", "甲局", "乙局", "来稿单位", "甲局", "乙局"),
        ("editor_note", "甲。", "乙。", "编者按", "甲。", "乙。"),
        ("byline", "甲", "", "署名", "甲", ""),
        ("attachments", ("名单", "分工"), ("名单",), "附件", "名单\n分工", "名单"),
    ],
)
def test_what_the_office_says_about_an_article_is_an_edit_of_its_field(name, old, new, called, before, after):
    one, other = issue_of(**{name: old}), issue_of(**{name: new})
    (edit,) = edits(one, other)
    assert (edit.kind, edit.title, edit.before, edit.after) == (
        "field",
        f"{TITLE}（{called}）",
        before,
        after,
    )
    assert edit.make(one) == other


def test_a_row_cut_short_and_a_new_one_behind_it_are_no_split():
    old, kept = "上海市启动港口码头建设工程，提升能力。", "上海市启动港口码头建设工程，"
    added = "江苏省清理各项涉企收费并公布清单和标准，提升能力。"
    assert said((P(old),), (P(kept), P(added))) == [
        ("text", "提升能力。", "", 0, None, 14),
        ("paragraph_added", "", added, 1, None, 0),
    ]
    assert said((P(kept), P(added)), (P(old),)) == [
        ("text", "", "提升能力。", 0, None, 14),
        ("paragraph_removed", added, "", 1, None, 0),
    ]
