"""Opening an issue for work: who else has it, and what was left unsaved, are questions to the person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from editor.errors import FileFormatError
from editor.merge.changes import Change
from editor.session.document import Document
from editor.session.publishing import warning
from editor.session.versions import last_good, restore
from editor.session.workspace import Workspace
from editor.tui.saving import save_copy
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import ChoiceDialog

_NAMED = 6  # changes that are named in the question; the rest is counted


def read_document(workspace: Workspace, path: Path) -> Document:
    """An issue file with its house style, to be looked at. EditorError if either is not what it should be."""
    return Document(path, workspace.style)


async def open_document(screen: DeskScreen[Any], workspace: Workspace, path: Path) -> Document | None:
    """An issue file for work, with the questions answered; None if it is better left alone. Runs in a worker."""
    try:
        document = Document.open(path, workspace.style)
    except FileFormatError as error:
        if error.where != str(path):  # the style
            raise
        if not await _mended(screen, path, error):
            return None
        document = Document.open(path, workspace.style)
    try:
        opened = await _shared(screen, document) if document.read_only else True
        if isinstance(opened, Path):
            document.close()
            return await open_document(screen, workspace, opened)
        if not opened:
            document.close()
            return None
        if document.recovered and not await _recovered(screen, document):
            document.close()
            return None
        if not document.read_only and not await _sent(screen, document):
            document.close()
            return None
    except BaseException:
        document.close()
        raise
    return document


async def _mended(screen: DeskScreen[Any], path: Path, error: FileFormatError) -> bool:
    """Offer the last good version in the place of a file that cannot be read; whether it was put there."""
    good = last_good(path)
    if good is None or good.issue is None:
        raise error
    articles = sum(1 for _ in good.issue.articles)
    size = f"{articles} 篇，{good.issue.characters:,} 字"
    question = f"这个文件打不开：{error}\n\n留有 {good.moment}的版本（{size}）。"
    choices = [("leave", "先不动它"), ("mend", "恢复那个版本并打开（现在的坏文件也会留下）")]
    if await screen.ask(ChoiceDialog(question, choices)) != "mend":
        return False
    restore(path, good.number)
    return True


async def _shared(screen: DeskScreen[Any], document: Document) -> bool | Path:
    """Ask what to do while somebody else works on it; False to leave it, the file of a copy to work on instead."""
    question = f"{document.lock_holder}正在编辑{document.issue.label}。"
    choices = [
        ("read", "只读打开"),
        ("copy", "另存一份，在那一份上改"),
        ("take", "接管（对方将不能保存）"),
        ("leave", "不打开"),
    ]
    answer = await screen.ask(ChoiceDialog(question, choices))
    if answer == "copy":
        return await save_copy(screen, document) or False
    if answer == "take":
        document.take_over()
    return answer in ("read", "take")


async def _sent(screen: DeskScreen[Any], document: Document) -> bool:
    """Ask before an issue is changed that went out; False to leave it."""
    said = warning(document.issue)
    if not said:
        return True
    choices = [("open", "打开"), ("leave", "不打开")]
    return await screen.ask(ChoiceDialog(f"{said}。", choices)) == "open"


async def _recovered(screen: DeskScreen[Any], document: Document) -> bool:
    """Ask what to do with work of the last time that was not saved; False to leave it where it is."""
    question = f"{document.issue.label}有上次未保存的修改：\n{summary(document.recovered)}"
    choices = [("keep", "接着改"), ("discard", "放弃这些修改（可以撤销）"), ("leave", "不打开，先留着")]
    answer = await screen.ask(ChoiceDialog(question, choices))
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
