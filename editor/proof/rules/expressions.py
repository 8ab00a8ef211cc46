"""Set expressions that contradict themselves or break the grammar of a sentence: rows of patterns.

Each row has signs of which one must stand in the text (to look is cheap), a pattern whose group ``at``, or else the
whole match, is the place, what to say, and what to write instead: a template of the match, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rules.letters import HAN, NUMERALS, holds_any
from editor.proof.sheet import Sheet


class Expression(NamedTuple):
    """One row. ``fix`` is a template for :meth:`re.Match.expand`; None: a person has to think."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    says: str
    fix: str | None = None


def row(signs: str, pattern: str, says: str, fix: str | None = None) -> Expression:
    """A row as it is written in the tables: signs divided by blanks."""
    return Expression(tuple(signs.split()), re.compile(pattern), says, fix)


def found(rows: Sequence[Expression], sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """The places of a table's patterns, those in quotation or book marks left out; of two that overlap the first."""
    text = sheet.text
    ends: dict[int, int] = {}
    for signs, pattern, says, fix in rows:
        if not holds_any(text, signs):
            continue
        for match in pattern.finditer(text):
            start, end = match.span("at" if "at" in pattern.groupindex else 0)
            if sheet.brackets.quotes(start, end) or any(s < end and start < e for s, e in ends.items()):
                continue
            ends[start] = end
            yield Hit(start, end, says, match.expand(fix) if fix is not None else None)


def found_in_marks(rows: Sequence[Expression], sheet: Sheet) -> Iterable[Hit]:
    """The places of a table's patterns in quotation and book marks as well, where other tables do not look."""
    for signs, pattern, says, fix in rows:
        if holds_any(sheet.text, signs):
            for match in pattern.finditer(sheet.text):
                yield Hit(*match.span("at"), says, match.expand(fix) if fix is not None else None)


FIGURE = "[0-9][0-9,.]*"
MANY = f"(?:{FIGURE}|[{NUMERALS}百千两]+)"
ONE_HAN = f"[{HAN}]"
