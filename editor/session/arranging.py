"""Commands on the articles and sections of an issue that need more than one room: where a new one goes, cut, joined.

Pure: each gives a new issue; what it is called in the history is the caller's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.manuscript.editing import join_bodies
from editor.model.body import Body, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    add_section,
    join_articles,
    new_id,
    replace_article,
    split_article,
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
