"""The issue at work: its document, the outline and the manuscript that show it, and what the parts share of them.

What is typed reaches the document through :meth:`Work.commit`, which every command calls first, so that no command acts
on an older text than is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from editor.errors import EditorError
from editor.model.issue import Article, Issue, replace_article
from editor.session.document import Document
from editor.session.steps import TYPED
from editor.tui.containment import contained, holding_text, say_once
from editor.tui.keys import commands
from editor.tui.screen import DeskScreen
from editor.tui.services import Services
from editor.tui.widgets.column import Panel, SideColumn
from editor.tui.widgets.manuscript import Manuscript
from editor.tui.widgets.outline import Outline
from editor.tui.widgets.status import StatusLine

Result = TypeVar("Result")


class Work:
    """One issue open in one screen.

    ``changed`` is called whenever the issue may be another one than before, ``entered`` when the cursor of the outline
    may stand on something else. ``figures`` are what the status line says on the right; ``warning`` stands there on
    the left until it is taken away.
    """

    def __init__(self, screen: DeskScreen[Any], services: Services, document: Document) -> None:
        self.screen = screen
        self.services = services
        self.document = document
        self.outline = Outline(id="outline")
        self.manuscript = Manuscript(document.style.ordinals, id="manuscript")
        self.status = StatusLine()
        self.head = Static("", markup=False, classes="head")
        self.column = SideColumn(id="column", classes="pane")
        self.changed: Callable[[], object] = lambda: None
        self.entered: Callable[[], object] = lambda: None
        self.figures: Callable[[], str] = self.size
        self.warning = ""
        self._sizes: dict[str, int] = {}  # characters by article, so that a key counts one article only
        self._saved: dict[str, Article] = {}  # as they are in the file
        self._note = self._keys = ""
        for field in (self.manuscript.title_field, self.manuscript.body_field):
            field.step_ends = self.step_ends

    # -- what there is ------------------------------------------------------------------------------------

    @property
    def issue(self) -> Issue:
        """The issue as it is now."""
        return self.document.issue

    @property
    def article(self) -> Article | None:
        """The article under the cursor, None on a heading."""
        return self.outline.entry.article

    @property
    def article_id(self) -> str:
        """Its id, empty on a heading."""
        return self.article.id if self.article else ""

    @property
    def picked(self) -> frozenset[str]:
        """The ids of the articles that were picked in the outline, none while the caret is in the text."""
        return frozenset() if self.manuscript.has_caret else frozenset(self.outline.picked)

    def key_of(self, command: str) -> str:
        """The key of a command as it is now, for it may have been changed."""
        return next((c.keys[0] for c in commands(self.screen) if c.id == command and c.keys), "")

    # -- changing the issue -------------------------------------------------------------------------------

    def step_ends(self, label: str = TYPED) -> None:
        """What stands in the fields now is somewhere to go back to: a sentence was ended, a line, a paste."""
        self.commit(label)
        self.document.history.seal()

    def commit(self, label: str = TYPED) -> None:
        """Take what stands in the fields into the document, as part of the burst of typing unless that was ended."""
        before = self.issue
        with holding_text():
            article = self.manuscript.current
            if article is not None and (issue := replace_article(before, article)) is not before:
                self.document.do(label, issue, article=article.id, merge=f"text:{article.id}")
        if article is not None and self.issue is not before:
            self._note = ""
            self._sizes[article.id] = article.characters
            changed = self._saved.get(article.id) != article
            self.help(partial(self.outline.update_article, article, changed), self.show_status, self.changed)

    def help(self, *services: Callable[[], object]) -> None:
        """Have done what only helps: what fails is said, and keeps neither the next nor the text."""
        for service in services:
            contained(service, self.failed)

    def failed(self, sentence: str) -> None:
        """Something beside the text could not be done."""
        say_once(self.screen, sentence)

    def refuses(self, verb: str) -> bool:
        """Whether the issue can only be read, which is said: “只读，不能移动”."""
        if self.document.read_only:
            self.say(f"只读，不能{verb}")
        return self.document.read_only

    def leave_article(self) -> None:
        """Take along what was typed, less the empty rows it left behind."""
        self.commit()
        article = self.manuscript.tidied()
        if article is not None and article != self.manuscript.article and self.document.changed(article):
            self.manuscript.show(article)
            if self.document.dirty:
                self.document.history.unseal()
            self.commit()
        self.document.history.seal()

    def do(self, label: str, issue: Issue, *, article: str = "", section: int | None = None) -> bool:
        """Change the issue as a step; False if nothing would change or may be changed."""
        self.document.history.seal()
        try:
            with holding_text():
                done = self.document.do(label, issue, article=article)
        except EditorError as error:
            self.services.show_error(error)
            return False
        if done:
            self._note = ""
            self.show_issue(article)
            if section is not None:
                self.outline.select_section(section)
        return done

    # -- showing it ---------------------------------------------------------------------------------------

    def show_issue(self, article_id: str = "") -> None:
        """Show the issue anew in all panes, with the cursor on an article if it is there."""
        self.manuscript.body_field.number_by(self.document.style.ordinals)
        articles = (*self.issue.articles, *self.issue.spares)
        self._saved = {a.id: a for a in (*self.document.saved.articles, *self.document.saved.spares)}
        self.outline.show(self.issue, {a.id for a in articles if self._saved.get(a.id) != a})
        self._sizes = {a.id: a.characters for a in self.issue.articles}
        if article_id in {a.id for a in articles}:
            self.outline.select_article(article_id)
        self.open_entry()
        self.changed()

    def open_entry(self) -> None:
        """Show in the manuscript what is under the cursor of the outline."""
        entry = self.outline.entry
        if entry.article is None:
            if self.manuscript.has_caret:  # keys and pastes would go to fields that are not seen
                self.outline.focus()
            self.manuscript.show_hint(_hint(entry.name, entry.size))
        elif self.manuscript.current != entry.article:
            self.manuscript.show(entry.article)
        number = f" · 第{entry.index + 1}篇" if entry.article else ""
        self.head.update(Content(entry.name + number), layout=False)
        self.show_status()
        self.entered()

    def reached(self) -> None:
        """The cursor of the outline came to a row: leave the article before, show the one there.

        Where it is the one that is shown, what was typed since the cursor came is taken, not written over.
        """
        before = self.manuscript.article
        if before is not None and before.id != self.article_id:
            self.leave_article()
        else:
            self.commit()
        self.open_entry()

    def go_to_article(self, article_id: str) -> None:
        """Put the cursor of the outline on an article, and the caret into its text."""
        self.outline.select_article(article_id)
        self.reached()
        self.manuscript.take_focus()

    @property
    def characters(self) -> int:
        """Of all articles that are printed."""
        return sum(self._sizes.values())

    def size(self) -> str:
        """How long the article and the issue are."""
        whole = f"全期 {self.characters:,} 字"
        article = self.article
        return f"本篇 {article.characters:,} 字 · {whole}" if article else whole

    @property
    def said(self) -> str:
        """What was said last in the status line, empty once the issue was changed since."""
        return self._note

    def say(self, note: str, keys: str = "") -> None:
        """Say something in the status line, until the next change; where there is no room, the keys stay."""
        self._note, self._keys = note, keys
        self.show_status()

    def show_status(self) -> None:
        """Number, whether it is saved, what was said, and the figures."""
        unsaved = " ● 未保存" if self.document.dirty else ""
        only = " 只读" if self.document.read_only else ""
        note = f"   {self._note}" if self._note else ""
        warning = f"   ! {self.warning}" if self.warning else ""
        self.status.left = f"{self.issue.label}{only}{unsaved}{note}"
        self.status.tail = f"{self._keys if note else ''}{warning}"
        self.status.right = contained(self.figures, self.failed) or ""


class Part:
    """A job of the edit screen. Its ``COMMANDS`` are bindings of the screen whose actions are methods of the part."""

    COMMANDS: ClassVar[list[BindingType]] = []

    def __init__(self, work: Work) -> None:
        self.work = work
        self.services = work.services

    def panels(self) -> tuple[Panel, ...]:
        """What it has for the right column."""
        return ()

    def label_of(self, command: str) -> str:
        """What one of its commands is called where the caret is; empty for what it is always called."""
        return ""

    def issue_changed(self) -> None:
        """The issue may be another one than before."""

    def entry_changed(self) -> None:
        """The cursor of the outline may stand on something else."""

    def panel_shown(self) -> None:
        """Another panel is in the right column."""

    def failed(self, sentence: str) -> None:
        """What the part does beside the text could not be done."""
        self.work.failed(sentence)

    def run(self, question: Coroutine[Any, Any, object], group: str = "tool") -> None:
        """Do something that asks; whatever of the group was not answered yet is given up."""
        self.work.screen.run_worker(self._told(question), exclusive=True, group=group)

    async def _told(self, question: Coroutine[Any, Any, object]) -> None:
        with self.services.telling():
            await question

    async def ask(self, question: Screen[Result | None]) -> Result | None:
        """Show a screen and wait for what comes of it; None if something else stands there already."""
        return await self.work.screen.ask(question)


def asks(command: Callable[..., Coroutine[Any, Any, object]]) -> Callable[..., None]:
    """A command of a part that asks: it goes on beside the screen, see :meth:`Part.run`."""

    @wraps(command)
    def begin(part: Part, *given: object) -> None:
        part.run(command(part, *given))

    return begin


def tell(parts: tuple[Part, ...], what: Callable[[Part], Callable[[], object]]) -> None:
    """Tell each part; one that fails keeps no other from being told."""
    for part in parts:
        contained(what(part), part.failed)


def _hint(name: str, size: int) -> str:
    """What stands in place of the manuscript while the cursor is on a heading."""
    return f"{name}：{size}篇" if size else f"{name}：还没有稿件，^N 新建一篇，或直接粘贴"
