"""When an issue cannot be saved as it is: what others changed, who holds it, where else it can go, are questions.

Whatever is answered, the work stays in memory and in the journal until it is in a file.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.errors import EditorError, FileChangedError, FileFormatError, LockedError, StorageError
from editor.files.known import documents_folder
from editor.session.document import Document
from editor.tui.paths import place_to_write
from editor.tui.screen import DeskDialog, DeskScreen
from editor.tui.screens.conflicts import ConflictsScreen
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.widgets.cells import drawable_lines
from editor.tui.widgets.field import PathField

_AGAIN = ("again", "再试一次")
_COPY = ("copy", "另存一份")
_LEAVE = ("leave", "先不保存，回去接着改")


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


class Outcome(Enum):
    """Where the work is now: in its file, in a file of another name, or as before in memory and journal."""

    SAVED = "saved"
    COPIED = "copied"
    LEFT = "left"


async def settle(
    screen: DeskScreen[Any], document: Document, error: EditorError
) -> tuple[Outcome, Path | None]:
    """Ask about what kept an issue from being saved, until it is settled; and the file of a copy. For a worker."""
    while True:
        answer = await _ask(screen, document, error)
        if isinstance(answer, Path):
            return (Outcome.SAVED if answer == document.path else Outcome.COPIED), answer
        if not answer:
            return Outcome.LEFT, None
        try:
            document.save()
        except EditorError as again:
            error = again
        else:
            return Outcome.SAVED, None


async def save_copy(
    screen: DeskScreen[Any], document: Document, reason: str = "", folder: Path | None = None
) -> Path | None:
    """Ask for another place and save there; None if it was left."""
    return await screen.ask(CopyDialog(document, reason, folder))


async def _ask(screen: DeskScreen[Any], document: Document, error: EditorError) -> Path | bool:
    """One question: whether to save again, or where a copy went."""
    if isinstance(error, FileChangedError):
        return await _changed(screen, document)
    if isinstance(error, LockedError):
        return await _held(screen, document, error)
    question = f"没有保存。{error}\n修改都还在，也记在恢复日志里。"
    answer = await screen.ask(ChoiceDialog(question, [_COPY, _AGAIN, _LEAVE]))
    if answer == "copy":
        return await save_copy(screen, document, folder=documents_folder()) or False
    return answer == "again"


async def _changed(screen: DeskScreen[Any], document: Document) -> Path | bool:
    try:
        theirs = document.theirs()
    except FileFormatError as error:
        question = f"文件已在别处被改坏，没有覆盖它。{error}"
        answer = await screen.ask(ChoiceDialog(question, [_COPY, _LEAVE]))
        return await save_copy(screen, document) or False if answer == "copy" else False
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return await _gone(screen, document)
        return await _ask(screen, document, error)
    choices = {}
    if theirs.changes or theirs.merged.conflicts:
        answers = await screen.ask(ConflictsScreen(document.issue.label, theirs))
        if answers is None:
            return False
        choices = dict(answers)
    document.take_theirs(theirs, choices)
    return True


async def _gone(screen: DeskScreen[Any], document: Document) -> Path | bool:
    question = f"文件已不在原处（被删除、移走，或网络盘断开）：{document.path}"
    choices = [("back", "写回原处"), _COPY, _LEAVE]
    answer = await screen.ask(ChoiceDialog(question, choices))
    if answer == "back":
        try:
            document.save_copy(document.path)
        except EditorError as error:
            return await _ask(screen, document, error)
        return document.path
    return (
        await save_copy(screen, document, folder=documents_folder()) or False if answer == "copy" else False
    )


async def _held(screen: DeskScreen[Any], document: Document, error: EditorError) -> Path | bool:
    choices = [_COPY, ("take", "接管（对方将不能保存）"), _LEAVE]
    answer = await screen.ask(ChoiceDialog(str(error), choices))
    if answer == "copy":
        return await save_copy(screen, document) or False
    if answer == "take":
        try:
            document.take_over()
        except EditorError as again:
            return await _ask(screen, document, again)
        return True
    return False
