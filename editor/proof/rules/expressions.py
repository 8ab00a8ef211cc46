"""Set expressions that contradict themselves or break the grammar of a sentence: rows of patterns.

Each row has signs of which one must stand in the text (to look is cheap), a pattern whose group ``at``, or else the
whole match, is the place, what to say, and what to write instead: a template of the match, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rules.letters import HAN, NUMERALS, holds_any
from editor.proof.sheet import Sheet


class Expression(NamedTuple):
    """One row. ``fix`` is a template for :meth:`re.Match.expand`; None: a person has to think.

    ``sign`` finds any of its signs. ``begins``: the pattern begins with its only sign, to which the search jumps by itself.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    says: str
    fix: str | None
    sign: re.Pattern[str]
    begins: bool

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in the lines that hold a sign: most patterns begin at every other character, signs are few.

        A line is given with the line breaks before and behind it; no pattern runs over one.
        """
        if not holds_any(text, self.signs):
            return
        if self.begins:
            yield from self.pattern.finditer(text)
            return
        at = 0
        while at < len(text) and (sign := self.sign.search(text, at)):
            start = max(text.rfind("\n", max(at - 1, 0), sign.start()), 0)
            at = text.find("\n", sign.start()) + 1 or len(text)
            yield from self.pattern.finditer(text, start, at)


def row(signs: str, pattern: str, says: str, fix: str | None = None) -> Expression:
    """A row as it is written in the tables: signs divided by blanks."""
    begins = pattern.removeprefix("(?P<at>").startswith(signs)
    each = tuple(signs.split())
    return Expression(
        each, re.compile(pattern), says, fix, re.compile("|".join(map(re.escape, each))), begins
    )


def found(rows: Sequence[Expression], sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """The places of a table's patterns, those in quotation or book marks left out; of two that overlap the first."""
    ends: dict[int, int] = {}
    for row in rows:
        for match in row.matches(sheet.text):
            start, end = match.span("at" if "at" in match.re.groupindex else 0)
            if sheet.brackets.quotes(start, end) or any(s < end and start < e for s, e in ends.items()):
                continue
            ends[start] = end
            yield Hit(start, end, row.says, match.expand(row.fix) if row.fix is not None else None)


def found_in_marks(rows: Sequence[Expression], sheet: Sheet) -> Iterable[Hit]:
    """The places of a table's patterns in quotation and book marks as well, where other tables do not look."""
    for row in rows:
        for match in row.matches(sheet.text):
            yield Hit(*match.span("at"), row.says, match.expand(row.fix) if row.fix is not None else None)


FIGURE = "[0-9][0-9,.]*"
MANY = f"(?:{FIGURE}|[{NUMERALS}百千两]+)"
ONE_HAN = f"[{HAN}]"
