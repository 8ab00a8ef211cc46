"""What tests of XML cannot see: where LibreOffice puts the 报尾, the lines of titles and the numbers of another style."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from editor.exporters.blocks import paper
from editor.exporters.docx import export_docx
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle, Tail
from editor.store.style_file import load_style
from tests.exporters.test_docx_title_lines import POSSIBLE
from tests.generated import generated_issue
from tests.render.rendering import AVAILABLE, BOTTOM, LEFT, MM, TOP, RenderedPages, Row, render_all

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(not AVAILABLE, reason="LibreOffice or pdftotext is not installed"),
    pytest.mark.xdist_group("render"),
]

OFFICIAL = HouseStyle("official", "长三角每周要讯", "编印单位", ())
WITH_TAIL = replace(
    OFFICIAL, tail=Tail(report="某县委，" * 12 + "各乡镇。", copies="80", editor="甲", approver="乙")
)
OTHER = load_style(Path(__file__).parents[1] / "data" / "styles" / "other.toml")


def of_length(lines: int) -> Issue:
    """An issue whose body ends with a paragraph of that many lines, after a page of other text."""
    body = (Paragraph("字" * 28 * 8), Paragraph("末" * (28 * lines - 3)))
    return Issue(
        "刊名", 2026, 1, date(2026, 1, 2), "单位", sections=(Section("栏", (Article("aaaaaa", "题", body),)),)
    )


def titled(titles: list[tuple[str, ...]]) -> Issue:
    articles = tuple(Article(f"aaaaa{n}", "".join(lines)) for n, lines in enumerate(titles, 2))
    return Issue("刊名", 2026, 1, date(2026, 1, 2), "单位", sections=(Section("栏", articles),))


CASES: Mapping[str, tuple[Issue, HouseStyle]] = {
    **{f"ends {lines}": (of_length(lines), WITH_TAIL) for lines in (2, 8, 10, 40)},
    "titles": (titled(POSSIBLE[:5]), OFFICIAL),
    "other": (generated_issue(3, articles=4), OTHER),
}


@cache
def rendered() -> Mapping[str, RenderedPages]:
    return dict(zip(CASES, render_all([export_docx(*case) for case in CASES.values()]), strict=True))


def row_of(pages: RenderedPages, start: str) -> tuple[int, Row]:
    """Sheet and row that begin with some words."""
    return next((n, row) for n, rows in enumerate(pages.rows) for row in rows if row.text.startswith(start))


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("ends")])
def test_the_tail_stands_at_the_foot_of_the_last_page(name: str) -> None:
    pages = rendered()[name]
    sheet, row = row_of(pages, "责任编辑")
    assert sheet == len(pages.rows) - 1 == paper(*CASES[name]).pages.count - 1
    assert 0 < BOTTOM - row.middle < 20
    assert row.left - LEFT == pytest.approx(14, abs=1)
    assert (210 - 26) * MM - row.right == pytest.approx(14, abs=4)
    assert row.text.endswith("（共印80份）")


def test_a_long_list_in_the_tail_hangs_under_its_first_name() -> None:
    pages = rendered()["ends 2"]
    sheet, first = row_of(pages, "报：")
    second = pages.rows[sheet][pages.rows[sheet].index(first) + 1]
    assert second.left - first.left == pytest.approx(28, abs=1)


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("ends")])
def test_no_text_is_lost_beside_the_tail(name: str) -> None:
    text = "".join(row.text for rows in rendered()[name].rows for row in rows)
    assert text.count("末") == CASES[name][0].characters - 28 * 8 - 1


def test_titles_break_where_we_break_them_and_stand_in_the_middle() -> None:
    rows = {row.text: row for page in rendered()["titles"].rows for row in page}
    blocks = [block for block in paper(*CASES["titles"]).blocks if block.kind == "title"]
    assert any(len(block.lines) == 2 for block in blocks)
    for line in (line for block in blocks for line in block.lines):
        row = rows[line]
        assert (row.left + row.right) / 2 == pytest.approx((28 + 156 / 2) * MM, abs=4)


def test_pages_before_page_one_have_no_number_and_the_others_have_it_in_the_middle() -> None:
    pages = rendered()["other"]
    numbers = [re.fullmatch(r"第(\d+)页", rows[-1].text) for rows in pages.rows]
    first = next(sheet for sheet, number in enumerate(numbers) if number)
    assert first == paper(*CASES["other"]).pages.first_sheet > 0
    assert [int(number[1]) for number in numbers[first:] if number] == list(
        range(1, len(numbers) - first + 1)
    )
    foot = pages.rows[-1][-1]
    assert (foot.left + foot.right) / 2 == pytest.approx(184 / 2 * MM, abs=3)


def test_the_masthead_begins_at_the_top_of_the_type_area() -> None:
    first = rendered()["titles"].rows[0][0]
    assert first.text == "刊名"
    assert TOP < first.middle < TOP + 57.9
