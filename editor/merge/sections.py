"""Which old section a new one comes from: sections have no id, so it is judged by name, articles and place."""

from __future__ import annotations

from collections.abc import Sequence

from editor.merge.sequence import unmoved
from editor.model.issue import Issue, Section


def match_sections(old: Sequence[Section], new: Sequence[Section]) -> list[int | None]:
    """For each new section the index of the old one: by its name, else by its articles, else by its place."""
    origins: list[int | None] = [None] * len(new)
    for place, (before, after) in enumerate(zip(old, new, strict=False)):
        if before.name == after.name:
            origins[place] = place
    free = set(range(len(old))) - set(origins)
    ids = {place: {article.id for article in old[place].articles} for place in free}
    ranked = []
    for target in (place for place, origin in enumerate(origins) if origin is None):
        articles = {article.id for article in new[target].articles}
        for source in free:
            same_name = old[source].name == new[target].name
            ranked.append((same_name, len(ids[source] & articles), source == target, source, target))
    for same_name, shared, same_place, source, target in sorted(ranked, reverse=True):
        if (same_name or shared or same_place) and source in free and origins[target] is None:
            origins[target] = source
            free.discard(source)
    return origins


def in_their_places(old: Issue, new: Issue) -> set[str]:
    """The articles that stand in their section, among their neighbours, as before."""
    stayed = unmoved([a.id for a in old.spares], [a.id for a in new.spares])
    for origin, section in zip(match_sections(old.sections, new.sections), new.sections, strict=True):
        if origin is not None:
            stayed |= unmoved([a.id for a in old.sections[origin].articles], [a.id for a in section.articles])
    return stayed
