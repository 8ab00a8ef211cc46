"""Go to anything: typing finds sections, titles, issues and commands, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from editor.session.targets import Kind, Target, found
from editor.tui.background import Background
from editor.tui.keys import GO_TO, Command
from editor.tui.screen import FieldOverRows
from editor.tui.tasks import also
from editor.tui.widgets.cells import UNTITLED, clip, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import ItemRows, Pieces

_MARK, _KIND, _GAP = 2, 6, 2
_NAMES: Mapping[Kind, str] = {
    "section": "栏目",
    "article": "稿件",
    "spare": "备用稿",
    "issue": "各期",
    "command": "命令",
}


class TargetRows(ItemRows[Target]):
    """Rows of targets; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    def pieces(self, index: int, width: int) -> Pieces:
        """One target."""
        target = self._rows[index]
        where = clip(target.where, width // 4)
        room = max(0, width - _MARK - _KIND - 2 * _GAP - cell_len(where))
        return [
            (fit("▸" if index == self.cursor else "", _MARK), "accent"),
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
