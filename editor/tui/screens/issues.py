"""The start: all issues, newest first, one chosen and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from editor.errors import EditorError
from editor.model.issue import Issue
from editor.session.catalogue import Entry, read_entry, survey
from editor.session.going import Target
from editor.session.workspace import Workspace
from editor.tui.keys import GO_TO, commands
from editor.tui.opening import read_document
from editor.tui.screens.dialogs import ConfirmDialog
from editor.tui.widgets.field import Field, FilterField
from editor.tui.widgets.issue_rows import IssueRows, heading
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.preview import Preview
from editor.tui.widgets.rows import Rows
from editor.tui.widgets.rule import Rule
from editor.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from editor.tui.app import Desk

_BATCH = 0.1  # seconds of reading between two updates of the list
_YIELD = 0.002  # seconds that the reading thread leaves to the keyboard after each file

_FIRST_STEPS = """\
还没有任何一期。
按 Ctrl+N 新建第一期，期号、日期、栏目都会填好；按 Ctrl+O 导入已有的文本。
刊名、编印单位和栏目在 styles 文件夹的 official.toml 里，可以先改好。"""


class IssuesScreen(Screen[None]):
    """The list, its filter and the preview. The focus is always in the filter, so that typing filters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="issues.open", tooltip="打开选中的一期"),
        Binding("ctrl+n", "new", "新一期", id="issues.new", tooltip="新建下一期，期号、日期和栏目自动填好"),
        Binding("ctrl+o", "import", "导入", id="issues.import", tooltip="把一期的文本文件导入工作区"),
        Binding("ctrl+e", "export", "导出", id="issues.export", tooltip="把选中的一期导出为 Word 和纯文本"),
        Binding(
            "escape", "clear", "清除筛选", id="issues.clear", show=False, tooltip="清除筛选，列出全部各期"
        ),
        GO_TO,
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("ctrl+home", "edge(-1)", show=False),
        Binding("ctrl+end", "edge(1)", show=False),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._entries: list[Entry] = []
        self._surveyed = False
        self._wanted: Path | None = None  # the file that the cursor is to go to once it is listed

    @property
    def _desk(self) -> Desk:
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Head, list, preview, keys."""
        with Horizontal(id="top"):
            yield StatusLine("要讯编辑台", str(self._workspace.root), id="place")
            yield Static("筛选", markup=False, id="filter-name")
            yield FilterField(placeholder="直接打字", id="filter")
        yield Rule()
        yield Static(heading(), markup=False, id="columns")
        yield IssueRows(id="issues")
        yield Static("", markup=False, id="message")
        yield Rule(id="chosen")
        yield Preview(id="preview")
        yield KeyBar()

    # -- the list -----------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Look again what is there: the issue that was open may have changed, and so may others."""
        self.run_worker(self._load, thread=True, exclusive=True, group="load", exit_on_error=True)

    def _load(self) -> None:
        """In a thread: list the files, then read those that are not known, newest first."""
        worker = get_current_worker()
        entries = survey(self._workspace, self._entries)
        self.app.call_from_thread(self._take, list(entries))
        told = monotonic()
        for index, entry in enumerate(entries):
            if worker.is_cancelled:
                return
            if entry.read:
                continue
            entries[index] = read_entry(self._workspace, entry)
            if monotonic() - told > _BATCH:
                self.app.call_from_thread(self._take, list(entries))
                told = monotonic()
            sleep(_YIELD)
        self.app.call_from_thread(self._take, list(entries))

    def _take(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._surveyed = True
        self._show()

    def _show(self) -> None:
        rows = self.query_one(IssueRows)
        words = self.query_one(Field).value
        shown = [entry for entry in self._entries if entry.holds(words)] if words.strip() else self._entries
        rows.show(shown, self._to_keep(rows.entry))
        self._show_message(shown, words.strip())
        self._show_preview()

    def _to_keep(self, present: Entry | None) -> Entry | None:
        wanted = next((entry for entry in self._entries if entry.path == self._wanted), None)
        if wanted is not None:
            self._wanted = None
        return wanted or present

    def _show_message(self, shown: Sequence[Entry], words: str) -> None:
        text = ""
        if not self._surveyed:
            text = "正在读取……"
        elif not self._entries:
            text = _FIRST_STEPS
        elif not shown:
            text = f"没有含“{words}”的期。按 Esc 列出全部。"
        message = self.query_one("#message", Static)
        message.update(text)
        message.display = bool(text)
        self.query_one(IssueRows).display = not text
        self.query_one("#columns").display = not text

    def _show_preview(self) -> None:
        entry = self.query_one(IssueRows).entry
        self.query_one("#chosen", Rule).title = entry.label if entry else ""
        self.query_one(Preview).show(entry)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter."""
        if self._surveyed:
            self._show()

    def on_rows_reached(self, event: Rows.Reached) -> None:
        """Show the contents of the issue under the cursor."""
        self._show_preview()

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click opens."""
        await self.run_action("open")

    def action_step(self, step: int) -> None:
        """Up or down by one row."""
        self.query_one(IssueRows).action_step(step)

    def action_page(self, step: int) -> None:
        """Up or down by a screen."""
        self.query_one(IssueRows).action_page(step)

    def action_edge(self, step: int) -> None:
        """To the first or last row."""
        self.query_one(IssueRows).action_edge(step)

    def action_clear(self) -> None:
        """List all again."""
        self.query_one(Field).value = ""

    # -- what can be done with an issue -------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the issue under the cursor."""
        entry = self.query_one(IssueRows).entry
        if entry is not None:
            self._desk.open_issue(entry.path)

    @work(exclusive=True, group="ask")
    async def action_go_to(self) -> None:
        """Ask for an issue or a command, and go there."""
        from editor.tui.screens.goto import GoToScreen, targets_of

        given = {command.id: command for command in commands(self)}
        there = [Target("issue", entry.label, str(entry.id)) for entry in self._entries if entry.id]
        chosen = await self.app.push_screen_wait(GoToScreen(there, targets_of(given.values())))
        if chosen is not None and chosen.kind == "issue":
            self._desk.open_issue(self._workspace.resolve(chosen.key))
        elif chosen is not None:
            await self.app.run_action(given[chosen.key].action, given[chosen.key].node)

    def action_new(self) -> None:
        """Offer the next issue, make it and open it."""
        issue = self._workspace.next_issue()

        def answered(answer: str | None) -> None:
            if answer == "make":
                self._make(issue)

        question = f"新建{issue.id.label}（{issue.date.year}年{issue.date.month}月{issue.date.day}日）？"
        self.app.push_screen(ConfirmDialog(question, [("make", "新建并打开"), ("no", "不新建")]), answered)

    def _make(self, issue: Issue) -> None:
        try:
            path = self._workspace.create(issue)
        except EditorError as error:
            self._desk.show_error(error)
            return
        self._wanted = path
        self._desk.open_issue(path)

    def action_import(self) -> None:
        """Ask for a file, show what was read, take it."""
        from editor.tui.screens.import_ import ImportScreen

        self.app.push_screen(ImportScreen(self._workspace), self._imported)

    def on_filter_field_text_pasted(self, event: FilterField.TextPasted) -> None:
        """A whole issue that was pasted is read as a file is; anything else has no place here."""
        from editor.session.importing import read_clipboard
        from editor.session.pasting import is_issue
        from editor.tui.screens.import_ import ImportScreen

        style = self._workspace.style_for(event.text)
        if not is_issue(event.text, style):
            self._desk.tell("粘贴的不是整期的文字。单篇稿件：先打开一期（回车）或新建一期（^N），再粘贴。")
            return
        with self._desk.telling():
            taken = read_clipboard(self._workspace, event.text)
            self.app.push_screen(ImportScreen(self._workspace, pasted=taken), self._imported)

    def _imported(self, path: Path | None) -> None:
        if path is None:
            return
        self._wanted = path
        self.query_one(Field).value = ""

    def action_export(self) -> None:
        """Export the issue under the cursor."""
        entry = self.query_one(IssueRows).entry
        if entry is None:
            return
        from editor.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._workspace, read_document(self._workspace, entry.path)))
