"""Fields of an article or of an issue in a small dialog; a wrong value is said below them and nothing is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from editor.errors import EditorError
from editor.model.issue import Article, Issue
from editor.model.style import Ordinals
from editor.session.particulars import has_chains, with_masthead, with_particulars
from editor.tui.widgets.cells import UNTITLED, drawable
from editor.tui.widgets.field import Field


class _Fields(ModalScreen[Issue | Article | None]):
    """Named fields, Tab between them, Enter takes all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("escape", "leave", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
    ]
    HINT = "↑↓ 换一项   回车 收下   Esc 取消"

    def __init__(self, heading: str, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._named = fields

    def compose(self) -> ComposeResult:
        """Heading, fields, what is wrong, keys."""
        with Vertical(id="dialog", classes="export"):
            yield Static(drawable(self._heading), markup=False, id="heading")
            for number, (name, value) in enumerate(self._named):
                yield Static(name, markup=False, classes="name")
                yield Field(_shown(value), id=f"field-{number}")
            yield Static("", markup=False, id="choice", classes="name")
            yield Static("", markup=False, id="result", classes="-wrong")
            yield Static(self.HINT, markup=False, classes="hint")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self._show_choice()
        self.query_one("#result").display = False
        for field in self.query(Field):
            field.cursor_position = len(field.value)
        self.query(Field).first().focus()

    @property
    def values(self) -> list[str]:
        """What stands in the fields."""
        return [drawable(field.value).strip() for field in self.query(Field)]

    def _show_choice(self) -> None:
        """Show what is chosen besides the fields."""
        self.query_one("#choice").display = False

    def _taken(self) -> Issue | Article:
        raise NotImplementedError

    def action_take(self) -> None:
        """Take the values, or say what is wrong with them."""
        try:
            taken = self._taken()
        except EditorError as error:
            result = self.query_one("#result", Static)
            result.update(Content(str(error)))
            result.display = True
        else:
            self.dismiss(taken)

    def action_go(self, step: int) -> None:
        """To another field."""
        (self.focus_next if step > 0 else self.focus_previous)(Field)

    def action_leave(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)


class ArticleFields(_Fields):
    """Source and note of an article, and whether its measures run in.

    The answer is the changed article, or the issue as it is where its masthead is wanted instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "run_in", show=False),
        Binding("ctrl+b", "masthead", show=False),
    ]
    HINT = "↑↓ 换一项   回车 收下   ^B 刊头   Esc 取消"

    def __init__(self, article: Article, issue: Issue, ordinals: Ordinals) -> None:
        fields = [("来源（不印）", article.source), ("内部备注（不印）", article.note)]
        super().__init__(article.title or UNTITLED, fields)
        self._article = article
        self._issue = issue
        self._ordinals = ordinals
        self._run_in = article.run_in

    def _show_choice(self) -> None:
        choice = self.query_one("#choice", Static)
        choice.display = has_chains(self._article)
        choice.update(f"举措：{'接排成一段' if self._run_in else '各占一段'}   ^R 改")

    def action_run_in(self) -> None:
        """The measures in one paragraph, or each in its own."""
        if has_chains(self._article):
            self._run_in = not self._run_in
            self._show_choice()

    def action_masthead(self) -> None:
        """To the masthead of the issue."""
        self.dismiss(self._issue)

    def _taken(self) -> Article:
        (source, note), article = self.values, self._article
        source = article.source if source == _shown(article.source) else source
        note = article.note if note == _shown(article.note) else note
        return with_particulars(article, source, note, self._run_in, self._ordinals)


class IssueFields(_Fields):
    """The masthead. The answer is the changed issue."""

    def __init__(self, issue: Issue) -> None:
        date = f"{issue.date.year}年{issue.date.month}月{issue.date.day}日"
        total = "" if issue.total is None else str(issue.total)
        fields = [
            ("刊名", issue.title),
            ("日期", date),
            ("总期号（可空）", total),
            ("编印单位", issue.issuer),
        ]
        super().__init__(f"{issue.label}的刊头", fields)
        self._issue = issue

    def _taken(self) -> Issue:
        title, date, total, issuer = self.values
        return with_masthead(self._issue, title, date, total, issuer)


def _shown(text: str) -> str:
    """A text of several lines as it stands in a field of one."""
    return drawable(text.replace("\n", "；")).strip()
