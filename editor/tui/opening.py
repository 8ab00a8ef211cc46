"""Opening an issue for work: who else has it, and what was left unsaved, are questions to the person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from editor.merge.changes import Change
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.tui.screens.dialogs import ConfirmDialog

_NAMED = 6  # changes that are named in the question; the rest is counted


def read_document(workspace: Workspace, path: Path) -> Document:
    """An issue file with its house style, to be looked at. EditorError if either is not what it should be."""
    return Document(path, workspace.style(workspace.load(path).style))


async def open_document(app: App[Any], workspace: Workspace, path: Path) -> Document | None:
    """An issue file for work, with the questions answered; None if it is better left alone. Runs in a worker."""
    document = Document.open(path, workspace.style(workspace.load(path).style))
    try:
        if document.read_only and not await _shared(app, document):
            document.close()
            return None
        if document.recovered and not await _recovered(app, document):
            document.close()
            return None
    except BaseException:
        document.close()
        raise
    return document


async def _shared(app: App[Any], document: Document) -> bool:
    """Ask what to do while somebody else works on it; False to leave it."""
    question = f"{document.lock_holder}正在编辑{document.issue.id.label}。"
    choices = [("read", "只读打开"), ("take", "接管（对方将不能保存）"), ("leave", "不打开")]
    answer = await app.push_screen_wait(ConfirmDialog(question, choices))
    if answer == "take":
        document.take_over()
    return answer in ("read", "take")


async def _recovered(app: App[Any], document: Document) -> bool:
    """Ask what to do with work of the last time that was not saved; False to leave it where it is."""
    question = f"{document.issue.id.label}有上次未保存的修改：\n{summary(document.recovered)}"
    choices = [("keep", "接着改"), ("discard", "放弃这些修改（可以撤销）"), ("leave", "不打开，先留着")]
    answer = await app.push_screen_wait(ConfirmDialog(question, choices))
    if answer == "keep":
        document.accept_recovered()
    elif answer == "discard":
        document.discard()
    return answer in ("keep", "discard")


def summary(changes: tuple[Change, ...]) -> str:
    """The first changes, a line each, and how many more there are."""
    lines = [f"· {change.sentence}" for change in changes[:_NAMED]]
    if len(changes) > _NAMED:
        lines.append(f"……共 {len(changes)} 处")
    return "\n".join(lines)
