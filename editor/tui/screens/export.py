"""Exporting one issue: which formats, into which folder, and then where the files are."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.session.document import Document
from editor.session.exports import Exported, can_render, export_issue, export_name, unprinted_parts
from editor.session.workspace import Workspace
from editor.tui.background import Background
from editor.tui.paths import place_to_write
from editor.tui.screen import DeskDialog
from editor.tui.widgets.cells import clip, drawable_lines
from editor.tui.widgets.field import PathField
from editor.tui.widgets.rows import ItemRows, Pieces, Rows

_FORMATS = (
    ("docx", "Word 文档（.docx）"),
    ("txt", "纯文本（.txt）"),
    ("pdf", "PDF（由 LibreOffice 排版）"),
    ("html", "网页（.html，供网站、公众号、邮件）"),
    ("md", "Markdown（.md）"),
)
_WORKING = "工作稿：Word 文档另带备用稿和内部备注"
_VERIFY = "核对目录页码（用 LibreOffice，要几秒）"
_LACKING = "，这台电脑没有 LibreOffice"
_TICKED = (True, True, False, False, False, False, False)
_DONE = "回车 返回   ^O 打开文件夹   ^C 复制文件夹路径"
_COPIED = "已把路径送到剪贴板；粘贴不出来的，是终端不收，请照上面的路径打开。"


class Ticks(ItemRows[str], can_focus=True):
    """Plain texts with a box each, those of ``ticked`` ticked at first; the space bar or a click changes one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self, texts: Sequence[str], ticked: Sequence[bool]) -> None:
        super().__init__(texts)
        self.ticked = list(ticked)
        """Which of them are ticked, by index."""

    @property
    def shows_cursor(self) -> bool:
        """Only where the space bar would change something."""
        return self.has_focus

    def pieces(self, index: int, width: int) -> Pieces:
        """A box and the text."""
        box = "[x] " if self.ticked[index] else "[ ] "
        return [(box, "accent" if self.ticked[index] else "quiet"), (clip(self._rows[index], width - 4), "")]

    def action_tick(self) -> None:
        """Tick the row under the cursor, or take its tick away."""
        self.ticked[self.cursor] = not self.ticked[self.cursor]
        self.refresh_row(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """In Chinese mode some input methods send the wide blank."""
        if event.character == "\u3000":
            event.stop()
            self.action_tick()


class ExportScreen(DeskDialog[list[Path] | None]):
    """Formats and folder; the answer are the files that were written, None if none were."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", show=False),
        Binding("ctrl+o", "show_folder", show=False),
        Binding("ctrl+c", "copy_path", show=False),
    ]
    HINT = "回车 导出   空格 选或不选   Tab 换一项   Esc 取消"
    SIZE = "export"

    def __init__(self, workspace: Workspace, document: Document) -> None:
        super().__init__(f"导出{document.issue.label}")
        self._document = document
        self._folder = workspace.exports_folder
        self._busy = self._replaced = False
        self._written: list[Path] | None = None

    def question(self) -> ComposeResult:
        """Formats, folder, result."""
        lacking = "" if can_render() else _LACKING
        labels = [label + lacking * (name == "pdf") for name, label in _FORMATS]
        yield Ticks([*labels, _WORKING, _VERIFY + lacking], _TICKED)
        yield Static("导出到哪个文件夹", markup=False, classes="name")
        yield PathField(str(self._folder), id="folder")
        yield Static("", markup=False, id="result")

    def on_mount(self) -> None:
        """Say what will be exported."""
        self.query_one(Ticks).styles.height = len(_TICKED)
        words = [f"共 {sum(1 for _ in self._document.issue.articles)} 篇。"]
        if self._document.dirty:
            words.append("有未保存的修改，会一并导出。")
        if unprinted := unprinted_parts(self._document.issue):
            words.append(f"{unprinted}不导出，要带上请选工作稿。")
        self._tell("".join(words))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter on a format exports."""
        self.action_go()

    def action_go(self) -> None:
        """Export, or go back when that is done."""
        if self._written is not None:
            self.dismiss(self._written)
        elif not self._busy:
            self._start()

    def _start(self) -> None:
        *ticked, working, verify = self.query_one(Ticks).ticked
        formats = [name for (name, _), wanted in zip(_FORMATS, ticked, strict=True) if wanted]
        folder = place_to_write(self.query_one("#folder", PathField).value)
        if not formats or folder is None:
            self._tell("请至少选一种格式。" if not formats else "请写明文件夹。", "-wrong")
            return
        issue = self._document.issue
        names = [export_name(issue, name, working=working) for name in formats]
        replaced = [name for name in names if (folder / name).exists()]
        self._busy = True
        self._tell("正在导出……")
        self._replaced = bool(replaced)
        export = partial(
            export_issue,
            issue,
            self._document.style,
            folder,
            formats=formats,
            working=working,
            verify=verify,
            path=self._document.path,
        )
        Background(self, self._export, self._done, failed=self._failed, group="export").ask(export)

    def _export(self, export: Callable[[], Exported]) -> Generator[Exported, None, None]:
        yield export()

    def _failed(self, sentence: str) -> None:
        self._busy = False
        self._tell(f"没有导出。{sentence}", "-wrong")

    def _done(self, exported: Exported) -> None:
        self._busy = False
        self._written = list(exported.paths)
        head = "已导出，替换了原有文件：" if self._replaced else "已导出："
        self._tell(
            "\n".join([f"✓ {head}", *(str(path.resolve()) for path in exported.paths), *exported.remarks]),
            "-good",
        )
        self.query_one(".hint", Static).update(_DONE)
        self.query_one(Ticks).disabled = True
        self.query_one(Ticks).display = False  # in 24 rows it would leave no room for what the keys do now
        self.query_one("#folder").disabled = True

    def action_show_folder(self) -> None:
        """Open the folder of what was written in the file manager."""
        from editor.session.external_programs import show_folder

        if self._written:
            show_folder(self._written[0].resolve().parent)

    def action_copy_path(self) -> None:
        """The path of that folder to the clipboard, by OSC 52."""
        if self._written:
            self.app.copy_to_clipboard(str(self._written[0].resolve().parent))
            self.notify(_COPIED, markup=False)

    def _tell(self, words: str, how: str = "") -> None:
        result = self.query_one("#result", Static)
        result.set_classes(how)
        result.update(drawable_lines(words))

    def action_leave(self) -> None:
        """Back; what was written stays."""
        if not self._busy:
            self.dismiss(self._written)
