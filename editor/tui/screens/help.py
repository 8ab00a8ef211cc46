"""Help for where one is: every key with a sentence, derived from BINDINGS, by what one wants to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from editor.tui.keys import Command, commands
from editor.tui.screen import DeskDialog
from editor.tui.tasks import by_task
from editor.tui.widgets.cells import drawable

_GAP = 2
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
