"""The bottom rows: the commands of where one is, with their keys; above them, for somebody new, one worth knowing.

Derived from BINDINGS; a click gives the command. A hint goes for good when its command was given once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
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
from editor.tui.widgets.cells import clip, strip_of

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


STARTS = 12  # of the program; somebody who came so often is not new


@dataclass(frozen=True)
class Hint:
    """A command by its id and the name of its action, and what is said of it behind its key."""

    command: str
    action: str
    text: str


HINTS = (
    Hint("app.commands", "commands", "列出全部命令，打字就能找到"),
    Hint("pane.next", "next_pane", "在目录和正文之间切换，回车也能进入正文"),
    Hint("column.next", "next_panel", "看版面：印出来的样子，跟着光标走"),
    Hint("finding.next", "go_finding", "到下一处校对意见，选中那几个字"),
    Hint("go.anywhere", "go_to", "跳到任何栏目、稿件，打拼音首字母就行，如 kcjj"),
    Hint("move.up", "move", "上移举措或稿件，序号自己会改"),
    Hint("article.park", "park", "把稿件转为备用稿，不印，也不丢"),
)


class HintLine(Drawn, Widget):
    """The first hint that is still needed and whose command can be given here; nothing if there is none."""

    DEFAULT_CSS = """
    HintLine { height: 1; dock: bottom; margin-bottom: 1; padding: 0 1; color: $quiet; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, used: Collection[str]) -> None:
        """Choose the hint; ``used`` are the commands that were given."""
        keys = {command.id: command.keys[0] for command in commands(self.screen) if command.keys}
        hint = next((h for h in HINTS if h.command not in used and h.command in keys), None)
        self._text = f"提示：{keys[hint.command]} {hint.text}" if hint else ""
        self.display = bool(hint)
        self.refresh()

    def hide(self) -> None:
        """Enough for today."""
        self.display = False

    def render_line(self, y: int) -> Strip:
        """The line."""
        base, width = self.rich_style, self.size.width
        return strip_of([(clip(self._text, width), base)], width, base)
