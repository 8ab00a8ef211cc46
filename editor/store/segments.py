"""A TOML text cut into the tables that travel: each with its keys, its sub-tables and its comments.

For files in which sections, articles and spares are written with headers, as everybody writes them; other
shapes are brought into this one first (``straighten``).

A comment right above a header belongs to its table, and so do those above it that only blank lines separate
from it: they usually head what follows. A comment right below the last key of a table belongs to that table,
what follows after a blank line at the end of the file to none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editor.store import keys
from editor.store.scan import Header, line_end, line_start, statements

SECTION_KEY: Final = (keys.SECTION,)
ARTICLE_KEY: Final = (keys.SECTION, keys.ARTICLE)
SPARE_KEY: Final = (keys.SPARE,)


@dataclass(eq=False)
class Piece:
    """A header and what it heads, with the comments above. Offsets: its blank lines, comments, own comments, end."""

    header: Header
    start: int
    comments: int
    own: int
    end: int


@dataclass(eq=False)
class Unit:
    """A table that travels, with its sub-tables. ``section`` is the place of the section it is in, if in any."""

    key: tuple[str, ...]
    section: int | None
    pieces: list[Piece]


@dataclass
class Segments:
    """A whole text: up to ``preamble`` what stands before the first header, then units, from ``tail`` on the rest."""

    preamble: int
    units: list[Unit]
    tail: int

    def heads(self) -> list[Unit]:
        """The heads of the sections, in order."""
        return [unit for unit in self.units if unit.key == SECTION_KEY]

    def spares(self) -> list[Unit]:
        """The spares, in order."""
        return [unit for unit in self.units if unit.key == SPARE_KEY]

    def insides(self) -> dict[int, list[Unit]]:
        """For each section that has more than its head its articles and other tables, in order."""
        insides: dict[int, list[Unit]] = {}
        for unit in self.units:
            if unit.section is not None and unit.key != SECTION_KEY:
                insides.setdefault(unit.section, []).append(unit)
        return insides


def cut(text: str) -> Segments:
    """The segments of the text of an issue. The text ends with a line end."""
    pieces: list[Piece] = []
    end = 0  # of the last statement, its line included
    for statement in statements(text):
        if isinstance(statement, Header):
            pieces.append(_piece(text, statement, end))
            end = line_end(text, statement.end)
        else:
            end = line_end(text, statement.value.end)
    tail = _attached(text, end)
    starts = [*(piece.start for piece in pieces), tail]
    for piece, following in zip(pieces, starts[1:], strict=True):
        piece.end = following
    return Segments(starts[0], _units(pieces), tail)


def _piece(text: str, header: Header, previous: int) -> Piece:
    """A piece without its end. ``previous`` is the end of the statement above."""
    own = line_start(text, header.start)
    while own > previous and _line(text, own - 1).startswith("#"):
        own = line_start(text, own - 1)
    # Comments right below the previous statement belong to that, unless they are right above the header as well.
    start = _attached(text, previous) if own > previous else previous
    first = start
    while first < own and not _line(text, first):
        first = line_end(text, first)
    return Piece(header, start, first, own, start)


def _attached(text: str, end: int) -> int:
    """Where the comment lines end that follow a statement without a blank line."""
    while end < len(text) and _line(text, end).startswith("#"):
        end = line_end(text, end)
    return end


def _line(text: str, position: int) -> str:
    return text[line_start(text, position) : line_end(text, position)].strip()


def _units(pieces: list[Piece]) -> list[Unit]:
    units: list[Unit] = []
    section = -1
    # The article, the spare and the other tables whose sub-tables may follow.
    owner: dict[tuple[str, ...], Unit] = {}
    for piece in pieces:
        key = piece.header.key
        if key == SECTION_KEY:
            section += 1
            owner = {path: unit for path, unit in owner.items() if path[:1] != SECTION_KEY}
        parent = next((owner[key[:n]] for n in range(len(key) - 1, 0, -1) if key[:n] in owner), None)
        if parent is not None and parent.key != SECTION_KEY:
            parent.pieces.append(piece)
            continue
        unit = Unit(key, section if key[:1] == SECTION_KEY else None, [piece])
        units.append(unit)
        owner[key] = unit
    return units
