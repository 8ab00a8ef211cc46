"""Two states of a text beside each other, line by line, with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import ClassVar

from rich.cells import cell_len

from editor.merge.sides import Line, Piece
from editor.tui.patches.wrapping import line_breaks
from editor.tui.widgets.cells import drawable
from editor.tui.widgets.reading import Reading, Setting
from editor.tui.widgets.rows import Pieces

_BETWEEN = 3  # cells between the two, with a mark where they differ
_ABOVE = 4  # rows above the first difference
_SAME, _OTHER = " │ ", " ≠ "


class Beside(Reading):
    """Rows of two columns."""

    DEFAULT_CSS = """
    Beside { & .rows--differs { color: $accent; text-style: underline; } }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--differs"}

    def show_difference(self) -> None:
        """Scroll to where the two begin to differ, with a few rows above."""
        marked = (n for n, pieces in enumerate(self._rows) if any(text == _OTHER for text, _ in pieces))
        self.scroll_to(y=max(0, next(marked, 0) - _ABOVE), animate=False)


def setting_beside(heads: tuple[str, str], lines: Sequence[tuple[Line, Line]]) -> Setting:
    """Lines under two heads."""

    def rows(width: int) -> list[Pieces]:
        half = (width - _BETWEEN) // 2
        found: list[Pieces] = [_row([(heads[0], "quiet")], [(heads[1], "quiet")], half, (_SAME, "quiet"))]
        for one, other in lines:
            differ = one != other
            nothing: Pieces = []
            both = zip_longest(_wrapped(one, half), _wrapped(other, half), fillvalue=nothing)
            for number, (left, right) in enumerate(both):
                mark = (_OTHER, "accent") if differ and not number else (_SAME, "quiet")
                found.append(_row(left, right, half, mark))
        return found

    return rows


def _row(left: Pieces, right: Pieces, width: int, mark: tuple[str, str]) -> Pieces:
    pad = width - sum(cell_len(text) for text, _ in left)
    return [*left, (" " * pad, ""), mark, *right]


def _wrapped(line: Line, width: int) -> list[Pieces]:
    """A line in rows of a width, each in its pieces."""
    pieces = [Piece(drawable(piece.text), piece.differs) for piece in line]
    text = "".join(piece.text for piece in pieces)
    cuts = [0, *line_breaks(text, max(width, 2)), len(text)]
    return [_cut(pieces, start, end) for start, end in pairwise(cuts)]


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Pieces:
    found: Pieces = []
    at = 0
    for piece in pieces:
        words = piece.text[max(0, start - at) : max(0, end - at)]
        if words:
            found.append((words, "differs" if piece.differs else ""))
        at += len(piece.text)
    return found
