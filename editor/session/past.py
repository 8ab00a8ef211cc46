"""Articles of other issues: those that are like one or hold some words, to be read beside it; spares, to be taken (往期备用稿).

The earlier issue is left as it is: its file may be open elsewhere, and what was not printed there stays on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editor.model.issue import Article, Issue, IssueId, Place, add_article, new_id
from editor.session.archive import Archive
from editor.session.question import holds
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue

_MOST = 30  # that are listed


@dataclass(frozen=True)
class Spare:
    """A spare and the issue in which it waits."""

    issue: IssueId
    article: Article

    def holds(self, words: str) -> bool:
        """Whether each of the words, divided by blanks, stands in the title or the number of the issue."""
        return holds(f"{self.issue.label} {self.article.title}", words)


def earlier_spares(workspace: Workspace, but: Issue) -> Iterator[list[Spare]]:
    """The spares of the newest issues other than ``but``, issue by issue, newest first; for a thread."""
    from editor.session.guess import earlier  # here, as it loads all that guesses a section

    for issue in earlier(workspace, but):
        yield [Spare(issue.id, article) for article in issue.spares]


def take_spare(issue: Issue, spare: Spare, place: Place) -> tuple[Issue, str]:
    """The issue with a copy of the spare at a place, and its id; the note says where it comes from."""
    article = spare.article
    note = "\n".join(filter(None, (article.note, f"取自{spare.issue.label}备用稿")))
    article_id = new_id(issue.ids) if article.id in issue.ids else article.id
    return add_article(issue, replace(article, id=article_id, note=note), place), article_id


@dataclass(frozen=True)
class Past:
    """An article by its id in an issue as it is written in commands; ``note`` says why it is listed (“83%”)."""

    issue: str
    article: str
    title: str
    note: str = ""

    @property
    def label(self) -> str:
        """The issue as people call it."""
        found = IssueId.parse(self.issue)
        return found.label if found else self.issue


def alike(archive: Archive, article: Article, issue: IssueId) -> Sequence[Past]:
    """What other issues printed that is like an article, most alike first; for a thread."""
    runs = archive.runs_before(article, issue)
    return [Past(run.issue, run.article, run.title, f"{run.likeness:.0%}") for run in runs]


def holding(archive: Archive, words: str) -> Sequence[Past]:
    """The articles that hold each of the words, divided by blanks, best first; for a thread."""
    return [Past(hit.issue, hit.article, hit.title) for hit in archive.search(words, limit=_MOST).hits]


def read_past(workspace: Workspace, past: Past) -> Article | None:
    """The article as its issue file holds it, None if it is not there any more. EditorError for a bad file; for a thread."""
    return load_issue(workspace.resolve(past.issue)).get(past.article)
