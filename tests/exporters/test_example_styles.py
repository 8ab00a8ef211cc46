"""The three publications that ship as examples: set up by data alone, printed and read back."""

from dataclasses import replace

import pytest

from editor.exporters.blocks import CONTENTS, paper, unnumbered
from editor.exporters.txt import export_txt
from editor.importers import read_issue
from editor.model.issue import SERIES
from editor.session.founding import sample_issue
from editor.store.issue_file import carried_issue, dump_issue, parse_issue
from editor.store.style_file import load_style
from tests.conftest import ROOT
from tests.exported import for_readers

SHIPPED = ROOT / "styles" / "examples"
NAMES = ("zhengwu", "hangye", "yuekan")


def publication(name):
    """A style, and an issue of it in which everything is said that an issue may say."""
    style = load_style(SHIPPED / f"{name}.toml")
    issue = sample_issue(style)
    sections = [
        replace(section, articles=tuple(
            replace(a, source="《江海日报》1月12日", unit="江海镇政府", byline="张三", attachments=("清单",))
            for a in section.articles[:3]
        ))
        for section in issue.sections
    ]  # fmt: skip
    return style, replace(
        issue, kind=SERIES, number=30, sections=tuple(sections), secrecy="内部资料", serial="No.000128",
        editor_note="导读：看点在前两篇。", editor="李四", number_to=31 if name == "yuekan" else None,
        extra=(("phone", "0571-88880000"),),
    )  # fmt: skip


@pytest.fixture(params=NAMES)
def example(request):
    return publication(request.param)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_the_same_for_the_tests_and_for_the_office(name):
    assert (ROOT / "tests/data/styles" / f"{name}.toml").read_bytes() == (
        SHIPPED / f"{name}.toml"
    ).read_bytes()


def test_the_issue_is_kept_in_its_file(example, tmp_path):
    _, issue = example
    assert parse_issue(dump_issue(issue).encode(), tmp_path / "2026-30.toml") == issue


def test_the_word_file_comes_back_with_everything_that_it_prints(example):
    style, issue = example
    again = read_issue(
        for_readers(issue, style), "x.docx", lambda _: style, (style.name,), carried_issue
    ).issue
    printed = {block.kind for block in unnumbered(issue, style)}
    for there, back in zip(issue.articles, again.articles, strict=True):
        assert (back.title, back.body, back.attachments) == (there.title, there.body, there.attachments)
        assert back.byline == (there.byline if "byline" in printed else "")
    assert [s.name for s in again.sections] == [s.name for s in issue.sections if s.articles]
    assert (again.label, again.date, again.issuer) == (issue.label, issue.date, issue.issuer)
    assert (again.secrecy, again.serial, again.editor_note) == (
        issue.secrecy,
        issue.serial,
        issue.editor_note,
    )


def test_the_plain_text_has_every_word_of_the_articles(example):
    style, issue = example
    text = export_txt(issue, style).decode(style.text.encoding)
    for article in issue.articles:
        assert article.title in text


def test_a_page_holds_the_lines_that_the_style_says(example):
    style, issue = example
    pages = paper(issue, style).pages
    rows = [len({line.row for line in pages.lines_on(sheet)}) for sheet in range(pages.count)]
    assert max(rows) <= style.page.lines
    full = max(
        (line for sheet in range(pages.count) for line in pages.lines_on(sheet)
         if pages.blocks[line.block].block.kind == "measure"),
        key=lambda line: line.end - line.start,
    )  # fmt: skip
    assert style.page.chars - 1 <= full.end - full.start <= style.page.chars + 8  # figures are half as wide


def test_government_information_has_neither_contents_nor_sections_and_numbers_that_run_on():
    style, issue = publication("zhengwu")
    kinds = [block.kind for block in unnumbered(issue, style)]
    assert not {"section", "contents_heading", *CONTENTS} & set(kinds)
    assert kinds[0] == "topline" and kinds[-5:] == ["tail"] * 5
    assert style.periodical.numbering == "through"


def test_the_weekly_prints_sources_authors_and_the_count_of_pages():
    style, issue = publication("hangye")
    texts = {block.kind: block.text for block in unnumbered(issue, style)}
    assert texts["byline"] == "文／张三" and texts["source"] == "来源：《江海日报》1月12日"
    assert (style.page.lines, style.page.chars) == (24, 30)


def test_the_monthly_is_a_double_issue_with_circled_measures():
    style, issue = publication("yuekan")
    stream = unnumbered(issue, style)
    assert next(block.text for block in stream if block.kind == "number") == "2026年第30、31期（合刊）"
    assert next(block.text for block in stream if block.kind == "measure").startswith("①")


@pytest.mark.parametrize("name", ["hangye", "yuekan"])
def test_the_plain_text_comes_back_with_what_it_prints_about_the_articles(name):
    style, issue = publication(name)
    said = {"editor_note": "编者按：请各地参考。", "attachments": ("清单", "名单")}
    sections = [
        replace(section, articles=tuple(replace(a, **said) for a in section.articles))
        for section in issue.sections
    ]
    issue = replace(issue, sections=tuple(sections))
    again = read_issue(export_txt(issue, style), "x.txt", lambda _: style, (style.name,), None).issue
    printed = {block.kind for block in unnumbered(issue, style)}
    assert [a.title for a in again.articles] == [a.title for a in issue.articles]
    for there, back in zip(issue.articles, again.articles, strict=True):
        assert (back.attachments, back.editor_note) == (there.attachments, there.editor_note)
        assert back.source == (there.source if "source" in printed else "")
        assert (back.body, back.byline) == (there.body, there.byline)


def test_a_line_that_only_looks_like_one_of_the_style_stays_text():
    style, _ = publication("hangye")
    official = load_style(ROOT / "styles" / "official.toml")
    head = "2026年第5期\n某某办事处 2026年1月30日\n目录\n要闻\n江海推进甲项工作\n要闻\n江海推进甲项工作\n"
    for text in (
        "近日，江海推进甲项工作。\n（张三）",
        "近日，江海推进甲项工作。\n附件：清单",
        "文／张三说得好。\n又一段。",
    ):
        for each in (style, official):
            (article,) = read_issue(
                f"{each.title}\n{head}{text}\n".encode(), "x.txt", lambda _, e=each: e, (each.name,), None
            ).issue.articles
            if not (each is style and text.startswith("文／")):
                assert [block.text for block in article.body] == text.split("\n")
                assert (article.byline, article.attachments) == ("", ())
