"""Fields of an article or of an issue in a small dialog; a wrong value is said below them and nothing is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from editor.errors import EditorError, UsageError
from editor.model.issue import Article, Issue
from editor.model.style import Ordinals
from editor.session.particulars import (
    OwnFields,
    has_chains,
    numbered_and_dated,
    with_masthead,
    with_own_fields,
    with_particulars,
)
from editor.tui.screen import FIELDS, DeskDialog
from editor.tui.widgets.cells import UNTITLED, drawable
from editor.tui.widgets.field import Field


class _Fields(DeskDialog[Issue | Article | None]):
    """Named fields, Tab between them, Enter takes all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        *FIELDS,
    ]
    DEFAULT_CSS = """
    _Fields .field-row { height: 1; }
    _Fields .label { width: 18; color: $quiet; }
    _Fields .field-row Field { width: 1fr; }
    """
    HINT = "↑↓ 换一项   回车 收下   Esc 取消"
    SIZE = "export"

    def __init__(self, heading: str, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(heading)
        self._named = fields

    def question(self) -> ComposeResult:
        """Fields, and what is wrong."""
        for number, (name, value) in enumerate(self._named):
            with Horizontal(classes="field-row"):
                yield Static(name, markup=False, classes="label")
                yield Field(_shown(value), id=f"field-{number}")
        yield Static("", markup=False, id="choice", classes="name")
        yield Static("", markup=False, id="result", classes="-wrong")

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


class ArticleFields(_Fields):
    """What is said about an article outside its text, and whether its measures run in.

    The answer is the changed article, or the issue as it is where its masthead is wanted instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "run_in", show=False),
        Binding("ctrl+b", "masthead", show=False),
    ]
    HINT = "↑↓ 换一项   回车 收下   ^B 刊头   Esc 取消"

    def __init__(self, article: Article, issue: Issue, ordinals: Ordinals) -> None:
        fields = [
            ("来源", article.source),
            ("内部备注（不印）", article.note),
            ("来稿单位", article.unit),
            ("署名", article.byline),
            ("本篇编者按", article.editor_note),
            ("附件（；隔开）", "；".join(article.attachments)),
        ]
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
        source, note, unit, byline, editor_note, attachments = self.values
        article = self._article
        return with_particulars(
            article,
            _kept(source, article.source),
            _kept(note, article.note),
            self._run_in,
            self._ordinals,
            unit=_kept(unit, article.unit),
            byline=_kept(byline, article.byline),
            editor_note=_kept(editor_note, article.editor_note),
            attachments=attachments,
        )


class IssueFields(_Fields):
    """The masthead and what else the issue says of itself. The answer is the changed issue.

    ``styles`` are the names of the house styles that there are; none: the style is not asked.
    """

    def __init__(self, issue: Issue, styles: Sequence[str] = ()) -> None:
        date = f"{issue.date.year}年{issue.date.month}月{issue.date.day}日"
        own = OwnFields.of(issue)
        total = "" if issue.total is None else str(issue.total)
        fields = [
            ("刊名", issue.title),
            ("日期", date),
            ("总期号（可空）", total),
            ("编印单位", issue.issuer),
            *((label, getattr(own, name)) for name, label in _OWN),
            *([("样式", issue.style)] if styles else []),
        ]
        super().__init__(f"{issue.label}的刊头", fields)
        self._issue = issue
        self._styles = styles

    def _taken(self) -> Issue:
        title, date, total, issuer, *own = self.values
        issue, before = self._issue, OwnFields.of(self._issue)
        names = [name for name, _ in _OWN]
        said = {name: _kept(value, getattr(before, name)) for name, value in zip(names, own, strict=False)}
        style = own[-1] if self._styles else issue.style
        issue = with_masthead(issue, title, date, total, issuer)
        return with_own_fields(issue, OwnFields(**said, style=style), self._styles or (style,))


class NewIssueFields(_Fields):
    """Number, date and style of an issue that is made; the answer is the issue. ``next_issue`` gives the one for a style."""

    def __init__(self, issue: Issue, styles: Sequence[str], next_issue: Callable[[str], Issue]) -> None:
        date = f"{issue.date.year}年{issue.date.month}月{issue.date.day}日"
        fields = [("期号（或 28-29）", str(issue.number)), ("日期", date), ("样式", issue.style)]
        super().__init__(f"新建{issue.label}", fields)
        self._issue = issue
        self._styles = styles
        self._next_issue = next_issue

    def on_input_changed(self) -> None:
        """Say which issue it will be."""
        try:
            heading = f"新建{self._taken().label}"
        except EditorError:
            return
        self.query_one("#heading", Static).update(drawable(heading))

    def _taken(self) -> Issue:
        number, date, style = self.values
        issue = self._issue
        if style != issue.style:
            if style not in self._styles:
                raise UsageError(f"没有样式“{style}”", advice=f"已有：{'、'.join(self._styles)}")
            issue = self._next_issue(style)
        return numbered_and_dated(issue, number, date)


_OWN = (
    ("number_to", "合刊到第几期"),
    ("secrecy", "密级"),
    ("serial", "编号"),
    ("editor", "责任编辑"),
    ("approver", "签发"),
    ("copies", "份数"),
    ("editor_note", "编者按、导读"),
)


def _kept(typed: str, before: str) -> str:
    """What was typed; a text of several lines that was left alone stays as it is."""
    return before if typed == _shown(before) else typed


def _shown(text: str) -> str:
    """A text of several lines as it stands in a field of one."""
    return drawable(text.replace("\n", "；")).strip()
