"""Questions: a name, one of several, yes or no. Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from editor.tui.screen import DeskDialog
from editor.tui.widgets.cells import drawable, wrapped
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import Choices, Rows

_MOST_ROWS = 12
_FRAME = 6  # cells of frame and padding, left and right
_BESIDE = _FRAME + 5  # and of mark, figure and scrollbar
_AROUND = 7  # rows of frame and padding, of the keys, and of the gaps between

Answer = TypeVar("Answer")


class NameDialog(DeskDialog[str | None]):
    """Ask for a name. The answer has no blanks around it and is never empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False)]

    def __init__(self, title: str, value: str = "") -> None:
        super().__init__(title)
        self._value = value

    def question(self) -> ComposeResult:
        """The field."""
        yield Field(self._value)

    def action_take(self) -> None:
        """Take the name."""
        name = drawable(self.query_one(Field).value).strip()
        if name:
            self.dismiss(name)


class ChoiceDialog(DeskDialog[Answer | None]):
    """Ask for one of several, each given with its answer."""

    HINT = "↑↓ 选择   回车 确定   Esc 取消"

    def __init__(self, heading: str, choices: Iterable[tuple[Answer, str]], chosen: int = 0) -> None:
        super().__init__(heading)
        self._answers, self._texts = zip(*choices, strict=True)
        self._chosen = chosen

    def question(self) -> ComposeResult:
        """The rows."""
        yield Choices(self._texts, self._chosen)

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the widest row, and as many rows as there is room for under the heading."""
        lines = self._heading.split("\n")
        widest = max(map(cell_len, map(drawable, (*lines, self.HINT, *self._texts))))
        width = min(widest + _BESIDE, event.size.width * 9 // 10)  # max-width in app.tcss
        heading = min(sum(len(wrapped(line, width - _FRAME)) for line in lines), event.size.height // 3)
        room = event.size.height * 9 // 10 - heading - _AROUND
        self.query_one("#dialog").styles.width = width
        self.query_one("#heading").styles.max_height = heading
        self.query_one(Choices).styles.height = max(1, min(len(self._texts), _MOST_ROWS, room))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Answer."""
        self.dismiss(self._answers[event.index])
