"""How wide a text is at least and at most, in em: fonts and word processors at hand differ in Latin letters and gaps.

Lines that are to break where we break them have to do so at either width. Full-width characters have one em everywhere.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from editor.layout.metrics import HAN_MEETS_LATIN, official
from editor.model.style import FontRole

_HALF = (0.45, 0.56)  # digits, and in fonts whose Latin is half as wide as Han all narrow characters
_LETTER = (0.35, 0.72)  # elsewhere
_GAP = (0.2, 0.25)  # between Han and Latin letters or digits: LibreOffice, Word


class Spread(NamedTuple):
    """The least and the most width of a text in em."""

    least: float
    most: float


@lru_cache(maxsize=4_096)
def spread(text: str, font: FontRole = "xiaobiaosong") -> Spread:
    """The widths of a line of text. Of the official fonts only 小标宋 has Latin letters of many widths."""
    halves = font != "xiaobiaosong"
    gaps = sum(1 for _ in HAN_MEETS_LATIN.finditer(text))
    least, most = (
        gaps * _GAP[bound] + sum(_advance(character, bound, halves) for character in text) for bound in (0, 1)
    )
    return Spread(least, most)


def _advance(character: str, bound: int, halves: bool) -> float:
    advance = official().fonts["xiaobiaosong"].advance(character)
    if advance in (0.0, 1.0):
        return advance
    return _HALF[bound] if halves or character.isdigit() else _LETTER[bound]
