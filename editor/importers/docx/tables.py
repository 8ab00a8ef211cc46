"""Tables: a table of figures becomes a line for each row, one that only arranges text (a masthead) its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import Paragraph
from editor.importers.docx.tree import is_placeholder, value
from editor.manuscript.tables import BETWEEN
from editor.manuscript.titles import is_prose
from editor.model.remark import Remark

_MOST_COLUMNS = 63  # that a table of Word can have
_WRAPPED = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")  # what rows and cells may stand in
_LONGEST_CELL = 40  # code points; a cell with more holds text, not a value
Cell = list[Paragraph]


def is_data_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is one of figures and words: several rows and columns, each cell with a few words and no sentence.

    An empty cell is a list without paragraphs, or with empty ones.
    """
    widths = set(map(len, rows))
    return (
        len(rows) > 1
        and len(widths) == 1
        and widths.pop() > 1
        and all(all(map(_is_value, row)) for row in rows)
    )


def joined_rows(rows: Sequence[Sequence[Cell]]) -> list[Paragraph]:
    """A paragraph for each row, cells divided by :data:`BETWEEN`; the first says that a table stood here."""
    columns = _columns(rows)
    message = f"这里原有一张{len(rows)}行{columns}列的表格，按每行一段文字收入，请核对"
    joined = [_joined(row) for row in rows if any(row)]
    return _announced(joined, message)


def dissolved(rows: Sequence[Sequence[Cell]]) -> list[Paragraph]:
    """The paragraphs of a table that arranges text, one after the other; the first says so if there were columns."""
    paragraphs = [paragraph for row in rows for cell in row for paragraph in cell]
    columns = _columns(rows)
    written = [at for at, paragraph in enumerate(paragraphs) if paragraph.text.strip()]
    if columns < 2 or len(written) < 2:
        return paragraphs
    message = f"这里原有一张{len(rows)}行{columns}列的版式表格，各格依次按段落收入，请核对"
    first = written[0]
    return [*paragraphs[:first], *_announced(paragraphs[first:], message)]


def _announced(paragraphs: Sequence[Paragraph], message: str) -> list[Paragraph]:
    if not paragraphs:
        return []
    first = replace(paragraphs[0], notices=(Remark("doubtful", 0, message), *paragraphs[0].notices))
    return [first, *paragraphs[1:]]


def _columns(rows: Sequence[Sequence[Cell]]) -> int:
    return max(map(len, rows), default=0)


def _is_value(cell: Cell) -> bool:
    written = [paragraph for paragraph in cell if paragraph.text.strip()]
    if any(paragraph.outline is not None for paragraph in written):
        return False
    return all(len(paragraph.text) <= _LONGEST_CELL and not is_prose(paragraph.text) for paragraph in written)


def _joined(row: Sequence[Cell]) -> Paragraph:
    paragraphs = [paragraph for cell in row for paragraph in cell]
    notices = tuple(notice for paragraph in paragraphs for notice in paragraph.notices)
    bookmarks = tuple(name for paragraph in paragraphs for name in paragraph.bookmarks)
    text = BETWEEN.join(" ".join(map(_words, cell)).strip() for cell in row)
    return replace(paragraphs[0], text=text, label=None, notices=notices, bookmarks=bookmarks)


def _words(paragraph: Paragraph) -> str:
    """The words of a cell on one line, with the number that Word makes before them."""
    text = " ".join(paragraph.text.split())
    return f"{paragraph.label.text.strip()}{text}" if paragraph.label is not None else text


def empty_cells(element: Element, tag: str, own: int = 0) -> list[list[Paragraph]]:
    """The columns that a row leaves out before its first cell, or that a cell covers beside its ``own``."""
    spanned = value(element.find("w:tcPr" if element.tag == "w:tc" else "w:trPr"), tag)
    count = int(spanned) if spanned is not None and spanned.isdigit() else 0
    return [[] for _ in range(min(count, _MOST_COLUMNS) - own)]


def prompting_cells(row: Element) -> set[int]:
    """The identities of the cells of a row that stand in content controls nobody filled in."""
    controls = (control for control in row if is_placeholder(control))
    return {id(cell) for control in controls for cell in control.iter("w:tc")}


def inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows (w:tr) of a table or the cells (w:tc) of a row, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPED:
            yield from inside(child, tag)
