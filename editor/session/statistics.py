"""The counts of a year as lines of text, for the command line and for the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from editor.archive.counts import Count, Counts, Covered
from editor.archive.places import OUTSIDE

if TYPE_CHECKING:
    from editor.session.sources import Taken

_BAR = 30  # columns
_NAME = 16  # columns


def count_lines(year: int | None, counts: Counts, *, bars: bool) -> Iterator[str]:
    """By section, region, month (year by year for None) and place; ``bars`` draws how many beside the figures."""
    yield f"{_period(year)}：{counts.issues}期，{counts.articles}篇，{counts.characters:,}字"
    if not counts.issues:
        return
    when = ("月份", counts.months) if year is not None else ("年份", counts.years)
    for title, table in (("栏目", counts.sections), ("地区", counts.regions), when):
        yield f"\n{title}"
        yield from _table(table, bars=bars)
    yield "\n覆盖"
    yield from _coverage(counts)


def unit_lines(year: int | None, counted: Taken) -> Iterator[str]:
    """By the units that handed the articles in, with their months."""
    yield f"{_period(year)}：{len(counted.issues)}期，{counted.articles}篇，按来稿单位"
    for unit in counted.units:
        months = "、".join(f"{month} {count}篇" for month, count in sorted(unit.months.items()))
        yield f"  {_padded(unit.name)}{unit.articles:>6,}篇{unit.characters:>12,}字  {months}"


def _period(year: int | None) -> str:
    return f"{year}年" if year is not None else "全部"


def _table(counts: Iterable[Count], *, bars: bool) -> Iterator[str]:
    counts = tuple(counts)
    most = max((count.articles for count in counts), default=0)
    for count in counts:
        bar = "█" * round(_BAR * count.articles / most) if most and bars else ""
        yield f"  {_padded(count.name)}{count.articles:>6,}篇{count.characters:>12,}字  {bar}".rstrip()


def _coverage(counts: Counts) -> Iterator[str]:
    """For each province of the Delta, and for the rest: places with their articles, and places without any."""
    groups: dict[str, list[Covered]] = {}
    for covered in counts.places:
        place = covered.place
        groups.setdefault(OUTSIDE if place.region == OUTSIDE else place.province, []).append(covered)
    for name, places in groups.items():
        ranked = sorted((c for c in places if c.articles), key=lambda c: -c.articles)
        yield f"  {name}"
        yield f"    有：{'、'.join(f'{c.place.name}{c.articles}' for c in ranked) or '无'}"
        yield f"    无：{'、'.join(c.place.name for c in places if not c.articles) or '无'}"


def _padded(name: str) -> str:
    width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name)
    return name + " " * max(1, _NAME - width)
