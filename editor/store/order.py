"""Putting the tables of an issue file into a new order: moves, additions, removals.

Every table keeps its characters. Moving an article between a section and the spares changes the name in its header.
Tables that are none of ours stay between the same neighbours as far as these stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from editor.model.issue import Article, Issue
from editor.store import keys
from editor.store.canonical import write_article, write_section
from editor.store.chunks import Chunk, Key, entries
from editor.store.values import removed

SECTION_KEY: Final = (keys.SECTION,)
ARTICLE_KEY: Final = (keys.SECTION, keys.ARTICLE)
SPARE_KEY: Final = (keys.SPARE,)

T = TypeVar("T")


@dataclass(eq=False)
class Unit:
    """A table that travels, with its sub-tables. ``section`` is the place of the section it is in, if in any."""

    key: Key
    section: int | None
    chunks: list[Chunk]


Part = Unit | str  # a table of the file, or the text of a new one


def same_order(old: Issue, new: Issue, sections: Sequence[int | None]) -> bool:
    """Whether both issues hold the same sections, articles and spares in the same places."""
    return (
        list(sections) == list(range(len(old.sections)))
        and all(
            _ids(before.articles) == _ids(after.articles)
            for before, after in zip(old.sections, new.sections, strict=True)
        )
        and _ids(old.spares) == _ids(new.spares)
    )


def in_order(
    chunks: Sequence[Chunk], tail: str, old: Issue, new: Issue, sections: Sequence[int | None]
) -> str:
    """The text of ``old`` with its tables in the order of ``new``, those of new articles and sections added.

    ``sections`` gives for each section of ``new`` the one of ``old`` that it was, or None.
    """
    for chunk in chunks:
        _drop_empty_arrays(chunk)
    units = units_of(chunks[1:])
    arrangement = _Arrangement(units, old)
    blocks = [arrangement.block(new, place, origin) for place, origin in enumerate(sections)]
    spares: list[list[Part]] = [[arrangement.article(article, SPARE_KEY)] for article in new.spares]
    slots: list[list[Part]] = [[unit] for unit in units if unit.section is None or unit.key == SECTION_KEY]
    first_spare = next((n for n, slot in enumerate(slots) if _key(slot) == SPARE_KEY), len(slots))
    parts = _fill(slots, lambda slot: _key(slot) == SECTION_KEY, blocks, first_spare)
    parts = _fill(parts, lambda slot: _key(slot) == SPARE_KEY, spares, len(parts))
    return f"{chunks[0]}{arrangement.joined([part for slot in parts for part in slot])}{tail}"


def units_of(chunks: Sequence[Chunk]) -> list[Unit]:
    """The tables that travel, each with the sub-tables that follow it."""
    units: list[Unit] = []
    section = -1
    # The article, the spare and the other tables whose sub-tables may follow.
    owner: dict[Key, Unit] = {}
    for chunk in chunks:
        key = chunk.key
        if key == SECTION_KEY:
            section += 1
            owner = {path: unit for path, unit in owner.items() if path[:1] != SECTION_KEY}
        parent = next((owner[key[:n]] for n in range(len(key) - 1, 0, -1) if key[:n] in owner), None)
        if parent is not None and parent.key != SECTION_KEY:
            parent.chunks.append(chunk)
            continue
        unit = Unit(key, section if key[:1] == SECTION_KEY else None, [chunk])
        units.append(unit)
        owner[key] = unit
    return units


def _drop_empty_arrays(chunk: Chunk) -> None:
    """Take out ``spare = []`` and its like: a header of that name could not stand beside it."""
    names = keys.ARRAYS.get(chunk.key, ())
    if any(name in chunk.text for name in names):
        head, found = entries(chunk.text)
        texts = (
            removed(each) if each.key[0] in names and len(each.key) == 1 else each.text for each in found
        )
        chunk.text = head + "".join(texts)


def _ids(articles: Sequence[Article]) -> list[str]:
    return [article.id for article in articles]


def _key(slot: Sequence[Part]) -> Key:
    return slot[0].key if isinstance(slot[0], Unit) else ()


def _fill(places: Sequence[T], is_slot: Callable[[T], bool], filling: Sequence[T], otherwise: int) -> list[T]:
    """The places with the slots among them filled anew, in order.

    Slots left over vanish; a filling left over follows the last slot, or stands at ``otherwise`` without any.
    """
    rest = list(filling)
    last = max((n for n, place in enumerate(places) if is_slot(place)), default=None)
    result: list[T] = []
    for number, place in enumerate(places):
        if last is None and number == otherwise:
            result += rest
            rest = []
        if not is_slot(place):
            result.append(place)
        elif number == last:
            result += rest
            rest = []
        elif rest:
            result.append(rest.pop(0))
    return result + rest


class _Arrangement:
    """The tables of the file by what they hold, and the small edits that their new places call for."""

    def __init__(self, units: Sequence[Unit], old: Issue) -> None:
        self._units = units
        self._heads = [unit for unit in units if unit.key == SECTION_KEY]
        self._insides: dict[int, list[Unit]] = {}
        for unit in units:
            if unit.section is not None and unit.key != SECTION_KEY:
                self._insides.setdefault(unit.section, []).append(unit)
        spares = (unit for unit in units if unit.key == SPARE_KEY)
        self._articles = {article.id: unit for article, unit in zip(old.spares, spares, strict=True)}
        for place, section in enumerate(old.sections):
            inside = (unit for unit in self._insides.get(place, ()) if unit.key == ARTICLE_KEY)
            for article, unit in zip(section.articles, inside, strict=True):
                self._articles[article.id] = unit

    def block(self, new: Issue, place: int, origin: int | None) -> list[Part]:
        """A section: its head, its articles, and what else the file has in it."""
        section = new.sections[place]
        articles = [self.article(article, ARTICLE_KEY) for article in section.articles]
        if origin is None:
            return [f"\n{write_section(section)}", *articles]
        inside: list[Part] = [*self._insides.get(origin, ())]
        filled = _fill(inside, lambda part: _key([part]) == ARTICLE_KEY, articles, len(inside))
        return [self._heads[origin], *filled]

    def article(self, article: Article, key: Key) -> Part:
        """The table of an article for a place where its header has that key."""
        unit = self._articles.get(article.id)
        if unit is None:
            return f"\n{write_article(article, spare=key == SPARE_KEY)}"
        if unit.key != key:
            for chunk in unit.chunks:
                chunk.rename(unit.key, key)
        return unit

    def joined(self, parts: Sequence[Part]) -> str:
        """The tables in their order; floating comments of tables that are gone stay where they were."""
        staying = {part for part in parts if isinstance(part, Unit)}
        floating = ""
        for unit in self._units:
            first = unit.chunks[0]
            if unit not in staying:
                floating += first.apart
            elif floating:
                first.apart, floating = floating + first.apart, ""
        texts = [part if isinstance(part, str) else "".join(map(str, part.chunks)) for part in parts]
        return "".join(texts) + (f"\n{floating.rstrip()}\n" if floating else "")
