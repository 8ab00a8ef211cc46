"""Set expressions that contradict themselves or break the grammar of a sentence: rows of patterns.

Each row has signs of which one must stand in the text (to look is cheap), a pattern whose group ``at``, or else the
whole match, is the place, what to say, and what to write instead: a template of the match, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.rules.letters import HAN, NUMERALS
from editor.proof.sheet import Sheet


@dataclass(frozen=True, eq=False)
class Expression:
    """One row. ``fix`` is a template for :meth:`re.Match.expand`; None: a person has to think.

    Its expressions are compiled when a text first holds one of its signs: hundreds of them would take a tenth of a second.
    """

    signs: tuple[str, ...]
    source: str
    says: str
    fix: str | None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is looked for."""
        return re.compile(self.source)

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        """Finds any of the signs."""
        return re.compile("|".join(map(re.escape, self.signs)))

    @cached_property
    def _begins(self) -> bool:
        """Whether the pattern begins with its only sign, to which the search jumps by itself."""
        return len(self.signs) == 1 and self.source.removeprefix("(?P<at>").startswith(self.signs[0])

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in the lines that hold a sign: most patterns begin at every other character, signs are few.

        A line is given with the line breaks before and behind it; no pattern runs over one.
        """
        return self.pattern.finditer(text) if self._begins else self._in_lines(text)

    def _in_lines(self, text: str) -> Iterator[re.Match[str]]:
        at = 0
        while at < len(text) and (sign := self._sign.search(text, at)):
            start = max(text.rfind("\n", max(at - 1, 0), sign.start()), 0)
            at = text.find("\n", sign.start()) + 1 or len(text)
            yield from self.pattern.finditer(text, start, at)


def row(signs: str, pattern: str, says: str, fix: str | None = None) -> Expression:
    """A row as it is written in the tables: signs divided by blanks."""
    return Expression(tuple(signs.split()), pattern, says, fix)


class Rows:
    """The rows of a table by their signs: nearly all are out of question for a text, and soon."""

    def __init__(self, rows: Sequence[Expression]) -> None:
        self._rows = rows
        self._short = [
            (sign, number) for number, row in enumerate(rows) for sign in row.signs if len(sign) < 2
        ]
        self._by_digram: dict[int, set[int]] = {}
        for number, row in enumerate(rows):
            for digram in chain.from_iterable(digrams(sign[:2]) for sign in row.signs):
                self._by_digram.setdefault(digram, set()).add(number)
        self._digrams = sought(self._by_digram)

    def of(self, sheet: Sheet) -> list[Expression]:
        """The rows of which a sign may stand in the text, in their order."""
        numbers = {number for sign, number in self._short if sign in sheet.text}
        for digram in self._digrams & sheet.digrams:
            numbers |= self._by_digram[digram]
        return [self._rows[number] for number in sorted(numbers)]


def found(rows: Rows, sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """The places of a table's patterns, those in quotation or book marks left out; of two that overlap the first."""
    ends: dict[int, int] = {}
    for row in rows.of(sheet):
        for match in row.matches(sheet.text):
            start, end = match.span("at" if "at" in match.re.groupindex else 0)
            if sheet.brackets.quotes(start, end) or any(s < end and start < e for s, e in ends.items()):
                continue
            ends[start] = end
            yield Hit(start, end, row.says, match.expand(row.fix) if row.fix is not None else None)


def found_in_marks(rows: Rows, sheet: Sheet) -> Iterable[Hit]:
    """The places of a table's patterns in quotation and book marks as well, where other tables do not look."""
    for row in rows.of(sheet):
        for match in row.matches(sheet.text):
            yield Hit(*match.span("at"), row.says, match.expand(row.fix) if row.fix is not None else None)


FIGURE = "[0-9][0-9,.]*"
MANY = f"(?:{FIGURE}|[{NUMERALS}百千两]+)"
ONE_HAN = f"[{HAN}]"
