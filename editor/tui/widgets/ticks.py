"""Things that can be ticked, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from editor.tui.widgets.cells import clip
from editor.tui.widgets.rows import ItemRows, Pieces


class Ticks(ItemRows[str], can_focus=True):
    """Plain texts with a box each, those of ``ticked`` ticked at first; the space bar or a click changes one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self, texts: Sequence[str], ticked: Sequence[bool]) -> None:
        super().__init__(texts)
        self.ticked = list(ticked)
        """Which of them are ticked, by index."""

    @property
    def shows_cursor(self) -> bool:
        """Only where the space bar would change something."""
        return self.has_focus

    def pieces(self, index: int, width: int) -> Pieces:
        """A box and the text."""
        box = "[x] " if self.ticked[index] else "[ ] "
        return [(box, "accent" if self.ticked[index] else "quiet"), (clip(self._items[index], width - 4), "")]

    def action_tick(self) -> None:
        """Tick the row under the cursor, or take its tick away."""
        self.ticked[self.cursor] = not self.ticked[self.cursor]
        self.refresh_row(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """In Chinese mode some input methods send the wide blank."""
        if event.character == "\u3000":
            event.stop()
            self.action_tick()
