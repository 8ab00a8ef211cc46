"""The spares of earlier issues: typing finds one, Enter takes it."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from editor.model.issue import Issue
from editor.session.spares import Spare, earlier_spares
from editor.session.workspace import Workspace
from editor.tui.background import Background
from editor.tui.screens.over_rows import FieldOverRows
from editor.tui.widgets.cells import UNTITLED, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import Pieces, Rows


class SpareRows(Rows):
    """Titles, each with its issue and its length; the focus stays in a field."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._spares: Sequence[Spare] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._spares)

    @property
    def spare(self) -> Spare | None:
        """The one under the cursor."""
        return self._spares[self.cursor] if self._spares else None

    def show(self, spares: Sequence[Spare]) -> None:
        """Show others; the cursor stays on its spare if it is among them."""
        present = self.spare
        self._spares = spares
        self.changed()
        self.cursor = spares.index(present) if present in spares else 0

    def pieces(self, index: int, width: int) -> Pieces:
        """One spare."""
        spare = self._spares[index]
        about = f"  {spare.issue.label}  {spare.article.characters:>5} 字"
        title = fit(spare.article.title or UNTITLED, max(4, width - 2 - cell_len(about)))
        return [("▸ " if index == self.cursor else "  ", "accent"), (title, ""), (about, "quiet")]


class SparesScreen(FieldOverRows[Spare]):
    """A field, and the spares that it leaves; they are read newest first while one looks."""

    HINT = "↑↓ 选择   回车 取用一份（往期的不动）   Esc 取消"
    SIZE = "large"

    def __init__(self, workspace: Workspace, issue: Issue) -> None:
        super().__init__("往期备用稿")
        self._workspace = workspace
        self._issue = issue
        self._spares: list[Spare] = []

    def question(self) -> ComposeResult:
        """Field and spares."""
        yield Field(placeholder="打字查找")
        yield Static("正在读取……", markup=False, id="empty")
        yield SpareRows()

    def on_mount(self) -> None:
        """Read the earlier issues."""
        self.query_one(SpareRows).styles.height = "1fr"
        Background(self, self._read, self._add, failed=self._failed, group="read").ask(None)

    def _read(self, _: None) -> Generator[list[Spare] | None, None, None]:
        yield from earlier_spares(self._workspace, self._issue)
        yield None

    def _add(self, found: list[Spare] | None) -> None:
        """Some more; None when that was all."""
        self._spares += found or []
        self._show()
        self._say("往期没有备用稿" if found is None else "正在读取……")

    def _failed(self, sentence: str) -> None:
        self._say(f"往期没有读全：{sentence}")

    def _say(self, nothing: str) -> None:
        empty = self.query_one("#empty", Static)
        empty.update(Content(nothing))
        empty.display = not self._spares

    def _show(self) -> None:
        words = self.query_one(Field).value
        self.query_one(SpareRows).show([spare for spare in self._spares if spare.holds(words)])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the spares that hold the words."""
        self._show()

    def action_take(self) -> None:
        """Take the spare under the cursor, of those that the words leave now."""
        self._show()
        if (spare := self.query_one(SpareRows).spare) is not None:
            self.dismiss(spare)
