"""All commands of where one is: typing finds one, in pinyin and by other words too; Enter gives it. Derived from BINDINGS."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from editor.session.targets import found
from editor.tui.keys import Command, commands
from editor.tui.screen import FieldOverRows
from editor.tui.screens.goto import targets_of
from editor.tui.tasks import by_task
from editor.tui.widgets.cells import clip, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import ItemRows, Pieces

_MARK, _GAP, _LABEL = 2, 2, 14


class CommandRows(ItemRows[Command]):
    """Rows of commands; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    def pieces(self, index: int, width: int) -> Pieces:
        """One command."""
        command = self._rows[index]
        keys = max(cell_len(command.written) for command in self._rows)
        room = max(0, width - _MARK - _LABEL - keys - 2 * _GAP)
        return [
            (fit("▸" if index == self.cursor else "", _MARK), "accent"),
            (fit(command.label, _LABEL), ""),
            (" " * _GAP, ""),
            (fit(command.written, keys), "quiet"),
            (" " * _GAP, ""),
            (clip(command.help, room), "quiet"),
        ]


class CommandsScreen(FieldOverRows[None]):
    """A field and the commands that it leaves. The focus stays in the field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "leave", show=False)]
    HINT = "↑↓ 选择   回车 执行   Esc 取消"
    SIZE = "large"

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        groups = by_task(command for command in commands(of) if command.id != "app.commands")
        self._commands = {command.id: command for _, group in groups for command in group}
        self._targets = targets_of(self._commands.values(), "app.commands")

    def question(self) -> ComposeResult:
        """Field and commands."""
        yield Field(placeholder="打字查找命令：汉字、拼音、首字母，别的叫法也行")
        yield CommandRows(list(self._commands.values()))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the commands that are meant, best first."""
        meant = found(self._targets, event.value) if event.value.strip() else self._targets
        self.query_one(CommandRows).show([self._commands[target.key] for target in meant])

    def action_take(self) -> None:
        """Give the command under the cursor where it was listed."""
        command = self.query_one(CommandRows).item
        if command is not None and self.on_top:
            self.dismiss(None)
            self.app.call_later(self.app.run_action, command.action, command.node)
