"""The thin rule between two columns; dragging it makes them wider and narrower."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from editor.tui.containment import Drawn
from editor.tui.widgets.cells import strip_of


class Divider(Drawn, Widget):
    """A vertical rule, one cell wide."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 1fr; color: $line; }
    Divider:hover { color: $quiet; }
    """

    @dataclass
    class Dragged(Message):
        """The rule was pulled to a column of the screen, counted from 0."""

        divider: Divider
        column: int

        @property
        def control(self) -> Divider:
            """The rule."""
            return self.divider

    def render_line(self, y: int) -> Strip:
        """One cell of the rule."""
        base = self.rich_style
        return strip_of([("│" * self.size.width, base)], self.size.width, base)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to pull."""
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull."""
        if self.app.mouse_captured is self and event.screen_x != self.region.x:
            self.post_message(self.Dragged(self, event.screen_x))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self.release_mouse()
