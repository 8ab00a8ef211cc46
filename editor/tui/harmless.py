"""The last door before the terminal: whatever a widget draws, no character of it makes the terminal act.

Widgets make their texts drawable themselves, so that cells are counted right; this holds for those that forget, for
Textual's own, and for those to come.
"""

from __future__ import annotations

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from editor.model.unseen import harmless


class Harmless(LineFilter):
    """Takes what is unseen out of every row, and puts blanks where it was given cells, so that no row changes width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The row without what a terminal would act upon."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_same_width(segment.text), segment.style)
            for segment in segments
        ]


def _same_width(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(harmless(c) or " " * get_character_cell_size(c) for c in text)
