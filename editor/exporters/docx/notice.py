"""A notice of one page or more in the house style: title, issuer and date, paragraphs, one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import NamedTuple

from editor.exporters.docx.markup import text_run
from editor.exporters.docx.package import package_bytes
from editor.exporters.docx.styles import text_width
from editor.exporters.edition import Properties
from editor.exporters.printable import cleaned
from editor.exporters.wording import printed_date
from editor.layout.block import Block, Run
from editor.model.style import HouseStyle

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULE = 4  # eighths of a point
_NARROW = 2  # characters around the text of a cell


class Notice(NamedTuple):
    """What it says. ``rows`` have as many cells as the ``header``."""

    title: str
    issuer: str
    date: Date
    paragraphs: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def export_notice(notice: Notice, style: HouseStyle) -> bytes:
    """The notice as a Word document: the same bytes for the same notice and style."""
    elements = style.elements
    stream = (
        Block("title", elements.title, (Run(cleaned(notice.title)),), "notice"),
        Block("imprint", elements.imprint, (Run(cleaned(notice.issuer)),), right=printed_date(notice.date)),
        *(Block("body", elements.body, (Run(cleaned(text)),)) for text in notice.paragraphs),
    )
    properties = Properties(notice.title, notice.title, notice.issuer, "", notice.date)
    return package_bytes(stream, style, properties, table=_table(notice, style))


def _table(notice: Notice, style: HouseStyle) -> str:
    """The table as wide as the type area; a column as wide as its longest cell asks for."""
    rows = [notice.header, *notice.rows]
    longest = [max(len(row[column]) for row in rows) + _NARROW for column in range(len(notice.header))]
    room = text_width(style.page)
    widths = [room * length // sum(longest) for length in longest]
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="{_RULE}" w:space="0" w:color="000000"/>' for edge in _EDGES
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(_row(row, widths, is_header=not place) for place, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl><w:p/>'
    )


def _row(cells: Sequence[str], widths: Sequence[int], *, is_header: bool) -> str:
    repeated = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(map(_cell, cells, widths))}</w:tr>"


def _cell(text: str, width: int) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{text_run(cleaned(text))}</w:p></w:tc>'
    )
