"""Rows of the 目录: a long title turns early enough that no row runs into the numbers on the right.

A page number is never left alone with its dots, and no row has one or two characters only, as long as there is
another way. Stands apart from titles, whose lines are balanced, and from paragraphs, which fill their lines.
"""

from __future__ import annotations

from functools import lru_cache

from editor.layout.breaking import may_break
from editor.layout.metrics import spread
from editor.layout.words import words
from editor.model.style import FontRole

_KEPT = 2.0  # em on the right that a row leaves free where its title goes on
_KEPT_FOR_NUMBER = 2.5  # and where it ends: three digits, and dots between
_FEWEST = 3  # characters of a row
_SEARCHED = 6.0  # em before the edge in which a row may turn at the end of a word
_INSIDE_WORD = 2.5  # em of a shorter row that are no worse than a word cut in two


@lru_cache(maxsize=4096)
def break_row(
    text: str, font: FontRole, first: float, rest: float, *, numbered: bool = True
) -> tuple[str, ...]:
    """The rows of a title in a 目录, with page numbers on the right or without; joined they are the title.

    ``first`` and ``rest`` are the widths of the first row and of the others in em. Empty where there is no such way:
    then the page breaks it.
    """
    kept, kept_for_number = (_KEPT, _KEPT_FOR_NUMBER) if numbered else (0.0, 0.0)
    ends = {word.end for word in words(text)}
    rows: list[str] = []
    start, width = 0, first
    while spread(text[start:], font).most > width - kept_for_number:
        end = _turn(text, font, start, width - kept, ends)
        if end is None:
            return ()
        rows.append(text[start:end])
        start, width = end, rest
    return (*rows, text[start:])


def _turn(text: str, font: FontRole, start: int, width: float, ends: set[int]) -> int | None:
    """Where the row that begins at ``start`` ends, at most ``width`` wide; None if it cannot."""
    best, least = None, float("inf")
    for end in range(start + _FEWEST, len(text) - _FEWEST + 1):
        left = width - spread(text[start:end].rstrip(" "), font).most
        if left < 0:
            break
        if not may_break(text, end):
            continue
        cost = left + (0.0 if end in ends else _INSIDE_WORD)
        if cost <= least and (left <= _SEARCHED or best is None):
            best, least = end, cost
    return best
