"""The text of one article: ordinals number themselves, Enter and Backspace know what a measure is.

What stands in the field is always ``render(body)``; after every key the lines are read by the one grammar, and
the ordinals that have to change are changed on the screen. The caret never has to care about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit
from textual.message import Message
from textual.reactive import reactive

from editor.manuscript.editing import Edited as Outcome
from editor.manuscript.editing import cut_at, join_at, move_at, restart_at, split_at
from editor.manuscript.grammar import parse, renumber
from editor.manuscript.lines import Line, Span, locate, position_at, render
from editor.manuscript.live import typed_again
from editor.manuscript.ordinals import patterns
from editor.manuscript.source import split_lines
from editor.model.body import Body, Heading, Paragraph
from editor.model.remark import Remark
from editor.model.style import Ordinals
from editor.session.findings import field_text
from editor.tui.keys import command
from editor.tui.widgets.cells import drawable
from editor.tui.widgets.paper import Paper

_ENDS = ("。", "！", "？", "；")  # of a sentence
_LONGEST_START = 12  # code points of a measure within which its ordinal is seen that was typed again
_NOTHING: Body = (Paragraph(""),)  # one empty row, where typing can begin


class BodyField(Paper):
    """A field that holds a body. ``body`` and ``run_in`` are what it says now."""

    INDENT = 4  # two characters, as on paper
    COMPONENT_CLASSES: ClassVar[set[str]] = {"paper--ordinal"}
    BINDINGS: ClassVar[list[BindingType]] = [
        command("article.cut", "ctrl+o", "screen.cut", "拆分", "在正文光标处把一篇拆成两篇")
    ]

    wrapped: reactive[int] = reactive(0, repaint=False, init=False)
    """How often the lines were broken anew: what stands beside them has to move."""

    class CaretJumped(Message):
        """The caret went elsewhere without changing the text."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted, read as an article, and this is what was repaired in them."""

        remarks: tuple[Remark, ...]

    class Left(Message):
        """The caret was moved up from the first row."""

    def __init__(self, ordinals: Ordinals, *, id: str | None = None, placeholder: str = "") -> None:
        self._ordinals = ordinals
        self.body: Body = ()
        self.run_in = False
        self._rendered: tuple[Line, ...] | None = None
        self._begun: tuple[int, str] | None = (
            None  # the measure that Enter made last: its row, and its text then
        )
        self._changing = 0  # how many edits deep
        super().__init__(id=id, placeholder=placeholder)

    # -- what it holds ------------------------------------------------------------------------------------

    def show(self, body: Body, run_in: bool, caret: Location | None = None) -> None:
        """Show a body. ``caret`` None leaves the caret in its text, or where the text was changed."""
        if body != self.body:
            self._begun = None
        self.body, self.run_in, self._rendered = body, run_in, None
        with self.quietly():
            self.show_lines([line.text for line in self.rendered], caret)

    def number_by(self, ordinals: Ordinals) -> None:
        """Write the ordinals of another house style; the text stays as it is."""
        if ordinals != self._ordinals:
            self._ordinals = ordinals
            self.show(self.body, self.run_in)

    @property
    def rendered(self) -> tuple[Line, ...]:
        """The lines with what stands where on them; never none."""
        if self._rendered is None:
            self._rendered = render(self._body, self.run_in, self._ordinals)
        return self._rendered

    @property
    def _body(self) -> Body:
        return self.body or _NOTHING

    def ordinal_end(self, row: int) -> int:
        """Where the text of a row begins, after its first ordinal."""
        return self.rendered[row].spans[0].text_start if row < len(self.rendered) else 0

    def _rewrap_and_refresh_virtual_size(self) -> None:
        super()._rewrap_and_refresh_virtual_size()
        self.wrapped += 1

    def line_beginning(self, row: int) -> int | None:
        """The line whose first row is ``row`` of the field as it is scrolled; None if none begins there."""
        rows = self.wrapped_document._offset_to_line_info
        place = row + round(self.scroll_y)
        index, section = rows[place] if place < len(rows) else (0, 1)
        return None if section or index >= len(self.rendered) else index

    def marks(self, index: int) -> Iterable[tuple[int, int, str]]:
        """The ordinals of a line, and the findings on it."""
        if index < len(self.rendered):
            for span in self.rendered[index].spans:
                if span.ordinal:
                    yield span.start, span.text_start, "paper--ordinal"
                if self.flaws.findings:
                    yield from self._flawed(span)

    def _flawed(self, span: Span) -> Iterator[tuple[int, int, str]]:
        """The findings in a stretch of a line: its text may run over several lines."""
        text = field_text(self._body, span.block, span.measure)
        shift = span.text_start - span.offset
        for start, end, finding in self.flaws.within(span.block, span.measure, text):
            start, end = max(start + shift, span.text_start), min(end + shift, span.end)
            if start < end:
                yield start, end, f"paper--{finding.severity}"

    # -- reading after every change -----------------------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, and number anew what it put out of order."""
        self._changing += 1
        try:
            result = super().edit(edit)
            if not self._quiet and self._changing == 1:
                self._read()
                if edit.text[-1:] in _ENDS:
                    self.step_ends()
                self.post_message(self.Edited())
        finally:
            self._changing -= 1
            self.wrapped += 1
        return result

    def _read(self) -> None:
        """Take the lines for the body, and write the ordinals that must change."""
        lines = self._without_ordinal_again()
        parsed, changes = renumber(lines, self._ordinals, run_in=self.run_in, before=self._body)
        self.body = () if self.lines == [""] else parsed.body
        self.run_in = parsed.run_in
        self._rendered = None
        row, column = self.cursor_location
        if not changes and lines is self.lines:
            return
        column -= len(self.lines[row]) - len(lines[row])
        lines = list(lines)
        for change in changes:
            line = lines[change.row]
            lines[change.row] = line[: change.start] + change.text + line[change.end :]
            if change.row == row and change.end <= column:
                column += len(change.text) - (change.end - change.start)
        self.show_lines(lines, (row, column))

    def _without_ordinal_again(self) -> list[str]:
        """The lines, without the ordinal that was typed behind the very same one that Enter has just made."""
        row, rest = self._begun or (-1, "")
        lines = self.lines
        line = lines[row] if 0 <= row < len(lines) == len(self.rendered) else ""
        start, end = self.ordinal_end(row), len(line) - len(rest)
        if not line.endswith(rest) or not start < end <= start + _LONGEST_START:
            return lines
        again = self._ordinal_again(row, line[start:end])
        return [*lines[:row], line[:start] + line[start + again :], *lines[row + 1 :]] if again else lines

    def _ordinal_again(self, row: int, typed: str) -> int:
        """How much of what comes behind the ordinal of a row is that ordinal once more."""
        span = self.rendered[row].spans[0]
        return (
            typed_again(typed, span.measure + 1, self._ordinals)
            if span.ordinal and span.measure is not None
            else 0
        )

    def watch_selection(self, _: Selection, selection: Selection) -> None:
        """Tell of a caret that was moved by hand."""
        if not self._quiet and not self._changing and self.is_mounted:
            self.post_message(self.CaretJumped())

    def _take(self, outcome: Outcome) -> bool:
        """Show what an operation of the grammar gave; False if it changed nothing."""
        if (outcome.body, outcome.run_in) == (self._body, self.run_in):
            return False
        self.show(outcome.body, outcome.run_in, (outcome.row, outcome.column))
        return True

    # -- keys that know the grammar -----------------------------------------------------------------------

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # the next class handles the rest
        if event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            self.split()

    def split(self) -> None:
        """End the paragraph or measure and begin the next; on an empty measure go on in plain text."""
        self.step_ends()
        if not self.selection.is_empty:
            self._delete_via_keyboard(*self.selection)
        if self._take(split_at(self._body, self.run_in, self._ordinals, *self.cursor_location)):
            row, column = self.cursor_location
            self._begun = row, self.lines[row][column:]
            self.step_ends()
            self.post_message(self.Edited())

    def _join(self, row: int) -> None:
        self.step_ends()
        if self._take(join_at(self._body, self.run_in, self._ordinals, row)):
            self.step_ends()
            self.post_message(self.Edited())

    def action_delete_left(self) -> None:
        """Backspace: at the start of a row's text it joins the row to the one before."""
        row, column = self.cursor_location
        at_start = column <= self.ordinal_end(row)
        if not self.read_only and self.selection.is_empty and at_start and (row, column) != (0, 0):
            self._join(row)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Del: at the end of a row it joins the next one."""
        row, column = self.cursor_location
        at_end = column == len(self.lines[row]) and row + 1 < len(self.lines)
        if not self.read_only and self.selection.is_empty and at_end:
            self._join(row + 1)
            self.move_cursor((row, column))
        else:
            super().action_delete_right()

    def _delete_via_keyboard(self, start: Location, end: Location) -> EditResult | None:
        return super()._delete_via_keyboard(*self._without_half_ordinal(start, end))

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        if start == end:
            start = end = self._behind_ordinal(start)
        return super()._replace_via_keyboard(insert, *self._without_half_ordinal(start, end))

    def _behind_ordinal(self, place: Location) -> Location:
        """Where words typed at a place go: an ordinal is made from position, so what is typed before or in it follows it."""
        row, column = place
        spans = self.rendered[row].spans if row < len(self.rendered) else ()
        inside = (
            s.text_start
            for s in spans
            if s.start < column < s.text_start or column == 0 == s.start < s.text_start
        )
        return row, next(inside, column)

    def _without_half_ordinal(self, start: Location, end: Location) -> tuple[Location, Location]:
        """A stretch over several rows takes the ordinal of its last row along, or it would stand inside a line."""
        top, (row, column) = sorted((start, end))
        if top[0] < row and top[1] > 0:
            column = max(column, self.ordinal_end(row))
        return top, (row, column)

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """The start of the row; in the first row of a measure, first the start of its text."""
        row, column = super().get_cursor_line_start_location(smart_home)
        end = self.ordinal_end(row)
        return (row, end) if column == 0 and self.cursor_location[1] > end else (row, column)

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; from the first row to the title."""
        if not select and self.wrapped_document.location_to_offset(self.cursor_location).y == 0:
            self.post_message(self.Left())
        else:
            super().action_cursor_up(select)

    # -- pasting ------------------------------------------------------------------------------------------

    def is_apart(self, text: str) -> bool:
        """Also an article with its title: it may be a new one."""
        if super().is_apart(text):
            return True
        from editor.session.pasted import is_titled  # here, as it loads all that reads a paste

        return not self.read_only and "\n" in text.strip() and is_titled(text)

    def put(self, text: str) -> None:
        """Put a text in the place of the selection; several lines are read and repaired as an import is."""
        lines = split_lines(text)
        if len([line for line in lines if line.strip()]) > 1:
            self._take_lines(lines)
            return
        text = drawable(text.strip("\n"))
        row, column = min(self.selection)
        if column <= self.ordinal_end(row):
            text = text.lstrip()  # the two blanks of an indent
            text = text[self._ordinal_again(row, text) :]
        if text:
            self._replace_via_keyboard(text, *self.selection)

    def _take_lines(self, lines: list[str]) -> None:
        parsed = parse(lines, self._ordinals)
        pasted = render(parsed.body, parsed.run_in, self._ordinals)
        if not pasted:
            return
        top, bottom = self._without_half_ordinal(*self.selection)
        before, after = self.lines[top[0]][: top[1]], self.lines[bottom[0]][bottom[1] :]
        text = "\n".join(line.text for line in pasted)
        if pasted[0].spans[0].ordinal and before:
            fresh = top[1] == self.ordinal_end(top[0])  # 二是▏ and what is pasted brings its own
            text = "\n".join(self._continued(pasted, top[0], fresh))
            top, text = ((top[0], 0), text) if fresh else (top, "\n" + text)
        if after and bottom[1] == 0:
            text += "\n"
        with self.quietly():
            self.replace(text, top, bottom, maintain_selection_offset=False)
            self.run_in = self.run_in or parsed.run_in
            self._read()
        self.post_message(self.Pasted(parsed.remarks))

    def _continued(self, pasted: Sequence[Line], row: int, fresh: bool) -> Iterator[str]:
        """Pasted lines, whose first chain counts on from the measure on a row, or from the one before if ``fresh``."""
        here = self.rendered[row].spans[-1].measure
        first = 0 if here is None else here + (not fresh)
        ordinal = patterns(self._ordinals).measure.ordinal
        for line in pasted:
            span = line.spans[0]
            counted = span.block == 0 and span.measure is not None and span.ordinal
            yield (
                ordinal(first + (span.measure or 0) + 1) + line.text[span.ordinal :] if counted else line.text
            )

    # -- what the screen asks for -------------------------------------------------------------------------

    def move(self, step: int) -> bool:
        """Move the measure, paragraph or heading under the caret; False at either end."""
        return self._take(move_at(self._body, self.run_in, self._ordinals, *self.cursor_location, step))

    def restart(self) -> bool:
        """Number the heading under the caret from one, or on from those above; False where there is no such choice."""
        return self._take(restart_at(self._body, self.run_in, self._ordinals, *self.cursor_location))

    @property
    def under_caret(self) -> str:
        """What F7 and F8 move: 举措, 标题 or 段落."""
        place = position_at(self.rendered, *self.cursor_location)
        if place.measure is not None:
            return "举措"
        return "标题" if isinstance(self._body[place.block], Heading) else "段落"

    def select_words(self, block: int, measure: int | None, start: int, end: int) -> None:
        """Select code points of a text of the body, the caret behind them; where it is no more, go to the start."""
        try:
            here, there = (locate(self.rendered, block, measure, offset) for offset in (start, end))
        except LookupError:
            here = there = (0, 0)
        self.selection = Selection(here, there)

    def cut(self) -> tuple[tuple[Body, bool], tuple[Body, bool]]:
        """The two halves of the body before and after the caret, each with its ``run_in``."""
        return cut_at(self._body, self.run_in, self._ordinals, *self.cursor_location)
