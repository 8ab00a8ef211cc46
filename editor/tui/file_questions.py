"""An issue and its file: what is asked when it is opened for work, and when it cannot be saved as it is.

Who else has it, what was left unsaved, what others changed and where else it can go are questions to the person. Whatever
is answered, the work stays in memory and in the journal until it is in a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.errors import EditorError, FileChangedError, FileFormatError, LockedError, StorageError
from editor.files.known import documents_folder
from editor.merge.changes import Change
from editor.session.document import Document
from editor.session.publishing import warning
from editor.session.versions import last_good, restore
from editor.session.workspace import Workspace
from editor.tui.paths import place_to_write
from editor.tui.screen import DeskDialog, DeskScreen
from editor.tui.screens.conflicts import ConflictsScreen
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.widgets.cells import drawable_lines
from editor.tui.widgets.field import PathField

_AGAIN = ("again", "再试一次")
_COPY = ("copy", "另存一份")
_LEAVE = ("leave", "先不保存，回去接着改")
_TAKE = ("take", "接管（对方将不能保存）")
_NAMED = 6  # changes that are named in the question; the rest is counted
_ENDING = ".toml"


class CopyDialog(DeskDialog[Path | None]):
    """Ask for a file and write the issue into it; the answer is the file, once it is written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "write", show=False)]
    HINT = "回车 另存   Esc 取消"

    def __init__(self, document: Document, folder: Path | None = None) -> None:
        super().__init__("另存到哪里（文件夹或文件名）")
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


async def _choose(
    screen: DeskScreen[Any],
    document: Document,
    question: str,
    choices: Iterable[tuple[str, str]],
    folder: Path | None = None,
) -> Path | str | None:
    """What is chosen; of a copy the file, once it is written, ``folder`` being proposed for it."""
    answer = await screen.ask(ChoiceDialog(question, choices))
    if answer != "copy":
        return answer
    return await screen.ask(CopyDialog(document, folder))


async def _ask(screen: DeskScreen[Any], document: Document, error: EditorError) -> Path | bool:
    """One question: whether to save again, or where a copy went."""
    if isinstance(error, FileChangedError):
        return await _changed(screen, document)
    if isinstance(error, LockedError):
        answer = await _choose(screen, document, str(error), [_COPY, _TAKE, _LEAVE])
    else:
        question = f"没有保存。{error}\n修改都还在，也记在恢复日志里。"
        answer = await _choose(screen, document, question, [_COPY, _AGAIN, _LEAVE], documents_folder())
    if answer == "take":
        try:
            document.take_over()
        except EditorError as again:
            return await _ask(screen, document, again)
    return answer if isinstance(answer, Path) else answer in ("again", "take")


async def _changed(screen: DeskScreen[Any], document: Document) -> Path | bool:
    try:
        theirs = document.theirs()
    except FileFormatError as error:
        question = f"文件已在别处被改坏，没有覆盖它。{error}"
        answer = await _choose(screen, document, question, [_COPY, _LEAVE])
        return answer if isinstance(answer, Path) else False
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
    answer = await _choose(screen, document, question, choices, documents_folder())
    if answer == "back":
        try:
            document.save_copy(document.path)
        except EditorError as error:
            return await _ask(screen, document, error)
        return document.path
    return answer if isinstance(answer, Path) else False


# -- opening ----------------------------------------------------------------------------------------------


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
        opened = await _answered(screen, document)
    except BaseException:
        document.close()
        raise
    if opened is True:
        return document
    document.close()
    return await open_document(screen, workspace, opened) if opened else None


async def _answered(screen: DeskScreen[Any], document: Document) -> bool | Path:
    """Whether it is to be opened, after all questions; the file of a copy to be opened in its place."""
    opened = await _shared(screen, document) if document.read_only else True
    if opened is True and document.recovered:
        opened = await _recovered(screen, document)
    if opened is True and not document.read_only:
        opened = await _sent(screen, document)
    return opened


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
    choices = [("read", "只读打开"), ("copy", "另存一份，在那一份上改"), _TAKE, ("leave", "不打开")]
    answer = await _choose(screen, document, question, choices)
    if answer == "take":
        document.take_over()
    return answer if isinstance(answer, Path) else answer in ("read", "take")


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
