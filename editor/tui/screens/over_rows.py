"""A field above rows: what is typed leaves some of them, and the keys that move go to the rows."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from editor.tui.screen import DeskDialog
from editor.tui.widgets.rows import Rows

Answer = TypeVar("Answer")


class FieldOverRows(DeskDialog[Answer | None]):
    """The focus is always in the field. A subclass composes both and says what Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def action_step(self, step: int) -> None:
        """Up or down by one row."""
        self.query_one(Rows).action_step(step)

    def action_page(self, step: int) -> None:
        """Up or down by a screen."""
        self.query_one(Rows).action_page(step)
