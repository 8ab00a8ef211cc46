"""The margin beside the text: how many characters and printed lines each paragraph has."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from editor.model.body import characters
from editor.session.pages import printed_before
from editor.tui.containment import Drawn, watching
from editor.tui.widgets.body import BodyField
from editor.tui.widgets.cells import clip, strip_of


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
