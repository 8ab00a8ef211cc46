"""Text measured in cells: cut, padded, and made safe to draw."""

from __future__ import annotations

from itertools import pairwise

from rich.cells import cell_len, get_character_cell_size, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from editor.model.unseen import harmless
from editor.tui.patches.wrapping import line_breaks

ELLIPSIS = "…"
UNTITLED = "（无标题）"  # in the place of a title that is not written yet


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
