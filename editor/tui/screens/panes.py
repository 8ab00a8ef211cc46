"""The outline beside the manuscript, both showing one document: what is typed goes in, what changed is shown.

What is typed reaches the document through :meth:`Panes._commit`, which every command calls first, so that no
command acts on an older text than is seen. The commands themselves are in ``screens.edit``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from editor.errors import EditorError
from editor.model.issue import Article, Issue, move_article, move_section, replace_article
from editor.model.remark import Remark
from editor.session.articles import drag_several
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.tui.widgets.column import Panel, SideColumn
from editor.tui.widgets.divider import Divider
from editor.tui.widgets.hint import HintLine
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.manuscript import Manuscript
from editor.tui.widgets.outline import Outline, OutlineHead
from editor.tui.widgets.picking import PickingOutline
from editor.tui.widgets.rows import Rows
from editor.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from editor.tui.app import Desk

_PAUSE = 1.0  # seconds without a key after which typing on is another step to undo
_REMARKS = 3  # of a paste that are told; the rest is counted


class Panes(Screen[Path | None]):
    """Status line, outline, manuscript, right column and keys of one issue. The result is the issue to open next."""

    DEFAULT_CSS = """
    Panes {
        & #panes { height: 1fr; }
        & .pane { height: 1fr; }
        & .head { height: 1; padding: 0 1; color: $quiet; }
        & .pane:focus-within .head { color: $accent; }
        & #outline-pane { width: 34; }
        & #manuscript-pane { width: 1fr; }
    }
    """

    def __init__(self, workspace: Workspace, document: Document) -> None:
        super().__init__()
        self.workspace = workspace
        self.document = document
        self.outline = PickingOutline(id="outline")
        self.manuscript = Manuscript(document.style.ordinals, id="manuscript")
        self.status = StatusLine()
        self.column = SideColumn(self._panels(), id="column", classes="pane")
        self._head = Static("", markup=False, classes="head")
        self._sizes: dict[str, int] = {}  # characters by article, so that a key counts one article only
        self._saved: dict[str, Article] = {}  # as they are in the file
        self._note = ""
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Status, outline beside manuscript, keys."""
        yield self.status
        with Horizontal(id="panes"):
            with Vertical(id="outline-pane", classes="pane"):
                yield OutlineHead()
                yield self.outline
            yield Divider(id="outline-rule")
            with Vertical(id="manuscript-pane", classes="pane"):
                yield self._head
                yield self.manuscript
            yield Divider(id="column-rule")
            yield self.column
        yield HintLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the issue, with the cursor on its first article."""
        self._rest = self.set_interval(_PAUSE, self._after_a_pause)
        for field in (self.manuscript.title_field, self.manuscript.body_field):
            field.read_only = self.document.read_only
        first = next(iter((*self.issue.articles, *self.issue.spares)), None)
        self._show_issue(first.id if first else "")
        self.outline.focus()
        self.call_after_refresh(self._desk.show_hint, self.query_one(HintLine))

    @property
    def _desk(self) -> Desk:
        return cast("Desk", self.app)

    def _panels(self) -> Sequence[Panel]:
        """What the right column can show, in the order in which F5 goes through it."""
        return ()

    def _issue_changed(self) -> None:
        """The issue may be another one than before; what follows from it is worked out elsewhere, and later."""

    # -- document and panes -------------------------------------------------------------------------------

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

    def _commit(self, label: str = "输入", *, burst: bool = True) -> None:
        """Take what stands in the fields into the document, as part of the burst of typing or as a step."""
        article = self.manuscript.current
        if article is None:
            return
        issue = replace_article(self.issue, article)
        if issue is not self.issue:
            self.document.do(label, issue, article=article.id, merge=f"text:{article.id}" if burst else "")
            self._note = ""
            self._sizes[article.id] = article.characters
            self.outline.update_article(article, self._saved.get(article.id) != article)
            self._show_status()
            self._issue_changed()

    def _leave_article(self) -> None:
        """Take along what was typed, less the empty rows it left behind."""
        self._commit()
        article = self.manuscript.tidied()
        if article is not None and article != self.manuscript.article and self.document.changed(article):
            self.manuscript.show(article)
            self._commit()
        self.document.history.seal()

    def _do(self, label: str, issue: Issue, *, article: str = "", section: int | None = None) -> bool:
        """Change the issue as a step; False if nothing would change or may be changed."""
        self.document.history.seal()
        try:
            done = self.document.do(label, issue, article=article)
        except EditorError as error:
            self._desk.show_error(error)
            return False
        if done:
            self._note = ""
            self._show_issue(article)
            if section is not None:
                self.outline.select_section(section)
        return done

    def _show_issue(self, article_id: str = "") -> None:
        """Show the issue anew in all panes, with the cursor on an article if it is there."""
        articles = (*self.issue.articles, *self.issue.spares)
        self._saved = {a.id: a for a in (*self.document.saved.articles, *self.document.saved.spares)}
        self.outline.show(self.issue, {a.id for a in articles if self._saved.get(a.id) != a})
        self._sizes = {a.id: a.characters for a in self.issue.articles}
        if article_id in {a.id for a in articles}:
            self.outline.select_article(article_id)
        self._open_entry()
        self._issue_changed()

    def _open_entry(self) -> None:
        """Show in the manuscript what is under the cursor of the outline."""
        entry = self.outline.entry
        if entry.article is None:
            self.manuscript.show_hint(_hint(entry.name, entry.size))
        elif self.manuscript.current != entry.article:
            self.manuscript.show(entry.article)
        number = f" · 第{entry.index + 1}篇" if entry.article else ""
        self._head.update(Content(entry.name + number), layout=False)
        self._show_status()

    def _show_status(self) -> None:
        unsaved = " ● 未保存" if self.document.dirty else ""
        only = " 只读" if self.document.read_only else ""
        note = f"   {self._note}" if self._note else ""
        self.status.left = f"{self.issue.label}{only}{unsaved}{note}"
        self.status.right = self._figures()

    def _figures(self) -> str:
        """What the status line says of the article and of the issue, most telling first."""
        whole = f"全期 {sum(self._sizes.values()):,} 字"
        article = self.article
        return f"本篇 {article.characters:,} 字 · {whole}" if article else whole

    def _say(self, note: str) -> None:
        self._note = note
        self._show_status()

    def _after_a_pause(self) -> None:
        self.document.history.seal()
        for notice in self.document.notices():
            self._desk.tell(notice)

    # -- what the panes tell ------------------------------------------------------------------------------

    @on(Manuscript.Edited)
    def _edited(self) -> None:
        if self._rest is not None:
            self._rest.reset()
        self._commit()

    @on(Manuscript.CaretJumped)
    def _caret_jumped(self) -> None:
        self.document.history.seal()

    @on(Manuscript.Pasted)
    def _pasted(self, event: Manuscript.Pasted) -> None:
        self.document.history.seal()
        self._commit("粘贴", burst=False)
        self.document.history.seal()
        if event.remarks:
            self._desk.tell(about_remarks("粘贴", event.remarks))

    @on(Rows.Reached, "#outline")
    def _reached(self) -> None:
        article = self.article
        if self.manuscript.article is not None and (
            article is None or article.id != self.manuscript.article.id
        ):
            self._leave_article()
        self._open_entry()

    @on(Rows.Chosen, "#outline")
    def _chosen(self) -> None:
        self.manuscript.take_focus()

    @on(Outline.Dropped)
    def _dropped(self, event: Outline.Dropped) -> None:
        self._commit()
        dragged, onto, picked = event.dragged, event.onto, self.outline.picked
        if dragged.article is not None and dragged.article.id in picked:
            moved = drag_several(self.issue, picked, dragged.article.id, event.place)
            self._do(f"移动{len(picked)}篇稿件", moved, article=dragged.article.id)
        elif dragged.article is not None:
            moved = move_article(self.issue, dragged.article.id, event.place)
            self._do("移动稿件", moved, article=dragged.article.id)
        elif dragged.section is not None and onto.section is not None:
            moved = move_section(self.issue, dragged.section, onto.section)
            self._do("移动栏目", moved, section=onto.section)

    def on_descendant_focus(self) -> None:
        """On a narrow screen the outline is there while it has the focus."""
        self.set_class(self.outline.has_focus, "-drawer")


def _hint(name: str, size: int) -> str:
    """What stands in place of the manuscript while the cursor is on a heading."""
    return f"{name}：{size}篇" if size else f"{name}：还没有稿件，^N 新建一篇，或直接粘贴"


def about_remarks(when: str, remarks: tuple[Remark, ...]) -> str:
    """What a reader had to say about a text, in one sentence."""
    told = "；".join(remark.message for remark in remarks[:_REMARKS])
    return f"{when}时有{len(remarks)}处处理：{told}" + ("……" if len(remarks) > _REMARKS else "")
