"""Putting the tables of an issue file into a new order: moves, additions, removals.

Every table keeps its characters. Moving an article between a section and the spares changes the name in its header.
Tables that are none of ours stay between the same neighbours as far as these stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from editor.model.issue import Article, Issue
from editor.store.canonical import write_article, write_section
from editor.store.edits import Edit, apply
from editor.store.segments import ARTICLE_KEY, SECTION_KEY, SPARE_KEY, Segments, Unit, cut
from editor.store.straighten import straighten

T = TypeVar("T")
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


def edit_order(text: str, old: Issue, new: Issue, sections: Sequence[int | None]) -> str:
    """The text of ``old`` with its tables in the order of ``new``, those of new articles and sections added.

    The text ends with a line end; ``sections`` as in :func:`editor.store.content.edit_content`.
    """
    text = straighten(text)
    segments = cut(text)
    arrangement = _Arrangement(text, segments, old)
    blocks = [arrangement.block(new, place, origin) for place, origin in enumerate(sections)]
    spares: list[list[Part]] = [[arrangement.article(article, SPARE_KEY)] for article in new.spares]
    slots: list[list[Part]] = [
        [unit] for unit in segments.units if unit.section is None or unit.key == SECTION_KEY
    ]
    first_spare = next((n for n, slot in enumerate(slots) if _key(slot) == SPARE_KEY), len(slots))
    parts = _fill(slots, lambda slot: _key(slot) == SECTION_KEY, blocks, first_spare)
    parts = _fill(parts, lambda slot: _key(slot) == SPARE_KEY, spares, len(parts))
    return arrangement.join([part for slot in parts for part in slot])


def _ids(articles: Sequence[Article]) -> list[str]:
    return [article.id for article in articles]


def _key(slot: Sequence[Part]) -> tuple[str, ...]:
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

    def __init__(self, text: str, segments: Segments, old: Issue) -> None:
        self._text = text
        self._segments = segments
        self._edits: list[Edit] = []
        self._heads = segments.heads()
        self._insides = segments.insides()
        self._articles = {
            article.id: unit for article, unit in zip(old.spares, segments.spares(), strict=True)
        }
        for place, section in enumerate(old.sections):
            units = [unit for unit in self._insides.get(place, ()) if unit.key == ARTICLE_KEY]
            for article, unit in zip(section.articles, units, strict=True):
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

    def article(self, article: Article, key: tuple[str, ...]) -> Part:
        """The table of an article for a place where its header has that key."""
        unit = self._articles.get(article.id)
        if unit is None:
            return f"\n{write_article(article, spare=key == SPARE_KEY)}"
        if unit.key != key:
            for header in (piece.header for piece in unit.pieces):
                self._edits.append(Edit(header.start, header.ends[len(unit.key) - 1], ".".join(key)))
        return unit

    def join(self, parts: list[Part]) -> str:
        """The whole text from its parts; floating comments of tables that are gone stay where they were."""
        staying = {part for part in parts if isinstance(part, Unit)}
        floating = ""
        for unit in self._segments.units:
            first = unit.pieces[0]
            if unit not in staying:
                apart = self._text[first.comments : first.own]
                floating += apart if "#" in apart else ""
            elif floating:
                self._edits.append(Edit(first.comments, first.comments, floating))
                floating = ""
        texts = [self._slice(0, self._segments.preamble)]
        texts += (part if isinstance(part, str) else self._unit(part) for part in parts)
        if floating:
            texts.append(f"\n{floating.rstrip()}\n")
        return "".join([*texts, self._text[self._segments.tail :]])

    def _unit(self, unit: Unit) -> str:
        return "".join(self._slice(piece.start, piece.end) for piece in unit.pieces)

    def _slice(self, start: int, end: int) -> str:
        inside = [edit for edit in self._edits if start <= edit.start < end]
        shifted = [Edit(edit.start - start, edit.end - start, edit.text) for edit in inside]
        return apply(self._text[start:end], shifted)
