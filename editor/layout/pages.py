"""The result of pagination: where every block stands, and the look-ups that screens and exporters need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from editor.layout.block import Block
from editor.layout.breaking import Line

_ROWS = ("contents_section", "contents_entry")
FRONT = frozenset(("topline", "masthead", "number", "imprint", "contents_heading", *_ROWS))


def body_start(kinds: Sequence[str]) -> int | None:
    """The index of the first block of the body, by the kinds of all; None if there is no body.

    What stands between the masthead and the 目录, such as a 编者按, belongs to the sheets before it.
    """
    after = max((index + 1 for index, kind in enumerate(kinds) if kind in _ROWS), default=0)
    return next((index for index in range(after, len(kinds)) if kinds[index] not in FRONT), None)


class Part(NamedTuple):
    """The lines ``first`` to ``end`` of a block that stand together on one sheet.

    ``sheet`` counts from 0; ``y`` is the top of the first line in points below the top of the type area.
    """

    sheet: int
    y: float
    first: int
    end: int


class PlacedBlock(NamedTuple):
    """A block, its lines, and where they stand: one part for each sheet it touches. ``line_pt`` is their pitch."""

    block: Block
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    line_pt: float


class PlacedLine(NamedTuple):
    """One line of a sheet: its ``block`` by index in the stream, its number in that block, its text.

    ``y`` is in points below the top of the type area, ``row`` the row of the page grid in which that falls; all
    numbers count from 0.
    """

    block: int
    line: int
    start: int
    end: int
    sheet: int
    y: float
    row: int


@dataclass(frozen=True)
class Pages:
    """A paginated issue, made by :func:`editor.layout.engine.paginate`.

    ``count`` is the number of sheets, ``first_sheet`` the one that carries page number 1, ``room`` how many more
    body lines the last sheet takes (above the 报尾), ``line_pt`` the pitch of the page grid.
    """

    blocks: tuple[PlacedBlock, ...]
    count: int
    first_sheet: int
    room: int
    line_pt: float

    def number(self, sheet: int) -> int | None:
        """The number printed on a sheet; None for sheets before page 1."""
        return sheet - self.first_sheet + 1 if sheet >= self.first_sheet else None

    def page_of(self, anchor: str) -> int:
        """The page number of the section or title with that anchor. LookupError if there is none."""
        return self.sheet_of(anchor) - self.first_sheet + 1

    def sheet_of(self, anchor: str) -> int:
        """The sheet on which the section or title with that anchor begins. LookupError if there is none."""
        return self._sheets[anchor]

    def lines_on(self, sheet: int) -> Iterator[PlacedLine]:
        """The lines of a sheet, from top to bottom."""
        for index in self._indexes.get(sheet, ()):
            for part in self.blocks[index].parts:
                if part.sheet == sheet:
                    yield from (self._line(index, part, line) for line in range(part.first, part.end))

    def locate(self, index: int, offset: int) -> PlacedLine:
        """The line that holds a code point of the block at ``index``; past the text means its last line."""
        placed = self.blocks[index]
        line = next((n for n, line in enumerate(placed.lines) if offset < line.end), len(placed.lines) - 1)
        part = next(part for part in placed.parts if line < part.end)
        return self._line(index, part, line)

    def _line(self, index: int, part: Part, line: int) -> PlacedLine:
        placed = self.blocks[index]
        y = part.y + (line - part.first) * placed.line_pt
        start, end = placed.lines[line]
        return PlacedLine(index, line, start, end, part.sheet, y, int(y / self.line_pt + 0.01))

    @cached_property
    def _sheets(self) -> dict[str, int]:
        return {
            placed.block.anchor: placed.parts[0].sheet
            for placed in self.blocks
            if placed.block.anchor and placed.block.kind not in FRONT
        }

    @cached_property
    def _indexes(self) -> dict[int, list[int]]:
        indexes: dict[int, list[int]] = {}
        for index, placed in enumerate(self.blocks):
            for part in placed.parts:
                indexes.setdefault(part.sheet, []).append(index)
        return indexes
