"""Tables that came as text: cells divided by tabs, as a spreadsheet or a table copies itself → a line for each row.

A tab elsewhere is an indent, stands behind the number of a list or before a page number of the 目录; those are no tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.manuscript.ordinals import NUMERAL
from editor.model.remark import Remark

BETWEEN = "｜"
"""What divides the cells of a row in a text: it shows where a cell is empty, and is read again as it stands."""

_TAB = "\t"
_COUNTER = re.compile(
    rf"(?:[（(]?(?:{NUMERAL}|[0-9０-９]{{1,3}})[）)、.．]+|第(?:{NUMERAL})[条款章节]?|[①-⑳]|{NUMERAL}[是要]|[•·●◆■▪➢►✓*o-])"
)
_PAGE = re.compile(r"[（(]?[0-9]{1,4}[）)]?")
_FIGURE = re.compile(f"{BETWEEN}[-+]?[0-9.,]*[%％]?\\Z")
_LEADER = re.compile(r"[.．…·•‥⋯_]{2,}\s*\Z")
_DATED = re.compile("[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?:印发)?")
_HEADLINE = re.compile(f"第[0-9０-９、]+期|{_DATED.pattern}|[：:]\\s*\\Z")
_TAIL = re.compile(
    "(?:报|送|发|抄[报送]|主送|责任编辑|编辑|编审|审核|核稿|校对|签发|联系人|电话)[：:]|共印|[(（]共"
)
_ALONE = 3  # cells from which a single row is a table
_ENTRY = 8  # code points; the 目录 has an entry of so many at least


def tables_in(lines: Sequence[str]) -> dict[int, tuple[str, Remark]]:
    """The rows of tables among lines, by their index: the cells divided by :data:`BETWEEN`, and what there is to say (its line is 0).

    The first row of each table says what it is a table of.
    """
    found: dict[int, tuple[str, Remark]] = {}
    for start, rows in _runs(lines):
        if len(rows) > 1 and _is_head(rows[0]) and not _is_head(rows[1]):
            start, rows = start + 1, rows[1:]
        if _is_table(rows):
            columns = max(map(len, rows))
            for at, row in enumerate(rows):
                text = BETWEEN.join([*row, *[""] * (columns - len(row))])
                said = f"表格的第{at + 1}行，各格用“{BETWEEN}”隔开"
                if not at:
                    said = f"这里是一张{len(rows)}行{columns}列的表格，按每行一段文字收入，请核对"
                found[start + at] = text, Remark("repaired" if at else "doubtful", 0, said, text)
    return found


def is_row(text: str) -> bool:
    """Whether a line is surely a row of a table: it has three columns or more, or a figure in its last."""
    return text.count(BETWEEN) >= _ALONE - 1 or _FIGURE.search(text) is not None


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, list[list[str]]]]:
    """Where lines with tabs follow each other, and their cells."""
    start, rows = 0, list[list[str]]()
    for at, line in enumerate((*lines, "")):
        cells = _cells(line)
        if cells:
            start = start if rows else at
            rows.append(cells)
        elif rows:
            yield start, rows
            rows = []


def _cells(line: str) -> list[str]:
    """The cells of a line; none if its tabs are no borders of cells."""
    if _TAB not in line.strip(" \u3000\r\n"):
        return []
    cells = [" ".join(cell.split()) for cell in line.strip(" \u3000\r\n").split(_TAB)]
    written = [cell for cell in cells if cell]
    if not written or _LEADER.search(cells[0]) or (len(written) == 2 and _COUNTER.fullmatch(written[0])):
        return []
    return [] if any(map(_TAIL.match, cells)) else cells


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    filled = [sum(map(bool, row)) for row in rows]
    if len(rows) == 1:
        return filled[0] >= _ALONE and not any(map(_HEADLINE.search, rows[0]))
    return sum(count >= 2 for count in filled) >= 2 and not _is_contents(rows)


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row is that of a masthead: who, and the date."""
    return len(row) == 2 and _DATED.fullmatch(row[1]) is not None


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these are rows of the 目录: a title and its page, which never falls."""
    if any(len(row) != 2 or not _PAGE.fullmatch(row[1]) for row in rows):
        return False
    pages = [int(row[1].strip("（()）")) for row in rows]
    return pages == sorted(pages) and any(len(row[0]) >= _ENTRY for row in rows)
