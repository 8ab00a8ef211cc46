"""Tables: a table of figures becomes a line for each row, one that only arranges text (a masthead) its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.importers.docx.paragraphs import Notice, Paragraph
from editor.manuscript.titles import is_prose

_LONGEST_CELL = 40  # code points; a cell with more holds text, not a value
_BETWEEN = "　"

Cell = list[Paragraph]


def is_data_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is one of figures and words: rows of several cells, each with a few words and no sentence."""
    return len(rows) > 1 and all(len(row) > 1 and any(row) and all(map(_is_value, row)) for row in rows)


def joined_rows(rows: Sequence[Sequence[Cell]]) -> list[Paragraph]:
    """A paragraph for each row, with the notices of its cells; the first says that a table stood here."""
    columns = max(len(row) for row in rows)
    message = f"这里原有一张{len(rows)}行{columns}列的表格，按每行一段文字收入，请核对"
    joined = [_joined(row) for row in rows]
    return [replace(joined[0], notices=(Notice("doubtful", message), *joined[0].notices)), *joined[1:]]


def _is_value(cell: Cell) -> bool:
    written = [paragraph for paragraph in cell if paragraph.text.strip()]
    if len(written) > 1 or any(paragraph.outline is not None for paragraph in written):
        return False
    return all(len(paragraph.text) <= _LONGEST_CELL and not is_prose(paragraph.text) for paragraph in written)


def _joined(row: Sequence[Cell]) -> Paragraph:
    written = [paragraph for cell in row for paragraph in cell if paragraph.text.strip()]
    first = next(paragraph for cell in row for paragraph in cell)
    notices = tuple(notice for cell in row for paragraph in cell for notice in paragraph.notices)
    texts = (" ".join(paragraph.text.split()) for paragraph in written)
    return replace(first, text=_BETWEEN.join(texts), label=None, notices=notices)
