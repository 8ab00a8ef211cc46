"""Where a new article belongs: by the place it names, by its subject, and by what earlier issues put where.

Nothing is sent anywhere and nothing is learned beyond counts of pairs of characters, which a thread gathers from the
earlier issues when one is opened. A guess comes with its reason, so that a person sees at once whether it holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import log
from typing import Final

from editor.model.body import Chain
from editor.model.issue import Article, Issue
from editor.model.lexicon import Province
from editor.model.style import HouseStyle
from editor.proof.regions import Regions
from editor.session.regions import lead, place_of
from editor.session.subjects import spoken_for, told
from editor.session.workspace import Workspace

_LOOKED_AT: Final = 60  # newest issues: more than a year of a weekly
_LEAD: Final = 120  # code points of the lead that say what it is about
_TITLE: Final = 3  # times that a pair in the title counts
_ARCHIVE: Final = (
    0.002  # words of a subject that a hundredth of likelihood counts for, by title that is known
)
_SUREST: Final = 0.5  # the same at most, from 250 titles on
_TIE: Final = 0.5  # words by which two sections differ so little that the cursor decides
_DISTRICT: Final = re.compile("(?:上海|北京|天津|重庆)?[\u3400-\u9fff]{2,4}[区县]")
_ALIKE: Final = 3  # telling pairs that two titles on the like have in common at least
_NAMED: Final = 2  # words that a reason names
_COMMON: Final = 2  # titles of other sections that make a pair common
_HAN = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Guess:
    """A section by name, and why it."""

    section: str
    reason: str


@dataclass
class Experience:
    """What earlier issues put where: the pairs of characters of each section, and the titles."""

    regions: Regions
    pairs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    titles: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)  # section, title, its pairs

    def learn(self, issue: Issue) -> None:
        """Take in an issue."""
        for section in issue.sections:
            for article in section.articles:
                self.pairs[section.name].update(_pairs_of(article))
                self.titles.append((section.name, article.title, frozenset(_pairs(article.title))))


def earlier(workspace: Workspace, but: Issue) -> Iterator[Issue]:
    """The newest issues of a workspace other than ``but``, newest first, read one by one; for a thread."""
    others = (each.issue for each in workspace.issues() if each.issue is not None and each.issue.id != but.id)
    return islice(others, _LOOKED_AT)


def guess(
    article: Article, names: Sequence[str], style: HouseStyle, experience: Experience, here: str = ""
) -> Guess | None:
    """The most likely of some sections, or None if nothing speaks for one.

    ``here`` is the section under the cursor, empty for none.
    """
    province = place_of(article, experience.regions)
    outside = [name for name in names if name in style.proof.outside]
    if province is not None and not province.delta and outside:
        return Guess(outside[0], f"{province.short}不在长三角")
    inside = [name for name in names if name not in outside] or list(names)
    if not inside:
        return None
    weights = _weights(article, inside, experience)
    best = max(inside, key=lambda name: weights[name])
    if here in inside and weights[best] - weights[here] < _TIE:
        best = here
    if reason := _likeness(article, best, experience) or _subject(article, best):
        return Guess(best, reason)
    if best == here:
        return Guess(best, "光标所在的栏目")
    return Guess(best, "往期相近的稿件多在这一栏目") if experience.pairs[best] else None


def _weights(article: Article, names: Sequence[str], experience: Experience) -> dict[str, float]:
    """How well an article fits each section, in words that speak for it: by its subject, and by the archive as far as there is one."""
    known = min(_SUREST, _ARCHIVE * len(experience.titles))
    first = experience.regions.first(article.title)
    of_one_place = _DISTRICT.match(article.title) is not None or (
        first is not None and article.title[first.start : first.end] not in _whole(first.province)
    )
    alike = dict(_alike(article, names, experience))
    return {
        name: spoken_for(article.title, lead(article)[:_LEAD], name, of_one_place=of_one_place)
        + known * alike[name]
        for name in names
    }


def _whole(province: Province) -> tuple[str, ...]:
    return province.name, province.short, province.mark


def _subject(article: Article, section: str) -> str:
    """The words of the title, else of the lead, that speak for a section, as a reason; empty if none does."""
    for where, text in (("标题", article.title), ("导语", lead(article)[:_LEAD])):
        words = sorted(told(text, section, title=where == "标题"), key=text.index)
        if words:
            return f"{where}说的是{'、'.join(words[:_NAMED])}"
    return ""


def _alike(article: Article, names: Sequence[str], experience: Experience) -> Iterator[tuple[str, float]]:
    """How well the words of an article fit each section: logarithms of likelihood, by the pairs of characters."""
    words = _pairs_of(article)
    there = Counter(pair for name in names for pair in experience.pairs.get(name, ()))
    for pair, count in there.items():
        if count * 2 > len(names):  # in more than half of the sections (推进, 多措并举): it says nothing
            words.pop(pair, None)
    known = len({pair for pairs in experience.pairs.values() for pair in pairs}) + 1
    for name in names:
        own = Counter(_pairs(name))
        pairs = experience.pairs.get(name, Counter())
        total = pairs.total() + known
        fits = (times * log((pairs[pair] + 1 + _TITLE * own[pair]) / total) for pair, times in words.items())
        yield name, sum(fits) / max(1, words.total()) * 100


def _likeness(article: Article, section: str, experience: Experience) -> str:
    """The title of that section that shares most with this one, as a reason; empty if none shares much.

    Pairs that stand in titles of several other sections (多措, 并举) say nothing.
    """
    words = frozenset(_pairs(article.title))
    common = Counter(
        pair for name, _, pairs in experience.titles if name != section for pair in pairs & words
    )
    telling = {pair for pair in words if common[pair] < _COMMON}
    best, shared = "", _ALIKE - 1
    for name, title, pairs in experience.titles:
        if name == section and len(telling & pairs) > shared:
            best, shared = title, len(telling & pairs)
    return f"往期“{best}”在这一栏目" if best else ""


def _pairs_of(article: Article) -> Counter[str]:
    words = Counter({pair: _TITLE * times for pair, times in Counter(_pairs(article.title)).items()})
    words.update(_pairs(lead(article)[:_LEAD]))
    for block in article.body:
        if isinstance(block, Chain):
            for measure in block.measures:
                words.update(_pairs(measure.partition("。")[0]))
    return words


def _pairs(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        yield from (a + b for a, b in pairwise(run))
