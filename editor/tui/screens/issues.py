"""The start: all issues, newest first, one chosen and looked at. What is listed is read in ``screens.listed``."""

from __future__ import annotations

from asyncio import to_thread
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from editor.errors import EditorError
from editor.model.issue import Article, Issue
from editor.tui.keys import GO_TO, command, commands
from editor.tui.paths import given_files
from editor.tui.screen import STEPS
from editor.tui.screens.listed import Listed
from editor.tui.widgets.field import Field, FilterField
from editor.tui.widgets.issue_rows import IssueRows, Preview, heading
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.rows import Rows
from editor.tui.widgets.status import Rule, StatusLine
from editor.tui.widgets.text_hits import TextHits


class IssuesScreen(Listed):
    """The list, its filter and the preview. The focus is always in the filter, so that typing filters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("issues.open", "enter", "open", "打开", "打开选中的一期", show=True),
        command(
            "issues.merge_copy",
            "f8",
            "merge_copy",
            "合并副本",
            "把选中的副本（同步冲突或复制留下的）合并进它那一期，原样收作早先的版本",
            show=True,
        ),
        command("issues.new", "ctrl+n", "new", "新一期", "新建下一期，期号、日期和栏目自动填好", show=True),
        command("issues.import", "ctrl+o", "import", "导入", "把一期的 Word 文档或文本导入工作区", show=True),
        command(
            "issues.export",
            "ctrl+e",
            "export",
            "导出",
            "把选中的一期导出为 Word 和纯文本；有校对意见时先列出",
            show=True,
        ),
        command("issues.clear", "escape", "clear", "清除筛选", "清除筛选，列出全部各期"),
        GO_TO,
        command("issues.publish", "", "publish", "标记已发", "记下选中的一期已经发出，再给一次取消"),
        command("issues.delete", "", "delete", "删除这一期", "删除选中的一期，可以找回"),
        command(
            "issues.renumber",
            "",
            "renumber",
            "改期号",
            "给选中的一期换一个期号，文件随着改名；文件名与里面不符的改过来",
        ),
        command("issues.statistics", "", "statistics", "统计", "按栏目、地区、月份、来稿单位统计一年的稿件"),
        *STEPS,
        Binding("ctrl+home", "edge(-1)", show=False),
        Binding("ctrl+end", "edge(1)", show=False),
    ]

    _preparing = False  # an export

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
        yield TextHits(self._services.archive, id="hits")
        yield KeyBar()

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click opens."""
        self._go_to_hits(event.rows is self._hits)
        await self.run_action("open")

    def action_clear(self) -> None:
        """List all again."""
        self.query_one(Field).value = ""

    # -- what can be done with an issue -------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the issue under the cursor, or that of the hit under it at its words."""
        hit = self._hits.hit
        if hit is not None:
            path = self._workspace.resolve(hit.issue)
            words = self._hits.words
            self._services.open_issue(path, lambda opened: opened.go_to_words(hit.article, words))
            return
        entry = self.query_one(IssueRows).item
        if entry is not None:
            self._services.open_issue(entry.path)

    @work(exclusive=True, group="ask")
    async def action_go_to(self) -> None:
        """Ask for an issue or a command, and go there."""
        from editor.session.targets import Target
        from editor.tui.screens.commands import GoToScreen, targets_of

        given = {command.id: command for command in commands(self)}
        there = [Target("issue", entry.label, str(entry.id)) for entry in self._entries if entry.id]
        chosen = await self.ask(GoToScreen(there, targets_of(given.values())))
        if chosen is not None and chosen.kind == "issue":
            self._services.open_issue(self._workspace.resolve(chosen.key))
        elif chosen is not None:
            await self.app.run_action(given[chosen.key].action, given[chosen.key].node)

    @work(exclusive=True, group="ask")
    async def action_renumber(self) -> None:
        """Give the issue under the cursor another number."""
        from editor.session.particulars import renumber
        from editor.tui.screens.dialogs import NameDialog

        entry = self.query_one(IssueRows).item
        said = entry and ((entry.facts.id if entry.facts else None) or entry.id)
        if entry is None or said is None:
            return
        heading = f"{entry.label}改为（如 2026-04）"
        if entry.right_name:
            heading = f"文件 {entry.path.name} 里写的是{entry.label}，文件名改为"
        word = await self.ask(NameDialog(heading, str(said)))
        if word is not None:
            with self._services.telling():
                self._wanted = renumber(self._workspace, entry.path, word)
                self.query_one(Field).value = ""
                self.on_screen_resume()

    @work(exclusive=True, group="ask")
    async def action_new(self) -> None:
        """Ask for number, date and style of the next issue, make it and open it."""
        from editor.tui.screens.particulars import NewIssueFields

        workspace = self._workspace
        with self._services.telling():
            fields = NewIssueFields(
                workspace.next_issue(),
                workspace.style_names(),
                lambda style: workspace.next_issue(style=style),
            )
            made: Issue | Article | None = await self.ask(fields)
            if isinstance(made, Issue):
                self._make(made)

    @work(exclusive=True, group="ask")
    async def action_delete(self) -> None:
        """Take the issue under the cursor out of the workspace, once that was confirmed."""
        from editor.session.particulars import delete
        from editor.tui.screens.dialogs import ChoiceDialog

        entry = self.query_one(IssueRows).item
        if entry is None:
            return
        question = f"删除{entry.label}？找回用 yaoxun versions {entry.path.stem} --restore 1"
        if await self.ask(ChoiceDialog(question, [("keep", "不删除"), ("delete", "删除")])) != "delete":
            return
        with self._services.telling():
            delete(self._workspace, entry.path)
            self.on_screen_resume()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A copy is merged only where one is under the cursor."""
        if action == "merge_copy":
            entry = self.query_one(IssueRows).item if self.whole else None
            return entry is not None and entry.copy_of is not None
        return True

    @work(exclusive=True, group="ask")
    async def action_merge_copy(self) -> None:
        """Merge the copy under the cursor into its issue, and say what came of it."""
        from editor.session.merge import merge_copy

        entry = self.query_one(IssueRows).item
        if entry is None or entry.copy_of is None:
            return
        with self._services.telling():
            path, conflicts = await to_thread(merge_copy, self._workspace, entry.path)
            self._wanted = path
            told = f"{entry.path.name} 已合并进 {path.name}，两份原样都在早先的版本里。"
            if conflicts:
                told += f"同一处两份都改了的有{len(conflicts)}处，两种写法都留着，请打开选定：{'；'.join(conflicts)}。"
            self._services.tell(told)
            self.on_screen_resume()

    @work(exclusive=True, group="ask")
    async def action_publish(self) -> None:
        """Mark the issue under the cursor as sent out, or take the mark back."""
        from editor.session.publishing import publish, sent, withdraw

        entry = self.query_one(IssueRows).item
        if entry is None:
            return
        with self._services.telling():
            out = entry.facts is not None and entry.facts.published is not None
            issue, _ = (withdraw if out else publish)(entry.path)
            self._services.tell(f"{issue.label}：{sent(issue) or '已取消已发标记'}。")
            self.on_screen_resume()

    def action_statistics(self) -> None:
        """Count the year of the issue under the cursor, or all years."""
        from editor.tui.screens.statistics import StatisticsScreen

        entry = self.query_one(IssueRows).item
        year = entry.id.year if entry is not None and entry.id is not None else None
        self.app.push_screen(StatisticsScreen(self._services, year))

    def _make(self, issue: Issue) -> None:
        try:
            path = self._workspace.create(issue)
        except EditorError as error:
            self._services.show_error(error)
            return
        self._wanted = path
        self._services.open_issue(path)

    def action_import(self) -> None:
        """Ask for a file, show what was read, take it."""
        from editor.tui.screens.import_ import ImportScreen

        self.app.push_screen(ImportScreen(self._services), self._imported)

    def on_filter_field_text_pasted(self, event: FilterField.TextPasted) -> None:
        """A whole issue that was pasted, or the file of one, is read; anything else has no place here."""
        from editor.session.intake import read_clipboard
        from editor.session.pasted import is_issue
        from editor.tui.screens.import_ import ImportScreen

        if files := given_files(event.text):
            self.app.push_screen(ImportScreen(self._services, source=files[0]), self._imported)
            if len(files) > 1:
                self._services.tell(f"一次导入一期，先读{files[0].name}；整夹导入用 ^O。")
            return
        style = self._workspace.style_for(event.text)
        if not is_issue(event.text, style):
            self._services.tell(
                "粘贴的不是整期的文字。单篇稿件：先打开一期（回车）或新建一期（^N），再粘贴。"
            )
            return
        with self._services.telling():
            taken = read_clipboard(self._workspace, event.text)
            self.app.push_screen(ImportScreen(self._services, pasted=taken), self._imported)

    def _imported(self, path: Path | None) -> None:
        if path is None:
            return
        self._wanted = path
        self.query_one(Field).value = ""

    @property
    def takes_keys(self) -> bool:
        """Not while an export is being made ready: what is typed meanwhile is meant for its screen."""
        return super().takes_keys and not self._preparing

    def action_export(self) -> None:
        """Export the issue under the cursor, once its findings were looked at."""
        entry = self.query_one(IssueRows).item
        if entry is not None and not self._preparing:
            self._preparing = True
            self._export(entry.path)

    @work(exclusive=True, group="ask")
    async def _export(self, path: Path) -> None:
        from editor.session.document import Document
        from editor.tui.screens.export import ExportScreen
        from editor.tui.screens.findings import look_before, proofread

        try:
            with self._services.telling():
                document, review = Document(path, self._workspace.style), None
                with self._services.telling():
                    review = await to_thread(proofread, self._services, document)
                if self.on_top:
                    look_before(
                        self,
                        self._services,
                        review,
                        lambda: self.app.push_screen(ExportScreen(self._workspace, document)),
                        lambda finding: self._services.open_issue(
                            path, lambda opened: opened.go_to_finding(finding)
                        ),
                    )
        finally:
            self._preparing = False
