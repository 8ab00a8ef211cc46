"""What stands where it stood in two orders of the same things: sections, articles, rows; and both orders made one.

Things are known by their keys. Sections have none: which old one a new one comes from is judged by name, articles, place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Hashable, Sequence
from typing import TypeVar

from editor.model.issue import Issue, Section

Key = TypeVar("Key", bound=Hashable)


def merge_order(
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], staying: Container[Key]
) -> list[Key]:
    """The order of what is ``staying``: theirs, in which what we moved or added follows what it follows in ours.

    Everything that stays must be in ours or in theirs. Where both moved the same thing, ours counts. If one side
    is as the base, the other one comes out.
    """
    moved = set(ours) - unmoved(base, ours)
    merged = [key for key in theirs if key in staying and key not in moved]
    placed = set(merged)
    before: Key | None = None
    for key in ours:
        if key in staying and key not in placed:
            merged.insert(0 if before is None else merged.index(before) + 1, key)
            placed.add(key)
        if key in placed:
            before = key
    return merged


def unmoved(base: Sequence[Key], ours: Sequence[Key]) -> set[Key]:
    """The most of ours that stand in the order of the base: its longest increasing subsequence."""
    places = {key: place for place, key in enumerate(base)}
    common = [key for key in ours if key in places]
    ends: list[int] = []  # the lowest place in base at which a run of that length ends
    lengths = []
    for key in common:
        length = bisect_left(ends, places[key])
        ends[length : length + 1] = [places[key]]
        lengths.append(length)
    unmoved: set[Key] = set()
    wanted = len(ends) - 1
    for key, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            unmoved.add(key)
            wanted -= 1
    return unmoved


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
