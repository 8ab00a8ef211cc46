"""A field above rows: what is typed leaves some of them, and the keys that move go to the rows."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from editor.tui.screen import STEPS, DeskDialog
from editor.tui.widgets.rows import Rows

Answer = TypeVar("Answer")


class FieldOverRows(DeskDialog[Answer | None]):
    """The focus is always in the field. A subclass says what is asked with, and what is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [*STEPS, Binding("enter", "take", show=False)]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click takes."""
        self.action_take()

    def action_take(self) -> None:
        """Take what is under the cursor."""
        raise NotImplementedError
