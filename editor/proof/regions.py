"""Places of the country in a text, and whether they lie in the Delta."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from editor.model.lexicon import BEARER, LEVELS, Province
from editor.proof.words import Words

_LONGEST = 12  # code points of the name of a place
_VENUE = re.compile("[市省]?(?:[^，。；]{0,8})(?:举行|召开|开幕|闭幕|举办|落幕|揭晓|签署|会见|会谈)")


class PlaceName(NamedTuple):
    """A place found in a text."""

    start: int
    end: int
    province: Province

    def is_subject_of(self, text: str) -> bool:
        """Whether the text is about the place; not where its name is borne by something else, or a meeting was there."""
        return not BEARER.match(text, self.end) and not (
            text[self.start - 1 : self.start] in ("在", "于", "赴", "来") and _VENUE.match(text, self.end)
        )


class Regions:
    """Finds the names of places."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        provinces = tuple(provinces)
        self.home = tuple(province for province in provinces if province.delta)
        """The provinces of the office's own region, in the order of the list."""
        self._names: dict[str, Province] = {}
        for province in provinces:
            names = [province.name, province.short, *province.cities, *province.also]
            names += [name + level for name in province.guarded for level in LEVELS]
            for name in names:
                self._names.setdefault(name, province)
        self._words = Words({name: province for name, province in self._names.items() if len(name) > 1})

    def all(self, text: str, digrams: frozenset[int] | None = None) -> Iterator[PlaceName]:
        """The places that a text names, in order, whether it is about them or not.

        ``digrams``: those of the text that are sought, where they are known.
        """
        return (PlaceName(*found) for found in self._words.find(text, digrams))

    def at(self, text: str, start: int) -> PlaceName | None:
        """The place whose name begins at ``start``, the longest, or None."""
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            if province := self._names.get(text[start:end]):
                return PlaceName(start, end, province)
        return None

    def first(self, text: str) -> PlaceName | None:
        """The first place that a text is about, or None."""
        return next((place for place in self.all(text) if place.is_subject_of(text)), None)
