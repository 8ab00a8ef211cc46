"""Opening a return (回稿): from the files of the import screen, from a path that was typed, pasted or dropped."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.tui.paths import typed_path
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import NameDialog

_WORD = (".docx", ".doc", ".wps")


def word_file(text: str) -> Path | None:
    """The Word file whose path was pasted; None if the text is anything else."""
    text = text.strip()
    if "\n" in text or not text.strip("'\"").casefold().endswith(_WORD):
        return None
    path = typed_path(text)
    try:
        return path if path is not None and path.is_file() else None
    except (OSError, ValueError):
        return None


async def review_return(
    screen: DeskScreen[Any],
    workspace: Workspace,
    document: Document,
    source: Path,
    changed: Callable[[], object],
) -> None:
    """Go through a return of the issue that is open; ``changed`` is called at the end. EditorError if it is none. In a worker."""
    from editor.session.returns import read_return
    from editor.session.review import Review
    from editor.tui.screens.review import ReviewScreen

    returned = await to_thread(read_return, workspace, source, document.path)
    await screen.ask(ReviewScreen(Review(document, returned)))
    changed()


async def ask_return(screen: DeskScreen[Any]) -> Path | None:
    """Ask for the path of a return; None for none. In a worker."""
    answer = await screen.ask(NameDialog("回稿文件（可以拖进窗口，或粘贴路径）"))
    return None if answer is None else typed_path(answer)
