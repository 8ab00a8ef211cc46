"""When an issue cannot be saved as it is: what others changed, who holds it, where else it can go, are questions.

Whatever is answered, the work stays in memory and in the journal until it is in a file.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from editor.errors import EditorError, FileChangedError, FileFormatError, LockedError, StorageError
from editor.files.known import documents_folder
from editor.session.document import Document
from editor.tui.screen import DeskScreen
from editor.tui.screens.conflicts import ConflictsScreen
from editor.tui.screens.copies import CopyDialog
from editor.tui.screens.dialogs import ChoiceDialog

_AGAIN = ("again", "再试一次")
_COPY = ("copy", "另存一份")
_LEAVE = ("leave", "先不保存，回去接着改")


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
