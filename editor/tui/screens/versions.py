"""Earlier states of the issue that is open: what each would change, what it says, and the way back to it.

Those that were saved, and those that the steps of its history led to.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.errors import EditorError
from editor.exporters.redline import redline_paragraphs
from editor.exporters.txt import plain_text
from editor.merge.changes import Change, changes
from editor.model.issue import Issue
from editor.session.document import Document
from editor.session.history import History
from editor.session.redlines import write_between
from editor.session.steps import described
from editor.session.versions import Earlier, earlier_states
from editor.tui.background import Background
from editor.tui.keys import command
from editor.tui.screen import EDGES, STEPS, DeskDialog, DeskScreen
from editor.tui.widgets.asks import AskText, setting_of_redline
from editor.tui.widgets.cells import UNTITLED, clip, drawable, fit
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.reading import Reading, setting_of_changes, setting_of_text
from editor.tui.widgets.rows import ItemRows, Pieces, Rows
from editor.tui.widgets.status import Rule, StatusLine

_WHEN, _ARTICLES, _CHARACTERS = 40, 8, 12
_TITLE = 30  # cells of the title of the article of a step
_NONE = "还没有早先的版本。第一次改动保存以后就会有，每次保存留一个。"


_CHANGES, _TEXT, _REDLINE = 0, 1, 2  # ways of looking at a state


@dataclass(frozen=True)
class State:
    """An earlier state, and what going back to it would change; nothing is known of one that cannot be read."""

    earlier: Earlier
    changes: tuple[Change, ...]


class VersionRows(ItemRows[State]):
    """The states, the newest first."""

    def add(self, state: State) -> None:
        """One more, older than all before it."""
        self.show([*self._rows, state], None)

    def pieces(self, index: int, width: int) -> Pieces:
        """When, how many articles and characters, how much is different."""
        state = self._rows[index]
        issue = state.earlier.issue
        head: Pieces = [self.mark(index), (fit(state.earlier.moment, _WHEN), "")]
        if issue is None:
            return [*head, (fit("✗ 文件有误，读不出来", max(0, width - 2 - _WHEN)), "warn")]
        articles = sum(1 for _ in issue.articles)
        count = len(state.changes)
        return [
            *head,
            (fit(f"{articles} 篇", _ARTICLES, right=True), ""),
            (fit(f"{issue.characters:,} 字", _CHARACTERS, right=True), "quiet"),
            (f"   {f'与现在有 {count} 处不同' if count else '与现在相同'}", "quiet"),
        ]


class VersionsScreen(DeskScreen[State | None]):
    """A list above, what the chosen state would change or says below; the answer is the state to go back to."""

    DEFAULT_CSS = """
    VersionsScreen {
        & VersionRows { height: 40%; min-height: 3; }
        & #none { padding: 1 3; display: none; }
        & Reading { height: 1fr; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command(
            "versions.restore",
            "enter",
            "restore",
            "恢复",
            "恢复到选中的版本，可以撤销，保存后才写入文件",
            show=True,
        ),
        command(
            "versions.text", "tab", "turn", "换看法", "下半屏依次看改动、全文、花脸（删去的划掉）", show=True
        ),
        command(
            "versions.mark",
            "space,ideographic_space",
            "mark",
            "另一稿",
            "以选中的版本为比较的另一稿；再按一次仍与现在的比",
            show=True,
        ),
        command(
            "versions.redline", "f8", "redline", "花脸稿", "把两稿之间的改动写成带修订的 Word", show=True
        ),
        *STEPS,
        *EDGES,
        command("versions.leave", "escape", "leave", "返回", "返回，什么都不改", show=True),
    ]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._now: Issue = document.issue
        self._look = _CHANGES
        self._trouble = ""  # why they cannot all be read or shown
        self._other: Earlier | None = (
            None  # the state that others are compared with, None for the present one
        )

    def compose(self) -> ComposeResult:
        """Head, states, text, keys."""
        yield StatusLine(f"{self._now.label}早先的版本", "正在读取……", id="head")
        yield Rule()
        yield VersionRows(id="states")
        yield Static(_NONE, markup=False, id="none")
        yield Rule(id="what")
        yield AskText(id="text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read them in a thread: there may be more than fifty."""
        Background(self, self._load, self._take, failed=self._loaded, group="load").ask(None)

    def _load(self, _: None) -> Generator[State | None, None, None]:
        for earlier in earlier_states(self._document.path):
            yield State(earlier, changes(self._now, earlier.issue) if earlier.issue is not None else ())
        yield None

    def _take(self, state: State | None) -> None:
        """One more; None when that was all."""
        if state is None:
            self._loaded()
            return
        rows = self.query_one(VersionRows)
        rows.add(state)
        if rows.count == 1:
            self._show()

    def _loaded(self, trouble: str = "") -> None:
        self._trouble = trouble or self._trouble
        count = self.query_one(VersionRows).count
        self.query_one("#head", StatusLine).right = self._trouble or (f"共 {count} 个" if count else "")
        self.query_one("#none").display = not count
        self.query_one(VersionRows).display = bool(count)

    def on_rows_reached(self, event: Rows.Reached) -> None:
        """Show another one."""
        self._show()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click."""
        self.action_restore()

    def _show(self) -> None:
        state, text, rule = (
            self.query_one(VersionRows).item,
            self.query_one(Reading),
            self.query_one("#what", Rule),
        )
        if state is None or state.earlier.issue is None:
            rule.title = ""
            text.show(setting_of_text(""))
        elif self._look == _TEXT:
            rule.title = "全文"
            text.show(setting_of_text(plain_text(state.earlier.issue, self._document.style)))
        elif self._look == _REDLINE:
            (before, old), (after, new) = self._pair(state.earlier)
            rule.title = f"从{before}到{after}"
            text.show(setting_of_redline(redline_paragraphs(old, new, self._document.style)))
        else:
            rule.title = "恢复它会有这些改动" if state.changes else "与现在的内容相同"
            text.show(setting_of_changes(state.changes))

    def action_turn(self) -> None:
        """The next way of looking at it."""
        self._look = (self._look + 1) % (_REDLINE + 1)
        self._show()

    def action_mark(self) -> None:
        """Compare with the state under the cursor, or with the present one again."""
        state = self.query_one(VersionRows).item
        if state is None or state.earlier.issue is None:
            return
        self._other = None if self._other is state.earlier else state.earlier
        name = f"第 {self._other.number} 个版本" if self._other is not None else "现在的稿子"
        self.query_one("#head", StatusLine).right = f"与{name}比"
        self._look = _REDLINE
        self._show()

    def action_redline(self) -> None:
        """Write the 花脸稿 between two states."""
        state = self.query_one(VersionRows).item
        if state is None or state.earlier.issue is None:
            return
        (_, old), (_, new) = self._pair(state.earlier)
        folder = self._document.path.parent.parent / "exports"
        try:
            path = write_between(old, new, self._document.style, folder)
        except EditorError as error:
            self.notify(str(error), severity="warning")
        else:
            self.notify(f"花脸稿已写入 {path}")

    def _pair(self, chosen: Earlier) -> list[tuple[str, Issue]]:
        """The older and the newer of the two states that are compared, each with its name."""
        both = {state.number: state for state in (chosen, self._other) if state is not None}
        states = [state for _, state in sorted(both.items(), reverse=True)]
        named = [(f"第 {state.number} 个版本", state.issue) for state in states if state.issue is not None]
        return [*named, ("现在的稿子", self._now)][:2]

    @property
    def paged(self) -> Rows:
        """The text."""
        return self.query_one(Reading)

    def action_restore(self) -> None:
        """Go back to the state under the cursor."""
        state = self.query_one(VersionRows).item
        if state is not None and state.earlier.issue is not None:
            self.dismiss(state)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


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
