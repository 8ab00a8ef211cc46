"""The spares of earlier issues: typing finds one, Enter takes it."""

from __future__ import annotations

from collections.abc import Generator

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from editor.model.issue import Issue
from editor.session.past import Spare, earlier_spares
from editor.session.workspace import Workspace
from editor.tui.background import Background
from editor.tui.screen import FieldOverRows
from editor.tui.widgets.cells import UNTITLED, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.rows import ItemRows, Pieces


class SpareRows(ItemRows[Spare]):
    """Titles, each with its issue and its length; the focus stays in a field."""

    def pieces(self, index: int, width: int) -> Pieces:
        """One spare."""
        spare = self._rows[index]
        about = f"  {spare.issue.label}  {spare.article.characters:>5} 字"
        title = fit(spare.article.title or UNTITLED, max(4, width - 2 - cell_len(about)))
        return [self.mark(index), (title, ""), (about, "quiet")]


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
        rows = self.query_one(SpareRows)
        present, meant = rows.item, [spare for spare in self._spares if spare.holds(words)]
        rows.show(meant, meant.index(present) if present in meant else 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the spares that hold the words."""
        self._show()

    def action_take(self) -> None:
        """Take the spare under the cursor, of those that the words leave now."""
        self._show()
        if (spare := self.query_one(SpareRows).item) is not None:
            self.dismiss(spare)
