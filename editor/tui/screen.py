"""What every screen of the program is: one that closes once, and only itself.

Textual 8.2.8 pops whatever screen is on top when one is dismissed, runs a handler of a screen that has gone already, and
lets a query for a widget that is not there yet end the program. Keys come in bursts, so all of this happens: ``^L ^P``
in one write, a double click in a list, Enter twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.geometry import Offset, Size
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from editor.tui.containment import TextError, tell
from editor.tui.widgets.cells import drawable_lines
from editor.tui.widgets.rows import Rows

Result = TypeVar("Result")

STEPS: Final = (
    Binding("up", "step(-1)", show=False),
    Binding("down", "step(1)", show=False),
    Binding("pageup", "page(-1)", show=False),
    Binding("pagedown", "page(1)", show=False),
)
"""Keys of a screen whose rows have not the focus, which stays in a field or with the commands of the screen."""

FIELDS: Final = (Binding("up", "field(-1)", show=False), Binding("down", "field(1)", show=False))
"""Keys of a screen whose fields stand under each other."""

EDGES: Final = (Binding("home", "edge(-1)", show=False), Binding("end", "edge(1)", show=False))


class DeskScreen(Screen[ScreenResultType]):
    """A screen that fills the terminal."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with a result; nothing happens unless the screen is on top."""
        return super().dismiss(result) if self.on_top else AwaitComplete()

    @property
    def on_top(self) -> bool:
        """Whether the screen is the one that has the keys."""
        return self.is_attached and self.app.is_running and self.app.screen is self

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed can be given to it; until then it waits."""
        return self.whole

    def bar(self) -> Sequence[str]:
        """The ids of the commands for the key bar, the weightiest first; none for those that say so themselves."""
        return ()

    def label_of(self, command: str) -> str:
        """What a command is called where the caret is; empty for what it is always called."""
        return ""

    @property
    def stepped(self) -> Rows:
        """The rows that the keys of the screen step through."""
        return self.query_one(Rows)

    @property
    def paged(self) -> Rows:
        """The rows that PgUp and PgDn turn over."""
        return self.stepped

    def action_step(self, step: int) -> None:
        """Up or down by one row."""
        self.stepped.action_step(step)

    def action_page(self, step: int) -> None:
        """Up or down by a screen."""
        self.paged.action_page(step)

    def action_edge(self, step: int) -> None:
        """To the first or last row."""
        self.stepped.action_edge(step)

    def action_field(self, step: int) -> None:
        """To the previous or next field."""
        (self.focus_next if step > 0 else self.focus_previous)("Field")

    async def ask(self, question: Screen[Result | None]) -> Result | None:
        """Show another screen over this one and wait for what comes of it; None if this one is not on top any more.

        To be called in a worker.
        """
        return await self.app.push_screen_wait(question) if self.on_top else None

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What stands at a cell; of a widget that has just gone Textual would ask where it stands."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        return (None, None) if widget is not None and not widget.is_attached else (widget, offset)

    async def _dispatch_message(self, message: Message) -> None:
        """A message that came before the widgets were there, or after they went, has nothing to be shown in.

        What could not be done is told, and ends nothing; a screen that does not come about is gone again.
        """
        begins = isinstance(message, events.Compose | events.Mount)
        try:
            await super()._dispatch_message(message)
        except TextError:
            raise
        except Exception as error:
            if isinstance(error, NoMatches) and not (self.whole or begins):
                return
            if begins and not self.goes_again():
                raise
            tell(self, error)

    def goes_again(self) -> bool:
        """Go away before it was there; False for the screen under all others, which cannot."""
        lowest = not any(isinstance(s, DeskScreen) and s is not self for s in self.app.screen_stack)
        if not lowest:
            self.app.call_later(self.dismiss)
        return not lowest

    @property
    def whole(self) -> bool:
        """Whether the widgets are there: composed, and not removed."""
        return self.is_mounted and self.is_attached and not self._pruning and self.is_running


class DeskDialog(DeskScreen[ScreenResultType]):
    """A panel over another screen, which shows dimmed behind it: a heading, what is asked, the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    HINT: ClassVar[str] = "回车 确定   Esc 取消"
    SIZE: ClassVar[str] = ""
    """The class of the panel in ``app.tcss``; none for a small one."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self._modal = True
        self._heading = heading

    def compose(self) -> ComposeResult:
        """Heading, question, keys."""
        with Vertical(id="dialog", classes=self.SIZE):
            if self._heading:
                yield Static(drawable_lines(self._heading), markup=False, id="heading")
            yield from self.question()
            yield Static(self.HINT, markup=False, classes="hint")

    def question(self) -> ComposeResult:
        """What is asked with."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)


class FieldOverRows(DeskDialog[Result | None]):
    """A field above rows: the focus is always in the field, and the keys that move go to the rows. A subclass says what is asked with, and what is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [*STEPS, Binding("enter", "take", show=False)]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click takes."""
        self.action_take()

    def action_take(self) -> None:
        """Take what is under the cursor."""
        raise NotImplementedError


LEAST = Size(60, 16)  # cells: dialogs need the width, list and preview the height


def too_small(size: Size) -> bool:
    """Whether nothing can be done in a window of that size."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmallScreen(DeskDialog[None]):
    """Says which size is needed; goes away when the window is larger. All keys but ^S wait until then."""

    AT_ONCE: ClassVar = ("ctrl+s",)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static("", markup=False)

    def action_leave(self) -> None:
        """Only a larger window helps."""

    async def action_save(self) -> None:
        """Save the issue that is open under it."""
        for screen in self.app.screen_stack:
            if getattr(screen, "parts", ()):
                await self.app.run_action("save", screen)

    def on_screen_resume(self) -> None:
        """A screen was opened over it, or the window has grown meanwhile."""
        if not too_small(self.app.size):
            self.dismiss()

    def on_resize(self, event: events.Resize) -> None:
        """Say how large the window is; go when it is large enough."""
        if not too_small(event.size):
            self.dismiss()
            return
        width, height = event.size
        self.query_one(Static).update(
            f"窗口太小：至少要 {LEAST.width} 列 {LEAST.height} 行，现在是 {width} 列 {height} 行。请拉大窗口或缩小字号。"
            "按的键等窗口放大以后照样生效。"
        )
