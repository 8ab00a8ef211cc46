"""A short list of choices, each with a figure that chooses it at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from editor.tui.widgets.cells import clip
from editor.tui.widgets.rows import Pieces, Rows

_FIGURES = 9


class Choices(Rows):
    """Plain texts under a cursor; the figures 1 to 9 choose the first nine."""

    def __init__(self, texts: Sequence[str], chosen: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[str, ...] = tuple(texts)
        self.set_reactive(Rows.cursor, chosen)

    def show(self, texts: Sequence[str], chosen: int = 0) -> None:
        """Show other texts."""
        self._rows = tuple(texts)
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
