"""All commands of where one is: typing finds one, Enter gives it. Derived from BINDINGS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from editor.session.question import holds
from editor.tui.keys import Command, commands
from editor.tui.screens.over_rows import FieldOverRows
from editor.tui.widgets.command_rows import CommandRows
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import Rows


class CommandsScreen(FieldOverRows[None]):
    """A field and the commands that it leaves. The focus stays in the field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", show=False),
        Binding("ctrl+p", "leave", show=False),
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._commands: Sequence[Command] = [c for c in commands(of) if c.id != "app.commands"]

    def compose(self) -> ComposeResult:
        """Field, commands, keys."""
        with Vertical(id="dialog", classes="large"):
            yield Field(placeholder="打字查找命令")
            yield CommandRows(self._commands)
            yield Static("↑↓ 选择   回车 执行   Esc 取消", markup=False, classes="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the commands that hold the words."""
        self.query_one(CommandRows).show([c for c in self._commands if holds(_text(c), event.value)])

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click gives the command."""
        self.action_give()

    def action_give(self) -> None:
        """Give the command under the cursor where it was listed."""
        command = self.query_one(CommandRows).command
        if command is not None and self.on_top:
            self.dismiss(None)
            self.app.call_later(self.app.run_action, command.action, command.node)


def _text(command: Command) -> str:
    return " ".join((command.label, command.help, command.id, *command.keys))
