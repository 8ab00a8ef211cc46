"""Paste and go: what was pasted beside the articles that it will be, each with its section and the reason for it.

Left each line: what is left out struck through, what was repaired marked, and why below it. Nothing is changed here: the
answer says what was accepted, and the edit screen takes it in as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from editor.importers import Submission
from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle
from editor.session.guess import Experience, Guess
from editor.session.pasted import Pasted, PastedLine, Reading, read_pasted
from editor.session.submissions import section_of
from editor.tui.background import Background
from editor.tui.screen import DeskDialog
from editor.tui.widgets.cells import clip, drawable, wrapped
from editor.tui.widgets.outline import SPARES
from editor.tui.widgets.reading import ArticleRows
from editor.tui.widgets.rows import Choices, Pieces, Rows

_COUNTED = (("repaired", "修正"), ("doubtful", "存疑"), ("left_out", "未收"))
_MOST_SECTIONS = 9  # rows of the list of sections; more scroll


# Each state has a mark besides its colour: mark, its tone, the tone of the text.
_STATES = {
    "kept": ("  ", "", ""),
    "repaired": ("· ", "good", ""),
    "doubtful": ("! ", "warn", ""),
    "left_out": ("－", "accent", "struck"),
}
_MARK = 2  # cells


class PastedRows(Rows):
    """The lines under a cursor; Space turns one over."""

    DEFAULT_CSS = """
    PastedRows {
        scrollbar-gutter: stable;  /* the lines are broken before it is known whether they scroll */
        & .rows--struck { text-style: strike; color: $quiet; }
        & .rows--good { color: $success; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--struck", "rows--good"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("enter", "screen.take(False)", show=False),
    ]

    @dataclass
    class Turned(Message):
        """A line, by its number, is to be taken the other way round."""

        number: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[PastedLine] = ()
        self._rows: list[tuple[int, Pieces]] = []  # number of the line, what stands there

    @property
    def shows_cursor(self) -> bool:
        """Only where something can be turned over: while it has the focus."""
        return self.has_focus

    def show(self, lines: Sequence[PastedLine]) -> None:
        """Show lines; the cursor stays on the line it was on."""
        number = self._rows[self.cursor][0] if self._rows else 0
        self._lines = lines
        self._set()
        self.cursor = next((row for row, (line, _) in enumerate(self._rows) if line >= number), 0)

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._set()

    def _set(self) -> None:
        width = self.scrollable_content_region.width - _MARK
        if width > _MARK:
            self._rows = [(line.number, row) for line in self._lines for row in _rows(line, width)]
            self.changed()

    def pieces(self, index: int, width: int) -> Pieces:
        """One row."""
        return self._rows[index][1]

    def action_turn(self) -> None:
        """Take the line under the cursor the other way round."""
        if self._rows:
            self.post_message(self.Turned(self._rows[self.cursor][0]))


def _rows(line: PastedLine, width: int) -> list[Pieces]:
    mark, tone, text_tone = _STATES[line.state]
    rows: list[Pieces] = []
    for number, text in enumerate(wrapped(line.text, width)):
        rows.append([(mark if number == 0 else "  ", tone), (text, text_tone)])
    for remark in line.remarks:
        rows += [[("  ", ""), (text, "quiet")] for text in wrapped(f"（{remark}）", width)]
    return rows


@dataclass(frozen=True)
class Accepted:
    """Articles, each with the name of its section (None: the spares); the one to go to, and whether to edit it."""

    placed: tuple[tuple[Article, str | None], ...]
    current: str
    edit: bool


class SectionChoices(Choices):
    """The sections under a cursor, the guessed one with its reason. A figure goes to a section, Enter takes."""

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(names, id=id)
        self.reasons: dict[str, str] = {}

    def pieces(self, index: int, width: int) -> Pieces:
        """Mark, figure, name, reason."""
        pieces = super().pieces(index, width)
        name, _ = pieces.pop()
        reason = self.reasons.get(self._rows[index], "")
        used = sum(2 if ord(c) > 127 else 1 for c in name) + 4
        return [
            *pieces,
            (name, "strong" if reason else ""),
            (clip(f"  {reason}", max(0, width - used)), "quiet"),
        ]

    def figure_given(self) -> None:
        """Stay there, so that it can be seen before it is taken."""


class PasteScreen(DeskDialog[Accepted | None]):
    """Left the text, right what becomes of it."""

    DEFAULT_CSS = """
    PasteScreen #dialog {
        & #columns { height: 1fr; }
        & #left { width: 1fr; border-right: solid $line; padding-right: 1; }
        & #right { width: 1fr; padding-left: 1; }
        & .head { color: $quiet; height: 1; }
        & #before { color: $warning; height: auto; display: none; }
        & #left:focus-within .head, & #right:focus-within .head { color: $accent; }
        & PastedRows { height: 1fr; }
        & SectionChoices { height: auto; margin-bottom: 1; }
        & ArticleRows { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,E,ctrl+e", "take(True)", show=False),
        Binding("left", "go(-1)", show=False),
        Binding("right", "go(1)", show=False),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("ctrl+r", "as_one", show=False),
        Binding("ctrl+o", "spoken", show=False),
    ]
    SIZE = "wide"

    def __init__(
        self,
        given: str | Submission,
        issue: Issue,
        style: HouseStyle,
        experience: Experience,
        here: str | None,
        before: Callable[[Article], Sequence[str]] | None = None,
        *,
        name: str = "",
    ) -> None:
        """``before`` says in a thread what ran before and is like an article; None where that is not known yet.

        ``name`` is the file that was ``given``; a text that was pasted has none.
        """
        super().__init__()
        self._file = name
        self._before = before
        self._asking_before = Background(
            self, self._ask_before, self._tell_before, failed=self._before_failed, group="before"
        )
        self._given = given
        self._issue = issue
        self._style = style
        self._experience = experience
        self._here = here  # the section under the cursor, None for the spares
        self._how = Reading()
        self._pasted = read_pasted(given, style, issue)
        self._at = 0
        self._guesses: list[Guess] = []
        self._chosen: list[str] = []  # by article
        named = [found.section for found in self._pasted.articles if found.section]
        sections = [section.name for section in issue.sections] or list(style.sections)
        self._names = [*dict.fromkeys((*sections, *named)), SPARES]
        self._guess()

    def compose(self) -> ComposeResult:
        """Heading, two columns, keys."""
        with Vertical(id="dialog", classes="wide"):
            yield Static("", markup=False, id="heading")
            with Horizontal(id="columns"):
                with Vertical(id="left"):
                    yield Static("文件里的文字" if self._file else "粘贴的原文", markup=False, classes="head")
                    yield PastedRows(id="original")
                with Vertical(id="right"):
                    yield Static("", markup=False, classes="head", id="right-head")
                    yield Static("", markup=False, id="before")
                    yield SectionChoices(self._names, id="sections")
                    yield ArticleRows(self._style.ordinals, id="result")
            yield Static("", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Show what was read."""
        self._sections.focus()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """The sections keep a third of the height at most."""
        self._sections.styles.max_height = max(3, min(_MOST_SECTIONS, event.size.height // 3))

    @property
    def _sections(self) -> SectionChoices:
        return self.query_one(SectionChoices)

    # -- what was read ------------------------------------------------------------------------------------

    def _guess(self) -> None:
        """A section for each article: the one it stood under, else the guess, else where the cursor is."""
        names = self._names[:-1]
        here = self._here or ""
        self._guesses = [
            section_of(found, names, self._style, self._experience, here) for found in self._pasted.articles
        ]
        self._chosen = [about.section or SPARES for about in self._guesses]
        self._at = min(self._at, max(0, len(self._chosen) - 1))

    def _read_again(self, how: Reading) -> None:
        before = self._chosen
        self._how = how
        self._pasted = read_pasted(self._given, self._style, self._issue, how)
        self._guess()
        if len(before) == len(self._chosen):
            self._chosen = before
        self._show()

    def _show(self) -> None:
        self.query_one("#heading", Static).update(Content(_summary(self._pasted, self._file)))
        self.query_one(PastedRows).show(self._pasted.lines)
        self.query_one(".hint", Static).update(Content(self._hint()))
        self._show_article()

    def _show_article(self) -> None:
        count = len(self._pasted.articles)
        if not count:
            self.query_one("#right-head", Static).update(Content("没有可收的文字"))
            self.query_one(ArticleRows).show_article(None, "左栏用空格可以把划掉的行收回来")
            return
        head = f"收作第 {self._at + 1} 篇，共 {count} 篇（←→ 换篇）" if count > 1 else "收作"
        self.query_one("#right-head", Static).update(Content(head))
        about = self._guesses[self._at]
        self._sections.reasons = {about.section or SPARES: about.reason}
        with self.prevent(SectionChoices.Reached):
            self._sections.cursor = self._names.index(self._chosen[self._at])
        self._sections.refresh()
        article = self._pasted.articles[self._at].article
        self.query_one(ArticleRows).show_article(article)
        if self._before is not None:
            self._tell_before(())
            self._asking_before.ask(article)

    def _ask_before(self, article: Article) -> Generator[Sequence[str], None, None]:
        """Has this run before?"""
        if self._before is not None:
            yield self._before(article)

    def _before_failed(self, sentence: str) -> None:
        self._tell_before([f"往期没有查：{sentence}"])

    def _tell_before(self, runs: Sequence[str]) -> None:
        line = self.query_one("#before", Static)
        line.update(Content("\n".join(f"! {drawable(run)}" for run in runs)))
        line.display = bool(runs)

    def _hint(self) -> str:
        count = len(self._pasted.articles)
        hints = [
            "↑↓或数字 选栏目",
            f"回车 收下{f'全部{count}篇' if count > 1 else ''}",
            "^E 收下再改",
            "Esc 不收",
        ]
        if self._pasted.spoken:
            hints.append("^O 首先其次改回原样" if self._pasted.counted else "^O 首先、其次改作举措")
        if self._how.as_one:
            hints.append("^R 分作几篇")
        elif count > 1:
            hints.append("^R 合为一篇")
        return "   ".join([*hints, "Tab 到左栏，空格 收或不收一行"])

    # -- commands -----------------------------------------------------------------------------------------

    def on_rows_reached(self, event: SectionChoices.Reached) -> None:
        """Another section for the article that is shown."""
        if event.rows is self._sections:
            self._keep_choice()

    def _keep_choice(self) -> None:
        """Take the section under the cursor for the article. A command may come sooner than the message of it."""
        if self._chosen:
            self._chosen[self._at] = self._names[self._sections.cursor]

    def on_rows_chosen(self, event: SectionChoices.Chosen) -> None:
        """Enter and a double click take; a double click on a line of the text turns it over."""
        if event.rows is self._sections:
            self.action_take(False)
        else:
            self.query_one(PastedRows).action_turn()

    def on_pasted_rows_turned(self, event: PastedRows.Turned) -> None:
        """Take a line the other way round."""
        self._read_again(replace(self._how, turned=self._how.turned ^ {event.number}))

    def action_take(self, edit: bool) -> None:
        """Accept the articles as they are shown."""
        self._keep_choice()
        if self._pasted.articles:
            placed = tuple(
                (found.article, None if name == SPARES else name)
                for found, name in zip(self._pasted.articles, self._chosen, strict=True)
            )
            self.dismiss(Accepted(placed, placed[self._at][0].id, edit))

    def action_go(self, step: int) -> None:
        """To another article."""
        self._keep_choice()
        self._at = max(0, min(self._at + step, len(self._chosen) - 1))
        self._show_article()

    @property
    def paged(self) -> Rows:
        """The column that has the focus."""
        left = self.query_one(PastedRows)
        return left if left.has_focus else self.query_one(ArticleRows)

    def action_as_one(self) -> None:
        """All of it as one article, or divided again."""
        if len(self._pasted.articles) > 1 or self._how.as_one:
            self._read_again(replace(self._how, as_one=not self._how.as_one))

    def action_spoken(self) -> None:
        """首先… 其次… as measures, or as they were."""
        if self._pasted.spoken:
            self._read_again(replace(self._how, spoken=not self._pasted.counted))


def _summary(pasted: Pasted, name: str) -> str:
    """粘贴：1 篇 · 修正 3 行 · 未收 2 行."""
    count = len(pasted.articles)
    what = f"{pasted.whole.issue.label}整期，{count} 篇" if pasted.whole else f"{count} 篇"
    states = [line.state for line in pasted.lines]
    found = [f"{name} {states.count(state)} 行" for state, name in _COUNTED if state in states]
    return " · ".join([f"{drawable(name) or '粘贴'}：{what}", *found])
