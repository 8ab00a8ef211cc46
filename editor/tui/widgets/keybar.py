"""The bottom row: the commands of where one is, with their keys. Derived from BINDINGS; a click gives the command."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from editor.tui.containment import Drawn, watching
from editor.tui.keys import Command, commands
from editor.tui.screen import DeskScreen
from editor.tui.widgets.cells import strip_of

_GAP = 2  # cells between two commands


class KeyBar(Drawn, Widget):
    """As many commands as fit. Those of the application (all commands, help) are kept to the last."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[int, Command]] = []  # the cell where each begins

    def on_mount(self) -> None:
        """Follow the focus, and keys that are changed."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: watching(self, self.refresh)())

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        base = self.rich_style
        key_style = self.get_component_rich_style("keybar--key", partial=True)
        pieces: list[tuple[str, Style]] = []
        self._shown = []
        at = 0
        for command in fitting(_for_bar(self.screen), width, self.app):
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


def _for_bar(screen: Screen[object]) -> list[Command]:
    """The commands for the bar, in order: those that the screen names, else those that are made for it; the program's."""
    given = [command for command in commands(screen) if command.keys]
    names = screen.bar() if isinstance(screen, DeskScreen) else ()
    if not names:
        return [command for command in given if command.shown]
    order = {name: place for place, name in enumerate(names)}
    named = sorted((c for c in given if c.id in order), key=lambda c: order[c.id])
    return named + [c for c in given if c.shown and c.node is screen.app and c.id not in order]


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
