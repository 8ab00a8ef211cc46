"""Commands as rows: key, name, what it does."""

from __future__ import annotations

from rich.cells import cell_len

from editor.tui.keys import Command
from editor.tui.widgets.cells import clip, fit
from editor.tui.widgets.rows import ItemRows, Pieces

_MARK, _GAP, _LABEL = 2, 2, 14


class CommandRows(ItemRows[Command]):
    """Rows of commands; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    def pieces(self, index: int, width: int) -> Pieces:
        """One command."""
        command = self._items[index]
        keys = max(cell_len(keys_of(command)) for command in self._items)
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
