"""The right column: one of several panels under a head, or none. Which panels there are is the screen's business.

And the thin rule beside a column: dragging it makes the two at its sides wider and narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from editor.tui.containment import Drawn
from editor.tui.widgets.cells import strip_of


@dataclass(frozen=True)
class Panel:
    """Something for the right column: its name in the preferences, its head, the widget, the cells it wants.

    One that is ``asked`` for is there only then: neither on the way through the panels nor the next time.
    """

    name: str
    title: str
    widget: Widget
    width: int
    asked: bool = False


class SideColumn(Vertical):
    """Shows a panel, or is not there. ``shown`` is the name of the panel, empty for none."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.panels: Sequence[Panel] = ()
        """What it can show, in the order in which one goes through it; to be set before it is composed."""
        self.shown = ""
        self._head = Static("", markup=False, classes="head")
        self._notes: dict[str, str] = {}
        self._bare: set[str] = set()

    def compose(self) -> ComposeResult:
        """The head above the panels."""
        yield self._head
        for panel in self.panels:
            yield panel.widget

    def on_mount(self) -> None:
        """Show nothing at first."""
        self.show(self.shown)

    @property
    def panel(self) -> Panel | None:
        """The panel that is shown."""
        return next((panel for panel in self.panels if panel.name == self.shown), None)

    @property
    def next_name(self) -> str:
        """The panel that follows; none follows the last, and the first follows none."""
        names = ["", *(panel.name for panel in self.panels if not panel.asked)]
        return names[(names.index(self.shown) + 1) % len(names)] if self.shown in names else names[1]

    def show(self, name: str) -> None:
        """Show a panel by its name; none for an empty or unknown one."""
        self.shown = name if name in {panel.name for panel in self.panels} else ""
        for panel in self.panels:
            panel.widget.display = panel.name == self.shown
        self.display = bool(self.shown)
        self._show_head()

    def note(self, name: str, note: str, *, bare: bool = False) -> None:
        """What stands beside the title of a panel; that is all there is to see of it if ``bare``."""
        self._notes[name] = note
        (self._bare.add if bare else self._bare.discard)(name)
        if name == self.shown:
            self._show_head()

    def _show_head(self) -> None:
        panel = self.panel
        if panel is not None:
            note = self._notes.get(panel.name, "")
            self._head.update(Content(f"{panel.title}  {note}".rstrip()), layout=False)
        self.set_class(self.shown in self._bare, "-bare")


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
