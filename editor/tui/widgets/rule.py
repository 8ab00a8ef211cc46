"""A thin line across, with a name in it where it has one."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from editor.tui.containment import Drawn
from editor.tui.widgets.cells import clip, strip_of

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
