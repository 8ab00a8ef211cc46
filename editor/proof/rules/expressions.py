"""Set expressions that contradict themselves or break the grammar of a sentence: rows of patterns.

Each row has signs of which one must stand in the text (to look is cheap), a pattern whose group ``at``, or else the
whole match, is the place, what to say, and what to write instead: a template of the match, or nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
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

    Its pattern is compiled when a text first holds one of its signs: hundreds of them would take a tenth of a second.
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
    def _begins(self) -> bool:
        """Whether the pattern begins with its only sign, to which the search jumps by itself."""
        return len(self.signs) == 1 and self.source.removeprefix("(?P<at>").startswith(self.signs[0])

    def matches(self, text: str, signs: Sequence[str]) -> Iterator[re.Match[str]]:
        """The matches in a text that holds some of the signs.

        Only lines with a sign are looked at: most patterns begin at every other character, signs are few.
        """
        if self._begins:
            return self.pattern.finditer(text)
        lines = _lines_with(signs, text)
        return chain.from_iterable(self.pattern.finditer(text, start, end) for start, end in lines)


def _lines_with(signs: Sequence[str], text: str) -> list[tuple[int, int]]:
    """The lines that hold one of some signs, each with the line breaks before and behind it; no pattern runs over one."""
    found: set[tuple[int, int]] = set()
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            end = text.find("\n", at) + 1 or len(text)
            found.add((max(text.rfind("\n", 0, at), 0), end))
            at = text.find(sign, end)
    return sorted(found)


def row(signs: str, pattern: str, says: str, fix: str | None = None) -> Expression:
    """A row as it is written in the tables: signs divided by blanks."""
    return Expression(tuple(signs.split()), pattern, says, fix)


class Rows:
    """The rows of a table by their signs: nearly all are out of question for a text, and soon."""

    def __init__(self, rows: Sequence[Expression]) -> None:
        self._rows = rows
        self._by_character: defaultdict[str, list[int]] = defaultdict(list)
        self._by_digram: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for number, row in enumerate(rows):
            for sign in row.signs:
                for digram in digrams(sign[:2]):
                    self._by_digram[digram].append((sign, number))
                if len(sign) == 1:
                    self._by_character[sign].append(number)
        self.digrams = sought(self._by_digram)
        """Those with which the signs of more than one character begin."""

    def of(self, sheet: Sheet) -> list[tuple[Expression, list[str]]]:
        """The rows of which signs may stand in the text, in their order, with these signs."""
        signs: dict[int, list[str]] = {}
        for sign, numbers in self._by_character.items():
            for number in numbers if sign in sheet.text else ():
                signs.setdefault(number, []).append(sign)
        for digram in self.digrams & sheet.digrams:
            for sign, number in self._by_digram[digram]:
                signs.setdefault(number, []).append(sign)
        return [(self._rows[number], signs[number]) for number in sorted(signs)]


def found(rows: Rows, sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """The places of a table's patterns, those in quotation or book marks left out; of two that overlap the first."""
    ends: dict[int, int] = {}
    for row, signs in rows.of(sheet):
        for match in row.matches(sheet.text, signs):
            start, end = match.span("at" if "at" in match.re.groupindex else 0)
            if sheet.brackets.quotes(start, end) or any(s < end and start < e for s, e in ends.items()):
                continue
            ends[start] = end
            yield Hit(start, end, row.says, match.expand(row.fix) if row.fix is not None else None)


def found_in_marks(rows: Rows, sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """The places of a table's patterns in quotation and book marks as well, where other tables do not look."""
    for row, signs in rows.of(sheet):
        for match in row.matches(sheet.text, signs):
            yield Hit(*match.span("at"), row.says, match.expand(row.fix) if row.fix is not None else None)


FIGURE = "[0-9][0-9,.]*"
MANY = f"(?:{FIGURE}|[{NUMERALS}百千两]+)"
ONE_HAN = f"[{HAN}]"
