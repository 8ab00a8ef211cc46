"""Commands as rows: key, name, what it does."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from editor.tui.keys import Command
from editor.tui.widgets.cells import clip, fit
from editor.tui.widgets.rows import Pieces, Rows

_MARK, _GAP, _LABEL = 2, 2, 14


class CommandRows(Rows):
    """Rows of commands; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    can_focus = False

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._commands)

    @property
    def command(self) -> Command | None:
        """The command under the cursor."""
        return self._commands[self.cursor] if self._commands else None

    def show(self, commands: Sequence[Command]) -> None:
        """Show other commands."""
        self._commands = commands
        self.cursor = 0
        self.changed()

    def pieces(self, index: int, width: int) -> Pieces:
        """One command."""
        command = self._commands[index]
        keys = max(cell_len(keys_of(command)) for command in self._commands)
        room = max(0, width - _MARK - _LABEL - keys - 2 * _GAP)
        return [
            (fit("▸" if index == self.cursor else "", _MARK), "accent"),
            (fit(command.label, _LABEL), ""),
            (" " * _GAP, ""),
            (fit(keys_of(command), keys), "quiet"),
            (" " * _GAP, ""),
            (clip(command.help, room), "quiet"),
        ]


def keys_of(command: Command) -> str:
    """All keys of a command, as they are written for people."""
    return " ".join(command.keys)
