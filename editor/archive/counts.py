"""The count that an office owes at the end of a year: how much was printed, in which section, about which place.

Only printed articles are counted, no spares.
"""

from __future__ import annotations

from collections.abc import Collection
from sqlite3 import Connection
from typing import NamedTuple

from editor.archive.places import Place, Places
from editor.model.issue import IssueId

NOWHERE = "未写地名"
"""The name under which articles are counted that name no place."""

_PRINTED = "section IS NOT NULL AND (:year IS NULL OR year = :year)"


class Count(NamedTuple):
    """Articles and their characters (without blanks) under one name."""

    name: str
    articles: int
    characters: int


class Covered(NamedTuple):
    """A place and the articles about it: those that name it in the title, or, if that names none, at the beginning.

    To name a city is to name its province as well.
    """

    place: Place
    articles: int
    characters: int


class Counts(NamedTuple):
    """What was printed in a year, or in all years.

    ``sections`` most articles first; ``regions`` all of them, and last :data:`NOWHERE`; ``months`` (2025-07) and
    ``years`` in order, those with articles: a year holds what its issues say, whatever their dates; ``places`` every place of the list, those that were never named as well.
    """

    issues: int
    articles: int
    characters: int
    sections: tuple[Count, ...]
    regions: tuple[Count, ...]
    months: tuple[Count, ...]
    places: tuple[Covered, ...]
    years: tuple[Count, ...] = ()


def counts(
    connection: Connection, places: Places, year: int | None = None, only: Collection[IssueId] | None = None
) -> Counts:
    """Count a year, by the year of the issues, or everything for None; of those only some issues, or all for None."""
    among = ""
    if only is not None:
        among = f" AND issue IN ({','.join(repr(str(each)) for each in only)})"  # figures, s and -
    chosen = _PRINTED + among

    def by(column: str, joined: str = "") -> list[Count]:
        rows = connection.execute(
            f"""SELECT {column} AS name, count(*), sum(characters) FROM article {joined}
            WHERE {chosen} GROUP BY 1 ORDER BY 1""",
            {"year": year},
        )
        return [Count(*row) for row in rows]

    ((issues,),) = connection.execute(
        f"SELECT count(DISTINCT issue) FROM file WHERE (:year IS NULL OR year = :year){among}",
        {"year": year},
    )
    sections = by("section")
    regions = {count.name: count for count in by(f"ifnull(region, '{NOWHERE}')")}
    named = {count.name: count for count in by("place.name", "JOIN place ON place.article = article.id")}
    return Counts(
        issues=issues,
        articles=sum(count.articles for count in sections),
        characters=sum(count.characters for count in sections),
        sections=tuple(sorted(sections, key=lambda count: (-count.articles, count.name))),
        regions=tuple(regions.get(name, Count(name, 0, 0)) for name in (*places.regions, NOWHERE)),
        months=tuple(by("substr(date, 1, 7)")),
        years=tuple(Count(str(each.name), *each[1:]) for each in by("year")),
        places=tuple(Covered(place, *named.get(place.name, Count("", 0, 0))[1:]) for place in places.all),
    )
