"""Saving an issue to another place: asked for, or because its own cannot be written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.errors import EditorError
from editor.session.document import Document
from editor.tui.paths import place_to_write
from editor.tui.screen import DeskDialog
from editor.tui.widgets.field import PathField
from editor.tui.widgets.wrapped import drawable_lines

_ENDING = ".toml"


class CopyDialog(DeskDialog[Path | None]):
    """Ask for a file and write the issue into it; the answer is the file, once it is written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "write", show=False)]
    HINT = "回车 另存   Esc 取消"

    def __init__(self, document: Document, reason: str = "", folder: Path | None = None) -> None:
        heading = f"{reason}\n\n" if reason else ""
        super().__init__(f"{heading}另存到哪里（文件夹或文件名）")
        self._document = document
        self._first = (folder or document.path.parent) / copy_name(document.path, datetime.now())

    def question(self) -> ComposeResult:
        """The path, and what came of it."""
        yield PathField(str(self._first.resolve()))
        yield Static("", markup=False, id="result")

    def on_mount(self) -> None:
        """Room for a path, with the caret at its end."""
        self.query_one("#dialog").styles.width = 76
        field = self.query_one(PathField)
        field.cursor_position = len(field.value)

    def action_write(self) -> None:
        """Write the copy, or say why it cannot be written there."""
        try:
            path = place_to_write(self.query_one(PathField).value)
            if path is None:
                return
            path = Path.cwd() / path
            if path.is_dir():
                path /= self._first.name
            elif path.suffix != _ENDING:
                path = path.with_name(path.name + _ENDING)
            self._document.save_copy(path)
        except EditorError as error:
            result = self.query_one("#result", Static)
            result.set_classes("-wrong")
            result.update(drawable_lines(str(error)))
        else:
            self.dismiss(path)


def copy_name(path: Path, now: datetime) -> str:
    """The name of a copy: 2026-01.另存-0116-1620.toml."""
    return f"{path.stem}.另存-{now:%m%d-%H%M}{_ENDING}"
