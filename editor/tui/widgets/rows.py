"""A list of rows of which one is chosen: the issues, the outline, files, commands, choices.

Textual's own lists mount a widget, or measure a renderable, for every row; here a row is drawn when it is
seen, so that a list of thousands costs what a screen of it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from editor.tui.containment import Drawn
from editor.tui.patches.wrapping import line_breaks
from editor.tui.widgets.cells import clip, strip_of

Item = TypeVar("Item")

Pieces: TypeAlias = list[tuple[str, str]]
"""A row: texts, each with the name of a component class without its prefix, such as ``quiet``."""

TONES = ("text", "quiet", "accent", "warn", "strong")
_FIGURES = 9  # choices that a figure can choose


def cut(pieces: Pieces, width: int) -> Pieces:
    """The pieces as far as there is room in ``width`` cells."""
    kept: Pieces = []
    for text, tone in pieces:
        shown = clip(text, width)
        kept.append((shown, tone))
        width -= cell_len(shown)
        if shown != text:
            break
    return kept


def broken(pieces: Pieces, width: int) -> list[Pieces]:
    """Drawable pieces in rows of at most ``width`` cells, at least one row."""
    whole = "".join(text for text, _ in pieces)
    rows: list[Pieces] = []
    for start, end in pairwise([0, *line_breaks(whole, max(width, 2)), len(whole)]):
        row: Pieces = []
        at = 0
        for text, tone in pieces:
            if words := text[max(0, start - at) : max(0, end - at)]:
                row.append((words, tone))
            at += len(text)
        rows.append(row)
    return rows


class Rows(Drawn, ScrollView, can_focus=True):
    """Rows under a cursor. A subclass says what they are and what each shows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", *(f"rows--{tone}" for tone in TONES)}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "edge(-1)", show=False),
        Binding("end,ctrl+end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    NOTHING: ClassVar[str] = ""
    """What the first row says where there are no rows."""

    _rows: Sequence[Any] = ()
    """What the rows are made of, one each."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class About(Message):
        """Something about one row, counted from 0."""

        rows: Rows
        index: int

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    class Reached(About):
        """The cursor came to a row."""

    class Chosen(About):
        """A row was chosen with Enter or a double click."""

    # -- what a subclass says -----------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def pieces(self, index: int, width: int) -> Pieces:
        """What a row shows in ``width`` cells, all of it drawable."""
        raise NotImplementedError

    def selectable(self, index: int) -> bool:
        """Whether the cursor may stand on a row."""
        return True

    # -- drawing ------------------------------------------------------------------------------------------

    def changed(self) -> None:
        """The rows are others than before; the cursor stays where it is as far as there are rows."""
        self.virtual_size = Size(self.content_size.width, self.count)
        self.cursor = self.cursor  # held within the rows
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        self.refresh(Region(0, index - round(self.scroll_y), self.size.width, 1))

    def on_resize(self) -> None:
        """Rows are as wide as the list, so that nothing scrolls sideways."""
        self.virtual_size = Size(self.content_size.width, self.count)
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """One row on the screen, ``y`` from the top of the list."""
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_y)
        base = self.rich_style
        if not 0 <= index < self.count:
            nothing = [(self.NOTHING, self._tone("quiet"))] if not (self.count or y) else []
            return strip_of(nothing, width, base)
        if index == self.cursor and self.shows_cursor:
            base += self.get_component_rich_style("rows--cursor", partial=True)
        pieces = [(text, self._tone(tone)) for text, tone in self.pieces(index, width)]
        return strip_of(pieces, width, base)

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor stands out."""
        return True

    def _tone(self, tone: str) -> Style:
        return self.get_component_rich_style(f"rows--{tone}", partial=True) if tone else Style.null()

    # -- the cursor ---------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """Hold the cursor within the rows."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows again and tell."""
        self.refresh_row(old)
        self.refresh_row(new)
        self._show_cursor()
        if self.count:
            self.post_message(self.Reached(self, new))

    def _show_cursor(self) -> None:
        if self.size.height:  # else not laid out yet, and the row would be scrolled to the top
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def _go(self, index: int, step: int) -> None:
        """To a row, or to the next selectable one in the direction of the step, else back to the last one."""
        index = max(0, min(index, self.count - 1))
        onward = index
        while 0 <= onward < self.count and not self.selectable(onward):
            onward += step
        if not 0 <= onward < self.count:
            onward = index
            while onward != self.cursor and not self.selectable(onward):
                onward -= step
        self.cursor = onward

    def action_step(self, step: int) -> None:
        """Up or down by one row."""
        self._go(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Up or down by a screen."""
        self._go(self.cursor + step * max(1, self.size.height - 1), step)

    def action_edge(self, step: int) -> None:
        """To the first or last row."""
        self._go(0 if step < 0 else self.count - 1, -step)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))

    def mark(self, index: int) -> tuple[str, str]:
        """The piece before a row that shows the cursor without the focus."""
        return ("▸ " if index == self.cursor else "  ", "accent")

    def row_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse, None where there is none."""
        offset = event.get_content_offset_capture(self)
        index = offset.y + round(self.scroll_y)
        return index if 0 <= index < self.count else None

    def on_click(self, event: events.Click) -> None:
        """Go to the row; a double click chooses it."""
        index = self.row_at(event)
        if index is None or not self.selectable(index):
            return
        self.cursor = index
        if event.chain == 2:
            self.action_choose()


class ItemRows(Rows, Generic[Item], can_focus=False):
    """Rows of items, one each. The focus stays in a field, or the keys are the screen's, so that its bar shows them."""

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Item] = items

    @property
    def item(self) -> Item | None:
        """What is under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, items: Sequence[Item], cursor: int | None = 0) -> None:
        """Show other items, with the cursor on one of them, None: where it is."""
        self._rows = items
        if cursor is not None:
            self.cursor = cursor
        self.changed()


class Choices(Rows):
    """Plain texts under a cursor; the figures 1 to 9 choose the first nine."""

    def __init__(self, texts: Sequence[str], chosen: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = texts
        self.set_reactive(Rows.cursor, chosen)

    def show(self, texts: Sequence[str], chosen: int) -> None:
        """Show other texts."""
        self._rows = texts
        self.cursor = chosen
        self.changed()

    def pieces(self, index: int, width: int) -> Pieces:
        """A mark, the figure, the text."""
        figure = f"{index + 1} " if index < _FIGURES else "  "
        return [self.mark(index), (figure, "quiet"), (clip(self._rows[index], width - 4), "")]

    def on_key(self, event: events.Key) -> None:
        """Choose by figure."""
        character = event.character or ""
        if character.isascii() and character.isdigit() and 0 < int(character) <= self.count:
            event.stop()
            self.cursor = int(character) - 1
            self.figure_given()

    def figure_given(self) -> None:
        """The cursor went to a row by its figure."""
        self.action_choose()
