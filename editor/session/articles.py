"""Commands on the articles and sections of an issue: where a new one goes, cut, joined; several at once.

Pure: each gives a new issue; what it is called in the history is the caller's business. Several articles are given by
their ids and keep the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from editor.manuscript.editing import join_bodies
from editor.model.body import Body, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    add_article,
    add_section,
    join_articles,
    move_article,
    new_id,
    remove_article,
    replace_article,
    split_article,
    step_article,
    step_article_section,
)
from editor.model.style import Ordinals


def cut_article(
    issue: Issue, article: Article, halves: tuple[tuple[Body, bool], tuple[Body, bool]]
) -> tuple[Issue, str]:
    """The issue with an article cut in two, and the id of the second, which has no title yet.

    Each half is a body and its ``run_in``.
    """
    (first, first_run_in), (second, second_run_in) = halves
    new = Article(new_id(issue.ids), body=second, run_in=second_run_in)
    kept = replace_article(issue, replace(article, run_in=first_run_in))
    return split_article(kept, article.id, first, new), new.id


def join_with_next(issue: Issue, article_id: str, ordinals: Ordinals) -> Issue | None:
    """The issue with an article and the one after it in its section made one; None if none follows it there.

    The title of the second becomes a paragraph between the two texts, so that nothing is lost.
    """
    place = issue.find(article_id)
    there = issue.articles_in(place.section)
    if place.index + 1 == len(there):
        return None
    first, second = there[place.index], there[place.index + 1]
    between: Body = (Paragraph(second.title),) if second.title else ()
    if between and second.run_in:
        between = (*between, Paragraph(""))  # or a chain would run in to the title
    body, run_in = join_bodies(
        (first.body, first.run_in), ((*between, *second.body), second.run_in), ordinals
    )
    return join_articles(issue, first.id, second.id, body, run_in)


def add_section_in_order(issue: Issue, name: str, order: Sequence[str]) -> tuple[Issue, int]:
    """Add a section of the house style where its order puts it, and say where: behind those that precede it."""
    earlier = set(order[: order.index(name)])
    index = max((n + 1 for n, section in enumerate(issue.sections) if section.name in earlier), default=0)
    return add_section(issue, name, index), index


def place_after(issue: Issue, article_id: str | None, section: int | None) -> Place:
    """Where a new article goes: behind the article, else at the end of the section, None for the spares."""
    if article_id is not None:
        place = issue.find(article_id)
        return Place(place.section, place.index + 1)
    return Place(section, len(issue.articles_in(section)))


def came_from(states: Iterable[Issue], article_id: str) -> str | None:
    """The section in which an article was printed last, by its name; None if it was in none of the states.

    The states latest first.
    """
    rooms = ((room, article.id) for issue in states for room, article in issue.rooms)
    return next((room for room, known in rooms if room is not None and known == article_id), None)


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
