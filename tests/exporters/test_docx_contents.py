"""The 目录 is a field with a right result at first opening."""

import re
from dataclasses import replace

import pytest

from editor.exporters.docx import export_docx
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.model.word import bookmark
from tests.exporters.opened import Opened, W, style_of, text_of, value
from tests.generated import generated_issue


def instructions(opened: Opened) -> list[str]:
    return [e.text.strip() for e in opened.document.iter(f"{W}instrText")]


def rows(opened: Opened) -> list[tuple[str, str, str]]:
    """Style, text and page number of each row."""
    return [
        (style_of(p), *([*text_of(p.find(f"{W}hyperlink")).split("\t"), ""])[:2])
        for p in opened.of_style("TOC1", "TOC2")
    ]


def headings(opened: Opened) -> list[tuple[str, str]]:
    """Style and text of each heading, as Word would take them into a 目录."""
    return [
        (style_of(p).replace("Heading", "TOC"), text_of(p)) for p in opened.of_style("Heading1", "Heading2")
    ]


@pytest.fixture(scope="module")
def opened(issue: Issue, style: HouseStyle) -> Opened:
    return Opened(export_docx(issue, style))


def test_the_rows_are_there_with_their_page_numbers(opened: Opened) -> None:
    assert rows(opened) == [
        ("TOC1", "科创聚焦", "2"),
        ("TOC2", "上海多措并举推进“智能渔港”建设", "2"),
        ("TOC2", "江苏出台措施支持海水稻种植", "2"),
        ("TOC1", "产业动向", "2"),
        ("TOC2", "浙江建立滩涂养殖保险机制并在沿海七市县分批推开试点覆盖养殖户三万余户", "2"),
    ]


def test_the_field_asks_for_what_it_shows(opened: Opened) -> None:
    assert instructions(opened)[0] == r'TOC \o "1-2" \h \z \u'
    assert instructions(opened)[1] == r"PAGEREF s_0 \h"
    assert instructions(opened)[2] == r"PAGEREF a_k3f9qd \h"


def test_fields_are_nested_and_closed(opened: Opened) -> None:
    depth, deepest = 0, 0
    for mark in opened.document.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        deepest = max(deepest, depth)
        assert depth >= 0
    assert (depth, deepest) == (0, 2)


def test_the_field_begins_in_its_first_row_and_ends_below_its_last(opened: Opened) -> None:
    contents = opened.of_style("TOC1", "TOC2")
    (end,) = opened.of_style("ContentsEnd")
    marks = list(opened.document.iter(f"{W}fldChar"))
    assert contents[0] in marks[0].iterancestors()
    assert end in marks[-1].iterancestors()
    assert contents[-1].getnext() is end
    assert text_of(end) == ""
    assert opened.style("ContentsEnd").find(f"{W}pPr/{W}spacing").get(f"{W}line") == "1"


def test_what_is_rebuilt_takes_neither_page_break_nor_section_with_it(
    issue: Issue, style: HouseStyle
) -> None:
    from_body = replace(style, page=replace(style.page, first_page="body"))
    for made, mark in ((style, "pageBreakBefore"), (from_body, "sectPr")):
        opened = Opened(export_docx(issue, made))
        (holder,) = (p for p in opened.paragraphs if p.find(f"{W}pPr/{W}{mark}") is not None)
        assert style_of(holder) == "ContentsEnd"
    flowing = replace(style, contents=replace(style.contents, page_break_after=False))
    assert not list(Opened(export_docx(issue, flowing)).document.iter(f"{W}pageBreakBefore"))


def test_every_link_and_every_page_reference_finds_its_bookmark(opened: Opened) -> None:
    marks = {b.get(f"{W}name"): b for b in opened.document.iter(f"{W}bookmarkStart")}
    links = [h.get(f"{W}anchor") for h in opened.document.iter(f"{W}hyperlink")]
    referred = [i.split()[1] for i in instructions(opened) if i.startswith("PAGEREF")]
    assert links == referred == list(marks)
    ids = [b.get(f"{W}id") for b in marks.values()]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(b.get(f"{W}id") for b in opened.document.iter(f"{W}bookmarkEnd"))
    for row, mark in zip(opened.of_style("TOC1", "TOC2"), marks.values(), strict=True):
        assert text_of(row.find(f"{W}hyperlink")).split("\t")[0] == text_of(mark.getparent())


def test_the_rows_have_a_dotted_leader_to_the_right_edge(opened: Opened) -> None:
    for name in ("TOC1", "TOC2"):
        (tab,) = opened.style(name).iter(f"{W}tab")
        assert tab.attrib == {f"{W}val": "right", f"{W}leader": "dot", f"{W}pos": "8844"}


def test_a_rebuilt_field_finds_the_same_headings(opened: Opened) -> None:
    assert headings(opened) == [(style, text) for style, text, _ in rows(opened)]
    levels = {s.get(f"{W}styleId"): value(s, "pPr/outlineLvl") for s in opened.styles.iter(f"{W}style")}
    assert {name for name, level in levels.items() if level is not None} == {"Heading1", "Heading2"}


def test_a_style_without_page_numbers_says_so_in_the_field(issue: Issue, other: HouseStyle) -> None:
    bare = Opened(export_docx(issue, other))
    assert instructions(bare)[0] == r'TOC \o "1-2" \n \h \z \u'
    assert len([i for i in instructions(bare) if "PAGEREF" in i]) == 0
    assert all(number == "" for _, _, number in rows(bare))


def test_a_style_without_sections_in_the_contents_says_so_in_the_field(
    issue: Issue, style: HouseStyle
) -> None:
    titles = Opened(export_docx(issue, replace(style, contents=replace(style.contents, sections=False))))
    assert instructions(titles)[0] == r'TOC \o "2-2" \h \z \u'
    assert {style for style, _, _ in rows(titles)} == {"TOC2"}


@pytest.mark.parametrize("seed", range(4))
def test_contents_and_headings_agree_in_generated_issues(seed: int, style: HouseStyle) -> None:
    opened = Opened(export_docx(generated_issue(seed, articles=20), style))
    assert [(style, text.replace("\n", "")) for style, text in headings(opened)] == [
        (style, text.replace("\n", "")) for style, text, _ in rows(opened)
    ]


def test_numbers_given_from_outside_are_written(issue: Issue, style: HouseStyle) -> None:
    told = Opened(export_docx(issue, style, pages={"p7m2xv": 9}))
    assert rows(told)[2][2] == "9"


def test_an_issue_without_articles_has_no_field(issue: Issue, style: HouseStyle) -> None:
    assert instructions(Opened(export_docx(replace(issue, sections=()), style))) == []


@pytest.mark.parametrize(
    "anchor", ["k3f9qd", "section-12", "长文章编号", "A" * 90, "a b", "section-x", "x\ud800"]
)
def test_bookmark_names_are_legal_in_word(anchor: str) -> None:
    assert re.fullmatch("[a-z][a-z0-9_]{0,39}", bookmark(anchor))


def test_ids_that_differ_in_capitals_only_have_different_bookmarks(issue: Issue, style: HouseStyle) -> None:
    articles = tuple(Article(name, f"标题{name}", (Paragraph("文。"),)) for name in ("abc", "ABC", "Abc"))
    opened = Opened(export_docx(replace(issue, sections=(Section("科创聚焦", articles),)), style))
    names = [b.get(f"{W}name").lower() for b in opened.document.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) == 4
