"""An article as one text: title, paragraphs, headings and measures joined by line breaks.

Rules search one long text instead of a hundred short ones, which is many times as fast; the engine puts every hit
back into the paragraph or measure that it belongs to. A sheet belongs to one state of an article and is kept as long
as that state, so whatever is computed once is computed once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, Literal, NamedTuple, TypeVar

from editor.model.body import Chain, Heading
from editor.model.issue import Article
from editor.proof.brackets import Brackets, brackets_in
from editor.proof.digrams import many_sought, sought_in
from editor.proof.hit import Hit
from editor.proof.view import View

_T = TypeVar("_T")

Kind = Literal["title", "paragraph", "heading", "measure"]

# Everything but Han, letters, digits and the full-width marks of prose. Most texts hold two or three of these, so
# that rules about the others need not look at all.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x2f\x3a-\x40\x5b-\x60\x7b-\xb6\xb8-\u2013\u2015-\u2017\u2018\u2019\u201a\u201b\u201e-\u2025\u2027-\u2fff"
    "\u3000\u3003-\u3007\u3012-\u33ff\u4dc0-\u4dff\ua000-\uff00\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e"
    "\uff20-\uffff\U000e0000-\U0010ffff\U0002f800-\U0002fa1f]"
)


class Field(NamedTuple):
    """One text of the article: the title, a block of its body, or an item of a chain."""

    kind: Kind
    block: int | None = None
    item: int | None = None


class Stretch(NamedTuple):
    """Where a field or a line stands in :attr:`Sheet.text`."""

    start: int
    end: int


class Sheet:
    """The text of one article, mended as far as is safe, and places in it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.fields, texts = _fields(article)
        self.raw = "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        self._view = View(self.raw)
        self.text = self._view.text
        """The text that rules read: mended as far as is safe, addresses and codes masked. Once all rules with safe
        fixes are through, it stays what it is."""
        self._texts = texts
        self._sought, self._digrams = 0, frozenset[int]()
        self._notes: dict[object, Any] = {}

    # -- the text ---------------------------------------------------------------------------------------------

    @property
    def clean(self) -> str:
        """The mended text without masks."""
        return self._view.clean

    def mend(self, hits: Sequence[Hit]) -> None:
        """Carry out the fixes of hits, which are in order and do not overlap."""
        if hits:
            self._view.mend(hits)
            self.text = self._view.text

    @cached_property
    def odd(self) -> frozenset[str]:
        """The unusual characters that the text has, as the author wrote it."""
        return frozenset(_ODD.findall(self.raw))

    @cached_property
    def odd_text(self) -> str:
        """The same as one string, in which a pattern can look whether there is anything for it at all."""
        return "".join(sorted(self.odd))

    @property
    def digrams(self) -> frozenset[int]:
        """The digrams that are sought and that the text has; only to be asked for when it is mended."""
        if self._sought != many_sought():
            self._sought, self._digrams = many_sought(), sought_in(self.text)
        return self._digrams

    def may_hold(self, signs: frozenset[int]) -> bool:
        """Whether the text has one of these digrams, which are sought."""
        return not self.digrams.isdisjoint(signs)

    @cached_property
    def lines(self) -> list[Stretch]:
        """The lines of the text; only to be asked for when it is mended."""
        ends = list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))
        return [Stretch(start, end - 1) for start, end in pairwise(ends)]

    @cached_property
    def places(self) -> list[Stretch]:
        """Where each of :attr:`fields` stands in the text; only to be asked for when it is mended."""
        if self._view.is_in_place:
            return [Stretch(a, b - 1) for a, b in pairwise([*self._starts, len(self.raw) + 1])]
        last = [count - 1 for count in accumulate(text.count("\n") + 1 for text in self._texts)]
        first = [0, *(line + 1 for line in last[:-1])]
        lines = self.lines
        return [Stretch(lines[a].start, lines[b].end) for a, b in zip(first, last, strict=True)]

    @cached_property
    def chains(self) -> list[range]:
        """The numbers of the fields of each chain."""
        found, at = [], 1
        for block in self.article.body:
            count = len(block.measures) if isinstance(block, Chain) else 0
            if count:
                found.append(range(at, at + count))
            at += count if isinstance(block, Chain) else 1
        return found

    @property
    def has_line_breaks(self) -> bool:
        """Whether a measure runs over several lines."""
        return self.raw.count("\n") >= len(self.fields)

    def words(self, place: Stretch) -> str:
        """The words of a field or line."""
        return self.text[place.start : place.end]

    @cached_property
    def brackets(self) -> Brackets:
        """Quotation marks, book marks and brackets, and what is wrong with them."""
        return brackets_in(self.text)

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, made at the first call with this key."""
        if key not in self._notes:
            self._notes[key] = make()
        value: _T = self._notes[key]
        return value

    def mended_fields(self) -> Iterator[str]:
        """The mended text of each of :attr:`fields`, without masks."""
        return (self.clean[place.start : place.end] for place in self.places)

    # -- findings ---------------------------------------------------------------------------------------------

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the raw text that became this stretch of the text."""
        return self._view.origin(start, end)

    def raw_place(self, start: int, end: int) -> tuple[Field, int, int, str]:
        """Field, places in it and words of a stretch of the raw text."""
        number = bisect_right(self._starts, start) - 1
        base = self._starts[number]
        if number + 1 < len(self._starts):
            end = min(end, self._starts[number + 1] - 1)
        return self.fields[number], start - base, end - base, self.raw[start:end]


def _fields(article: Article) -> tuple[list[Field], list[str]]:
    fields, texts = [Field("title")], [article.title]
    for number, block in enumerate(article.body):
        if isinstance(block, Chain):
            for item, text in enumerate(block.measures):
                fields.append(Field("measure", number, item))
                texts.append(text)
        else:
            fields.append(Field("heading" if isinstance(block, Heading) else "paragraph", number))
            texts.append(block.text)
    return fields, texts
