"""All commands of where one is, derived from BINDINGS: to be given, or explained.

In the list typing finds one, in pinyin and by other words too, and Enter gives it. The help has a sentence on every key,
by what one wants to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from editor.session.targets import found
from editor.tui.keys import Command, commands
from editor.tui.screen import DeskDialog, FieldOverRows
from editor.tui.screens.goto import targets_of
from editor.tui.tasks import by_task
from editor.tui.widgets.cells import clip, drawable, fit
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


_NOTES = """\
输入法开着时，这里的键都能用。Alt 组合键都另有一个功能键可用。
粘贴用终端自己的粘贴（右键、Ctrl+Shift+V 或 Cmd+V）。
鼠标可以点选、双击打开、拖动稿件；按住 Shift 拖动则由终端选字复制。
键位可以在样式文件的 [keys] 里改，如 "app.help" = "f3"；各命令的代号见手册（yaoxun manual）“自己的习惯”。"""


class HelpScreen(DeskDialog[None]):
    """Keys and sentences, as long as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f2,ctrl+q", "leave", show=False)]
    HINT = "↑↓ 翻看   Esc 返回"
    SIZE = "large"

    def __init__(self, of: Screen[Any], keys_file: Path | None) -> None:
        """``keys_file`` is where the person changes keys, None for nowhere."""
        super().__init__("这里能用的键")
        self._keys_file = keys_file
        self._commands = commands(of)

    def question(self) -> ComposeResult:
        """Commands and notes."""
        with VerticalScroll():
            yield Static(self._table())
            yield Static(_NOTES + self._own(), markup=False, classes="notes")

    def _own(self) -> str:
        """Where one's own keys are changed."""
        path = self._keys_file
        return "" if path is None else f"\n只改自己的键位，写在 {drawable(str(path))} 里，写法相同。"

    def _table(self) -> Content:
        width = max((cell_len(command.written) for command in self._commands), default=0)
        rows: list[Content] = []
        for task, group in by_task(self._commands):
            rows += [Content(""), Content.assemble((task, "bold $quiet"))]
            rows += [_row(command, width) for command in group]
        return Content("\n").join(rows[1:])


def _row(command: Command, width: int) -> Content:
    keys = command.written
    pad = " " * (width - cell_len(keys) + _GAP)
    return Content.assemble((keys, "bold"), pad, (f"{command.label}：{command.help}", ""))
