"""One-line fields that leave the keys of commands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from editor.model.unseen import harmless
from editor.tui.keys import free_bindings
from editor.tui.paths import given_files, typed_path

# Enter is for the screen: it knows what taking the value means.
LONGEST = 2000  # characters of a field: a path has fewer than 4,096 bytes, and nothing else comes near
_TAKEN = frozenset({"enter", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k"})


class Field(Input, inherit_bindings=False):
    """An ``Input`` whose Enter, Ctrl+E and the like reach the screen."""

    BINDINGS: ClassVar[list[BindingType]] = free_bindings(Input, _TAKEN)

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text, typed or pasted, in the place of what stands there; nothing of it is hidden."""
        super().replace(self._fitting(harmless(text), start, end), start, end)

    def _fitting(self, text: str, start: int, end: int) -> str:
        """As much of a text as a line takes; that the rest is left out is said."""
        room = max(0, LONGEST - len(self.value) + abs(end - start))
        if len(text) > room:
            self.app.notify(f"这里只能写一行，最多 {LONGEST:,} 字，多出的没有收。", markup=False)
        return text[:room]


class FilterField(Field):
    """A field for a few words. A text of several lines or a file does not belong here: the screen is told of it."""

    @dataclass
    class TextPasted(Message):
        """Several lines were pasted, or the paths of files."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        """Let the field itself, which is asked next, have what is on one line."""
        if len(event.text.split("\n")) > 1 or "\r" in event.text.strip() or given_files(event.text):
            event.stop()
            event.prevent_default()
            self.post_message(self.TextPasted(event.text))


class PathField(Field):
    """A field for a path. A whole one that is pasted, or dropped on the window, takes the place of what stands here."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of what stands there, as it is: a file may be called whatever it likes."""
        Input.replace(self, self._fitting(text, start, end), start, end)

    def _on_paste(self, event: events.Paste) -> None:
        """Let the field itself, which is asked next, put the path in the place of all of the value."""
        path = typed_path(event.text)
        if path is not None and path.is_absolute():
            self.selection = Selection(0, len(self.value))
