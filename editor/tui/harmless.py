"""The last door before the terminal: whatever a widget draws, no character of it makes the terminal act.

Widgets make their texts drawable themselves, so that cells are counted right; this holds for those that forget, for
Textual's own, and for those to come. Signs that are put together of several characters, such as emoji of families,
flags and figures in boxes, are drawn as their first one: terminals do not agree on how wide the whole is.
"""

from __future__ import annotations

import re

from rich.cells import get_character_cell_size, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from editor.model.unseen import harmless

# Joiner, variation selector 16, box, letters of flags, tones of skin: Unicode Technical Standard 51, 1.4.
_TOGETHER = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_FLAG = range(0x1F1E6, 0x1F200)  # regional indicators A to Z


class Harmless(LineFilter):
    """Takes what is unseen out of every row, and puts blanks where it was given cells, so that no row changes width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The row without what a terminal would act upon."""
        if all(_plain(segment.text) for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_same_width(segment.text), segment.style)
            for segment in segments
        ]


def _plain(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or (text.isprintable() and not _TOGETHER.search(text))


def _same_width(text: str) -> str:
    if _TOGETHER.search(text):
        text = "".join(_alone(text[start:end], cells) for start, end, cells in split_graphemes(text)[0])
    if text.isprintable():
        return text
    return "".join(harmless(c) or " " * get_character_cell_size(c) for c in text)


def _alone(sign: str, cells: int) -> str:
    """The first character of a sign in the cells of the whole."""
    if not _TOGETHER.search(sign):
        return sign
    first = chr(ord(sign[0]) - _FLAG[0] + ord("A")) if ord(sign[0]) in _FLAG else sign[0]
    size = get_character_cell_size(first)
    return (first if 0 < size <= cells else "") + " " * (cells - size if 0 < size <= cells else cells)
