"""A pasted text line by line: what is left out struck through, what was repaired marked, and why below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from editor.session.pasted import PastedLine
from editor.tui.widgets.rows import Pieces, Rows
from editor.tui.widgets.wrapped import wrapped

# Each state has a mark besides its colour: mark, its tone, the tone of the text.
_STATES = {
    "kept": ("  ", "", ""),
    "repaired": ("· ", "good", ""),
    "doubtful": ("! ", "warn", ""),
    "left_out": ("－", "accent", "struck"),
}
_MARK = 2  # cells


class PastedRows(Rows):
    """The lines under a cursor; Space turns one over."""

    DEFAULT_CSS = """
    PastedRows {
        scrollbar-gutter: stable;  /* the lines are broken before it is known whether they scroll */
        & .rows--struck { text-style: strike; color: $quiet; }
        & .rows--good { color: $success; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--struck", "rows--good"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("enter", "screen.take(False)", show=False),
    ]

    class Turned(Message):
        """A line, by its number, is to be taken the other way round."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[PastedLine] = ()
        self._rows: list[tuple[int, Pieces]] = []  # number of the line, what stands there

    @property
    def count(self) -> int:
        """Rows."""
        return len(self._rows)

    @property
    def shows_cursor(self) -> bool:
        """Only where something can be turned over: while it has the focus."""
        return self.has_focus

    def show(self, lines: Sequence[PastedLine]) -> None:
        """Show lines; the cursor stays on the line it was on."""
        number = self._rows[self.cursor][0] if self._rows else 0
        self._lines = lines
        self._set()
        self.cursor = next((row for row, (line, _) in enumerate(self._rows) if line >= number), 0)

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._set()

    def _set(self) -> None:
        width = self.scrollable_content_region.width - _MARK
        if width > _MARK:
            self._rows = [(line.number, row) for line in self._lines for row in _rows(line, width)]
            self.changed()

    def pieces(self, index: int, width: int) -> Pieces:
        """One row."""
        return self._rows[index][1]

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def action_turn(self) -> None:
        """Take the line under the cursor the other way round."""
        if self._rows:
            self.post_message(self.Turned(self._rows[self.cursor][0]))


def _rows(line: PastedLine, width: int) -> list[Pieces]:
    mark, tone, text_tone = _STATES[line.state]
    rows: list[Pieces] = []
    for number, text in enumerate(wrapped(line.text, width)):
        rows.append([(mark if number == 0 else "  ", tone), (text, text_tone)])
    for remark in line.remarks:
        rows += [[("  ", ""), (text, "quiet")] for text in wrapped(f"（{remark}）", width)]
    return rows
