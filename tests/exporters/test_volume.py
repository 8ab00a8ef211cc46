"""A year in one document: one 目录, issue by issue, pages numbered through."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from editor.errors import ExportError
from editor.exporters.blocks import CONTENTS, settled
from editor.exporters.docx import export_docx
from editor.exporters.edition import Volume, volume_blocks, volume_of
from editor.exporters.txt import export_txt
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from tests.exporters.opened import Opened, W, text_of
from tests.generated import generated_issue


@pytest.fixture(scope="module")
def issues(issue: Issue) -> list[Issue]:
    """Three issues of a year, the first one twice, so that its ids are taken twice."""
    week = timedelta(days=7)
    generated = replace(generated_issue(3, 12), year=2026, number=7, date=issue.date + 2 * week)
    return [generated, replace(issue, number=6, date=issue.date + week), issue]


@pytest.fixture(scope="module")
def volume(issues: list[Issue]) -> Volume:
    return volume_of(2026, issues)


def test_issues_are_bound_by_date(volume: Volume) -> None:
    assert [bound.number for bound in volume.issues] == [5, 6, 7]


def test_the_contents_name_every_issue_and_every_article_once(volume: Volume, style: HouseStyle) -> None:
    rows = [block.text for block in volume_blocks(volume, style) if block.kind in CONTENTS]
    expected = []
    for bound in volume.issues:
        expected.append(f"{bound.id.label}（{bound.date.month}月{bound.date.day}日）")
        expected += [article.title for article in bound.articles]
    assert rows == expected


def test_the_field_asks_for_issues_whatever_the_style_has_for_sections(
    volume: Volume, style: HouseStyle
) -> None:
    bare = replace(style, contents=replace(style.contents, sections=False))
    opened = Opened(export_docx(volume, bare))
    assert len(opened.of_style("TOC1")) == 3
    assert next(opened.document.iter(f"{W}instrText")).text.strip() == r'TOC \o "1-2" \h \z \u'


def test_the_head_stands_as_the_style_has_it(volume: Volume, style: HouseStyle) -> None:
    masthead = replace(style.masthead, left="{issuer}编", right="{label}")
    (row,) = Opened(export_docx(volume, replace(style, masthead=masthead))).of_style("Imprint")
    assert text_of(row) == "浙江省人民政府驻上海办事处编\t2026年合订本"


def test_page_numbers_run_through(volume: Volume, style: HouseStyle) -> None:
    made = settled(volume_blocks(volume, style), style)
    numbers = [int(block.right) for block in made.blocks if block.kind in CONTENTS]
    assert numbers == sorted(numbers)
    assert numbers[-1] <= made.pages.count


def test_every_issue_begins_on_a_page_of_its_own(volume: Volume, style: HouseStyle) -> None:
    made = settled(volume_blocks(volume, style), style)
    heads = [placed for placed in made.pages.blocks if placed.block.kind == "section"]
    assert len(heads) == 3
    assert all(placed.parts[0].y == heads[0].parts[0].y for placed in heads)
    assert len({placed.parts[0].sheet for placed in heads}) == 3


def test_the_document_has_the_headings_that_its_contents_name(volume: Volume, style: HouseStyle) -> None:
    opened = Opened(export_docx(volume, style))
    headings = [text_of(p).replace("\n", "") for p in opened.of_style("Heading1", "Heading2")]
    rows = [text_of(p.find(f"{W}hyperlink")).split("\t")[0] for p in opened.of_style("TOC1", "TOC2")]
    assert rows == headings
    names = [b.get(f"{W}name") for b in opened.document.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)
    anchors = {link.get(f"{W}anchor") for link in opened.document.iter(f"{W}hyperlink")}
    assert anchors <= set(names)


def test_sections_keep_their_names_on_paper(volume: Volume, style: HouseStyle) -> None:
    opened = Opened(export_docx(volume, style))
    expected = [s.name for bound in volume.issues for s in bound.sections if s.articles]
    assert [text_of(p) for p in opened.of_style("Column")] == expected


def test_a_volume_carries_nothing_that_is_not_printed(volume: Volume, style: HouseStyle) -> None:
    with ZipFile(BytesIO(export_docx(volume, style))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]


def test_the_text_has_every_paragraph_of_every_issue(volume: Volume, style: HouseStyle) -> None:
    lines = export_txt(volume, style).decode().splitlines()
    assert lines[:4] == ["长三角每周要讯", "2026年合订本", lines[2], "目录"]
    for bound in volume.issues:
        assert lines.count(f"{bound.id.label}（{bound.date.month}月{bound.date.day}日）") == 2
        for article in bound.articles:
            assert lines.count(article.title) >= 2


def test_what_cannot_be_printed_is_named_with_its_issue(volume: Volume, style: HouseStyle) -> None:
    first = volume.issues[0]
    section = first.sections[0]
    nameless = replace(section, articles=(replace(section.articles[0], title=""),))
    broken = volume_of(2026, [replace(first, sections=(nameless,)), *volume.issues[1:]])
    for export in (export_docx, export_txt):
        with pytest.raises(ExportError, match="2026年第5期"):
            export(broken, style)


def test_a_style_without_sections_in_its_contents_still_names_the_issues(
    volume: Volume, other: HouseStyle
) -> None:
    rows = [block for block in volume_blocks(volume, other) if block.kind == "contents_section"]
    assert len(rows) == 3
    assert Opened(export_docx(volume, other)).of_style("TOC1")
