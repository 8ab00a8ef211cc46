"""Pages of styles that differ from the official one where pages are made: 报尾, and page 1 at the body."""

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
from tests.generated import generated_issue
from tests.render.rendering import AVAILABLE, BOTTOM, RenderedPages, render_all

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(not AVAILABLE, reason="LibreOffice or pdftotext is not installed"),
    pytest.mark.xdist_group("render"),
]

OFFICIAL = HouseStyle("official", "长三角每周要讯", "浙江省人民政府驻上海办事处", ())
TAILED = replace(
    OFFICIAL, tail=Tail(report="某某办公厅", send="某某局", copies="50", editor="某甲", approver="某乙")
)
FROM_BODY = replace(OFFICIAL, page=replace(OFFICIAL.page, first_page="body"))


def of_lines(count: int) -> Issue:
    """One article whose only paragraph has so many lines."""
    article = Article("aaaaaa", "标题", (Paragraph("汉" * (28 * count - 2)),))
    sections = (Section("科创聚焦", (article,)),)
    return Issue("长三角每周要讯", 2026, 1, date(2026, 1, 2), "编印单位", sections=sections)


# 15 lines leave just the room that the 报尾 needs; after 16 it goes to a page of its own.
CASES: dict[str, tuple[Issue, HouseStyle]] = {
    **{f"{lines} lines": (of_lines(lines), TAILED) for lines in (3, 15, 16, 18, 21, 40)},
    "from body": (generated_issue(7, articles=8), FROM_BODY),
}
# 2 and 17 are those in whose pages differences of line breaking showed.
SEEDS = (2, 17)
CASES |= {
    f"{path.stem} {seed}": (generated_issue(seed), load_style(path))
    for path in sorted((Path(__file__).parents[1] / "data" / "styles").glob("*.toml"))
    for seed in SEEDS
}
with_tail = pytest.mark.parametrize("name", [name for name in CASES if name.endswith("lines")])


@cache
def rendered() -> Mapping[str, RenderedPages]:
    return dict(zip(CASES, render_all([export_docx(*case) for case in CASES.values()]), strict=True))


@with_tail
def test_the_tail_is_printed_where_the_engine_puts_it(name: str) -> None:
    pages, ours = rendered()[name], paper(*CASES[name]).pages
    assert len(pages.rows) == ours.count
    tail = [placed for placed in ours.blocks if placed.block.kind == "tail"]
    rows = [row for row in pages.body(ours.count - 1) if row.text.startswith(("报：", "送：", "责任编辑："))]
    assert len(rows) == len(tail) == 3
    assert {placed.parts[0].sheet for placed in tail} == {ours.count - 1}


@with_tail
def test_the_tail_stands_at_the_foot_of_the_type_area(name: str) -> None:
    last = rendered()[name].body(len(rendered()[name].rows) - 1)[-1]
    assert last.text.startswith("责任编辑：")
    assert 0 < BOTTOM - last.middle < 28.95


def test_page_one_is_the_first_page_of_the_body_where_the_style_says_so() -> None:
    issue, style = CASES["from body"]
    pages, ours = rendered()["from body"], paper(issue, style).pages
    assert len(pages.rows) == ours.count
    anchors = [article.id for article in issue.articles]
    numbers = pages.rendering(anchors).numbers(ours)
    assert numbers == {anchor: ours.page_of(anchor) for anchor in anchors}
    assert pages.foot(0) is None
    for sheet in range(ours.first_sheet, ours.count):
        assert re.sub(r"\s", "", pages.rows[sheet][-1].text) == f"—{ours.number(sheet)}—"


@pytest.mark.parametrize(
    "name", [name for name in CASES if name.endswith(tuple(f" {seed}" for seed in SEEDS))]
)
def test_every_article_is_printed_on_the_page_that_the_contents_say_in_every_style(name: str) -> None:
    issue, style = CASES[name]
    ours = paper(issue, style).pages
    anchors = [article.id for article in issue.articles]
    assert rendered()[name].rendering(anchors).numbers(ours) == {
        anchor: ours.page_of(anchor) for anchor in anchors
    }
