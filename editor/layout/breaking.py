"""Paragraph into lines, the way word processors fill them.

Greedy filling with advance widths; 避头尾: a mark that may not begin a line takes the character before it down
(or hangs outside the edge, where the metrics let it), an opening mark goes down with what it opens. Latin words,
figures, —— and …… stay whole. Stands apart from the page engine so that its results can be kept: a paragraph that did
not change is not broken again.

Calibrated with LibreOffice 7.4, which breaks all 102 paragraphs of a published issue at the same places. Known
differences:

- LibreOffice parts —— and …… at the end of a line and lets ％ ‰ ℃ … begin one; GB/T 15834-2011 and Word do not.
- LibreOffice takes signs at the start of a paragraph for Latin, ① among them, and so sets a gap between ① and the
  Han behind it; Word takes them for Han, as the documents say (``w:hint="eastAsia"``), and sets none.
- Word lets a Latin word begin a line after 、。，） and end one before （《, LibreOffice does not; Word's gap between
  Han and Latin is a quarter of an em, LibreOffice's a fifth; Word adds its character spacing to the last
  character of a line and of a font as well. By this module, set so, no article of the samples and of the
  published issue moves to another page, and 1.6 % do in generated issues rich in Latin.
- Word compresses marks at the end of a line only where characterSpacingControl asks for it; ours does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from editor.layout.block import Run
from editor.layout.metrics import Metrics, Widths, official
from editor.model.style import FontRole

# A stretch that a word processor sets with its Latin font; signs (quotes, dashes, ①, №, ≥) and blanks go with what is
# before them.
_LATIN = r"!-~¡-\u1fff"
_SIGN_OR_BLANK = r" \u2000-\u2bff"
_STRETCH = re.compile(f"[{_LATIN}][{_LATIN}{_SIGN_OR_BLANK}]*")
_STRETCH_OR_FIRST_SIGNS = re.compile(f"^[{_SIGN_OR_BLANK}][{_LATIN}{_SIGN_OR_BLANK}]*|{_STRETCH.pattern}")
# Signs that stay with a figure, but part from the marks around it: currencies, letterlike signs, arrows, mathematics,
# enclosed figures, shapes (Unicode blocks).
_SIGNS = r"$£¥±‰\u2032-\u2037\u203b\u20a0-\u215f\u2190-\u22ff\u25a0-\u27bf＄￥"
_SIGN = re.compile(f"[{_SIGNS}]")
_UNITS = frozenset("$£¥±‰′″№℃€＄￥")  # of these, the ones that part from an opening mark behind them as well
# What a Latin word or a figure is made of: 2025-28, 85.6%, AR/MR, 1+1+3+N, ￥100, A·B, 25℃, (AB), ≥3, №5, ↑2, ①.
_WORD = re.compile(rf"[!-~¡-\u1fff\u2160-\u218f\u2460-\u24ff{_SIGNS}]")
_CLOSING = frozenset("、。，．」』】〕〉》）”’")
_PAIRS = frozenset(("——", "……"))
_CACHED_PARAGRAPHS = 6_144
"""An issue of 300 articles, and what a hand made of its paragraphs lately: 2.5 kB each, and every state of a paragraph
that is written is one more (``benchmarks.memory``)."""
_TOLERANCE = 0.01  # twips; sums of widths are not exact


class Line(NamedTuple):
    """Code points ``start`` to ``end`` of the block's text; both are its end in a line of its right end alone."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Measure:
    """What the lines of one element are set to, in twips.

    ``first`` is the width of the first line, ``rest`` that of all others, ``outside`` the right indent in which
    the right end of a row stands, ``gap`` the gap between Han and Latin, ``seam`` what is added where the font
    changes, ``line_end`` what is added at the end of a line, ``fonts`` the widths of characters by font, None for the element's own. Equal only to itself, so
    that it can key the cache of lines.
    """

    first: float
    rest: float
    outside: float
    gap: float
    seam: float
    line_end: float
    fonts: Mapping[FontRole | None, Widths]
    metrics: Metrics


def may_break(text: str, index: int, metrics: Metrics | None = None) -> bool:
    """Whether a line may end before ``text[index]`` (0 < index < len); None means the official fonts."""
    metrics = metrics or official()
    before, after = text[index - 1], text[index]
    if before == " " or after == " ":
        return after != " "
    if after in metrics.no_start or before in metrics.no_end or before + after in _PAIRS:
        return False
    if _WORD.match(before):
        if _WORD.match(after):
            if before == "/":  # AR/MR, T/123, but 24/7
                return after.isalnum() and not (after.isdigit() and text[index - 2 : index - 1].isdigit())
            return before == "-"  # 2025-2030, COVID-19
        return not (after in metrics.no_end and metrics.latin_joins_marks and before not in _UNITS)
    joins = metrics.latin_joins_marks and _WORD.match(after) and not _SIGN.match(after)
    return not (before in _CLOSING and joins)


@lru_cache(maxsize=_CACHED_PARAGRAPHS)
def break_lines(runs: tuple[Run, ...], measure: Measure, right: str = "") -> tuple[Line, ...]:
    """Break a paragraph into lines; an empty one has one empty line.

    ``right`` is the text at the right tab of the last line; where it does not fit it takes a line of its own.
    """
    text = "".join(run.text for run in runs)
    ends, seams = _ends(runs, text, measure)
    lines: list[Line] = []
    start, width = 0, measure.first
    while True:
        left = ends[start] + seams.get(start, 0.0)  # the gap before a word is gone where it begins a line
        edge = left + width + _TOLERANCE
        end = bisect_right(ends, edge - measure.line_end) - 1
        if end + 1 in seams and ends[end + 1] - measure.seam + measure.line_end <= edge:
            end += 1
        if end < len(text):
            end = _line_end(text, start, end, measure.metrics)
        lines.append(Line(start, end))
        if end >= len(text):
            break
        start, width = end, measure.rest
    beside = _ends((Run(right),), right, measure)[0][-1] if right else 0.0
    if right and ends[-1] - left + beside > width + measure.outside + _TOLERANCE:
        lines.append(Line(end, end))
    return tuple(lines)


def _ends(runs: tuple[Run, ...], text: str, measure: Measure) -> tuple[list[float], dict[int, float]]:
    """Where each character ends, in twips from the start of the text (0 first), and the gap at each seam."""
    advances: list[float] = []
    seams: dict[int, float] = {}
    for run in runs:
        advances.extend(map(measure.fonts[run.font].__getitem__, run.text))
        seams[len(advances)] = 0.0
    pattern = _STRETCH_OR_FIRST_SIGNS if measure.metrics.first_signs_are_latin else _STRETCH
    for stretch in pattern.finditer(text):
        for place in stretch.span():
            meets = text[place - 1 : place].isalnum() and text[place : place + 1].isalnum()
            seams[place] = measure.gap if meets else 0.0
    seams = {place: gap for place, gap in seams.items() if 0 < place < len(text)}
    for seam, gap in seams.items():
        advances[seam - 1] += measure.seam
        advances[seam] += gap
    return list(accumulate(advances, initial=0.0)), seams


def _line_end(text: str, start: int, end: int, metrics: Metrics) -> int:
    """The end of the line that begins at ``start``; ``end`` is the first character that does not fit."""
    if text[end] == " ":  # blanks at the end of a line take no room
        while end < len(text) and text[end] == " ":
            end += 1
        return end
    if text[end] in metrics.hanging and end > start and not _WORD.match(text[end - 1]):
        end += 1
    # At a slash LibreOffice ends a line only where something of what follows it would find room too.
    place = end - (text[end - 1] == "/" and end - 1 > start and bool(_WORD.match(text[end])))
    while place > start and place < len(text) and not may_break(text, place, metrics):
        place -= 1
    return place if place > start else max(end, start + 1)
