"""The bottom row: the commands of where one is, with their keys. Derived from BINDINGS; a click gives the command."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from editor.tui.keys import Command, commands
from editor.tui.widgets.cells import strip_of

_GAP = 2  # cells between two commands


class KeyBar(Widget):
    """As many commands as fit. Those of the application (all commands, help) are kept to the last."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[int, Command]] = []  # the cell where each begins

    def on_mount(self) -> None:
        """Follow the focus, and keys that are changed."""
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings)

    def _on_bindings(self, screen: Screen[object]) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        base = self.rich_style
        key_style = self.get_component_rich_style("keybar--key", partial=True)
        pieces: list[tuple[str, Style]] = []
        self._shown = []
        at = 0
        for command in fitting([c for c in commands(self.screen) if c.shown], width, self.app):
            self._shown.append((at, command))
            pieces += [(command.keys[0], key_style), (f" {command.label}", base), (" " * _GAP, base)]
            at += _cells(command) + _GAP
        return strip_of(pieces, width, base)

    async def on_click(self, event: events.Click) -> None:
        """Give the command that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, command in self._shown:
            if start <= offset.x < start + _cells(command):
                await self.app.run_action(command.action, command.node)


def fitting(shown: list[Command], width: int, last: object) -> list[Command]:
    """The commands that fit in ``width`` cells; those of the node ``last`` come last and are dropped last."""
    kept = [command for command in shown if command.node is last]
    others = [command for command in shown if command.node is not last]
    room = width - sum(_cells(command) + _GAP for command in kept) + _GAP
    fit: list[Command] = []
    for command in others:
        room -= _cells(command) + _GAP
        if room < 0:
            break
        fit.append(command)
    return fit + kept


def _cells(command: Command) -> int:
    return cell_len(command.keys[0]) + 1 + cell_len(command.label)
