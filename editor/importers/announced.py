"""A 目录 that is complete: all that it announces comes below it, in its order. Then it alone divides the text.

Titles may occur twice, be named like a section or look like text: what the 目录 says in turn is what stands there. Where
anything that it announces is missing or elsewhere there is no such 目录, and place and look decide as well.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from editor.importers.articles import Mark
from editor.importers.contents import NOTE, Contents, Entry, section_key, without_page
from editor.importers.page_junk import is_page_junk
from editor.manuscript.source import SourceLine
from editor.manuscript.titles import begins_with_a_place, title_key

_MOST_ROWS = 2_000  # of a 目录; a volume of a year has some 1,000
_MOST_STARTS = 50  # places that are tried as the beginning of the text
_LONGEST_NAME = 12  # code points of the name of a section that begins with a place (长三角一体化发展)


@dataclass(frozen=True)
class Announced:
    """The 目录, the index of the first line below it, and what each line of the text is."""

    contents: Contents
    start: int
    marks: dict[int, Mark]


def read_complete(lines: Sequence[SourceLine], first: int, names: Collection[str]) -> Announced | None:
    """The complete 目录 whose first row is line ``first``, or None. ``names`` are the sections of the house style."""
    texts = [line.text for line in lines]
    for written, row in ((str, str), (title_key, lambda text: title_key(without_page(text)))):
        keys = [written(text) for text in texts]
        rows = [row(text) for text in texts[first : first + _MOST_ROWS]]
        if (found := _divide(keys, rows, first, texts)) is not None:
            end, start, places = found
            known = frozenset(map(section_key, names))
            announced = _announced(lines, range(first, end), start, places, known)
            return announced if _says_all(lines[start:], announced, known) else None
    return None


def _says_all(lines: Sequence[SourceLine], announced: Announced, names: Collection[str]) -> bool:
    """Whether no section of the house stands in the text that the 目录 does not have."""
    text = (line.text for line in lines if announced.marks.get(line.line) == "text")
    return not any(len(each) <= _LONGEST_NAME and section_key(each) in names for each in text)


def _divide(
    keys: Sequence[str], rows: Sequence[str], first: int, texts: Sequence[str]
) -> tuple[int, int, list[int]] | None:
    """Where the 目录 ends, where the text begins, and the lines that its rows announce.

    The last place from which on all its rows come again is the beginning; only a 编者按 may stand in between.
    """
    if not rows or not rows[0]:
        return None
    starts = [at for at in range(first + 1, len(keys)) if keys[at] == rows[0]][:_MOST_STARTS]
    for start in reversed(starts):
        places = _in_turn(keys, rows[: start - first], start)
        end = first + len(places)
        if end == start or (end < start and NOTE.match(texts[end])):
            return end, start, places
    return None


def _in_turn(keys: Sequence[str], rows: Sequence[str], start: int) -> list[int]:
    """The lines from ``start`` on that say what the rows say, one after the other, as far as there are such."""
    places: list[int] = []
    at = start
    for row in rows:
        while at < len(keys) and keys[at] != row:
            at += 1
        if at == len(keys):
            break
        places.append(at)
        at += 1
    return places


def _announced(
    lines: Sequence[SourceLine],
    rows: range,
    start: int,
    places: Sequence[int],
    names: Collection[str],
) -> Announced:
    marks: dict[int, Mark] = {line.line: "text" for line in lines[start:] if not is_page_junk(line.text)}
    sections: dict[str, tuple[str, int]] = {}
    entries: list[Entry] = []
    current, above = "", False  # the section that is open, and whether its name is the row above
    for row, place, below in zip(rows, places, (*places[1:], -1), strict=True):
        text, key = lines[place].text, section_key(lines[place].text)
        may_be = len(key) <= _LONGEST_NAME or not begins_with_a_place(text)
        above = not above and below == place + 1 and may_be
        marks[lines[place].line] = "section" if above else "title"
        if above:
            current = key
            sections.setdefault(key, (text, lines[row].line))
        else:
            entries.append(Entry(without_page(lines[row].text), current, lines[row].line))
    if not sections:  # a 目录 of titles alone: the names of sections stand above titles
        for at in (place - 1 for place in places if place > start):
            if at not in places and section_key(lines[at].text) in names:
                marks[lines[at].line] = "section"
    return Announced(Contents(sections, tuple(entries)), rows.stop, marks)
