"""Plain text broken into rows of a width."""

from __future__ import annotations

from itertools import pairwise

from editor.tui.patches.wrapping import line_breaks
from editor.tui.widgets.cells import drawable


def wrapped(text: str, width: int) -> list[str]:
    """The text as rows of at most ``width`` cells, at least one row; drawable."""
    text = drawable(text)
    cuts = [0, *line_breaks(text, max(width, 2)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]


def drawable_lines(text: str) -> str:
    """The text as it can be drawn, with its line breaks."""
    return "\n".join(map(drawable, text.split("\n")))
