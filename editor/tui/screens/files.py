"""Choosing a file: a path that is typed, pasted or dropped, over the folders and files that it leads to."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from editor.archive.folding import fold
from editor.files.known import downloads_folder
from editor.session.folder import SUFFIXES
from editor.tui.keys import command
from editor.tui.paths import typed_path
from editor.tui.screen import STEPS, DeskScreen
from editor.tui.widgets.cells import clip
from editor.tui.widgets.field import PathField
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.rows import ItemRows, Pieces, Rows
from editor.tui.widgets.status import Rule, StatusLine

_SUFFIXES = frozenset(SUFFIXES)
_KINDS = ".docx .doc .wps .txt"


class Files(ItemRows[Path]):
    """What is in a folder: the way up, folders, files of some suffixes. The focus stays in the path field."""

    def __init__(self, suffixes: Collection[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._suffixes = suffixes
        self.folder = Path()
        """The folder that is listed."""

    def list_folder(self, folder: Path, beginning: str) -> None:
        """Show what is in a folder, where the name holds ``beginning``."""
        self.folder = folder
        found = listing(folder, self._suffixes)
        wanted = fold(beginning)
        paths = [path for path in found if wanted in fold(path.name)]
        if not beginning and folder.parent != folder:
            paths.insert(0, folder.parent)
        self.show(paths, 0 if beginning else 1)  # the first below the way up

    def pieces(self, index: int, width: int) -> Pieces:
        """One folder or file."""
        path, mark = self._rows[index], self.mark(index)
        if path == self.folder.parent:
            return [mark, ("../ 上一级文件夹", "quiet")]
        if path.suffix.casefold() in self._suffixes and not path.is_dir():
            return [mark, (clip(path.name, width - 2), "")]
        return [mark, (clip(f"{path.name}/", width - 2), "quiet")]


def listing(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """Folders by name, then files of the suffixes, newest first; hidden ones and what cannot be read left out."""
    folders, files = [], []
    try:
        for path in folder.iterdir():
            if path.name.startswith("."):
                continue
            if path.suffix.casefold() in suffixes and path.is_file():
                files.append((-path.stat().st_mtime, path))
            elif path.is_dir():
                folders.append(path)
    except OSError:
        pass  # the folder is gone or closed to us; then there is nothing to choose from
    return [*sorted(folders), *(path for _, path in sorted(files))]


class FilesScreen(DeskScreen[Path | None]):
    """One file out of a folder; the answer is its path, None if none was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("files.go", "enter", "go", "打开", "进入选中的文件夹，或打开选中的文件", show=True),
        command("files.complete", "tab", "complete", "补全", "把选中的文件夹或文件名填进路径"),
        command("files.back", "escape", "back", "返回", "返回，什么都不收", show=True),
        *STEPS,
    ]

    def __init__(self, heading: str, folder: Path | None = None) -> None:
        super().__init__()
        self._heading = heading
        self._folder = folder or downloads_folder()

    def compose(self) -> ComposeResult:
        """Head, path, what it leads to, keys."""
        yield StatusLine(self._heading, "可以把文件拖进窗口")
        yield Rule()
        with Horizontal(id="path-row"):
            yield Static("文件", markup=False, id="path-name")
            yield PathField(f"{self._folder}{os.sep}", id="path")
        yield StatusLine(id="verdict")
        yield from self.below()
        yield KeyBar()

    def below(self) -> ComposeResult:
        """What stands below the path."""
        yield Files(_SUFFIXES, id="files")

    def on_mount(self) -> None:
        """Show the first folder."""
        field = self.query_one(PathField)
        field.cursor_position = len(field.value)
        self.list_files()

    @property
    def files(self) -> Files:
        """The folders and files."""
        return self.query_one(Files)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path."""
        self.list_files()

    def list_files(self) -> None:
        """Show what the path leads to."""
        text = self.query_one(PathField).value
        path = typed_path(text) or Path.cwd()
        whole = text.rstrip().endswith(("/", os.sep)) or path.is_dir()
        self.files.list_folder(path if whole else path.parent, "" if whole else path.name)
        empty = not self.files.count
        self.say(
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
        if self.stepped is self.files and self.files.item is not None:
            self._fill(self.files.item)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click is Enter."""
        self.action_go()

    def action_go(self) -> None:
        """Enter a folder, or choose a file."""
        text = self.query_one(PathField).value.strip()
        typed = typed_path(text)
        if typed is not None and typed.is_dir() and not text.endswith(("/", os.sep)):
            self._fill(typed)
            return
        path = typed if typed is not None and typed.is_file() else self.files.item or typed
        if path is None:
            return
        if path.is_dir():
            self._fill(path)
        else:
            self.chosen(path)

    def chosen(self, path: Path) -> None:
        """A file was chosen."""
        self.dismiss(path)

    def action_back(self) -> None:
        """Choose none."""
        self.dismiss(None)

    def say(self, left: str, right: str = "") -> None:
        """Say something between the path and what it leads to."""
        verdict = self.query_one("#verdict", StatusLine)
        verdict.left, verdict.right = left, right
