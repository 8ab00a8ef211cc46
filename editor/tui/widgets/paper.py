"""A field for text that is set as on paper: broken as Chinese is, the first line of a paragraph indented.

``TextArea`` draws a paragraph anew for each of its screen lines; here a screen line costs what it shows, so
that a paragraph of thousands of characters can be typed in. The caret is the terminal's own (see
``patches.caret``), and undoing is the document's business, not the field's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import Document, EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._history import EditHistory
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from editor.merge.tokens import common_ends
from editor.session.findings import Flaws
from editor.session.steps import PASTED
from editor.tui.containment import contained, say_once
from editor.tui.keys import free_bindings
from editor.tui.patches.keyboard import Burst
from editor.tui.patches.steps import word_starts
from editor.tui.patches.wrapping import line_breaks
from editor.tui.paths import given_files
from editor.tui.widgets.cells import column_at, drawable

# Keys that the screens need; the text area's own use of them goes.
_TAKEN = frozenset(
    {"f6", "f7", "ctrl+e", "ctrl+d", "ctrl+k", "ctrl+z", "super+z", "ctrl+y", "super+y", "ctrl+a"}
)
_CHANGING = frozenset({"enter", "backspace", "delete", "ctrl+w", "ctrl+x", "ctrl+v"})
_OWN = (
    Binding("ctrl+a", "select_all", show=False),  # in Textual F7, and Ctrl+A goes to the start
    Binding("ctrl+home", "edge(False)", show=False),  # Textual knows no key for either end of the text
    Binding("ctrl+end", "edge(True)", show=False),
    Binding("ctrl+shift+home", "edge(False, True)", show=False),
    Binding("ctrl+shift+end", "edge(True, True)", show=False),
)


class _Lines(Document):
    """Lines divided by line feeds alone. ``str.splitlines`` knows ten more, which may stand inside a paragraph."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = text.split("\n")

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put a text in the place of what stands between two locations."""
        (row, column), (bottom_row, bottom_column) = sorted((start, end))
        replaced = self.get_text_range((row, column), (bottom_row, bottom_column))
        new = text.split("\n")
        last = len(new[-1]) if len(new) > 1 else column + len(new[-1])
        new[0] = self._lines[row][:column] + new[0]
        after = self._lines[bottom_row][bottom_column:] if bottom_row < len(self._lines) else ""
        new[-1] += after
        self._lines[row : bottom_row + 1] = new
        return EditResult((row + len(new) - 1, last), replaced)


class _Wrapped(WrappedDocument):
    """Lines wrapped to a width, the first row of each indented by cells that are not in the text."""

    def __init__(self, document: _Lines, indent: int) -> None:
        self._indent = indent
        super().__init__(document)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines to ``width`` cells, 0 for not at all."""
        self._width = width
        self._wrap_offsets = self._breaks(self.document.lines)
        self._number_rows()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap the lines of an edit again, after it was made."""
        top, bottom = min(start, old_end)[0], max(start, old_end)[0]
        new = self.document.lines[top : max(start, new_end)[0] + 1]
        self._wrap_offsets[top : bottom + 1] = self._breaks(new)
        self._number_rows()

    def _breaks(self, lines: Sequence[str]) -> list[list[int]]:
        if not self._width:
            return [[] for _ in lines]
        indent = self._indent if self._width > 4 * self._indent else 0
        return [line_breaks(line, self._width, indent=indent, hang=1) for line in lines]

    def _number_rows(self) -> None:
        self._offset_to_line_info = [
            (index, section)
            for index, breaks in enumerate(self._wrap_offsets)
            for section in range(len(breaks) + 1)
        ]
        self._line_index_to_offsets = []
        row = 0
        for breaks in self._wrap_offsets:
            self._line_index_to_offsets.append(list(range(row, row + len(breaks) + 1)))
            row += len(breaks) + 1
        self._tab_width_cache = [[] for _ in self._wrap_offsets]

    @property
    def height(self) -> int:
        """Rows on the screen."""
        return len(self._offset_to_line_info)

    def row(self, index: int, section: int) -> tuple[int, int, int]:
        """Where a row of a line begins and ends in the line, and the cells it is indented by."""
        breaks = self._wrap_offsets[index]
        start = breaks[section - 1] if section else 0
        end = breaks[section] if section < len(breaks) else len(self.document.get_line(index))
        indented = not section and self._width > 4 * self._indent
        return start, end, self._indent if indented else 0

    def location_to_offset(self, location: Location) -> Offset:
        """The cell of a location."""
        index = max(0, min(location[0], len(self._wrap_offsets) - 1))
        section = bisect_right(self._wrap_offsets[index], location[1])
        start, _, indent = self.row(index, section)
        shown = drawable(self.document.get_line(index)[start : location[1]])
        return Offset(indent + cell_len(shown), self._line_index_to_offsets[index][section])

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column under a cell of a row of a line; ``y_offset`` -1 is the last row."""
        last = len(self._wrap_offsets[line_index])
        section = last if y_offset < 0 else y_offset
        start, end, indent = self.row(line_index, section)
        line = self.document.get_line(line_index)
        column = start + column_at(line[start:end], max(0, x_offset - indent))
        return column if section == last else min(column, end - 1)

    def offset_to_location(self, offset: Offset) -> Location:
        """The location under a cell, the nearest one where there is no text."""
        row = max(0, min(offset.y, self.height - 1))
        index, section = self._offset_to_line_info[row]
        return index, self.get_target_document_column(index, offset.x, section)


class _Navigator(DocumentNavigator):
    """Up and down by the cells that are seen; Textual counts the characters of a row without its indent."""

    def get_location_above(self, location: Location) -> Location:
        """The location in the row above, the start of the text in the first row."""
        return self._vertical(location, -1) or (0, 0)

    def get_location_below(self, location: Location) -> Location:
        """The location in the row below, the end of the text in the last row."""
        return self._vertical(location, 1) or self._document.end

    def _vertical(self, location: Location, step: int) -> Location | None:
        x, y = self._wrapped_document.location_to_offset(location)
        if not 0 <= y + step < self._wrapped_document.height:
            return None
        return self._wrapped_document.offset_to_location(Offset(max(x, self.last_x_offset), y + step))


class _NoHistory(EditHistory):
    """Remembers nothing."""

    def record(self, edit: Edit) -> None:
        """Forget the edit."""


class Paper(TextArea, inherit_bindings=False):
    """A field of paragraphs. ``INDENT`` is the first-line indent in cells."""

    INDENT = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {"paper--error", "paper--warning", "paper--note"}
    BINDINGS: ClassVar[list[BindingType]] = [*free_bindings(TextArea, _TAKEN), *_OWN]

    _quiet = False  # what happens is not the hand's doing

    class Edited(Message):
        """A key changed the text."""

    @dataclass
    class Copied(Message):
        """A text was copied that was not asked for by a key."""

        text: str

    class Refused(Message):
        """A key or a paste would have changed a text that can only be read."""

    @dataclass
    class PastedApart(Message):
        """A text was pasted that may be no part of this one; nothing was done with it."""

        field: Paper
        text: str

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:
        self._base = Style.null()
        self.flaws = Flaws()
        self.step_ends: Callable[..., object] = lambda label="": None
        """Called, at once and with a name for it, where what stands here is somewhere to go back to."""
        super().__init__(id=id, placeholder=placeholder, highlight_cursor_line=False)
        self.history = _NoHistory(max_checkpoints=1, checkpoint_timer=1, checkpoint_max_characters=1)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    # -- text ---------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The paragraphs, one a line. Not to be changed."""
        return self.document.lines

    def _set_document(self, text: str, language: str | None) -> None:
        """Take a text as a whole."""
        self._highlight_query = None
        self.document = _Lines(text)
        self.wrapped_document = _Wrapped(self.document, self.INDENT)
        self.navigator = _Navigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What is done within is not the hand's doing: nobody is told of it."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def show_lines(self, lines: Sequence[str], caret: Location | None = None) -> None:
        """Make the text equal to ``lines`` by replacing no more than differs.

        ``caret`` is where the caret goes; None leaves it in its text, or at the end of what was replaced.
        """
        old, new = self.document.lines, list(lines) or [""]
        if old != new:
            self._replace_difference(old, new, keep_caret=caret is not None)
        if caret is not None:
            self.move_cursor(caret)

    def _replace_difference(self, old: Sequence[str], new: Sequence[str], keep_caret: bool) -> None:
        before = "\n".join(old)
        after = "\n".join(new)
        start, end = common_ends(before, after)
        top, bottom = _location(before, start), _location(before, len(before) - end)
        inside = top <= self.cursor_location <= bottom
        self.edit(Edit(after[start : len(after) - end], top, bottom, keep_caret or not inside))

    def action_edge(self, end: bool, select: bool = False) -> None:
        """To the start or end of the text."""
        self.move_cursor(self.document.end if end else (0, 0), select=select)

    # -- drawing ------------------------------------------------------------------------------------------

    def marks(self, index: int) -> Iterable[tuple[int, int, str]]:
        """What stands out in a line: from, to, and the component class that says how."""
        return ()

    def show_flaws(self, flaws: Flaws) -> None:
        """Underline where findings are."""
        if flaws.findings != self.flaws.findings:
            self._line_cache.clear()
            self.refresh()
        self.flaws = flaws

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region. Their common style is looked up once: it costs more than a row does."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row on the screen, ``y`` from the top of the field."""
        wrapped = self.wrapped_document
        assert isinstance(wrapped, _Wrapped)
        width = self.scrollable_content_region.width
        row = y + round(self.scroll_y)
        if row >= wrapped.height:
            return Strip.blank(width, self._base)
        if self.placeholder and self.document.lines == [""]:
            return self._render_placeholder(width)
        selection = self.selection
        key = (row, width, None if selection.is_empty else selection)
        strip = self._line_cache.get(key)
        if strip is None:
            strip = self._line_cache[key] = self._draw(wrapped, row, width, selection)
        return strip

    def _render_placeholder(self, width: int) -> Strip:
        style = self._base + self.get_component_rich_style("text-area--placeholder", partial=True)
        text = " " * self.INDENT + str(self.placeholder)
        return Strip([Segment(text, style)]).adjust_cell_length(width, self._base)

    def _unmarked(self, sentence: str) -> None:
        say_once(self, sentence)

    def _draw(self, wrapped: _Wrapped, row: int, width: int, selection: Selection) -> Strip:
        index, section = wrapped._offset_to_line_info[row]
        start, end, indent = wrapped.row(index, section)
        base = self._base
        text = Text(self.document.get_line(index)[start:end], base, end="")
        for mark_start, mark_end, name in contained(lambda: [*self.marks(index)], self._unmarked) or ():
            if mark_start < end and mark_end > start:
                style = self.get_component_rich_style(name, partial=True)
                text.stylize(style, max(0, mark_start - start), mark_end - start)
        top, bottom = sorted(selection)
        if top != bottom and top[0] <= index <= bottom[0]:
            style = self.get_component_rich_style("text-area--selection", partial=True)
            first = max(0, top[1] - start) if index == top[0] else 0
            last = bottom[1] - start if index == bottom[0] else end - start
            if last > first:
                text.stylize(style, first, last)
        segments = [Segment(" " * indent, base)] if indent else []
        # Rich gives text without spans no style at all: the terminal's own colours, whatever the theme.
        segments += (Segment(drawable(s.text), s.style or base) for s in text.render(self.app.console))
        return Strip(segments).adjust_cell_length(width, base)

    # -- the mouse ----------------------------------------------------------------------------------------

    async def _on_click(self, event: events.Click) -> None:
        """A double click selects a word; a triple click a paragraph, and copies it."""
        row, column = self.get_target_document_location(event)
        line = self.lines[row]
        if event.chain == 2:
            starts = [*word_starts(line), len(line)]
            at = max(0, bisect_right(starts[:-1], column) - 1)
            self.selection = Selection((row, starts[at]), (row, starts[min(at + 1, len(starts) - 1)]))
        elif event.chain == 3:
            self.selection = Selection((row, 0), (row, len(line)))
            self.app.copy_to_clipboard(line)
            self.post_message(self.Copied(line))

    async def _on_paste(self, event: events.Paste) -> None:
        """Take pasted text with its line breaks, whatever they are."""
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if self.is_apart(text):
            self.post_message(self.PastedApart(self, text))
        elif not self._refuses():
            self.take_paste(text, typed="\n" not in text and isinstance(event, Burst) and event.typed)

    def is_apart(self, text: str) -> bool:
        """Whether what is pasted may be no part of this text: paths of files, an article."""
        return bool(given_files(text))

    def _refuses(self) -> bool:
        """Whether the text can only be read, which is told."""
        if self.read_only:
            self.post_message(self.Refused())
        return self.read_only

    async def _on_key(self, event: events.Key) -> None:
        """Tell of what cannot be typed; the next class types."""
        if self.read_only and (event.is_printable or event.key in _CHANGING):
            event.stop()
            event.prevent_default()
            self._refuses()

    def _delete_via_keyboard(self, start: Location, end: Location) -> EditResult | None:
        return None if self._refuses() else super()._delete_via_keyboard(start, end)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        return None if self._refuses() else super()._replace_via_keyboard(insert, start, end)

    def action_paste(self) -> None:
        """Paste what was copied here."""
        if not self.read_only and self.app.clipboard:
            self.take_paste(self.app.clipboard)

    def take_paste(self, text: str, *, typed: bool = False) -> None:
        """Put a text in the place of the selection: as a step of its own unless an input method gave it."""
        if not typed:
            self.step_ends()
        self.put(text)
        if not typed:
            self.step_ends(PASTED)

    def put(self, text: str) -> None:
        """Put a text in the place of the selection, without what is hidden in it."""
        self._replace_via_keyboard("\n".join(map(drawable, text.split("\n"))), *self.selection)


def _location(text: str, index: int) -> Location:
    """Row and column of an index."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)
