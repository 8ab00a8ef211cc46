"""Opening a return (回稿): from the files of the import screen, from a path that was typed, pasted or dropped."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.tui.paths import typed_path
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import NameDialog

if TYPE_CHECKING:
    from editor.session.returns import Return


async def review_return(
    screen: DeskScreen[Any],
    workspace: Workspace,
    document: Document,
    source: Path,
    changed: Callable[[], object],
) -> None:
    """Go through a return of the issue that is open; ``changed`` is called at the end. EditorError if it is none. In a worker."""
    from editor.session.returns import read_return

    await go_through(
        screen, document, await to_thread(read_return, workspace, source, document.path), changed
    )


async def go_through(
    screen: DeskScreen[Any], document: Document, returned: Return, changed: Callable[[], object]
) -> None:
    """The same with a return that was read."""
    from editor.session.review import Review
    from editor.tui.screens.review import ReviewScreen

    await screen.ask(ReviewScreen(Review(document, returned)))
    changed()


async def ask_return(screen: DeskScreen[Any]) -> Path | None:
    """Ask for the path of a return; None for none. In a worker."""
    answer = await screen.ask(NameDialog("回稿文件（可以拖进窗口，或粘贴路径）"))
    return None if answer is None else typed_path(answer)
