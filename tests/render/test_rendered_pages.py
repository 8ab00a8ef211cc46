"""What LibreOffice makes of our DOCX: geometry of the page, and a 目录 that tells the truth."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from editor.exporters.blocks import Paper, paper
from editor.exporters.docx import export_docx
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.store.issue_file import load_issue
from tests.generated import generated_issue
from tests.imported import import_txt
from tests.render.rendering import AVAILABLE, BOTTOM, LEFT, MM, RenderedPages, render_all

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(not AVAILABLE, reason="LibreOffice or pdftotext is not installed"),
    pytest.mark.xdist_group("render"),  # one start of LibreOffice serves all
]

STYLE = HouseStyle("official", "长三角每周要讯", "浙江省人民政府驻上海办事处", ())
SEEDS = (1, 2, 3, 4, 5)
ROOT = Path(__file__).parent.parent.parent
PUBLISHED = ROOT.parent / "shared" / "published" / "2025-28.txt"


def plain_issue() -> Issue:
    """One article of nothing but Han: full lines and full pages."""
    body = (Paragraph("汉" * 26 + "字" * 28 * 59 + "末" * 27),)
    sections = (Section("科创聚焦", (Article("aaaaaa", "标题", body),)),)
    return Issue("长三角每周要讯", 2026, 1, date(2026, 1, 2), "编印单位", sections=sections)


def real_issues() -> Iterator[tuple[str, Issue]]:
    """The samples of the project, and the published issue where it is at hand."""
    for path in sorted((ROOT / "issues").glob("*.toml")):
        yield path.stem, load_issue(path)
    if PUBLISHED.exists():
        yield "published", import_txt(PUBLISHED.read_bytes(), PUBLISHED.name, STYLE).issue


ISSUES: Mapping[str, Issue] = {
    "plain": plain_issue(),
    **{f"seed {seed}": generated_issue(seed, articles=10 + seed) for seed in SEEDS},
    **dict(real_issues()),
}


@cache
def rendered() -> Mapping[str, RenderedPages]:
    return dict(
        zip(ISSUES, render_all([export_docx(issue, STYLE) for issue in ISSUES.values()]), strict=True)
    )


@cache
def engine(name: str) -> Paper:
    return paper(ISSUES[name], STYLE)


varied = pytest.mark.parametrize("name", [name for name in ISSUES if name != "plain"])


def test_a_line_of_han_holds_28_characters() -> None:
    rows = [row for sheet in range(2, 4) for row in rendered()["plain"].body(sheet)]
    assert {len(row.text) for row in rows if "字" in row.text and "末" not in row.text} == {28}
    full = [row for row in rows if row.text == "字" * 28]
    assert full
    assert all(abs(row.left - LEFT) < 0.5 for row in full)
    assert all(abs(row.right - (210 - 26) * MM) < 1.5 for row in full)


def test_the_first_line_is_two_characters_in() -> None:
    row = next(row for row in rendered()["plain"].body(1) if row.text.startswith("汉"))
    assert len(row.text) == 26
    assert row.left - LEFT == pytest.approx(31.5, abs=0.5)


def test_a_full_page_holds_22_lines() -> None:
    rows = rendered()["plain"].body(2)
    assert len(rows) == 22
    pitches = {round(after.middle - before.middle, 1) for before, after in pairwise(rows)}
    assert pitches <= {28.9, 29.0}
    assert rows[-1].middle < BOTTOM


@varied
def test_the_dash_of_the_page_number_lies_7_mm_below_the_type_area(name: str) -> None:
    pages = rendered()[name]
    for sheet in range(len(pages.rows)):
        foot = pages.foot(sheet)
        assert foot is not None
        assert foot.dash - 262 == pytest.approx(7, abs=1)


@varied
def test_page_numbers_stand_outside_right_on_odd_and_left_on_even_pages(name: str) -> None:
    pages = rendered()[name]
    for sheet, rows in enumerate(pages.rows):
        number = re.sub(r"\s", "", rows[-1].text)
        assert number == f"—{sheet + 1}—"
        foot = pages.foot(sheet)
        assert foot is not None
        if sheet % 2 == 0:  # the first page is odd
            assert 210 - 26 - foot.right == pytest.approx(14 / MM, abs=1.5)  # one character of 14 pt in
        else:
            assert foot.left - 28 == pytest.approx(14 / MM, abs=1.5)


@varied
def test_the_engine_finds_the_pages_that_libreoffice_finds(name: str) -> None:
    blocks, pages = engine(name).blocks, engine(name).pages
    anchors = [block.anchor for block in blocks if block.kind in ("section", "title")]
    rendering = rendered()[name].rendering(anchors)
    assert rendering.count == pages.count
    assert rendering.numbers(pages) == {anchor: pages.page_of(anchor) for anchor in anchors}


@varied
def test_the_engine_breaks_the_lines_that_libreoffice_breaks(name: str) -> None:
    printed = {
        row.text for sheet in range(len(rendered()[name].rows)) for row in rendered()[name].body(sheet)
    }
    lines = [
        re.sub(r"\s", "", placed.block.text[line.start : line.end])
        for placed in engine(name).pages.blocks
        # LibreOffice parts the two halves of a dash, which we keep together as the standard asks.
        if not placed.block.right and "——" not in placed.block.text
        for line in placed.lines
    ]
    assert len(lines) > 100
    assert sum(line not in printed for line in lines) <= 0.01 * len(lines)


@varied
def test_the_contents_say_on_which_page_each_article_is_printed(name: str) -> None:
    pages, made = rendered()[name], engine(name)
    entries = [block for block in made.blocks if block.kind in ("contents_section", "contents_entry")]
    printed = pages.rendering(block.anchor for block in entries).numbers(made.pages)
    contents = "".join(row.text for sheet in range(min(printed.values())) for row in pages.body(sheet))
    shown = {}
    for block in entries:
        found = re.search(re.escape(re.sub(r"\s", "", block.text)) + r"\.*([0-9]+?)(?![0-9])", contents)
        assert found is not None, block.text
        shown[block.anchor] = int(found[1])
        contents = contents[found.end() :]
    assert shown == printed
