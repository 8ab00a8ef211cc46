"""Several articles at once: moved, parked, deleted.

Pure, like ``arranging``. The articles are given by their ids; they keep the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Collection

from editor.model.issue import (
    Issue,
    Place,
    add_article,
    move_article,
    remove_article,
    step_article,
    step_article_section,
)


def in_order(issue: Issue, ids: Collection[str]) -> list[str]:
    """The ids of articles that there are, in the order in which they stand, spares last."""
    return [article.id for article in (*issue.articles, *issue.spares) if article.id in ids]


def step_several(issue: Issue, ids: Collection[str], step: int) -> Issue:
    """Move articles one place up (-1) or down (+1), each across the edge of its section into the next one.

    What stands at the end of the issue stays, and so does what would have to pass another one of them.
    """
    ordered = in_order(issue, ids)
    stayed: set[str] = set()
    for article_id in ordered if step < 0 else reversed(ordered):
        place = issue.find(article_id)
        there = issue.articles_in(place.section)
        beside = place.index + step
        if 0 <= beside < len(there) and there[beside].id in stayed:
            stayed.add(article_id)
            continue
        moved = step_article(issue, article_id, step)
        if moved is issue:
            stayed.add(article_id)
        issue = moved
    return issue


def step_several_sections(issue: Issue, ids: Collection[str], step: int) -> Issue:
    """Move articles to the end of the previous (-1) or next (+1) section each; the spares follow the last one."""
    for article_id in in_order(issue, ids):
        issue = step_article_section(issue, article_id, step)
    return issue


def move_several(issue: Issue, ids: Collection[str], section: int | None) -> Issue:
    """Move articles to the end of a section, or to the spares for None."""
    ordered = in_order(issue, ids)
    for article_id in ordered:
        there = issue.articles_in(section)
        end = len(there) - any(article.id == article_id for article in there)
        issue = move_article(issue, article_id, Place(section, end))
    return issue


def drag_several(issue: Issue, ids: Collection[str], dragged: str, place: Place) -> Issue:
    """Move articles to where one of them was dragged; they stand together there. ``place`` as for one article."""
    ordered = in_order(issue, ids)
    at = ordered.index(dragged)
    issue = move_article(issue, dragged, place)
    for article_id, beside in zip(reversed(ordered[:at]), reversed(ordered[1 : at + 1]), strict=True):
        issue = _put_beside(issue, article_id, beside, 0)
    for article_id, beside in zip(ordered[at + 1 :], ordered[at:], strict=False):
        issue = _put_beside(issue, article_id, beside, 1)
    return issue


def _put_beside(issue: Issue, article_id: str, beside: str, after: int) -> Issue:
    rest = remove_article(issue, article_id)
    place = rest.find(beside)
    return add_article(rest, issue.article(article_id), Place(place.section, place.index + after))


def park_several(issue: Issue, ids: Collection[str]) -> Issue:
    """Make spares of articles; spares among them stay where they are."""
    printed = {article.id for article in issue.articles}
    return move_several(issue, printed.intersection(ids), None)


def remove_several(issue: Issue, ids: Collection[str]) -> Issue:
    """Delete articles."""
    for article_id in in_order(issue, ids):
        issue = remove_article(issue, article_id)
    return issue
