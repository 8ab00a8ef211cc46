"""The steps of the history, each with what it did: Enter goes to where things stood after it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from editor.session.history import History
from editor.session.steps import described
from editor.tui.screen import DeskDialog
from editor.tui.widgets.cells import UNTITLED, clip, drawable, fit
from editor.tui.widgets.rows import Pieces, Rows

_TITLE = 30  # cells of the title of the article


class StepRows(Rows):
    """The latest step on top, how things were at first below all; what was undone is quiet."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history
        self._steps = history.steps
        self._said: dict[int, str] = {}
        self.set_reactive(Rows.cursor, len(self._steps) - history.done)

    @property
    def count(self) -> int:
        """The steps, and the state before them."""
        return len(self._steps) + 1

    @property
    def done(self) -> int:
        """How many steps are in force after that of the row under the cursor."""
        return len(self._steps) - self.cursor

    def pieces(self, index: int, width: int) -> Pieces:
        """One step: its number, what it did, in which article."""
        number = len(self._steps) - index
        here, undone = number == self._history.done, number > self._history.done
        tone = "quiet" if undone else ""
        lead: Pieces = [("▸ " if here else "  ", "accent"), (f"{number or '':>4}  ", "quiet")]
        mark = "  现在在这里" if here else "  已撤销" if undone else ""
        if not number:
            return [*lead, ("最早的样子", tone), (mark, "accent")]
        title = self._title(number)
        about = f"  {fit(title, _TITLE)}" if title and width >= 3 * _TITLE else ""
        room = max(0, width - 8 - cell_len(about) - cell_len(mark))
        words = clip(drawable(self._what(number)), room)
        gap = " " * (room - cell_len(words))
        return [*lead, (words, tone), (mark, "accent" if here else "quiet"), (gap + about, "quiet")]

    def _what(self, number: int) -> str:
        if number not in self._said:
            self._said[number] = described(self._history.state(number - 1), self._steps[number - 1])
        return self._said[number]

    def _title(self, number: int) -> str:
        step = self._steps[number - 1]
        for issue in (step.issue, self._history.state(number - 1)):
            if step.article in issue.ids:
                return issue.article(step.article).title or UNTITLED
        return ""


class StepsScreen(DeskDialog[int | None]):
    """The answer is how many steps are to be in force."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", show=False)]
    HINT = "↑↓ 选择   回车 回到这一步之后（撤销的不会丢）   Esc 不动"
    SIZE = "large"

    def __init__(self, history: History) -> None:
        super().__init__("修改步骤（最近的在上面）")
        self._rows = StepRows(history)
        self._rows.styles.height = "1fr"

    def question(self) -> ComposeResult:
        """The steps."""
        yield self._rows

    def on_mount(self) -> None:
        """The keys are for the rows."""
        self._rows.focus()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go there."""
        self.dismiss(self._rows.done)
