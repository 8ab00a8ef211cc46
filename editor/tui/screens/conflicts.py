"""What somebody else changed in the file while it was open here, and a choice where both changed the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.merge.conflicts import Line, about, label, side_by_side
from editor.merge.threeway import Choice
from editor.session.document import Theirs
from editor.tui.screen import STEPS, DeskDialog
from editor.tui.widgets.cells import drawable
from editor.tui.widgets.reading import Reading, Setting, setting_of_changes
from editor.tui.widgets.rows import Choices, Pieces, Rows, broken
from editor.tui.widgets.status import Rule, StatusLine

_HEADS = ("我的", "对方的（文件里现在的）")
_KEYS = "↑↓ 选择   回车 确定   PgUp PgDn 看全文   {back}Esc 先不保存"
_BACK = "← 上一步   "


_BETWEEN = 3  # cells between the two, with a mark where they differ
_ABOVE = 4  # rows above the first difference
_SAME, _OTHER = " │ ", " ≠ "


class Beside(Reading):
    """Rows of two columns."""

    DEFAULT_CSS = """
    Beside { & .rows--differs { color: $accent; text-style: underline; } }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--differs"}

    def show_difference(self) -> None:
        """Scroll to where the two begin to differ, with a few rows above."""
        marked = (n for n, pieces in enumerate(self._rows) if any(text == _OTHER for text, _ in pieces))
        self.scroll_to(y=max(0, next(marked, 0) - _ABOVE), animate=False)


def setting_beside(heads: tuple[str, str], lines: Sequence[tuple[Line, Line]]) -> Setting:
    """Lines under two heads."""

    def rows(width: int) -> list[Pieces]:
        half = (width - _BETWEEN) // 2
        found: list[Pieces] = [_row([(heads[0], "quiet")], [(heads[1], "quiet")], half, (_SAME, "quiet"))]
        for one, other in lines:
            differ = one != other
            nothing: Pieces = []
            both = zip_longest(_set(one, half), _set(other, half), fillvalue=nothing)
            for number, (left, right) in enumerate(both):
                mark = (_OTHER, "accent") if differ and not number else (_SAME, "quiet")
                found.append(_row(left, right, half, mark))
        return found

    return rows


def _row(left: Pieces, right: Pieces, width: int, mark: tuple[str, str]) -> Pieces:
    pad = width - sum(cell_len(text) for text, _ in left)
    return [*left, (" " * pad, ""), mark, *right]


def _set(line: Line, width: int) -> list[Pieces]:
    """A line in rows of a width, each in its pieces."""
    return broken([(drawable(piece.text), "differs" if piece.differs else "") for piece in line], width)


class ConflictsScreen(DeskDialog[Mapping[str, Choice] | None]):
    """First all that they changed, then each conflict; the answer settles every one, None leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *STEPS,
        Binding("left", "back", show=False),
        Binding("enter", "take", show=False),
        *(Binding(str(figure), f"pick({figure - 1})", show=False) for figure in (1, 2, 3)),
    ]

    def __init__(self, name: str, theirs: Theirs) -> None:
        super().__init__()
        self._name = name
        self._theirs = theirs
        self._conflicts = theirs.merged.conflicts
        self._at = -1  # the conflict that is shown; -1 is the list of their changes
        self._taken: dict[str, Choice] = {}

    def compose(self) -> ComposeResult:
        """Head, texts, choices, keys."""
        yield StatusLine(id="about")
        yield Rule()
        yield Beside(id="texts")
        yield Rule(id="ask")
        yield Choices([], id="choices")
        yield Static("", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Begin with what they changed."""
        self.query_one(Choices).can_focus = False
        self._show()

    def _show(self) -> None:
        head, texts = self.query_one("#about", StatusLine), self.query_one(Beside)
        count = len(self._conflicts)
        if self._at < 0:
            head.left = f"{self._name}已在别处被修改，还没有保存"
            head.right = f"对方改了 {len(self._theirs.changes)} 处"
            texts.show(setting_of_changes(self._theirs.changes))
            ask = f"其中 {count} 处两人都改了，要逐一选定" if count else "与我的修改不冲突"
            options = ["逐一选定" if count else "合在一起并保存", "先不保存，回去接着改"]
            chosen = 0
        else:
            conflict = self._conflicts[self._at]
            head.left, head.right = about(conflict), f"第 {self._at + 1} 处，共 {count} 处"
            texts.show(setting_beside(_HEADS, side_by_side(conflict)))
            texts.show_difference()
            ask = "选定最后一处就合并并保存" if self._at + 1 == count else "这一处用谁的"
            options = [label(conflict, choice) for choice in conflict.choices]
            taken = self._taken.get(conflict.key, conflict.choices[0])
            chosen = conflict.choices.index(taken)
        self.query_one("#ask", Rule).title = ask
        choices = self.query_one(Choices)
        choices.show(options, chosen)
        choices.styles.height = len(options)
        self.query_one(".hint", Static).update(_KEYS.format(back=_BACK if self._at >= 0 else ""))

    # -- keys ---------------------------------------------------------------------------------------------

    @property
    def stepped(self) -> Rows:
        """The choices."""
        return self.query_one(Choices)

    @property
    def paged(self) -> Rows:
        """The texts."""
        return self.query_one(Beside)

    def action_pick(self, index: int) -> None:
        """Choose by figure."""
        choices = self.query_one(Choices)
        if index < choices.count:
            choices.cursor = index
            self.action_take()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click."""
        self.action_take()

    def action_take(self) -> None:
        """Take the choice and go on; after the last one that is all."""
        chosen = self.query_one(Choices).cursor
        if self._at < 0 and chosen:
            self.dismiss(None)
            return
        if self._at >= 0:
            conflict = self._conflicts[self._at]
            self._taken[conflict.key] = conflict.choices[chosen]
        self._at += 1
        if self._at == len(self._conflicts):
            self.dismiss(self._taken)
        else:
            self._show()

    def action_back(self) -> None:
        """To the conflict before, or to the list of changes."""
        if self._at >= 0:
            self._at -= 1
            self._show()
