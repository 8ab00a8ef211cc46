"""Proof-reading while one writes: findings in the right column, in the text and in the outline.

A command that needs the findings of this very moment (:meth:`Findings.now`) reads the one article itself, which takes a
millisecond. Earlier issues are asked once the first findings are shown. What can be done about a finding is in
``parts.corrections``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from threading import Lock

from editor.errors import EditorError
from editor.model.issue import Article, Issue
from editor.session.findings import Flaws, Review, runs_sentence, tally
from editor.session.proof import Proofing
from editor.tui.background import Background
from editor.tui.containment import containing, sentence_of
from editor.tui.parts.work import Part, Work
from editor.tui.widgets.cells import UNTITLED
from editor.tui.widgets.column import Panel
from editor.tui.widgets.finding_rows import FindingPanel, Flaw, Item, Note, Other, Ran, flaw_of

_REST = 0.2  # seconds without a change before a text is read
_WIDTH = 40  # cells of the panel
_ALL_FINE, _FINE = "未见问题", "本篇未见问题"
_CLOSE = 3  # earlier articles that are named

_Asked = tuple[Issue, Article | None]


class Findings(Part):
    """The findings on what is in the panes."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.panel = FindingPanel(id="findings")
        self.review: Review | None = None
        """The findings on the issue as it was a moment ago or is now; None before it was first read."""
        self._flaws = Flaws()
        self._lock = Lock()  # a Proofing is not for two threads at once
        self._proofing: Proofing | None = None
        self._style = work.document.style  # by whose rules it reads
        self._oddities: Sequence[str] = ()
        self._trouble = ""
        self._trouble_before = ""  # why earlier issues are not asked
        self._runs: dict[str, tuple[Article, Sequence[str]]] = {}  # by article id: its state, what ran before
        self._begun = self._asked_past = False
        self.past_known = False
        """Whether the earlier issues can be asked."""
        self._reading = Background(
            work.screen, self._read, self._take, failed=self.failed, rest=_REST, group="proof"
        )
        self._past = Background(
            work.screen, self._ask_past, self._take_past, failed=self._past_failed, group="past"
        )

    def panels(self) -> tuple[Panel, ...]:
        """The list of findings."""
        return (Panel("findings", "校对", self.panel, _WIDTH),)

    # -- reading ------------------------------------------------------------------------------------------

    def issue_changed(self) -> None:
        """Read once the hand rests; the first time when the screen is seen."""
        if self.review is not None and self.review.issue is self.work.issue:
            self._show()
        elif not self._begun:
            self._begun = True
            self.work.screen.call_after_refresh(containing(self.work.screen, self._read_first))
        else:
            self._read_soon()

    def _read_first(self) -> None:
        self._reading.ask((self.work.issue, self.work.article), now=True)

    def _read_soon(self) -> None:
        self._reading.ask((self.work.issue, self.work.article))

    def _read(self, asked: _Asked) -> Generator[Review, None, None]:
        issue, article = asked
        review = self._reviewed(issue)
        if article is not None and self.past_known:
            try:
                self._look_back(article)
            except Exception as error:  # the findings are there without it
                self._trouble_before = sentence_of(error)
        yield review

    def _reviewed(self, issue: Issue) -> Review:
        """The findings on an issue. EditorError if a word list cannot be used."""
        with self._lock:
            style = self.work.document.style
            if self._proofing is None or self._style is not style:
                remarks = self.services.remarks_on(self.work.document.path)
                self._proofing, self._style = Proofing(self.services.workspace, style, remarks=remarks), style
                if self.past_known:
                    self._proofing.consult(self.services.archive.opened)
            review = Review(issue, self._proofing.findings(issue))
            self._oddities = list(self._proofing.oddities(issue))
            return review

    def _take(self, review: Review) -> None:
        self._trouble = ""
        self.review = review
        self._show()
        if not self._asked_past:
            self._asked_past = True
            self._past.ask(None)

    def failed(self, sentence: str) -> None:
        """Proof-reading did not come about."""
        if sentence != self._trouble:
            self._trouble = sentence
            self.services.show_error(EditorError(sentence))
        self.review = None
        self.panel.show([Note(f"校对没有进行：{sentence}")])
        self.work.column.note("findings", "! 没有进行")

    def now(self) -> Review | None:
        """The findings on the issue as it is at this moment; None if it cannot be read, which is said."""
        self.work.commit()
        if self.review is None or self.review.issue is not self.work.issue:
            try:
                self.review = self._reviewed(self.work.issue)
                self._trouble = ""
                self._show()
            except Exception as error:
                self.failed(sentence_of(error))
                return None
        return self.review

    def read_again(self) -> None:
        """Rules or words are others than before."""
        self.review = None
        self.now()

    def about(self, question: Callable[[Proofing], Issue | None]) -> Issue | None:
        """Do something with the proof-reader. EditorError if it cannot be done, LookupError if the text has changed."""
        with self._lock:
            return None if self._proofing is None else question(self._proofing)

    # -- has this run before? -----------------------------------------------------------------------------

    def _ask_past(self, _: None) -> Generator[None, None, None]:
        """Look through the earlier issues, to read again with what they say."""
        archive = self.services.archive.fresh()
        with self._lock:
            if self._proofing is not None:
                self._proofing.consult(archive)
        yield None

    def _take_past(self, _: None) -> None:
        self.past_known = True
        self._read_first()

    def _past_failed(self, sentence: str) -> None:
        """Then without; the list of issues names files that cannot be read."""
        self._trouble_before = sentence
        self._show()

    def _look_back(self, article: Article) -> None:
        """In a thread: what ran before and is like this article."""
        known = self._runs.get(article.id)
        if known is None or known[0] != article:
            self._runs[article.id] = article, self.ran_before(article)

    def ran_before(self, article: Article) -> Sequence[str]:
        """In a thread, once the archive is there: a sentence for each earlier article that is like this one."""
        runs = self.services.archive.opened.runs_before(article, self.work.issue.id)
        return [runs_sentence(run) for run in runs[:_CLOSE]]

    # -- showing ------------------------------------------------------------------------------------------

    def panel_shown(self) -> None:
        """Fill the panel."""
        self._show()

    def entry_changed(self) -> None:
        """Show the findings on another article."""
        self._show()
        article = self.work.article
        if self.past_known and article is not None and article.id not in self._runs:
            self._read_soon()

    def _show(self) -> None:
        review, work = self.review, self.work
        if review is None:
            return
        groups = review.by_article
        work.outline.show_marks(review.marks)
        article = self._checked(work.manuscript.article)
        if article is not None:
            self._flaws = Flaws(article, groups.get(article.id, ()))
        work.manuscript.show_flaws(self._flaws if article is not None else Flaws())
        here = work.article
        runs = self._runs[here.id][1] if here and here.id in self._runs else ()
        bare = here is not None and not any((groups.get(here.id), groups.get(""), runs))
        note = str(review.tally)
        if bare:
            note = f"{note}  {_FINE if review.findings else _ALL_FINE}".strip()
        work.column.note("findings", note, bare=bare)
        if work.column.shown == "findings":
            self.panel.show(list(self._items(review)))

    def _checked(self, article: Article | None) -> Article | None:
        """An article as it was when it was read."""
        if article is None or self.review is None:
            return None
        return next((found for found in self.review.issue.articles if found.id == article.id), None)

    def _items(self, review: Review) -> Iterator[Item]:
        """The findings on the article under the cursor, what ran before, how many there are elsewhere."""
        here = self.work.article
        groups = review.by_article
        articles = {article.id: article for article in review.issue.articles}
        mine = groups.get(here.id, ()) if here is not None else ()
        if here is not None and here.id in articles:
            yield from (flaw_of(articles, finding) for finding in mine)
        if here is not None and not any(finding.rule == "duplicate" for finding in mine):
            _, runs = self._runs.get(here.id, (here, ()))
            yield from map(Ran, runs)
        if whole := groups.get("", ()):
            yield from (Flaw(finding, "") for finding in whole)
        others = [name for name in groups if name and (here is None or name != here.id) and name in articles]
        if not review.findings:
            yield Note(_ALL_FINE)
        elif here is not None and not mine:
            yield Note(_FINE)
        if self._trouble_before:
            yield Note(f"往期没有查：{self._trouble_before}")
        yield from map(Note, self._oddities)
        if others:
            yield Note("")
            yield Note("其他稿件")
            yield from (Other(n, articles[n].title or UNTITLED, tally(groups[n])) for n in others)
