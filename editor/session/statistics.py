"""The counts of a year as lines of text, for the command line and for the desk; and what each unit (来稿单位) had taken.

Of the units month by month, with the notice about it (采用情况通报).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812  (as in the model)
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from editor.archive.counts import Count, Counts, Covered
from editor.archive.places import OUTSIDE
from editor.errors import EditorError, UsageError

if TYPE_CHECKING:
    from editor.model.issue import Issue
    from editor.model.style import HouseStyle
    from editor.session.workspace import Workspace

UNNAMED = "未注明"
"""The name under which articles are counted that name no unit."""

_BETWEEN = re.compile("[、，,；;\n]")

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


# -- by unit ------------------------------------------------------------------------------------------------------


@dataclass
class Unit:
    """What was taken of one unit: articles, their characters, and articles by month (2026-01)."""

    name: str
    articles: int = 0
    characters: int = 0
    months: dict[str, int] = field(default_factory=dict)


@dataclass
class Taken:
    """The units, most articles first and those that name none last; the issues that were counted; what was not."""

    units: list[Unit]
    issues: list[Issue]
    problems: list[EditorError]

    @property
    def articles(self) -> int:
        """Articles that were printed; one of two units counts once."""
        return sum(1 for issue in self.issues for _ in issue.articles)

    @property
    def months(self) -> list[str]:
        """The months in which anything was taken, in order."""
        return sorted({month for unit in self.units for month in unit.months})


def taken(workspace: Workspace, year: int | None = None, *, published: bool = False) -> Taken:
    """Count a year, by the year of the issues, or everything for None; ``published`` only what went out."""
    units: dict[str, Unit] = {}
    issues, problems = [], []
    for listed in workspace.issues():
        issue = listed.issue
        if listed.error is not None:
            problems.append(listed.error)
        if issue is None or year not in (None, issue.year) or (published and issue.published is None):
            continue
        issues.append(issue)
        month = f"{issue.date:%Y-%m}"
        for article in issue.articles:
            for name in _names(article.unit):
                unit = units.setdefault(name, Unit(name))
                unit.articles += 1
                unit.characters += article.characters
                unit.months[month] = unit.months.get(month, 0) + 1
    ranked = sorted(units.values(), key=lambda unit: (unit.name == UNNAMED, -unit.articles, unit.name))
    return Taken(ranked, issues, problems)


def _names(unit: str) -> list[str]:
    """The units of an article; one that several handed in counts for each."""
    return list(dict.fromkeys(name for part in _BETWEEN.split(unit) if (name := part.strip()))) or [UNNAMED]


def unit_lines(year: int | None, counted: Taken) -> Iterator[str]:
    """By the units that handed the articles in, with their months."""
    yield f"{_period(year)}：{len(counted.issues)}期，{counted.articles}篇，按来稿单位"
    for unit in counted.units:
        months = "、".join(f"{month} {count}篇" for month, count in sorted(unit.months.items()))
        yield f"  {_padded(unit.name)}{unit.articles:>6,}篇{unit.characters:>12,}字  {months}"


def notice(counted: Taken, style: HouseStyle, year: int | None, today: Date) -> tuple[str, bytes]:
    """The 采用情况通报 as its title and a Word document in the house style. UsageError where nothing was taken."""
    named = [unit for unit in counted.units if unit.name != UNNAMED]
    if not named:
        raise UsageError(
            "没有一篇写了来稿单位，通报里没有内容",
            advice='在稿件信息里填“来稿单位”，或在文件里写 unit = "……"',
        )
    from editor.exporters.docx.notice import Notice, export_notice

    period = f"{year}年" if year is not None else ""
    title = f"{period}信息采用情况通报"
    lead = (
        f"{_span(counted.months)}，《{style.title}》共编发{len(counted.issues)}期，采用稿件{counted.articles}篇，"
        f"其中注明来稿单位的涉及{len(named)}个单位。现将采用情况通报如下。"
    )
    header = ("序号", "来稿单位", "采用篇数", "各月采用", "采用字数")
    rows = tuple(_rows(named))
    return title, export_notice(Notice(title, style.issuer, today, (lead,), header, rows), style)


def _rows(units: Sequence[Unit]) -> Iterator[tuple[str, ...]]:
    for place, unit in enumerate(units, 1):
        months = "、".join(f"{int(month[5:])}月{count}" for month, count in sorted(unit.months.items()))
        yield str(place), unit.name, str(unit.articles), months, f"{unit.characters:,}"


def _span(months: Sequence[str]) -> str:
    first, last = months[0], months[-1]
    start = f"{first[:4]}年{int(first[5:])}月"
    if first == last:
        return start
    end = f"{int(last[5:])}月" if first[:4] == last[:4] else f"{last[:4]}年{int(last[5:])}月"
    return f"{start}至{end}"
