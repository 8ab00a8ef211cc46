"""The manuscript: title and text of the article that is being worked on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from editor.manuscript.editing import tidy
from editor.manuscript.source import split_lines
from editor.model.body import characters
from editor.model.issue import Article
from editor.model.style import Ordinals
from editor.session.findings import Flaws
from editor.session.pages import printed_before
from editor.session.steps import PASTED
from editor.tui.containment import Drawn, watching
from editor.tui.widgets.body import BodyField
from editor.tui.widgets.cells import clip, strip_of
from editor.tui.widgets.paper import Paper

_WIDE = 100  # cells of a screen that can have a margin
_WITH_MARGIN = 74  # and of the manuscript: the text keeps 30 characters to the line


class Margin(Drawn, Widget):
    """Figures at the height of the first row of each paragraph. It follows the text when that is scrolled."""

    DEFAULT_CSS = """
    Margin { dock: right; width: 12; height: 1fr; color: $quiet; }
    """

    def __init__(self, field: BodyField) -> None:
        super().__init__()
        self._field = field
        self._lines: Sequence[int] = ()

    def on_mount(self) -> None:
        """Follow the text."""
        for what in ("scroll_y", "wrapped"):
            self.watch(self._field, what, watching(self, self._moved), init=False)

    def _moved(self) -> None:
        self.refresh()

    def show(self, lines: Sequence[int]) -> None:
        """Show how many lines each printed paragraph has; a paragraph that is not among them shows its characters."""
        self._lines = lines
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The figures of the paragraph that begins on a row."""
        base = self.rich_style
        width = self.size.width
        row = y - (self._field.region.y - self.region.y)
        index = self._field.line_beginning(row) if 0 <= row < self._field.size.height else None
        text = "" if index is None else self._figures(index)
        return strip_of([(clip(f" {text}", width), base)], width, base)

    def _figures(self, index: int) -> str:
        line = self._field.rendered[index]
        count = characters(line.text) - sum(
            span.text_start - span.start for span in line.spans if span.ordinal
        )
        if not count:
            return ""
        printed = printed_before(self._field.lines, index)
        lines = f" {self._lines[printed]}行" if printed < len(self._lines) else ""
        return f"{count}字{lines}"


class TitleField(Paper):
    """The title: one paragraph, as many rows as it needs."""

    @dataclass
    class Left(Message):
        """Enter or Down left the title for the text; ``lines`` were pasted past the title."""

        lines: list[str]

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # the next class handles the rest
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.step_ends()
            self.post_message(self.Left([]))

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, and tell of it."""
        result = super().edit(edit)
        if not self._quiet:
            self.post_message(self.Edited())
        return result

    def show(self, title: str, caret: Location | None = None) -> None:
        """Show a title. ``caret`` None leaves the caret in its text, or where the text was changed."""
        with self.quietly():
            self.show_lines([title.replace("\n", " ")], caret)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; from the last row to the text."""
        below = self.wrapped_document.location_to_offset(self.cursor_location).y + 1
        if not select and below >= self.wrapped_document.height:
            self.post_message(self.Left([]))
        else:
            super().action_cursor_down(select)

    def take_paste(self, text: str, *, typed: bool = False) -> None:
        """The first line is the title; what follows belongs to the text, and both are one step."""
        lines = [line for line in map(str.strip, split_lines(text)) if line]
        if len(lines) < 2:
            super().take_paste(lines[0] if lines else "", typed=typed)
            return
        self.step_ends()
        with self.quietly():
            self.put(lines[0])
        self.post_message(self.Left(lines[1:]))

    def marks(self, index: int) -> Iterator[tuple[int, int, str]]:
        """The findings on the title."""
        for start, end, finding in self.flaws.within(None, None, self.lines[index]):
            yield start, end, f"paper--{finding.severity}"


class Manuscript(Vertical):
    """Title field and text field of one article, or a hint where none is chosen.

    ``current`` is the article as it stands in the fields.
    """

    DEFAULT_CSS = """
    Manuscript {
        width: 1fr;
        align-horizontal: center;
        padding: 0 1;
        & Paper { max-width: 90; }  /* 44 characters, the caret behind them, the scrollbar */
        & TitleField {
            height: auto;
            max-height: 5;
            margin: 1 0;
            text-style: bold;
        }
        & BodyField { height: 1fr; scrollbar-gutter: stable; }
        & #hint { color: $quiet; width: auto; max-width: 100%; height: auto; margin-top: 2; display: none; }
        & #sheet { width: 1fr; max-width: 90; height: 1fr; }
        & Margin { display: none; }
        &.-margin #sheet { max-width: 102; }
        &.-margin Margin { display: block; }
        &.-empty #hint { display: block; }
        &.-empty #sheet { display: none; }
    }
    """

    def __init__(self, ordinals: Ordinals, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="-empty")
        self.article: Article | None = None
        self.title_field = TitleField(placeholder="标题")
        self.body_field = BodyField(ordinals, placeholder="正文")
        self.margin = Margin(self.body_field)
        self._hint = Static(id="hint")
        self._carets: dict[str, Location] = {}

    def compose(self) -> ComposeResult:
        """Title above text, the margin beside them."""
        with Vertical(id="sheet"):
            yield self.title_field
            yield self.body_field
            yield self.margin
        yield self._hint

    def on_resize(self, event: events.Resize) -> None:
        """The margin is there where it leaves the text enough room."""
        self.set_class(event.size.width >= _WITH_MARGIN and self.app.size.width >= _WIDE, "-margin")

    # -- what it holds ------------------------------------------------------------------------------------

    @property
    def current(self) -> Article | None:
        """The article as it stands in the fields, None where none is chosen."""
        if self.article is None:
            return None
        field = self.body_field
        return replace(
            self.article, title="".join(self.title_field.lines), body=field.body, run_in=field.run_in
        )

    def show(self, article: Article, caret: Location | None = None) -> None:
        """Show an article: another one with the caret where it was left there, the same one where it changed."""
        before = self.article
        if before is not None and before.id != article.id:
            self._carets[before.id] = self.body_field.cursor_location
        if before is None or before.id != article.id:
            caret = caret or self._carets.get(article.id, (0, 0))
            self.title_field.show(article.title, (0, len(article.title)))
        else:
            self.title_field.show(article.title)
        self.article = article
        self.body_field.show(article.body, article.run_in, caret)
        self.remove_class("-empty")

    def show_hint(self, text: str) -> None:
        """Show no article, and a sentence instead."""
        if self.article is not None:
            self._carets[self.article.id] = self.body_field.cursor_location
        self.article = None
        self._hint.update(Content(text))
        self.add_class("-empty")

    def tidied(self) -> Article | None:
        """The current article without the empty rows that editing left behind."""
        article = self.current
        return None if article is None else replace(article, body=tidy(article.body, run_in=article.run_in))

    @property
    def has_caret(self) -> bool:
        """Whether the caret is in the title or text."""
        return self.title_field.has_focus or self.body_field.has_focus

    def take_focus(self) -> None:
        """Go to the text, or to the title as long as there is none."""
        if self.article is not None:
            (self.body_field if self.article.title else self.title_field).focus()

    def select_words(self, block: int | None, measure: int | None, start: int, end: int) -> None:
        """Go to code points of the title (``block`` None) or of a text of the body, and select them."""
        if block is None:
            self.title_field.selection = Selection((0, start), (0, end))
            self.title_field.focus()
        else:
            self.body_field.select_words(block, measure, start, end)
            self.body_field.focus()

    def show_flaws(self, flaws: Flaws) -> None:
        """Underline where the findings on the article are, in title and text."""
        for field in (self.title_field, self.body_field):
            field.show_flaws(flaws)

    # -- what the fields tell -----------------------------------------------------------------------------

    @on(TitleField.Left)
    def _to_text(self, event: TitleField.Left) -> None:
        event.stop()
        self.body_field.move_cursor((0, 0))
        self.body_field.focus()
        if event.lines:
            self.body_field.put("\n".join(event.lines))
            self.body_field.step_ends(PASTED)

    @on(BodyField.Left)
    def _to_title(self, event: Message) -> None:
        event.stop()
        self.title_field.focus()
