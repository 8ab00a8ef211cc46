"""Texts from outside, as offices keep them. All of them are invented for these tests."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.errors import EditorError, ImportRefusedError
from editor.importers import read_issue
from editor.model.body import Chain, Paragraph
from editor.model.issue import SUPPLEMENT
from tests.imported import import_txt

from .golden import CASES, STYLE, describe, lines_of, read_case

HEAD = "长三角每周要讯\n2026年第5期\n浙江省人民政府驻上海办事处 2026年1月30日\n"
BODY = "科创聚焦\n上海建设概念验证中心\n上海市科委日前印发方案。\n一是甲。\n二是乙。\n"


def take(text: str):
    return import_txt(text.encode(), "要讯.txt", STYLE)


def remarks(imported) -> list[tuple[str, int]]:
    return [(remark.kind, remark.line) for remark in imported.remarks]


def squeezed(text: str) -> str:
    return "".join(text.split())


def refusal(data: bytes) -> ImportRefusedError:
    with pytest.raises(ImportRefusedError) as caught:
        import_txt(data, "要讯.txt", STYLE)
    assert str(caught.value).startswith("要讯.txt")
    assert "\n" not in str(caught.value)
    return caught.value


# -- whole texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_text_is_read_as_its_golden_file_says(case):
    assert describe(read_case(case)) == case.with_suffix(".golden").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_line_below_the_contents_is_there_in_order_or_has_a_remark(case):
    imported = read_case(case)
    said = {remark.line for remark in imported.remarks}
    printed = squeezed("".join(lines_of(imported)))
    lines = [squeezed(line).strip("【】") for line in case.read_text(encoding="utf-8").splitlines()]
    first = len(lines) - lines[::-1].index(imported.issue.sections[0].name) - 1
    at = 0
    for number, line in enumerate(lines[first:], start=first + 1):
        if number not in said:
            at = printed.index(line, at) + len(line)
    assert at > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_reading_a_text_twice_gives_an_equal_issue(case):
    assert read_case(case) == read_case(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_was_read_is_read_again_as_an_equal_issue(case):
    issue = read_case(case).issue
    if not all(article.title for article in issue.articles):
        pytest.skip("no text is written of an article without a title")
    number = "增刊" if issue.kind == SUPPLEMENT else ""
    total = f"（总第{issue.total}期）" if issue.total else ""
    head = [
        issue.title,
        f"{issue.year}年{number}第{issue.number}期{total}",
        f"{issue.issuer} {issue.date.year}年{issue.date.month}月{issue.date.day}日",
        "目录",
    ]
    printed = [section for section in issue.sections if section.articles]
    contents = [
        text for section in printed for text in (section.name, *(a.title for a in section.articles)) if text
    ]
    body = [
        line
        for line in lines_of(read_case(case))
        if line not in {s.name for s in issue.sections} - {s.name for s in printed}
    ]
    again = take("\n".join((*head, *contents, *body)) + "\n").issue
    assert [(s.name, s.articles) for s in again.sections] == [(s.name, s.articles) for s in printed]
    assert (again.id, again.total, again.date, again.issuer) == (
        issue.id,
        issue.total,
        issue.date,
        issue.issuer,
    )


def test_the_published_issue_comes_back_to_the_character(published):
    data = published.read_bytes()
    imported = import_txt(data, published.name, STYLE)
    issue = imported.issue
    assert (str(issue.id), issue.date, issue.issuer) == ("2025-28", date(2025, 7, 25), STYLE.issuer)
    assert tuple(section.name for section in issue.sections) == STYLE.sections
    assert len(list(issue.articles)) == 15
    assert remarks(imported) == [
        ("left_out", 1),
        ("left_out", 2),
        ("repaired", 99),
        *(("left_out", line) for line in range(132, 139)),
    ]
    source = data.decode().splitlines()[27:131]
    assert source[71].startswith("四完善")
    source[71] = "四是" + source[71].removeprefix("四")
    assert lines_of(imported) == source
    assert [article.run_in for article in issue.articles].count(True) == 1
    run_in = next(article for article in issue.articles if article.run_in)
    assert [len(block.measures) for block in run_in.body if isinstance(block, Chain)] == [4]


# -- bytes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-sig"])
def test_encoding_and_line_breaks_make_no_difference(encoding, newline):
    text = (HEAD + BODY).replace("\n", newline)
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-sig" else text.encode(encoding)
    assert import_txt(data, "要讯.txt", STYLE) == take(HEAD + BODY)


def test_text_in_another_unicode_normal_form_is_left_alone():
    decomposed = "Cafe\u0301经济。"
    assert take(HEAD + BODY + decomposed + "\n").issue.sections[0].articles[0].body[-1] == Paragraph(
        decomposed
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b" \r\n\t\n", "空的"),
        (b"\xef\xbb\xbf", "刊头"),
        (b"PK\x03\x04rest", "Word"),
        (b"\xd0\xcf\x11\xe0rest", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"text\x00text", "不是文本"),
        ("第一行。\n".encode("utf-16-le"), "不是文本"),
        ("只是一段话，没有别的。\n".encode(), "长三角每周要讯"),
        (("长三角每周要讯\n2026年第5期\n" + BODY).encode(), "日期"),
        (HEAD.encode(), "没有找到稿件"),
        ((HEAD + "目录\n科创聚焦\n").encode(), "没有找到稿件"),
        ((HEAD + "打印\n关闭\n").encode(), "没有找到稿件"),
        (HEAD.replace("第5期", "第0期").encode() + BODY.encode(), "期号"),
        (HEAD.replace("2026年第5期", "2019年第5期").encode() + BODY.encode(), "2019年"),
    ],
)
def test_a_file_without_an_issue_is_refused_with_the_reason(data, words):
    assert words in str(refusal(data))


def test_a_date_that_does_not_exist_is_refused_with_its_line():
    error = refusal((HEAD.replace("1月30日", "2月30日") + BODY).encode())
    assert (error.line, "没有这一天" in str(error)) == (3, True)


def test_damaged_utf8_is_refused_with_its_line_and_not_taken_for_gb18030():
    data = (HEAD + BODY).encode()
    assert refusal(data.replace("科委".encode(), "科委".encode()[:-1])).line == 6
    assert refusal((HEAD + BODY).encode("gb18030").replace("乙".encode("gb18030"), b"\xff\xff")).line == 8


# -- mastheads ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "长三角每周要讯 2026年第5期\n浙江省人民政府驻上海办事处 2026年1月30日\n",
        "长三角每周要讯\n2026年第5期\n浙江省人民政府驻上海办事处\n2026年1月30日\n",
        "长三角每周要讯\n2026年第5期\n2026年1月30日\n浙江省人民政府驻上海办事处\n",
        "长三角每周要讯\n2026年第5期\n2026-1-30　浙江省人民政府驻上海办事处\n",
        "长三角每周要讯\n浙江省人民政府驻上海办事处\n2026年第5期\n2026年1月30日\n",
        "长三角每周要讯\n浙江省人民政府驻上海办事处 2026年1月30日\n（第5期）\n",
        "长三角每周要讯\n2026年第5期　　2026年1月30日\n浙江省人民政府驻上海办事处\n",
        "长三角每周要讯\n二〇二六年第五期\n浙江省人民政府驻上海办事处 二〇二六年一月三十日\n",
        "长三角每周要讯\n２０２６年第５期\n浙江省人民政府驻上海办事处 ２０２６．１．３０\n",
    ],
)
def test_mastheads_in_other_orders_and_writings_say_the_same(head):
    assert take(head + BODY) == take(HEAD + BODY)


def test_the_number_of_all_issues_is_taken():
    assert take(HEAD.replace("第5期", "第5期（总第133期）") + BODY).issue.total == 133


def test_a_missing_issuer_comes_from_the_style_and_is_doubtful():
    imported = take("长三角每周要讯\n2026年第5期\n2026年1月30日\n" + BODY)
    assert (imported.issue.issuer, remarks(imported)) == (STYLE.issuer, [("doubtful", 3)])


def test_a_number_and_date_in_different_years_are_doubtful_and_the_masthead_wins():
    imported = take(HEAD.replace("2026年第5期", "2025年第53期") + BODY)
    assert str(imported.issue.id) == "2025-53"
    assert remarks(imported) == [("doubtful", 2)]


def test_another_bulletin_is_read_with_its_own_style():
    text = (HEAD + BODY).replace("长三角每周要讯", "某地信息")
    asked = []
    imported = read_issue(text.encode("gb18030"), "a.txt", lambda words: asked.append(words) or STYLE)
    assert asked == [text]
    assert imported.issue.title == "某地信息"
    assert remarks(imported) == [("doubtful", 1)]


# -- articles -----------------------------------------------------------------------------------------------


def test_ids_have_the_form_of_ids_and_tell_equal_articles_apart():
    article = "上海建设概念验证中心\n上海市科委日前印发方案。\n"
    imported = take(HEAD + "科创聚焦\n" + article * 3)
    ids = [each.id for each in imported.issue.articles]
    assert len(set(ids)) == 3
    assert all(re.fullmatch("[a-hjkmnp-z2-9]{6}", each) for each in ids)


def test_a_remark_names_the_article_where_its_line_went():
    imported = take(HEAD + BODY + "四是丁。\n打印\n")
    article = next(imported.issue.articles)
    assert [(remark.kind, remark.line, remark.article) for remark in imported.remarks] == [
        ("doubtful", 9, article.id),
        ("left_out", 10, ""),
    ]


def test_leaders_and_page_numbers_are_no_part_of_the_titles_of_the_contents():
    contents = "目录\n科创聚焦\n上海建设概念验证中心………………3\n"
    assert take(HEAD + contents + BODY).remarks == ()
    assert (
        take(HEAD + contents.replace("………………3", "\t12") + BODY.replace("概念", "概念")).issue
        == take(HEAD + BODY).issue
    )


def test_without_any_section_the_articles_are_kept_and_doubtful():
    imported = take(HEAD + BODY.replace("科创聚焦\n", ""))
    assert [section.name for section in imported.issue.sections] == ["未分栏"]
    assert remarks(imported) == [("doubtful", 4)]


def test_a_section_without_articles_is_kept_and_those_of_the_style_are_not_added():
    imported = take(HEAD + "域外动态\n" + BODY)
    assert [(s.name, len(s.articles)) for s in imported.issue.sections] == [("域外动态", 0), ("科创聚焦", 1)]


def test_a_title_without_text_is_kept_and_doubtful():
    contents = "目录\n科创聚焦\n上海甲项目启动\n上海乙项目启动\n"
    imported = take(HEAD + contents + "科创聚焦\n上海甲项目启动\n上海乙项目启动\n正文一句。\n")
    assert [article.title for article in imported.issue.articles] == ["上海甲项目启动", "上海乙项目启动"]
    assert remarks(imported) == [("doubtful", 9)]


# -- size -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["一是", "；一是", "；二是", "“", "（", "”", "一", "打印 ", "……", "。 "])
def test_a_line_of_a_hundred_thousand_characters_is_read_in_one_go(unit):
    line = "某段" + unit * (100_000 // len(unit)) + "完。"  # what is not linear does not end
    assert line in lines_of(take(HEAD + "目录\n科创聚焦\n上海建设概念验证中心\n" + BODY + line + "\n"))


@pytest.mark.parametrize(
    "unit", ["一是\n", "二是\n", "一、\n", "1.\n", "四完善。\n", "上海推进某事业\n近日。\n"]
)
def test_ten_thousand_lines_are_read_in_one_go(unit):
    assert any(take(HEAD + BODY + unit * 10_000).issue.articles)


# -- properties ---------------------------------------------------------------------------------------------

_LINES = [
    *(HEAD + BODY).splitlines(),
    "目录",
    "目　录",
    "经济热点",
    "【经济热点】",
    "浙江推进甲项目",
    "浙江推进甲项目。",
    "江苏开展乙行动……3",
    "",
    "　　",
    "三是丙。",
    "三完善丁。",
    "一、总则",
    "（一）细则",
    "有两点：一是甲；二是乙。",
    "2025年第3期",
    "2026年13月1日",
    "长三角每周要讯2026(5)",
    "进入测试",
    "附件一：",
    "分享到：微信",
    "\x1b[31m红\u202e",
]


@settings(max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=12)), max_size=25))
def test_no_text_makes_an_import_fail_but_with_a_reason(lines):
    text = "\n".join(lines)
    for data in (text.encode("utf-8", "replace"), (HEAD + text).encode("utf-8", "replace")):
        try:
            imported = import_txt(data, "要讯.txt", STYLE)
        except EditorError as error:
            assert error.where == "要讯.txt"
        else:
            assert any(imported.issue.articles)


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_no_bytes_make_an_import_fail_but_with_a_reason(data, encoding):
    for each in (data, (HEAD + BODY).encode(encoding) + data):
        try:
            import_txt(each, "要讯.txt", STYLE)
        except EditorError as error:
            assert error.where == "要讯.txt"


def test_a_text_that_is_too_long_for_an_issue_is_refused():
    assert "不像一期" in str(refusal((HEAD + BODY + "甲。\n" * 31_000).encode()))
    assert "文件太大" in str(refusal((HEAD + BODY).encode() + b"a" * (9 << 20)))
