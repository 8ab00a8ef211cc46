"""Importing a file: choose it, see what was read and what was repaired or left out, take it."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import ContentSwitcher, Input, Static

from editor.errors import EditorError
from editor.files.known import downloads_folder
from editor.session.folder import SUFFIXES
from editor.session.intake import Taken, read_outside, take
from editor.tui.background import Background
from editor.tui.paths import typed_path
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.services import Services
from editor.tui.widgets.field import PathField
from editor.tui.widgets.files import Files
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.remark_rows import RemarkRows, counts
from editor.tui.widgets.rows import Rows
from editor.tui.widgets.rule import Rule
from editor.tui.widgets.status import StatusLine

_SUFFIXES = frozenset(SUFFIXES)
_KINDS = ".docx .doc .wps .txt"


class ImportScreen(DeskScreen[Path | None]):
    """First the files, then the preview; the answer is the issue file that was written, None if none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "go", "读取或收下", id="import.go", tooltip="读取选中的文件；看过结果后再按一次收下"
        ),
        Binding(
            "tab",
            "complete",
            "补全",
            id="import.complete",
            show=False,
            tooltip="把选中的文件夹或文件名填进路径",
        ),
        Binding(
            "ctrl+o",
            "folder",
            "整夹导入",
            id="import.folder",
            tooltip="把列出的这个文件夹连同下级文件夹里的各期都导入，已有的跳过",
        ),
        Binding("escape", "back", "返回", id="import.back", tooltip="返回上一步，什么都不写入"),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(
        self, services: Services, folder: Path | None = None, *, pasted: Taken | None = None
    ) -> None:
        super().__init__()
        self._services = services
        self._reading = Background(self, self._read, self._show, failed=self._refused, group="read")
        self._pasted = pasted  # what was read from the clipboard, to be taken or left
        self._workspace = services.workspace
        self._folder = folder or downloads_folder()
        self._taken: Taken | None = None

    def compose(self) -> ComposeResult:
        """Head, path and files or remarks, keys."""
        yield StatusLine("导入一期", "可以把文件拖进窗口")
        yield Rule()
        with Horizontal(id="path-row"):
            yield Static("文件", markup=False, id="path-name")
            yield PathField(f"{self._folder}{os.sep}", id="path")
        yield StatusLine(id="verdict")
        with ContentSwitcher(initial="files"):
            yield Files(_SUFFIXES, id="files")
            yield RemarkRows(id="read")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first folder."""
        field = self.query_one(PathField)
        field.cursor_position = len(field.value)
        self._list()
        if self._pasted is not None:
            self.query_one("#path-row").display = False
            self._show(self._pasted)

    # -- choosing -----------------------------------------------------------------------------------------

    @property
    def _files(self) -> Files:
        return self.query_one(Files)

    @property
    def _listed(self) -> Rows:
        return self._files if self._taken is None else self.query_one(RemarkRows)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path: what was read belongs to the old one."""
        if self._pasted is not None:
            return
        self._show(None)
        self._list()

    def _list(self) -> None:
        text = self.query_one(PathField).value
        path = typed_path(text) or Path.cwd()
        whole = text.rstrip().endswith(("/", os.sep)) or path.is_dir()
        self._files.show(path if whole else path.parent, "" if whole else path.name)
        empty = not self._files.count
        self._say(
            f"这里没有文件夹，也没有可导入的文件（{_KINDS}）"
            if empty
            else f"↑↓ 选一个文件（{_KINDS}），或直接写路径（Tab 补全）"
        )

    def _fill(self, path: Path) -> None:
        field = self.query_one(PathField)
        field.value = f"{path}{os.sep}" if path.is_dir() else str(path)
        field.cursor_position = len(field.value)

    def action_complete(self) -> None:
        """Put the folder or file under the cursor into the path."""
        if self._taken is None and self._files.path is not None:
            self._fill(self._files.path)

    def action_step(self, step: int) -> None:
        """Up or down by one row."""
        self._listed.action_step(step)

    def action_page(self, step: int) -> None:
        """Up or down by a screen."""
        self._listed.action_page(step)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click is Enter."""
        self.action_go()

    # -- reading and taking -------------------------------------------------------------------------------

    def action_go(self) -> None:
        """Enter a folder, read a file, or take what was read."""
        if self._taken is not None:
            self._take(self._taken)
            return
        text = self.query_one(PathField).value.strip()
        typed = typed_path(text)
        if typed is not None and typed.is_dir() and not text.endswith(("/", os.sep)):
            self._fill(typed)
            return
        path = typed if typed is not None and typed.is_file() else self._files.path or typed
        if path is None:
            return
        if path.is_dir():
            self._fill(path)
        else:
            self._say("正在读取……")
            self._reading.ask(path)

    def _read(self, source: Path) -> Generator[Taken, None, None]:
        yield read_outside(self._workspace, source)

    def action_folder(self) -> None:
        """Import all that is in the folder that is listed, and below it."""
        from editor.tui.screens.folder import FolderScreen

        if self._taken is not None:
            return
        folder = self._files.folder

        def ended(path: Path | None) -> None:
            if path is not None:
                self.dismiss(path)

        def answered(answer: str | None) -> None:
            if answer == "all":
                self.app.push_screen(FolderScreen(self._workspace, folder), ended)

        question = f"把“{folder}”及下级文件夹里的各期都导入？已有的不会覆盖。"
        self.app.push_screen(ChoiceDialog(question, [("all", "全部导入"), ("no", "不导入")]), answered)

    def _refused(self, sentence: str) -> None:
        self._say("没有导入")
        self._services.show_error(EditorError(sentence))

    def _show(self, taken: Taken | None) -> None:
        self._taken = taken
        self.query_one(ContentSwitcher).current = "files" if taken is None else "read"
        if taken is not None:
            issue, remarks = taken.imported.issue, taken.imported.remarks
            self.query_one(RemarkRows).show_read(issue, remarks)
            articles = sum(1 for _ in issue.articles)
            size = f"{len(issue.sections)}栏 {articles}篇 {issue.characters:,}字"
            there = "（已有，会覆盖）" if taken.path.exists() else ""
            self._say(f"{issue.label}{there}：{size}", counts(remarks))

    def _take(self, taken: Taken) -> None:
        if not taken.path.exists():
            self._write(taken, force=False)
            return

        def answered(answer: str | None) -> None:
            if answer == "replace":
                self._write(taken, force=True)
            elif answer == "review":
                self.dismiss(None)
                self._services.open_issue(taken.path, lambda opened: opened.open_return(taken.source))

        question = f"{taken.imported.issue.label}已经有了。用导入的覆盖它吗？原来的会留作历史版本。"
        choices = [("keep", "不覆盖"), ("replace", "覆盖")]
        if taken.source.suffix.casefold() in (".docx", ".doc", ".wps"):
            choices.insert(0, ("review", "这是改过发回的稿，逐处审改"))
        self.app.push_screen(ChoiceDialog(question, choices), answered)

    def _write(self, taken: Taken, *, force: bool) -> None:
        try:
            warning = take(taken, force=force).warning
        except EditorError as error:
            self._services.show_error(error)
            return
        self._services.keep_remarks(taken.path, taken.imported.remarks)
        self._services.tell(f"已导入{taken.imported.issue.label}。{warning}")
        self.dismiss(taken.path)

    def action_back(self) -> None:
        """From the preview to the files, from the files to the issues."""
        if self._taken is not None and self._pasted is None:
            self._show(None)
            self._list()
        else:
            self.dismiss(None)

    def _say(self, left: str, right: str = "") -> None:
        verdict = self.query_one("#verdict", StatusLine)
        verdict.left, verdict.right = left, right
