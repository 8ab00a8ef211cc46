"""Titles keep their lines without line breaks in their text."""

from dataclasses import replace
from itertools import pairwise

import pytest

from editor.exporters.docx import export_docx
from editor.exporters.docx.document import Narrowing, narrowing
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from tests.exporters.opened import Opened, W, text_of, value

WIDEST = 8844 / 440  # em of a title in the type area

POSSIBLE = [
    ("浙江建立滩涂养殖保险机制", "并在沿海各市县分批推开"),
    ("浙江建立滩涂养殖保险机制并在沿海", "各市县分批推开"),
    ("浙江建立滩涂养殖保险机制", "并在沿海各市县的分批推开"),
    ("浙江建立滩涂养殖保险", "并在沿海各市县分批推开"),  # a character longer: the first line gets less room
    ("浙江首批32家渔村入选国家级", "绿色养殖示范基地名单"),
    ("浙江建立滩涂养殖保险机制并在沿海市县", "分批推开试点覆盖全部养殖户和合作社并", "取得成效"),
]
IMPOSSIBLE = [
    ("浙江建立滩涂", "养殖保险机制并在沿海推开"),
    ("浙江印发", "《滩涂养殖保险机制实施方案》", "破解投保难题"),
    ("浙江推动FisheryAndAquacultureAI等模型", "在养殖场落地应用"),
]


def filled(text: str, narrowed: Narrowing, advance: float, gap: float) -> list[str]:
    """The lines that a word processor makes with narrow characters and gaps beside them of that width in em."""
    lines, line, room = [], "", WIDEST - narrowed.left - narrowed.right - narrowed.first
    for character in text:
        narrow = character.isascii()
        width = (advance if narrow else 1.0) + (gap if line and line[-1].isascii() != narrow else 0.0)
        if room < width:
            lines.append(line)
            line, room = "", WIDEST - narrowed.left - narrowed.right
        line += character
        room -= width
    return [*lines, line]


@pytest.mark.parametrize("lines", POSSIBLE, ids="/".join)
@pytest.mark.parametrize(("advance", "gap"), [(0.46, 0.2), (0.5, 0.2), (0.5, 0.25), (0.55, 0.25)])
def test_a_narrowed_title_breaks_where_we_break_it(
    lines: tuple[str, ...], advance: float, gap: float
) -> None:
    narrowed = narrowing(lines, WIDEST)
    assert narrowed is not None
    assert filled("".join(lines), narrowed, advance, gap) == list(lines)


@pytest.mark.parametrize("lines", POSSIBLE, ids="/".join)
def test_its_lines_stand_in_the_middle(lines: tuple[str, ...]) -> None:
    narrowed = narrowing(lines, WIDEST)
    assert narrowed is not None
    others = narrowed.left - narrowed.right
    first = others + narrowed.first
    assert abs(others) / 2 <= 0.11
    assert abs(first) / 2 <= 0.11


@pytest.mark.parametrize("lines", IMPOSSIBLE, ids="/".join)
def test_lines_that_no_width_can_make_are_broken(
    lines: tuple[str, ...], issue: Issue, style: HouseStyle
) -> None:
    assert narrowing(lines, WIDEST) is None


def test_a_mark_that_may_not_begin_a_line_is_not_left_to_the_word_processor() -> None:
    assert narrowing(("浙江建立滩涂养殖保险", "，沿海推开"), WIDEST) is None


def titled(issue: Issue, title: str) -> Issue:
    return replace(issue, sections=(Section("科创聚焦", (Article("k3f9qd", title),)),))


def test_a_title_is_one_run_whatever_its_lines(issue: Issue, style: HouseStyle) -> None:
    opened = Opened(export_docx(titled(issue, "江苏多措并举夯实智能网联新能源渔船产业链条"), style))
    (heading,) = opened.of_style("Heading2")
    assert len(list(heading.iter(f"{W}r"))) == 1
    indents = heading.find(f"{W}pPr/{W}ind")
    assert int(indents.get(f"{W}left")) > 0


def test_a_title_on_one_line_has_no_indents(issue: Issue, style: HouseStyle) -> None:
    opened = Opened(export_docx(titled(issue, "短标题"), style))
    assert opened.of_style("Heading2")[0].find(f"{W}pPr/{W}ind") is None


def test_a_break_that_cannot_be_avoided_is_too_small_to_be_seen(issue: Issue, style: HouseStyle) -> None:
    title = "上海印发《关于加快推动海洋制造业高质量发展的若干措施》培育新动能新优势"
    opened = Opened(export_docx(titled(issue, title), style))
    (heading,) = opened.of_style("Heading2")
    assert text_of(heading).replace("\n", "") == title
    for mark in heading.iter(f"{W}br"):
        assert value(mark.getparent(), "rPr/rStyle") == "TitleBreak"
    assert value(opened.style("TitleBreak"), "rPr/sz") == "2"
    (row,) = opened.of_style("TOC2")
    assert text_of(row.find(f"{W}hyperlink")).split("\t")[0] == title
    for before, after in pairwise(text_of(heading).split("\n")):
        assert before and after


def test_titles_that_are_not_centred_are_left_to_the_page(issue: Issue, style: HouseStyle) -> None:
    left = replace(style, elements=replace(style.elements, title=replace(style.elements.title, align="left")))
    opened = Opened(export_docx(titled(issue, "江苏多措并举夯实智能网联新能源渔船产业链条"), left))
    (heading,) = opened.of_style("Heading2")
    assert heading.find(f"{W}pPr/{W}ind") is None
    assert not list(heading.iter(f"{W}br"))
