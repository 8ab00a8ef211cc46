"""Rows that say where one is: a line with something on the left and on the right, a rule with a title."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from editor.tui.containment import Drawn
from editor.tui.widgets.cells import clip, drawable, strip_of

_GAP = 2  # cells kept between the two
_LINE = "─"


class Rule(Drawn, Widget):
    """A horizontal rule; ``title`` stands in its middle and is never read as markup."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--title"}

    title: reactive[str] = reactive("")

    def __init__(self, title: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Rule.title, title)

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        base = self.rich_style
        if not self.title:
            return strip_of([(_LINE * width, base)], width, base)
        title = f" {clip(self.title, width - 6)} "
        before = max(0, (width - cell_len(title)) // 2)
        after = max(0, width - before - cell_len(title))
        name = self.get_component_rich_style("rule--title", partial=True)
        return strip_of([(_LINE * before, base), (title, name), (_LINE * after, base)], width, base)


class StatusLine(Drawn, Widget):
    """Two plain texts, never read as markup. Where both do not fit, the right one loses its last parts, divided by
    ``PARTS``, down to the first; then the left one is cut, and of that not the tail unless it takes half of the row.
    """

    PARTS = " · "

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--right"}

    left: reactive[str] = reactive("")
    tail: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(StatusLine.left, left)
        self.set_reactive(StatusLine.right, right)

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        parts = self.right.split(self.PARTS)
        while len(parts) > 1 and cell_len(self.left + self.tail + self.PARTS.join(parts)) + _GAP > width:
            parts.pop()
        right = clip(self.PARTS.join(parts), width)
        room = width - cell_len(right) - _GAP if right else width
        tail = self.tail if 2 * cell_len(self.tail) < width else ""
        left = clip(self.left + self.tail.removeprefix(tail), room - cell_len(tail)) + drawable(tail)
        between = " " * (width - cell_len(left) - cell_len(right))
        quiet = self.get_component_rich_style("status--right", partial=True)
        return strip_of([(left + between, base), (drawable(right), quiet)], width, base)
