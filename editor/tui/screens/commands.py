"""All commands of where one is, derived from BINDINGS, to be given or explained; and whatever else one can go to.

In the lists typing finds one, in pinyin and by other words too, and Enter gives it or goes there. The help has a sentence
on every key, by what one wants to do.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from editor.session.targets import Kind, Target, found
from editor.tui.background import Background
from editor.tui.keys import GO_TO, Command, commands
from editor.tui.screen import DeskDialog, FieldOverRows
from editor.tui.tasks import also, by_task
from editor.tui.widgets.cells import UNTITLED, clip, drawable, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import ItemRows, Pieces

_MARK, _GAP, _LABEL, _KIND = 2, 2, 14, 6
_NAMES: Mapping[Kind, str] = {
    "section": "栏目",
    "article": "稿件",
    "spare": "备用稿",
    "issue": "各期",
    "command": "命令",
}


class CommandRows(ItemRows[Command]):
    """Rows of commands; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    def pieces(self, index: int, width: int) -> Pieces:
        """One command."""
        command = self._rows[index]
        keys = max(cell_len(command.written) for command in self._rows)
        room = max(0, width - _MARK - _LABEL - keys - 2 * _GAP)
        return [
            self.mark(index),
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


class TargetRows(ItemRows[Target]):
    """Rows of targets; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    def pieces(self, index: int, width: int) -> Pieces:
        """One target."""
        target = self._rows[index]
        where = clip(target.where, width // 4)
        room = max(0, width - _MARK - _KIND - 2 * _GAP - cell_len(where))
        return [
            self.mark(index),
            (fit(_NAMES[target.kind], _KIND), "quiet"),
            (" " * _GAP, ""),
            (fit(target.text or UNTITLED, room), "" if target.text else "quiet"),
            (" " * _GAP, ""),
            (where, "quiet"),
        ]


class GoToScreen(FieldOverRows[Target]):
    """A field and what it leaves of the targets. ``later`` gives more of them, in a thread; commands come last."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "leave", show=False)]
    HINT = "↑↓ 选择   回车 前往   Esc 取消"
    SIZE = "large"

    def __init__(
        self,
        here: Sequence[Target],
        commands: Sequence[Target],
        later: Callable[[], Sequence[Target]] | None = None,
    ) -> None:
        super().__init__()
        self._here, self._commands, self._later = here, commands, later
        self._more: Sequence[Target] = ()

    def question(self) -> ComposeResult:
        """Field and targets."""
        yield Field(placeholder="汉字或拼音首字母，如 kcjj")
        yield TargetRows([*self._here, *self._commands])

    def on_mount(self) -> None:
        """Fetch what takes a while."""
        if self._later is not None:
            Background(self, self._fetch, self._take, group="load").ask(self._later)

    def _fetch(self, later: Callable[[], Sequence[Target]]) -> Generator[Sequence[Target], None, None]:
        yield later()

    def _take(self, more: Sequence[Target]) -> None:
        self._more = more
        self._show(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave what is meant."""
        self._show()

    def _show(self, cursor: int | None = 0) -> None:
        targets = [*self._here, *self._more, *self._commands]
        self.query_one(TargetRows).show(found(targets, self.query_one(Field).value), cursor)

    def action_take(self) -> None:
        """Go to what is under the cursor."""
        target = self.query_one(TargetRows).item
        if target is not None:
            self.dismiss(target)


def targets_of(given: Iterable[Command], but: str | None = GO_TO.id) -> list[Target]:
    """Commands as somewhere to go, without the one that asks."""
    return [
        Target(
            "command",
            command.label,
            command.id,
            command.written,
            f"{also(command.id)} {command.help} {command.id} {command.written}",
        )
        for command in given
        if command.id != but
    ]
