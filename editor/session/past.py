"""Articles of other issues, to be read beside the one that is being written: those that are like it, and those found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.model.issue import Article, IssueId
from editor.session.archive import Archive
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue

_MOST = 30  # that are listed


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
