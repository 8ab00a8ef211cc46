"""Spares of earlier issues (往期备用稿): found, and taken into the issue that is being made.

The earlier issue is left as it is: its file may be open elsewhere, and what was not printed there stays on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from editor.model.issue import Article, Issue, IssueId, Place, add_article, new_id
from editor.session.guess import earlier
from editor.session.question import holds
from editor.session.workspace import Workspace


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
    for issue in earlier(workspace, but):
        yield [Spare(issue.id, article) for article in issue.spares]


def take_spare(issue: Issue, spare: Spare, place: Place) -> tuple[Issue, str]:
    """The issue with a copy of the spare at a place, and its id; the note says where it comes from."""
    article = spare.article
    note = "\n".join(filter(None, (article.note, f"取自{spare.issue.label}备用稿")))
    article_id = new_id(issue.ids) if article.id in issue.ids else article.id
    return add_article(issue, replace(article, id=article_id, note=note), place), article_id
