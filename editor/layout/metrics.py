"""How wide characters are and where lines may end: fonts and the word processor's habits, as data.

Stands apart so that another font or another word processor is another :class:`Metrics`, not another breaker.
The fonts of official documents (仿宋_GB2312, 楷体_GB2312, 黑体, 宋体) are duospaced: everything that GB 2312
holds, “ ” — … · included, is one em wide, and ASCII is half an em. Lines that are to break where we break them have to do
so at the least and at the most width of a text (:func:`spread`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, get_args

from editor.model.style import FontRole

TWIPS = 20  # to the point; word processors measure in them
MM_PT = 72 / 25.4

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_LETTER = "0-9A-Za-zÀ-ÖØ-öø-\u04ff"
# The two characters between which word processors put a gap.
HAN_MEETS_LATIN = re.compile(f"[{HAN}](?=[{_LETTER}])|[{_LETTER}](?=[{HAN}])")

# 避头尾 for zh-CN as LibreOffice 7.4 was seen to do it: each ASCII, Latin-1 and GB 2312 mark was put at the end of
# a full line. ％ ‰ ℃ ° … do not begin a line in Word, where LibreOffice lets them.
_NO_START = "!\"'),-.:;?]}¢·ˇ―‖’”•′々、。〉》」』】〕〗〞！），．：；？｜｝～￠" + "%％‰°℃…"
_NO_END = "([{£¥‘“〈《「『【〔〖〝（［｛￡￥"


@dataclass(frozen=True, eq=False)
class FontMetrics:
    """Advance widths of one font in em: ``exceptions`` first, then ``full`` or ``half`` by kind of character.

    A character is full-width when its East Asian Width (Unicode annex 11) is wide, full-width or ambiguous.
    """

    full: float = 1.0
    half: float = 0.5
    exceptions: Mapping[str, float] = field(default_factory=dict)

    def advance(self, character: str) -> float:
        """Width of one character in em; combining and invisible characters have none."""
        if character in self.exceptions:
            return self.exceptions[character]
        if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
            return 0.0
        return self.half if unicodedata.east_asian_width(character) in ("Na", "H", "N") else self.full


@dataclass(frozen=True, eq=False)
class Metrics:
    """The fonts by role, and how the word processor ends lines.

    ``gap_em`` is the gap between Han and Latin letters or digits, in em; the character spacing is not added
    before it. LibreOffice 7.4 makes it a fifth of an em, Word a quarter. ``no_start`` and ``no_end`` are the
    marks that may not begin or end a line, ``hanging`` those that may stand outside the right edge: none
    here, because our DOCX turns that off; LibreOffice would hang ,.:;!? and their full-width forms.
    ``latin_joins_marks``: a Latin word or figure does not begin a line after 、。，）》” nor end one before （《“;
    so LibreOffice 7.4, but not Word. ``first_signs_are_latin``: signs with which a paragraph begins (“, —, ①, №) belong to
    the Latin behind them, or are a stretch of Latin of their own; so LibreOffice 7.4, but not Word. Equal only to itself, so that it can key caches for the price of a pointer.
    """

    fonts: Mapping[FontRole, FontMetrics]
    gap_em: float = 0.2
    no_start: frozenset[str] = frozenset(_NO_START)
    no_end: frozenset[str] = frozenset(_NO_END)
    hanging: frozenset[str] = frozenset()
    latin_joins_marks: bool = True
    first_signs_are_latin: bool = True


@lru_cache(maxsize=1)
def official() -> Metrics:
    """The metrics of the official fonts; the same object at every call."""
    duospaced = FontMetrics()
    return Metrics(dict.fromkeys(get_args(FontRole), duospaced))


class Widths(dict[str, float]):
    """Advance widths in twips of one font at one size, filled as characters are met.

    Indexing is what line breaking does most, so a known character costs one dictionary look-up.
    """

    def __init__(self, font: FontMetrics, size_pt: float, spacing_pt: float) -> None:
        super().__init__()
        self._font, self._size, self._spacing = font, size_pt * TWIPS, spacing_pt * TWIPS

    def __missing__(self, character: str) -> float:
        em = self._font.advance(character)
        width = em * self._size + self._spacing if em else 0.0
        self[character] = width
        return width


# -- how wide a text is at least and at most: fonts and word processors at hand differ in Latin letters and gaps -----

# In em. Full-width characters have one everywhere.
_HALF = (0.45, 0.56)  # digits, and in fonts whose Latin is half as wide as Han all narrow characters
_OTHER = (0.35, 0.72)  # elsewhere
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
    return _HALF[bound] if halves or character.isdigit() else _OTHER[bound]
