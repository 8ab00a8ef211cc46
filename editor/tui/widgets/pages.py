"""The issue on its pages, and the 目录 as printed: real line breaks, a rule with its number at the end of each page."""

from __future__ import annotations

from bisect import bisect_right

from rich.cells import cell_len

from editor.session.pages import Printed, Row
from editor.tui.containment import containing
from editor.tui.widgets.cells import clip, drawable, fit
from editor.tui.widgets.rows import Pieces, Rows

GUTTER = 2  # cells before the text, for the mark of a flaw
_FLAWS = {"widow": "孤行", "lone": "孤字"}
_STRONG = frozenset(("masthead", "section", "title", "contents_heading", "contents_section", "heading"))
_LINE, _DOT = "─", "."
_CONTEXT = 3  # rows kept above and below the caret where there is room


class _Leaves(Rows):
    """Rows of paper. The cursor is where the caret of the manuscript is."""

    def __init__(self, chars: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._width = 2 * chars  # cells of the type area

    @property
    def width(self) -> int:
        """How many cells the rows want."""
        return GUTTER + self._width

    def row(self, index: int) -> Row | None:
        """The row of paper at an index, None where there is something else."""
        raise NotImplementedError

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self.row(self.cursor) if self.count else None

    def selectable(self, index: int) -> bool:
        """Where text stands."""
        row = self.row(index)
        return row is not None and bool(row.kind)

    def on_resize(self) -> None:
        """Have the cursor in view once it is known how far one can scroll."""
        super().on_resize()
        self.call_after_refresh(containing(self, self._show_cursor))

    def _show_cursor(self) -> None:
        """Have the cursor in view with some rows around it; one that is far off comes into the upper third."""
        height = self.size.height
        context = min(_CONTEXT, max(0, height - 1) // 2)
        top = round(self.scroll_y)
        if -_CONTEXT < self.cursor - top < height + _CONTEXT:
            wanted = max(min(top, self.cursor - context), self.cursor + context + 1 - height)
        else:
            wanted = self.cursor - height // 3
        if height and wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)


class PageView(_Leaves):
    """All pages, one below the other."""

    def __init__(self, chars: int, *, id: str | None = None) -> None:
        super().__init__(chars, id=id)
        self._printed: Printed | None = None
        self._firsts: list[int] = []  # where each page begins among the rows that are shown

    def show(self, printed: Printed) -> None:
        """Show an issue."""
        self._printed = printed
        self._firsts = [sheet.first + number for number, sheet in enumerate(printed.sheets)]
        self.changed()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row of the issue."""
        if self._printed is not None:
            self.cursor = row + self._printed.rows[row].sheet

    @property
    def count(self) -> int:
        """The rows of all pages, and a rule for each."""
        return len(self._printed.rows) + len(self._printed.sheets) if self._printed else 0

    def row(self, index: int) -> Row | None:
        """The row of paper at an index, None for a rule."""
        assert self._printed is not None
        sheet = bisect_right(self._firsts, index) - 1
        place = index - sheet
        return self._printed.rows[place] if place < self._printed.sheets[sheet].end else None

    def pieces(self, index: int, width: int) -> Pieces:
        """A row of paper, or the rule at the end of a page."""
        assert self._printed is not None
        row = self.row(index)
        if row is None:
            return self._rule(bisect_right(self._firsts, index) - 1)
        if not row.kind and self._begins_room(index):
            return [(fit(f"余 {self._printed.room} 行", self.width // 2 + 4, right=True), "quiet")]
        return pieces_of(row, self._width)

    def _begins_room(self, index: int) -> bool:
        """Whether what is left of the last page begins on an empty row."""
        assert self._printed is not None
        before = self.row(index - 1) if index else None
        last = before is not None and before.sheet == len(self._printed.sheets) - 1
        after = self._printed.rows[index - len(self._printed.sheets) + 1 :]
        return bool(last and before and before.kind and self._printed.room and not any(r.kind for r in after))

    def _rule(self, sheet: int) -> Pieces:
        assert self._printed is not None
        number = self._printed.sheets[sheet].number
        name = "" if number is None else f" {number} "
        side = _LINE * 3
        rest = _LINE * max(0, self._width - cell_len(name) - len(side))
        odd = number is None or number % 2
        before, after = (rest, side) if odd else (side, rest)
        return [(" " * GUTTER, ""), (before, "quiet"), (name, "strong"), (after, "quiet")]


class ContentsView(_Leaves):
    """The 目录 as it is printed."""

    def __init__(self, chars: int, *, id: str | None = None) -> None:
        super().__init__(chars, id=id)
        self._rows: tuple[Row, ...] = ()

    def show(self, printed: Printed) -> None:
        """Show the 目录 of an issue."""
        self._rows = printed.contents
        self.changed()

    def go_to(self, anchor: str) -> None:
        """Put the cursor on the entry of an article or section, if it has one."""
        self.cursor = next((n for n, row in enumerate(self._rows) if row.anchor == anchor), self.cursor)

    def row(self, index: int) -> Row | None:
        """The row at an index."""
        return self._rows[index]

    def pieces(self, index: int, width: int) -> Pieces:
        """A row."""
        return pieces_of(self._rows[index], self._width)


def pieces_of(row: Row, width: int) -> Pieces:
    """A row of paper in a type area of so many cells: set as on paper, its flaw named where there is room."""
    text = clip(row.text.rstrip(), width)
    before = round(2 * row.indent)
    if row.align in ("center", "right"):
        free = width - cell_len(text)
        before = free // 2 if row.align == "center" else free
    before = max(0, min(before, width - cell_len(text)))
    pieces: Pieces = [
        ("! " if row.flaw else " " * GUTTER, "warn"),
        (" " * before, ""),
        (text, "accent" if row.kind == "masthead" else "strong" if row.kind in _STRONG else ""),
    ]
    free = width - before - cell_len(text)
    right = drawable(row.right)
    if right and free > cell_len(right):
        gap = free - cell_len(right)
        pieces += [(_DOT * gap if row.leader else " " * gap, "quiet"), (right, "")]
    elif row.flaw and free > 8:
        pieces.append((f" ◂ {_FLAWS[row.flaw]}", "warn"))
    return pieces
