"""Merging two new orders of the same things, whatever they are: sections of an issue, articles of a section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Hashable, Sequence
from typing import TypeVar

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
