"""Where the caret is: for Textual, for the terminal, and for the window of the input method beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.errors import NoWidget
from textual.geometry import Offset

from editor.tui.patches.setter import Setter

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget
    from textual.widgets import TextArea

_SHOW, _HIDE = "\x1b[?25h", "\x1b[?25l"  # DECTCEM


def clamp_after_undo(set_: Setter = setattr) -> None:
    """Keep the caret of a text area inside its text.

    Undoing a long paste shortens the text while the caret still stands past its end, and the application
    crashes (Textual #6686).
    """
    from textual.widgets import TextArea

    def recompute(self: TextArea) -> None:
        inside = self.clamp_visitable(self.cursor_location)
        self._cursor_offset = self.wrapped_document.location_to_offset(inside)

    set_(TextArea, "_recompute_cursor_offset", recompute)


def caret_on_screen(app: App[Any]) -> Offset | None:
    """The cell of the focused field's caret, or None where there is no such field or it is scrolled away."""
    field = app.screen.focused if app._screen_stack else None
    offset = _caret_of(field) if field is not None else None
    if field is None or offset is None:
        return None
    try:
        visible = app.screen.find_widget(field).visible_region
    except NoWidget:  # not laid out yet
        return None
    return offset if visible.contains_point(offset) else None


def _caret_of(field: Widget) -> Offset | None:
    """The cell of a field's caret, None for what is no field; one reads with a caret too."""
    from textual.widgets import Input

    if isinstance(field, Input):
        # Input counts the cell after its value twice.
        return field.cursor_screen_offset - ((1, 0) if field.cursor_at_end else (0, 0))
    from textual.widgets import TextArea  # which no screen without one needs

    if not isinstance(field, TextArea):
        return None
    field._recompute_cursor_offset()  # type: ignore[no-untyped-call]  # Textual's
    return field.cursor_screen_offset


def follow_the_caret(set_: Setter = setattr) -> None:
    """Compute the position of the terminal's own cursor for each frame.

    Input methods show their window beside it. Textual sets it only when a caret moves, so that it is stale
    after a scroll, a resize or a closed dialog, and one cell off at the end of a one-line field.
    """
    from textual.app import App

    def where(self: App[Any]) -> Offset:
        last: Offset = self.__dict__.get("_last_caret", Offset(0, 0))
        self.__dict__["_last_caret"] = caret = caret_on_screen(self) or last
        return caret

    def set_by_widgets(self: App[Any], position: Offset) -> None:
        """Widgets report where they think it is."""

    set_(App, "cursor_position", property(where, set_by_widgets))


def show_the_caret(set_: Setter = setattr) -> None:
    """Show the terminal's own cursor while a field has focus, and hide it elsewhere.

    Textual hides it always and draws a block of its own. Several input methods show what is being composed
    at the visible cursor only, and a cursor that the terminal draws does not blink over half a character.
    """
    from textual.app import App

    shipped_begin, shipped_end = App._begin_update, App._end_update

    def begin_update(self: App[Any]) -> None:
        shipped_begin(self)
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write(_HIDE)  # or it is seen running over what is drawn

    def end_update(self: App[Any]) -> None:
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write(_HIDE if caret_on_screen(self) is None else _SHOW)
        shipped_end(self)

    set_(App, "_begin_update", begin_update)
    set_(App, "_end_update", end_update)
