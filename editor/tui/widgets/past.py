"""An article of another issue in the right column: found by its words or because it is alike, read, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from editor.model.issue import Article
from editor.model.style import Ordinals
from editor.session.past import Past
from editor.tui.screen import STEPS
from editor.tui.widgets.cells import UNTITLED, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.reading import ArticleRows
from editor.tui.widgets.rows import ItemRows, Pieces, Rows

_ISSUE = 15  # cells of the number of an issue


class PastRows(ItemRows[Past]):
    """What was found, an article a row."""

    def pieces(self, index: int, width: int) -> Pieces:
        """The issue, the title, how like it is."""
        past = self._rows[index]
        note = f" {past.note}" if past.note else ""
        room = max(0, width - _ISSUE - cell_len(note) - 2)
        title = fit(past.title or UNTITLED, room)
        return [self.mark(index), (fit(past.label, _ISSUE), "quiet"), (title, ""), (note, "quiet")]


class PastPanel(Vertical):
    """A field above what it finds, or above the article that is read. The keys that move go to what is seen."""

    DEFAULT_CSS = """
    PastPanel {
        height: 1fr;
        padding: 0 0 0 1;
        & Field { height: 1; }
        & PastRows, & ArticleRows { height: 1fr; }
        & ArticleRows { display: none; margin-top: 1; }
        &.-reads PastRows { display: none; }
        &.-reads ArticleRows { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *STEPS,
        Binding("enter", "read", show=False),
        Binding("escape", "back", show=False),
    ]

    @dataclass
    class Asked(Message):
        """Words were typed, empty for what is alike."""

        words: str

    @dataclass
    class Wanted(Message):
        """An article is to be read."""

        past: Past

    class Left(Message):
        """The article that was read is put away, for the list."""

    def __init__(self, ordinals: Ordinals, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._field = Field(placeholder="检索往期，回车读")
        self._rows = PastRows()
        self._text = ArticleRows(ordinals)

    def compose(self) -> ComposeResult:
        """Field, rows, text."""
        yield self._field
        yield self._rows
        yield self._text

    def focus(self, scroll_visible: bool = True) -> PastPanel:
        """Go to the field."""
        self._field.focus(scroll_visible)
        return self

    @property
    def reads(self) -> bool:
        """Whether an article is read, and not the list seen."""
        return self.has_class("-reads")

    def list(self, found: Sequence[Past]) -> None:
        """List what was found."""
        self._rows.show(found)
        self.remove_class("-reads")

    def read(self, article: Article | None) -> None:
        """Show an article, from its top; None for one that has gone."""
        self._text.show_article(article, "这一篇已不在那一期里")
        self.add_class("-reads")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for it."""
        event.stop()
        self.post_message(self.Asked(" ".join(event.value.split())))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click reads."""
        event.stop()
        self.action_read()

    def action_read(self) -> None:
        """Read what is under the cursor."""
        if (past := self._rows.item) is not None and not self.reads:
            self.post_message(self.Wanted(past))

    async def action_back(self) -> None:
        """From the article to the list, from there to where Escape leads."""
        if self.reads and self._rows.count > 1:
            self.remove_class("-reads")
            self.post_message(self.Left())
        else:
            await self.run_action("screen.escape")

    def action_step(self, step: int) -> None:
        """Up or down by one row."""
        (self._text if self.reads else self._rows).action_step(step)

    def action_page(self, step: int) -> None:
        """Up or down by a screen."""
        (self._text if self.reads else self._rows).action_page(step)
