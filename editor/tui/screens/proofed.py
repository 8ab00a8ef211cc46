"""Proof-reading while one writes: findings in the right column, in the text and in the outline.

A key only sets a timer; a thread reads what was touched. A command that needs the findings of this very moment
(:meth:`Proofed._now`) reads the one article itself, which takes a millisecond. Earlier issues are asked once the first
findings are shown. The commands are in ``screens.corrections``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock

from textual.timer import Timer
from textual.worker import get_current_worker

from editor.errors import EditorError
from editor.model.issue import Article, Issue
from editor.session.document import Document
from editor.session.findings import Flaws, Review, runs_sentence, tally
from editor.session.proof import Proofing
from editor.session.workspace import Workspace
from editor.tui.archive import LeftError
from editor.tui.screens.columns import Columns
from editor.tui.widgets.cells import UNTITLED
from editor.tui.widgets.column import Panel
from editor.tui.widgets.finding_rows import FindingPanel, Flaw, Item, Note, Other, flaw_of

_REST = 0.2  # seconds without a change before a text is read
_WIDTH = 40  # cells of the panel
_CLOSE = 3  # earlier articles that are named


class Proofed(Columns):
    """The panes with the findings on what is in them."""

    def __init__(self, workspace: Workspace, document: Document) -> None:
        self.findings = FindingPanel(id="findings")
        self.review: Review | None = None
        """The findings on the issue as it was a moment ago or is now; None before it was first read."""
        self._flaws = Flaws()
        self._lock = Lock()  # a Proofing is not for two threads at once
        self._proofing: Proofing | None = None
        self._reading: Issue | None = None  # the issue that a thread is at
        self._read_due: Timer | None = None
        self._again = False
        self._trouble = ""
        self._runs: dict[str, tuple[Article, Sequence[str]]] = {}  # by article id: its state, what ran before
        self._asked_past = False
        self._past_known = False
        super().__init__(workspace, document)

    def _panels(self) -> Sequence[Panel]:
        return (*super()._panels(), Panel("findings", "校对", self.findings, _WIDTH))

    # -- reading ------------------------------------------------------------------------------------------

    def _issue_changed(self) -> None:
        """Read once the hand rests; the first time when the screen is seen."""
        super()._issue_changed()
        if self.review is not None and self.review.issue is self.issue:
            self._show_findings()
        elif self.review is None and self._reading is None:
            self.call_after_refresh(self._read)
        else:
            self._read_soon()

    def _read_soon(self) -> None:
        if self._read_due is None:
            self._read_due = self.set_timer(_REST, self._read)
        else:
            self._read_due.reset()

    def _read(self) -> None:
        self._read_due = None
        self._again = self._reading is not None  # then once more when that thread ends
        if not self._again:
            self._reading = issue = self.issue
            article = self.article
            self.run_worker(lambda: self._read_in_thread(issue, article), thread=True, group="proof")

    def _read_in_thread(self, issue: Issue, article: Article | None) -> None:
        try:
            review: Review | EditorError = self._reviewed(issue)
            if article is not None and self._past_known:
                self._look_back(article)
        except EditorError as error:
            review = error
        except LeftError:
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take_review, issue, review)

    def _reviewed(self, issue: Issue) -> Review:
        """The findings on an issue. EditorError if a word list cannot be used."""
        with self._lock:
            if self._proofing is None:
                remarks = self._desk.remarks_on(self.document.path)
                self._proofing = Proofing(self.workspace, self.document.style, remarks=remarks)
            return Review(issue, self._proofing.findings(issue))

    def _take_review(self, issue: Issue, review: Review | EditorError) -> None:
        self._reading = None
        if isinstance(review, EditorError):
            self._take_trouble(review)
            return
        self._trouble = ""
        if self.review is None or issue is self.issue or self.review.issue is not self.issue:
            self.review = review
            self._show_findings()
        if issue is not self.issue or self._again:
            self._read_soon()
        elif not self._asked_past:
            self._asked_past = True
            self.run_worker(self._ask_past, thread=True, group="past")

    def _take_trouble(self, error: EditorError) -> None:
        if str(error) != self._trouble:
            self._trouble = str(error)
            self._desk.show_error(error)
        self._show_findings()

    def _now(self) -> Review | None:
        """The findings on the issue as it is at this moment; None if it cannot be read, which is said."""
        self._commit()
        if self.review is None or self.review.issue is not self.issue:
            try:
                self.review = self._reviewed(self.issue)
            except EditorError as error:
                self._take_trouble(error)
                return None
            self._show_findings()
        return self.review

    def _read_again(self) -> None:
        """Rules or words are others than before."""
        self.review = None
        self._now()

    # -- has this run before? -----------------------------------------------------------------------------

    def _ask_past(self) -> None:
        """In a thread: look through the earlier issues, and read again with what they say."""
        try:
            archive = self._desk.past.fresh()
        except (EditorError, LeftError):  # then without; the list of issues names files that cannot be read
            return
        with self._lock:
            if self._proofing is not None:
                self._proofing.consult(archive)
        self._past_known = True
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._read)

    def _look_back(self, article: Article) -> None:
        """In a thread: what ran before and is like this article."""
        known = self._runs.get(article.id)
        if known is None or known[0] != article:
            self._runs[article.id] = article, self.ran_before(article)

    def ran_before(self, article: Article) -> Sequence[str]:
        """In a thread, once the archive is there: a sentence for each earlier article that is like this one."""
        runs = self._desk.past.archive.runs_before(article, self.issue.id)
        return [runs_sentence(run) for run in runs[:_CLOSE]]

    # -- showing ------------------------------------------------------------------------------------------

    def panel_shown(self) -> None:
        """Fill the panel."""
        super().panel_shown()
        self._show_findings()

    def _open_entry(self) -> None:
        super()._open_entry()
        self._show_findings()
        article = self.article
        if self._past_known and article is not None and article.id not in self._runs:
            self._read_soon()

    def _show_findings(self) -> None:
        review = self.review
        if review is None:
            if self._trouble:
                self.findings.show([Note(f"校对没有进行：{self._trouble}")])
            return
        groups = review.by_article
        self.outline.show_marks(review.marks)
        article = self._checked(self.manuscript.article)
        if article is not None:
            self._flaws = Flaws(article, groups.get(article.id, ()))
        self.manuscript.show_flaws(self._flaws if article is not None else Flaws())
        self.column.note("findings", str(review.tally))
        if self.column.shown == "findings":
            self.findings.show(list(self._items(review)))

    def _checked(self, article: Article | None) -> Article | None:
        """An article as it was when it was read."""
        if article is None or self.review is None:
            return None
        return next((found for found in self.review.issue.articles if found.id == article.id), None)

    def _items(self, review: Review) -> Iterator[Item]:
        """The findings on the article under the cursor, what ran before, how many there are elsewhere."""
        here = self.article
        groups = review.by_article
        articles = {article.id: article for article in review.issue.articles}
        mine = groups.get(here.id, ()) if here is not None else ()
        if here is not None and here.id in articles:
            yield from (flaw_of(articles, finding) for finding in mine)
        if here is not None and not any(finding.rule == "duplicate" for finding in mine):
            _, runs = self._runs.get(here.id, (here, ()))
            yield from map(Note, runs)
        if whole := groups.get("", ()):
            yield from (Flaw(finding, "") for finding in whole)
        others = [name for name in groups if name and (here is None or name != here.id) and name in articles]
        if not review.findings:
            yield Note("未见问题")
        elif here is not None and not mine:
            yield Note("本篇未见问题")
        if others:
            yield Note("")
            yield Note("其他稿件")
            yield from (Other(n, articles[n].title or UNTITLED, tally(groups[n])) for n in others)
