"""What is typed to look through all issues: words, and beside them what narrows the search (床位 地区：沪 年：2025)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from editor.archive.folding import fold

_LIMIT = re.compile(r"(栏目|地区|年)[:：](.*)")
_YEAR = re.compile(r"\d{4}")
_YEAR_BEGUN = re.compile(r"\d{0,3}")


class Question(NamedTuple):
    """Words divided by blanks, and the section, region and year in which they are looked for; None for all.

    ``unknown`` is what narrows nothing, in words, empty for nothing.
    """

    words: str = ""
    section: str | None = None
    region: str | None = None
    year: int | None = None
    unknown: str = ""

    @property
    def limits(self) -> str:
        """只找政策举措、沪、2025年; empty for no limits."""
        year = f"{self.year}年" if self.year else None
        return "、".join(filter(None, (self.section, self.region, year)))


def holds(text: str, words: str) -> bool:
    """Whether each of the words, divided by blanks, stands in a text, in whatever case and width."""
    folded = fold(text)
    return all(word in folded for word in fold(words).split())


def question(typed: str, sections: Iterable[str] = (), regions: Mapping[str, str] | None = None) -> Question:
    """What is meant by what was typed, in whatever width. ``regions`` are those of the office by what they may be called.

    A section may be named in part; a limit not yet typed to its end is none.
    """
    words: list[str] = []
    asked, section = Question(), ""
    for word in typed.split():
        limit = _LIMIT.fullmatch(word)
        if limit is None:
            words.append(word)
        elif limit[1] == "栏目":
            section = limit[2] or section
        elif limit[1] == "地区":
            region = _region(limit[2], regions or {})
            asked = (
                asked._replace(region=region)
                if region or not limit[2]
                else asked._replace(unknown=f"没有“{limit[2]}”这个地区")
            )
        elif _YEAR.fullmatch(year := limit[2].removesuffix("年")):
            asked = asked._replace(year=int(year))
        elif not _YEAR_BEGUN.fullmatch(year):
            asked = asked._replace(unknown=f"“{limit[2]}”不是四位数的年份")
    named = _section(section, sections) if section else None
    return asked._replace(words=" ".join(words), section=named)


def _section(name: str, sections: Iterable[str]) -> str:
    """The one section that is meant: of that name, else the first whose name holds it, else one that there is not."""
    known = sorted(set(sections), key=lambda known: (fold(known) != fold(name), known))
    return next((found for found in known if fold(name) in fold(found)), name)


def _region(name: str, regions: Mapping[str, str]) -> str | None:
    return next((region for known, region in regions.items() if fold(known) == fold(name)), None)
