"""When an issue cannot be saved as it is: what others changed, who holds it, where else it can go, are questions.

Whatever is answered, the work stays in memory and in the journal until it is in a file.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from textual.app import App

from editor.errors import EditorError, FileChangedError, FileFormatError, LockedError, StorageError
from editor.session.document import Document
from editor.tui.screens.conflicts import ConflictsScreen
from editor.tui.screens.copies import CopyDialog, personal_folder
from editor.tui.screens.dialogs import ConfirmDialog

_AGAIN = ("again", "再试一次")
_COPY = ("copy", "另存一份")
_LEAVE = ("leave", "先不保存，回去接着改")


class Outcome(Enum):
    """Where the work is now: in its file, in a file of another name, or as before in memory and journal."""

    SAVED = "saved"
    COPIED = "copied"
    LEFT = "left"


async def settle(app: App[Any], document: Document, error: EditorError) -> tuple[Outcome, Path | None]:
    """Ask about what kept an issue from being saved, until it is settled; and the file of a copy. For a worker."""
    while True:
        answer = await _ask(app, document, error)
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
    app: App[Any], document: Document, reason: str = "", folder: Path | None = None
) -> Path | None:
    """Ask for another place and save there; None if it was left."""
    return await app.push_screen_wait(CopyDialog(document, reason, folder))


async def _ask(app: App[Any], document: Document, error: EditorError) -> Path | bool:
    """One question: whether to save again, or where a copy went."""
    if isinstance(error, FileChangedError):
        return await _changed(app, document)
    if isinstance(error, LockedError):
        return await _held(app, document, error)
    question = f"没有保存。{error}\n修改都还在，也记在恢复日志里。"
    answer = await app.push_screen_wait(ConfirmDialog(question, [_COPY, _AGAIN, _LEAVE]))
    if answer == "copy":
        return await save_copy(app, document, folder=personal_folder()) or False
    return answer == "again"


async def _changed(app: App[Any], document: Document) -> Path | bool:
    try:
        theirs = document.theirs()
    except FileFormatError as error:
        question = f"文件已在别处被改坏，没有覆盖它。{error}"
        answer = await app.push_screen_wait(ConfirmDialog(question, [_COPY, _LEAVE]))
        return await save_copy(app, document) or False if answer == "copy" else False
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return await _gone(app, document)
        return await _ask(app, document, error)
    choices = {}
    if theirs.changes or theirs.merged.conflicts:
        answers = await app.push_screen_wait(ConflictsScreen(document.issue.label, theirs))
        if answers is None:
            return False
        choices = dict(answers)
    document.take_theirs(theirs, choices)
    return True


async def _gone(app: App[Any], document: Document) -> Path | bool:
    question = f"文件已不在原处（被删除、移走，或网络盘断开）：{document.path}"
    choices = [("back", "写回原处"), _COPY, _LEAVE]
    answer = await app.push_screen_wait(ConfirmDialog(question, choices))
    if answer == "back":
        try:
            document.save_copy(document.path)
        except EditorError as error:
            return await _ask(app, document, error)
        return document.path
    return await save_copy(app, document, folder=personal_folder()) or False if answer == "copy" else False


async def _held(app: App[Any], document: Document, error: EditorError) -> Path | bool:
    choices = [_COPY, ("take", "接管（对方将不能保存）"), _LEAVE]
    answer = await app.push_screen_wait(ConfirmDialog(str(error), choices))
    if answer == "copy":
        return await save_copy(app, document) or False
    if answer == "take":
        try:
            document.take_over()
        except EditorError as again:
            return await _ask(app, document, again)
        return True
    return False
