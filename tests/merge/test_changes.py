from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from editor.merge import alignment
from editor.merge.alignment import align
from editor.merge.changes import article_lines, changes
from editor.merge.edits import edits
from editor.merge.rows import rows_of
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


FULL = Article(
    "cc",
    "丙题",
    (
        Heading("做法", 2),
        Heading("再议", 1, restart=True),
        Paragraph("一段。"),
        Chain(("办好。\n续段。", "管好。")),
    ),
    run_in=True,
    source="甲报\n乙报",
    note="待核\n头条",
    accept=("a: 一", "b: 二"),
    unit="某局",
    editor_note="按语一。\n按语二。",
    byline="某某",
    attachments=("名单", "分工"),
)
SAID = [
    "标题：丙题",
    "二级小标题：做法",
    "一级小标题（从一编号）：再议",
    "一段。",
    "举措：办好。",
    "举措：续段。",
    "举措：管好。",
    "来源：甲报",
    "来源：乙报",
    "来稿单位：某局",
    "编者按：按语一。",
    "编者按：按语二。",
    "署名：某某",
    "附件：名单",
    "附件：分工",
    "备注：待核",
    "备注：头条",
    "已接受：a: 一",
    "已接受：b: 二",
    "举措连排",
]


def test_an_article_says_all_that_it_holds_a_line_each_and_an_empty_one_nothing():
    assert article_lines(FULL) == SAID
    assert article_lines(Article("cc")) == []
    levels = tuple(Heading("题", level) for level in (1, 2, 3, 4))
    assert [line[0] for line in article_lines(Article("cc", "", levels))] == list("一二三四")


def test_a_new_and_a_removed_article_are_shown_whole():
    with_it = add_article(OLD, FULL, Place(1, 0))
    (come,) = changes(OLD, with_it)
    assert (come.sentence, come.article) == ("新增《丙题》（经济）", "cc")
    assert come.lines == tuple(f"+ {line}" for line in SAID)
    (gone,) = changes(with_it, OLD)
    assert (gone.sentence, gone.article) == ("删去《丙题》（经济）", "cc")
    assert gone.lines == tuple(f"- {line}" for line in SAID)


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"title": "丁题"}, ("- 标题：丙题", "+ 标题：丁题")),
        ({"title": ""}, ("- 标题：丙题",)),
        ({"run_in": False}, ("- 举措连排",)),
        ({"unit": "某办"}, ("- 来稿单位：某局", "+ 来稿单位：某办")),
        ({"byline": ""}, ("- 署名：某某",)),
        ({"attachments": ("名单", "图示", "分工")}, ("+ 附件：图示",)),
        ({"accept": ()}, ("- 已接受：a: 一", "- 已接受：b: 二")),
        ({"note": "待核"}, ("- 备注：头条",)),
        ({"body": FULL.body[:2]}, ("- 一段。", "- 举措：办好。", "- 举措：续段。", "- 举措：管好。")),
    ],
)
def test_of_a_changed_article_only_what_differs_is_shown(change, lines):
    old = add_article(OLD, FULL, Place(1, 0))
    (found,) = changes(old, replace_article(old, replace(FULL, **change)))
    assert found.lines == lines
    assert found.sentence == f"修改《{change.get('title', '丙题') or '无标题'}》（经济）"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "动态"}, "刊名：要讯 → 动态"),
        ({"year": 2027}, "年份：2026 → 2027"),
        ({"number": 2}, "期号：1 → 2"),
        ({"date": date(2026, 1, 9)}, "日期：2026-01-02 → 2026-01-09"),
        ({"issuer": ""}, "编印单位：处 → 无"),
        ({"kind": "supplement"}, "种类：regular → 增刊"),
        ({"number_to": 2}, "合刊的末期号：无 → 2"),
        ({"secrecy": "内部"}, "密级：无 → 内部"),
        ({"serial": "0001"}, "编号：无 → 0001"),
        ({"editor": "甲"}, "责任编辑：无 → 甲"),
        ({"approver": "乙"}, "签发：无 → 乙"),
        ({"copies": 30}, "份数：无 → 30"),
        ({"editor_note": "按"}, "编者按：无 → 按"),
        ({"extra": (("抄", "乙处"), ("送", "甲处"))}, "自定内容：无 → 抄“乙处”、送“甲处”"),
    ],
)
def test_each_field_of_the_issue_has_its_name_and_its_value_in_words(change, sentence):
    assert sentences(replace(OLD, **change)) == [sentence]
    (edit,) = edits(OLD, replace(OLD, **change))
    name, _, values = sentence.partition("：")
    assert (edit.kind, edit.title, f"{edit.before} → {edit.after}") == ("field", name, values)
    assert edit.make(OLD) == replace(OLD, **change)


def test_new_and_removed_sections_are_named_before_the_articles():
    new = replace(OLD, sections=(Section("域外"), OLD.sections[0], Section("交流"), Section("举措")))
    added = [f"新增栏目“{name}”" for name in ("域外", "交流", "举措")]
    assert sentences(new) == [*added, "删去栏目“经济”"]
    assert sentences(replace(OLD, sections=OLD.sections[:1])) == ["删去栏目“经济”"]
    assert sentences(replace(OLD, issuer="办", sections=OLD.sections[:1])) == [
        "编印单位：处 → 办",
        "删去栏目“经济”",
    ]


def test_an_article_that_moved_and_changed_is_said_twice():
    moved = move_article(replace_article(OLD, Article("bb", "乙二")), "bb", Place(1, 0))
    assert sentences(moved) == ["修改《乙二》（经济）", "移动《乙二》：科创 → 经济"]
    assert sentences(move_article(OLD, "bb", Place(None, 0))) == ["移动《乙》：科创 → 备用稿"]
    parked = move_article(OLD, "bb", Place(None, 0))
    assert [change.sentence for change in changes(parked, OLD)] == ["移动《乙》：备用稿 → 科创"]


def test_articles_of_a_renamed_section_have_not_moved_and_those_put_there_have():
    new = move_article(rename_section(OLD, 1, "域外"), "bb", Place(1, 0))
    assert sentences(new) == ["栏目“经济”改名为“域外”", "移动《乙》：科创 → 域外"]


def test_of_two_articles_of_one_title_with_new_ids_each_is_compared_once():
    old = replace(OLD, spares=(Article("x1", "同题", (Paragraph("甲。"),)),))
    new = replace(OLD, spares=(Article("y1", "同题", (Paragraph("乙。"),)), Article("y2", "同题", ())))
    assert [(c.sentence, c.lines) for c in changes(old, new)] == [
        ("修改《同题》（备用稿）", ("- 甲。", "+ 乙。")),
        ("新增《同题》（备用稿）", ("+ 标题：同题",)),
    ]


def test_articles_without_a_title_are_not_taken_for_each_other():
    old = replace(OLD, spares=(Article("x1", "", (Paragraph("甲。"),)),))
    new = replace(OLD, spares=(Article("y1", "", (Paragraph("乙。"),)),))
    assert [change.sentence for change in changes(old, new)] == [
        "新增《无标题》（备用稿）",
        "删去《无标题》（备用稿）",
    ]


def test_the_same_issue_twice_has_no_changes_and_a_change_without_lines_is_one_line():
    assert changes(OLD, OLD) == changes(OLD, replace(OLD)) == ()
    (change,) = changes(OLD, rename_section(OLD, 0, "科技"))
    assert str(change) == "栏目“科创”改名为“科技”"
