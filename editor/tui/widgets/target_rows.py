"""Where one can go, as rows: what kind of thing, its name, where it is."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from editor.session.targets import Kind, Target
from editor.tui.widgets.cells import UNTITLED, clip, fit
from editor.tui.widgets.rows import ItemRows, Pieces

_MARK, _KIND, _GAP = 2, 6, 2
_NAMES: Mapping[Kind, str] = {
    "section": "栏目",
    "article": "稿件",
    "spare": "备用稿",
    "issue": "各期",
    "command": "命令",
}


class TargetRows(ItemRows[Target]):
    """Rows of targets; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    def pieces(self, index: int, width: int) -> Pieces:
        """One target."""
        target = self._items[index]
        where = clip(target.where, width // 4)
        room = max(0, width - _MARK - _KIND - 2 * _GAP - cell_len(where))
        return [
            (fit("▸" if index == self.cursor else "", _MARK), "accent"),
            (fit(_NAMES[target.kind], _KIND), "quiet"),
            (" " * _GAP, ""),
            (fit(target.text or UNTITLED, room), "" if target.text else "quiet"),
            (" " * _GAP, ""),
            (where, "quiet"),
        ]
