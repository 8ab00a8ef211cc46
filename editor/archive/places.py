"""Which part of the country an article is about: the places that it names, and the region of the first.

The title decides, or where it names no place, the first text of the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import add
from typing import NamedTuple

from editor.model.lexicon import BEARER, LEVELS, Province

OUTSIDE = "域外"
"""The region of everything outside: those inside are the provinces that the list of places marks as its own."""

_OTHERS = "其他"  # what people call the same
_KEY = 2  # characters; no place has a shorter name


class Place(NamedTuple):
    """A place as it is counted: a city of the Delta (``province`` 江苏, ``name`` 苏州), or a province (江苏, 江苏)."""

    region: str
    province: str
    name: str


class Places:
    """The names by which the places of a list of provinces may be called."""

    def __init__(self, provinces: Iterable[Province] = ()) -> None:
        provinces = tuple(provinces)
        names: dict[str, Place] = {}
        for name, place in chain.from_iterable(map(_names, provinces)):
            names.setdefault(name, place)
        home = [province for province in provinces if province.delta]
        self.regions = (*dict.fromkeys(province.mark for province in home), OUTSIDE)
        """The provinces of the office's own region by their one-character names, in the order of the list, and the rest."""
        self.region_names = {
            name: region
            for province in home
            for region in (province.mark,)
            for name in (region, province.short, province.name)
        } | dict.fromkeys((OUTSIDE, _OTHERS), OUTSIDE)
        """What each region may be called."""
        self.all = tuple(dict.fromkeys(names.values()))
        self._names: dict[str, list[tuple[str, Place]]] = {}
        for name in sorted(names, key=len, reverse=True):  # 江苏省 before 江苏: the longer reading wins
            self._names.setdefault(name[:_KEY], []).append((name, names[name]))

    def named(self, texts: Iterable[str]) -> tuple[Place, ...]:
        """The places named in the first of some texts that names any, in order, each once."""
        for text in texts:
            if found := dict.fromkeys(self._in(text)):
                return tuple(found)
        return ()

    def _in(self, text: str) -> Iterator[Place]:
        end = 0
        starts = [start for start, key in enumerate(map(add, text, text[1:])) if key in self._names]
        for start in starts:
            if start < end:
                continue
            for name, place in self._names[text[start : start + _KEY]]:
                if text.startswith(name, start):
                    end = start + len(name)
                    if not BEARER.match(text, end):
                        yield place
                    break


def _names(province: Province) -> Iterator[tuple[str, Place]]:
    region = province.mark if province.delta else OUTSIDE
    whole = Place(region, province.short, province.short)
    for name in (province.name, province.short, *province.also):
        yield name, whole
    for city in (*province.cities, *province.guarded):
        place = Place(region, province.short, city) if province.delta else whole
        for level in LEVELS:
            yield city + level, place
        if city in province.cities:
            yield city, place
