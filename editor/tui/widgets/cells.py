"""Text measured in cells: cut, padded, and made safe to draw.

Widgets make their texts drawable themselves, so that cells are counted right. :class:`Harmless` is the last door before
the terminal, for those that forget, for Textual's own, and for those to come: whatever a widget draws, no character of it
makes the terminal act. Signs that are put together of several characters, such as emoji of families, flags and figures in
boxes, are drawn as their first one: terminals do not agree on how wide the whole is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rich.cells import cell_len, get_character_cell_size, set_cell_size, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from editor.model.unseen import harmless
from editor.tui.patches.wrapping import line_breaks

ELLIPSIS = "…"
UNTITLED = "（无标题）"  # in the place of a title that is not written yet

# Joiner, variation selector 16, box, letters of flags, tones of skin: Unicode Technical Standard 51, 1.4.
_TOGETHER = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_FLAG = range(0x1F1E6, 0x1F200)  # regional indicators A to Z


def wrapped(text: str, width: int) -> list[str]:
    """The text as rows of at most ``width`` cells, at least one row; drawable."""
    text = drawable(text)
    cuts = [0, *line_breaks(text, max(width, 2)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]


def drawable_lines(text: str) -> str:
    """The text as it can be drawn, with its line breaks."""
    return "\n".join(map(drawable, text.split("\n")))


def drawable(text: str) -> str:
    """The text as it can be drawn on one row."""
    return harmless(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly ``width`` cells: padded, or cut with an ellipsis. ``right`` aligns it to the right."""
    text = clip(text, width)
    pad = " " * (width - cell_len(text))
    return pad + text if right else text + pad


def clip(text: str, width: int) -> str:
    """The text in at most ``width`` cells, cut with an ellipsis where it is longer."""
    text = drawable(text)
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def column_at(text: str, cell: int) -> int:
    """The index of the character that covers a cell; the length of the text past its end."""
    passed = 0
    for index, character in enumerate(text):
        passed += 1 if character == "\t" else get_character_cell_size(character)
        if passed > cell:
            return index
    return len(text)


def strip_of(pieces: list[tuple[str, Style]], width: int, base: Style) -> Strip:
    """A row of exactly ``width`` cells of the pieces, which must be drawable."""
    segments = [Segment(text, base + style) for text, style in pieces if text]
    return Strip(segments).adjust_cell_length(width, base)


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
