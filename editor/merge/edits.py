"""What one has to do to one state of an issue to get another, edit by edit, each of which can be made alone.

The same list tells asks of a returned file, its silent changes, and what was changed besides; so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from typing import Any

from editor.merge.article_edits import Edit, article_edits
from editor.merge.changes import said
from editor.merge.order import in_their_places, match_sections, unmoved
from editor.merge.rows import rows_of
from editor.model.issue import (
    FIELD_LABELS,
    Article,
    Issue,
    Place,
    add_article,
    add_section,
    move_article,
    move_section,
    remove_article,
    rename_section,
)


def edits(old: Issue, new: Issue) -> tuple[Edit, ...]:
    """Everything that differs, in reading order; fields and sections first. ``make`` makes one edit in the old state."""
    if old is new or old == new:
        return ()
    return (*_of_fields(old, new), *_of_sections(old, new), *_of_articles(old, new))


# -- issue and sections ------------------------------------------------------------------------------------------


def _of_fields(old: Issue, new: Issue) -> Iterator[Edit]:
    for name in (each.name for each in fields(Issue) if each.name not in ("sections", "spares")):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            change: dict[str, Any] = {name: after}
            words = FIELD_LABELS.get(name, name), said(before), said(after)
            yield Edit("field", "", *words, make=partial(replace, **change))


def _of_sections(old: Issue, new: Issue) -> Iterator[Edit]:
    origins = match_sections(old.sections, new.sections)
    names = [section.name for section in old.sections]
    for at, (section, origin) in enumerate(zip(new.sections, origins, strict=True)):
        if origin is None:
            before = next((o for o in reversed(origins[:at]) if o is not None), -1)
            added = partial(add_section, name=section.name, index=before + 1)
            yield _section_edit("added", "", section.name, added)
        elif names[origin] != section.name:
            renamed = partial(rename_section, index=origin, name=section.name)
            yield _section_edit("renamed", names[origin], section.name, renamed)
    for at, name in enumerate(names):
        if at not in origins:
            yield _section_edit("removed", name, "", partial(_without_section, at=at, new=new))
    kept = [origin for origin in origins if origin is not None]
    stayed = unmoved(list(range(len(names))), kept)
    for at, origin in enumerate(kept):
        if origin not in stayed:
            target = sum(other in stayed for other in kept[:at])
            yield _section_edit(
                "moved", names[origin], names[origin], partial(move_section, index=origin, to=target)
            )


def _section_edit(what: str, before: str, after: str, make: Callable[[Issue], Issue]) -> Edit:
    return Edit(f"section_{what}", "", before or after, before, after, make=make)


def _without_section(issue: Issue, at: int, new: Issue) -> Issue:
    """Take a section out; what stood in it and still is in the issue stands where the new state has it."""
    for article in issue.sections[at].articles:
        issue = _placed_as(issue, article.id, new) if article.id in new.ids else issue
    return replace(issue, sections=(*issue.sections[:at], *issue.sections[at + 1 :]))


# -- articles ----------------------------------------------------------------------------------------------------


def _of_articles(old: Issue, new: Issue) -> Iterator[Edit]:
    stayed = in_their_places(old, new)
    for article in (*old.articles, *old.spares):
        if article.id not in new.ids:
            gone = partial(remove_article, article_id=article.id)
            yield Edit("article_removed", article.id, article.title, article.title, "", make=gone)
    for article in (*new.articles, *new.spares):
        if article.id not in old.ids:
            come = partial(_put, article=article, new=new)
            whole = "\n".join((article.title, *(row.text for row in rows_of(article.body))))
            yield Edit("article_added", article.id, article.title, "", whole, make=come)
            continue
        before = old.article(article.id)
        if article.id not in stayed:
            moved = partial(_placed_as, article_id=article.id, new=new)
            yield Edit("article_moved", article.id, before.title, *_rooms(old, new, article.id), make=moved)
        if before != article:
            yield from article_edits(before, article)


def _rooms(old: Issue, new: Issue, article_id: str) -> tuple[str, str]:
    """Where an article stood and stands: the sections, or its places in the one section."""
    before, after = _room(old, article_id), _room(new, article_id)
    if before != after:
        return before, after
    places = (f"{before} 第{issue.find(article_id).index + 1}篇" for issue in (old, new))
    return next(places), next(places)


def _room(issue: Issue, article_id: str) -> str:
    place = issue.find(article_id)
    return "备用稿" if place.section is None else issue.sections[place.section].name


def _put(issue: Issue, article: Article, new: Issue) -> Issue:
    return add_article(issue, article, _place_in(issue, article.id, new))


def _placed_as(issue: Issue, article_id: str, new: Issue) -> Issue:
    article = issue.article(article_id)
    without = remove_article(issue, article_id)
    return move_article(issue, article_id, _place_in(without, article.id, new))


def _place_in(issue: Issue, article_id: str, new: Issue) -> Place:
    """Where an article of the new state stands in another one: in the same section, behind what it follows there."""
    place = new.find(article_id)
    there = new.articles_in(place.section)
    section = None
    if place.section is not None:
        origins = match_sections(issue.sections, new.sections)
        section = origins[place.section]
        if section is None:  # the section is new as well
            section = next((o for o in reversed(origins[: place.section]) if o is not None), 0)
    here = [each.id for each in issue.articles_in(section)]
    before = next((each.id for each in reversed(there[: place.index]) if each.id in here), None)
    return Place(section, 0 if before is None else here.index(before) + 1)
