"""One-line fields that leave the keys of commands alone."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from editor.tui.keys import free_bindings
from editor.tui.paths import typed_path

# Enter is for the screen: it knows what taking the value means.
_TAKEN = frozenset({"enter", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k"})


class Field(Input, inherit_bindings=False):
    """An ``Input`` whose Enter, Ctrl+E and the like reach the screen."""

    BINDINGS: ClassVar[list[BindingType]] = free_bindings(Input, _TAKEN)

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        self.cursor_blink = False


class PathField(Field):
    """A field for a path. A whole one that is pasted, or dropped on the window, takes the place of what stands here."""

    def _on_paste(self, event: events.Paste) -> None:
        """Let the field itself, which is asked next, put the path in the place of all of the value."""
        path = typed_path(event.text)
        if path is not None and path.is_absolute():
            self.selection = Selection(0, len(self.value))
