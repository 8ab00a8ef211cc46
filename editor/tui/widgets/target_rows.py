"""Where one can go, as rows: what kind of thing, its name, where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from editor.session.targets import Kind, Target
from editor.tui.widgets.cells import UNTITLED, clip, fit
from editor.tui.widgets.rows import Pieces, Rows

_MARK, _KIND, _GAP = 2, 6, 2
_NAMES: Mapping[Kind, str] = {
    "section": "栏目",
    "article": "稿件",
    "spare": "备用稿",
    "issue": "各期",
    "command": "命令",
}


class TargetRows(Rows):
    """Rows of targets; the cursor stands out without the focus, which stays in a field."""

    NOTHING = "  没有找到"

    can_focus = False

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._targets = targets

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._targets)

    @property
    def target(self) -> Target | None:
        """The target under the cursor."""
        return self._targets[self.cursor] if self._targets else None

    def show(self, targets: Sequence[Target], keep: bool) -> None:
        """Show other targets, with the cursor on the first, or where it is if ``keep``."""
        self._targets = targets
        if not keep:
            self.cursor = 0
        self.changed()

    def pieces(self, index: int, width: int) -> Pieces:
        """One target."""
        target = self._targets[index]
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
