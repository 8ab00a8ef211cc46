"""The application: what all screens share, and the one place where errors end.

Screens hold layout and routing; what is done to an issue is done in ``session``.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual._context import active_message_pump
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerFailed

from editor.errors import EditorError
from editor.files.keeping import user_folder
from editor.session.preferences import KEYS, read_keys, read_preferences, write_preferences
from editor.session.workspace import DEFAULT_STYLE, Workspace
from editor.tui.containment import TOLD_ERROR, TextError, contained, containing, tell
from editor.tui.input_queue import Given, QueuedApp
from editor.tui.keys import command, complaints
from editor.tui.patches import install, install_text_areas
from editor.tui.patches.driver import Typed
from editor.tui.screen import DeskScreen, TooSmallScreen, too_small
from editor.tui.screens.issues import IssuesScreen
from editor.tui.services import OpenArchive, Opened
from editor.tui.theme import dress, other
from editor.tui.widgets.keybar import HINTS, STARTS, HintLine
from editor.tui.widths import WidthCheck

# The list of issues is shown before what belongs to one issue is imported.
if TYPE_CHECKING:
    from editor.model.remark import Remark
    from editor.model.style import HouseStyle
    from editor.session.document import Document
    from editor.tui.screens.find import Sought

_TOLD = 6  # seconds that a message stays
_KEEP = 1.0  # seconds until a change of preferences is written


def run(workspace: Workspace, path: Path | None, typed: Iterable[Typed] = ()) -> int:
    """Run the interface on one issue, or on the list of issues for None, and return the exit code.

    ``typed`` is what was typed for it before.

    What nobody foresaw is raised again once the terminal is as it was and unsaved work is in a file of its
    own: the command line writes the log and says so.
    """
    gc.enable()
    install()
    desk = DeskApp(workspace, path, likes=user_folder(), before_text=install_text_areas, typed=typed)
    desk.run()
    if desk.failure is not None:
        if desk.last_words:
            print(desk.last_words, file=sys.stderr)
        raise desk.failure
    return desk.return_code or 0


class DeskApp(QueuedApp[None], inherit_bindings=False):
    """The screens of one workspace, the issue that is open, messages and errors."""

    CSS = files("editor.tui").joinpath("app.tcss").read_text(encoding="utf-8")  # a path is none in a zip
    TITLE = "要讯"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = (
        False  # Textual's own selection of what is drawn; fields have theirs, the terminal has its own
    )
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (declared without ClassVar where it comes from)
        (0, "-narrow"),
        (100, "-middle"),
        (150, "-wide"),
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        command(
            "app.commands", "ctrl+p", "commands", "全部命令", "列出这里能用的全部命令，打字可查找", show=True
        ),
        command("app.help", "f2", "help", "帮助", "说明这里的每个键", show=True),
        command("app.theme", "ctrl+t", "theme", "换配色", "在浅色和深色之间切换"),
        command("app.quit", "ctrl+q", "quit", "退出", "退出要讯；有未保存的修改会先问", show=True),
    ]

    def __init__(
        self,
        workspace: Workspace,
        path: Path | None = None,
        *,
        likes: Path | None = None,
        before_text: Callable[[], None] = lambda: None,
        typed: Iterable[Typed] = (),
    ) -> None:
        """``likes`` is the folder where what the person likes is kept, None for nowhere.

        ``before_text`` is called before there is a text area; ``typed`` is what was typed before the start.
        """
        super().__init__(typed)
        self._likes = likes
        self._before_text = before_text
        self.preferences = read_preferences(likes)
        self._keeping: Timer | None = None
        self.workspace = workspace
        self.document: Document | None = None  # the issue that is open
        self.archive = OpenArchive(workspace)
        self.sought: Sought | None = None
        self._remarks: dict[Path, tuple[Remark, ...]] = {}
        self.failure: BaseException | None = None
        self.last_words = ""  # where unsaved work went when the program could not go on
        self._path = path
        self._opening: Worker[None] | None = None
        self._left: Screen[Any] | None = None  # on which an issue was opened
        self._widths = WidthCheck()
        self._told_keys: set[str] = set()
        dress(self, self.preferences.theme, os.environ)

    def on_mount(self) -> None:
        """Show the issues, and over them the one that was named."""
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write(self._widths.question)  # before the first frame, which covers it
        self.prefer(starts=self.preferences.starts + 1)
        self.push_screen(IssuesScreen(self))
        self._see_size(self.size)
        # Reading a style takes as long as painting the list.
        self.call_after_refresh(containing(self, self._take_keys_of_house))
        if self._path is not None:
            self.open_issue(self._path)

    @property
    def keys_file(self) -> Path | None:
        """Where the person changes keys, None for nowhere."""
        return None if self._likes is None else self._likes / KEYS

    def prefer(self, **changes: Any) -> None:  # noqa: ANN401  (the fields of Preferences)
        """Remember how the person likes the desk; it is written a moment later, off the key path."""
        preferences = replace(self.preferences, **changes)
        if preferences != self.preferences:
            self.preferences = preferences
            if self._keeping is None:
                self._keeping = self.set_timer(_KEEP, containing(self, self._keep))

    def _keep(self) -> None:
        self._keeping = None
        self.run_worker(partial(write_preferences, self._likes, self.preferences), thread=True, group="keep")

    def on_unmount(self) -> None:
        """Keep what was not kept yet, and let go of the archive."""
        self.archive.leave()
        if self._keeping is not None:
            write_preferences(self._likes, self.preferences)

    def remarks_on(self, path: Path) -> tuple[Remark, ...]:
        """What the importer had to say of an issue file, as long as the program runs; before, until it was changed."""
        from editor.session.remarks import remarks_of

        if path not in self._remarks:
            self._remarks[path] = remarks_of(path)
        return self._remarks[path]

    def keep_remarks(self, path: Path, remarks: tuple[Remark, ...]) -> None:
        """Take what an importer has to say of an issue file that was just written."""
        self._remarks[path] = remarks

    # -- what is typed -------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """A click in a window that is too small means nothing of what is shown once it is larger."""
        if not (isinstance(event, events.MouseEvent) and isinstance(self.screen, TooSmallScreen)):
            await super().on_event(event)

    def takes(self, event: Given) -> bool:
        """Whether the screen on top is there and stays, and this is for it; what is typed unseen waits."""
        screen = self.screen
        if isinstance(screen, TooSmallScreen) and getattr(event, "key", "") not in screen.AT_ONCE:
            return False
        return isinstance(screen, DeskScreen) and screen.takes_keys and not self.leaving()

    def leaving(self) -> bool:
        """Whether another screen is being opened over the one on top."""
        return not self.arrived() and self.screen is self._left

    def arrived(self) -> bool:
        """Whether no screen is being opened."""
        return self._opening is None or self._opening.is_finished

    # -- messages and errors ------------------------------------------------------------------------------

    def tell(self, message: str) -> None:
        """Say something in passing."""
        self.notify(message, timeout=_TOLD, markup=False)

    def show_error(self, error: EditorError) -> None:
        """Say what went wrong; nothing was lost."""
        self.notify(str(error), severity="error", timeout=TOLD_ERROR, markup=False)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what could not be done within; what holds the text is not held up."""
        try:
            yield
        except TextError:
            raise
        except EditorError as error:
            self.show_error(error)
        except Exception as error:
            tell(self, error)

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:  # noqa: ANN401
        """Give a command, where a part of the screen has it to that; what it cannot do is said."""
        actor = next(
            (part for part in getattr(namespace, "parts", ()) if hasattr(part, f"action_{action_name}")),
            namespace,
        )
        contained(partial(self._learned, action_name), self.tell)
        with self.telling():
            try:
                return await super()._dispatch_action(actor, action_name, params)
            except NoMatches:  # the screen is not composed yet, or has gone
                if not isinstance(self.screen, DeskScreen) or self.screen.whole:
                    raise
        return True

    def _learned(self, action: str) -> None:
        """A command that was given needs no hint any more."""
        used = self.preferences.used
        known = tuple(h.command for h in HINTS if h.action == action and h.command not in used)
        if known:
            self.prefer(used=used + known)
            for line in self.screen.query(HintLine):
                line.hide()

    def is_new(self) -> bool:
        """Whether the person began with the program a short while ago; nobody is new whose habits are not kept."""
        return self._likes is not None and self.preferences.starts <= STARTS

    def _handle_exception(self, error: Exception) -> None:
        """What holds the text and could not go on ends here: save the work, leave, and let ``run`` tell.

        What a worker could not do, or a screen that is not there yet, is no such thing: it is told.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, Exception) and not isinstance(cause, TextError):
            pump = active_message_pump.get(None)
            begins = isinstance(pump, DeskScreen) and not pump.is_mounted and pump.goes_again()
            if begins or isinstance(error, WorkerFailed):
                tell(self, cause)
                return
        if self._exception is None:  # the first one; others may follow from it
            self.failure = cause.__cause__ or cause if isinstance(cause, TextError) else cause
            self.last_words = self._rescue()
            self._exception = error
            self._exception_event.set()
        self._return_code = 2
        self._close_messages_no_wait()

    def _rescue(self) -> str:
        """Bring unsaved work to safety, and say where it is."""
        document = self.document
        if document is None or not document.dirty:
            return ""
        try:
            if document.flush():
                return "未保存的修改没有丢，再打开这一期就能接着改。"
            copy = document.path.with_name(f"{document.path.stem}.恢复-{datetime.now():%m%d-%H%M%S}.toml")
            document.save_copy(copy)
        except Exception as error:  # nothing more can be done than to say so
            return f"未保存的修改没能另存（{error}）。"
        return f"未保存的修改已另存为 {copy}。"

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal says how wide it draws."""
        if self._widths.answer(event.x, event.y) and (advice := self._widths.advice(os.environ)):
            self.notify(advice, severity="warning", timeout=60, markup=False)

    # -- the issue that is open ---------------------------------------------------------------------------

    def open_issue(self, path: Path, then: Callable[[Opened], object] | None = None) -> None:
        """Open an issue file in the edit screen, and go somewhere there; one at a time."""
        if self.arrived():
            self._left = self.screen
            self._opening = self.run_worker(self._open_issue(path, then), group="open")

    async def _open_issue(self, path: Path, then: Callable[[Opened], object] | None) -> None:
        self._before_text()
        from editor.tui.file_questions import open_document
        from editor.tui.screens.edit import EditScreen

        screen = self.screen
        with self.telling():
            if not isinstance(screen, DeskScreen):
                return
            document = await open_document(screen, self.workspace, path)
            if document is None:
                return
            if not screen.on_top:
                document.close()
                return
            self.document = document
            self._take_keys(document.style)
            edit = EditScreen(self, document)
            await self.push_screen(edit, self._issue_closed)
            if then is not None:
                edit.call_after_refresh(containing(edit, then), edit)

    def _issue_closed(self, onward: Path | None) -> None:
        self.document = None
        if onward is not None:
            self.open_issue(onward)

    def _take_keys_of_house(self) -> None:
        with self.telling():
            self._take_keys(self.workspace.style(DEFAULT_STYLE))

    def _take_keys(self, style: HouseStyle) -> None:
        """Use the keys of a house style, and over them the person's own; say once what is wrong with them."""
        keymap, wrong = changed_keys(style, self._likes)
        self.set_keymap(keymap)
        for complaint in wrong:
            if complaint not in self._told_keys:
                self._told_keys.add(complaint)
                self.notify(complaint, severity="warning", timeout=TOLD_ERROR, markup=False)

    # -- commands -----------------------------------------------------------------------------------------

    def action_commands(self) -> None:
        """List all commands."""
        from editor.tui.screens.commands import CommandsScreen

        self.push_screen(CommandsScreen(self.screen))

    def action_help(self) -> None:
        """Explain the keys."""
        from editor.tui.screens.commands import HelpScreen

        self.push_screen(HelpScreen(self.screen, self.keys_file))

    def action_theme(self) -> None:
        """The other theme."""
        self.theme = other(self.theme)
        self.prefer(theme=self.theme)

    async def action_quit(self) -> None:
        """Leave. A screen with unsaved work has a command of its own that asks first."""
        self.exit()

    # -- the window ---------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the window is too small to work in."""
        self._see_size(event.size)

    def _see_size(self, size: Size) -> None:
        small = isinstance(self.screen, TooSmallScreen)
        if too_small(size) and isinstance(self.screen, DeskScreen) and not small:
            self.push_screen(TooSmallScreen())


def changed_keys(style: HouseStyle, likes: Path | None) -> tuple[dict[str, str], list[str]]:
    """The keys of a house style with the person's own over them, and what is wrong with them, in Chinese."""
    own, trouble = read_keys(likes)
    keymap = {**dict(style.keys), **own}
    wrong = complaints(keymap, _contexts(), own) if keymap else []
    return keymap, [trouble, *wrong] if trouble else wrong


def _contexts() -> list[list[type[DOMNode]]]:
    """The classes whose commands can be given at the same time."""
    from editor.tui.screens.edit import EditScreen
    from editor.tui.widgets.body import BodyField
    from editor.tui.widgets.outline import Outline

    edit: list[type[DOMNode]] = [DeskApp, EditScreen]
    return [[DeskApp, IssuesScreen], [*edit, Outline], [*edit, BodyField]]
