"""Importing a file: choose it, see what was read and what was repaired or left out, take it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ContentSwitcher, Input

from editor.errors import EditorError
from editor.model.issue import Issue
from editor.model.remark import Remark, RemarkKind
from editor.session.intake import Over, Taken, read_outside, take
from editor.session.remarks import keep_left_out
from editor.tui.background import Background
from editor.tui.containment import containing
from editor.tui.keys import command
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.screens.files import FilesScreen
from editor.tui.services import Services
from editor.tui.widgets.cells import UNTITLED, clip, fit, wrapped
from editor.tui.widgets.reading import Reading
from editor.tui.widgets.rows import Pieces, Rows
from editor.tui.widgets.status import StatusLine

_WORD = (".docx", ".doc", ".wps", ".odt", ".rtf")


# Each kind has a mark besides its colour; what is to be looked at comes first.
_KINDS: dict[RemarkKind, tuple[str, str, str]] = {
    "doubtful": ("!", "请核对", "warn"),
    "left_out": ("-", "未收入", "accent"),
    "repaired": ("·", "已修正", "quiet"),
}
_LINE, _HEAD = 10, 11  # cells of the line number, and of mark and kind
_WORDS = 60  # cells of the words concerned that are shown; they may be a whole paragraph


class RemarkRows(Reading, can_focus=True):
    """What was read, to be looked through."""

    def show_read(self, issue: Issue, remarks: tuple[Remark, ...]) -> None:
        """Show what was read."""
        self.show(lambda width: [*_of_remarks(remarks, width), *_of_issue(issue, width)])


def counts(remarks: tuple[Remark, ...]) -> str:
    """请核对 1 · 未收入 3; 没有需要说明的地方 if there are none."""
    found = [
        f"{name} {number}"
        for kind, (_, name, _) in _KINDS.items()
        if (number := sum(1 for remark in remarks if remark.kind == kind))
    ]
    return StatusLine.PARTS.join(found) or "没有需要说明的地方"


def _of_remarks(remarks: tuple[Remark, ...], width: int) -> list[Pieces]:
    rows: list[Pieces] = []
    order = list(_KINDS)
    for remark in sorted(remarks, key=lambda remark: (order.index(remark.kind), remark.line)):
        mark, name, tone = _KINDS[remark.kind]
        for number, line in enumerate(wrapped(_sentence(remark), width - _HEAD - _LINE)):
            first = number == 0
            rows.append(
                [
                    (fit(f"{mark} {name}" if first else "", _HEAD), tone),
                    (fit(f"第{remark.line}行" if first else "", _LINE), "quiet"),
                    (line, ""),
                ]
            )
    return [*rows, [("", "")]] if rows else []


def _sentence(remark: Remark) -> str:
    words = clip(remark.text, _WORDS)
    return f"{remark.message}：{words}" if words and remark.text not in remark.message else remark.message


def _of_issue(issue: Issue, width: int) -> list[Pieces]:
    rows: list[Pieces] = []
    for section in issue.sections:
        rows.append([(clip(f"{section.name}  {len(section.articles)} 篇", width), "strong")])
        for article in section.articles:
            size = f"{article.characters:,} 字"
            title = fit(article.title or UNTITLED, max(4, width - 16))
            rows.append([("  ", ""), (title, ""), (fit(size, 12, right=True), "quiet")])
    return rows


class ImportScreen(FilesScreen):
    """First the files, then the preview; the answer is the issue file that was written, None if none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command(
            "import.go", "enter", "go", "读取或收下", "读取选中的文件；看过结果后再按一次收下", show=True
        ),
        command(
            "import.folder",
            "ctrl+o",
            "folder",
            "整夹导入",
            "把列出的这个文件夹连同下级文件夹里的各期都导入，已有的跳过",
            show=True,
        ),
        command("import.back", "escape", "back", "返回", "返回上一步，什么都不写入", show=True),
    ]

    def __init__(
        self,
        services: Services,
        folder: Path | None = None,
        *,
        pasted: Taken | None = None,
        source: Path | None = None,
    ) -> None:
        """``pasted`` was read from the clipboard; ``source`` is a file that is chosen already."""
        super().__init__("导入一期", folder if source is None else source.parent)
        self._services = services
        self._reading = Background(self, self._read, self._show, failed=self._refused, group="read")
        self._pasted = pasted  # to be taken or left
        self._source = source
        self._workspace = services.workspace
        self._taken: Taken | None = None
        self._home: Path | None = None  # the issue that it is a return of

    def below(self) -> ComposeResult:
        """The files, or what was read."""
        with ContentSwitcher(initial="files"):
            yield from super().below()
            yield RemarkRows(id="read")

    def on_mount(self) -> None:
        """Show the first folder, or what is given already."""
        if self._pasted is not None:
            self.query_one("#path-row").display = False
            self._show(self._pasted)
        elif self._source is not None:
            self.call_after_refresh(containing(self, self.chosen), self._source)

    @property
    def stepped(self) -> Rows:
        """The files, or the remarks on what was read."""
        return self.files if self._taken is None else self.query_one(RemarkRows)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path: what was read belongs to the old one."""
        if self._pasted is not None:
            event.prevent_default()
        elif self._taken is not None:
            self._show(None)

    # -- reading and taking -------------------------------------------------------------------------------

    def action_go(self) -> None:
        """Enter a folder, read a file, or take what was read."""
        if self._taken is not None:
            self._take(self._taken)
        else:
            super().action_go()

    def chosen(self, path: Path) -> None:
        """Read a file."""
        self.say("正在读取……")
        self._reading.ask(path)

    def _read(self, source: Path) -> Generator[Taken, None, None]:
        taken = read_outside(self._workspace, source)
        if source.suffix.casefold() in _WORD:
            from editor.session.returns import home_of

            self._home = home_of(self._workspace, source)
        yield taken

    def action_folder(self) -> None:
        """Import all that is in the folder that is listed, and below it."""
        from editor.tui.screens.folder import FolderScreen

        if self._taken is not None:
            return
        folder = self.files.folder

        def ended(path: Path | None) -> None:
            if path is not None:
                self.dismiss(path)

        def answered(answer: str | None) -> None:
            if answer == "all":
                self.app.push_screen(FolderScreen(self._workspace, folder), ended)

        question = f"把“{folder}”及下级文件夹里的各期都导入？已有的不会覆盖。"
        self.app.push_screen(ChoiceDialog(question, [("all", "全部导入"), ("no", "不导入")]), answered)

    def _refused(self, sentence: str) -> None:
        self.say("没有导入")
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
            self.say(f"{issue.label}{there}：{size}", counts(remarks))

    def _take(self, taken: Taken) -> None:
        home = self._home if taken is not self._pasted else None
        if not taken.path.exists() and home is None:
            self._write(taken, "keep")
            return
        overs: dict[str | None, Over] = {"replace": "replace", "merge": "merge", "new": "keep"}

        def answered(answer: str | None) -> None:
            if answer in overs:
                self._write(taken, overs[answer])
            elif answer == "review":
                self.dismiss(None)
                self._services.open_issue(home or taken.path, lambda opened: opened.open_return(taken.source))

        question = f"{taken.imported.issue.label}已经有了。用导入的覆盖它吗？原来的会留作历史版本。"
        choices = [("keep", "不覆盖"), ("replace", "覆盖")]
        if taken.base is not None:
            question = f"{taken.imported.issue.label}在这份文件之后又改过，覆盖会丢掉那些改动。怎么收？"
            choices.insert(1, ("merge", "合并两边的改动"))
        if not taken.path.exists() and home is not None:
            question = (
                f"看文字，这是 {home.stem} 发出的稿改过发回的，期号改成了{taken.imported.issue.label}。"
            )
            choices = [("new", "不是，收作新的一期"), ("no", "都不要")]
        if home is not None or taken.source.suffix.casefold() in _WORD:
            choices.insert(0, ("review", "这是改过发回的稿，逐处审改"))
        self.app.push_screen(ChoiceDialog(question, choices), answered)

    def _write(self, taken: Taken, over: Over) -> None:
        try:
            warning = take(taken, over=over).warning
        except EditorError as error:
            self._services.show_error(error)
            return
        self._services.keep_remarks(taken.path, taken.imported.remarks)
        kept = keep_left_out(taken.path, taken.imported.remarks)
        where = f"没有收入的和存疑的，全文在 {kept}" if kept is not None else ""
        self._services.tell(f"已导入{taken.imported.issue.label}。{warning}{where}")
        self.dismiss(taken.path)

    def action_back(self) -> None:
        """From the preview to the files, from the files to the issues."""
        if self._taken is not None and self._pasted is None:
            self._show(None)
            self.list_files()
        else:
            self.dismiss(None)
