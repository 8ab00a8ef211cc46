"""One walk along the ordinals of an article, from its first line to its last, and what is wrong with them.

Measures are stored without ordinals and numbered by position, so a gap can only stand in words: in paragraphs that
begin 三是… without being part of a chain, and in run-in chains that were not taken as such because of the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from editor.manuscript.clauses import ordinals_in
from editor.manuscript.ordinals import NUMERAL, Ordinal, Pattern, number, numeral
from editor.manuscript.words import makes_a_word, starts_policy_prose
from editor.proof.hit import Hit
from editor.proof.sheet import Sheet

_FIRST = re.compile(NUMERAL)
_CLAUSE_END = re.compile("[，。；：\n]")
_LEAD_IN = frozenset("：:")
_CLAUSE_ENDS = frozenset("。；：")
_GOES_ON = re.compile("二是|二则|二来|另一|其二|再者|其次")
_LEADS_IN = re.compile(
    "[0-9二两三四五六七八九十](?:个方面|方面|[大项条个点])(?:[^，。]{0,8})。$|(?:如下|以下)[^，。]{0,6}。$"
)
_MOST = 99  # the highest ordinal that is suggested or looked for
_AHEAD = 12  # code points behind a numeral that tell whether policy prose follows
_LONGEST_PLACE = 40


FlawKind: TypeAlias = Literal["gap", "missing", "single"]


class Flaw(NamedTuple):
    """Something wrong with an ordinal: a ``gap`` or repeat, a ``missing`` 是, or a ``single`` 一是."""

    kind: FlawKind
    hit: Hit


def flaws_of(sheet: Sheet, pattern: Pattern) -> Iterator[Flaw]:
    """What is wrong with the ordinals of an article, in reading order."""
    counted = _may_hold_ordinals(sheet.text, pattern)
    if counted or any(field.kind == "measure" for field in sheet.fields):
        yield from _Walk(sheet, pattern, counted).flaws()


def _may_hold_ordinals(text: str, pattern: Pattern) -> bool:
    """Whether a numeral with its sign stands anywhere at all."""
    sign = pattern.after or pattern.before
    at = text.find(sign)
    while at >= 0:
        numeral_at = at - 1 if pattern.after else at + len(sign)
        if _FIRST.match(text, max(0, numeral_at)):
            return True
        at = text.find(sign, at + 1)
    return False


class _Walk:
    """Goes along the fields and counts. ``counted`` says whether ordinals may stand in words at all."""

    def __init__(self, sheet: Sheet, pattern: Pattern, counted: bool) -> None:
        self._sheet = sheet
        self._pattern = pattern
        self._counted = counted
        self._run_in = sheet.article.run_in
        self._bare = bool(pattern.after) and not pattern.before  # 四是 can lose its 是, 第四， cannot
        self._last = 0  # the last number; 0 when there is nothing to go on with
        self._adjacent = False  # whether the field before was a measure or began with an ordinal
        self._alone: Flaw | None = None  # 一是, until something follows it

    def flaws(self) -> Iterator[Flaw]:
        sheet = self._sheet
        looks_inside = self._counted or self._run_in or sheet.has_line_breaks
        for at, (field, (start, end)) in enumerate(zip(sheet.fields, sheet.places, strict=True)):
            if field.kind == "measure":
                if field.item and not looks_inside:
                    self._last = field.item + 1
                    continue
                yield from self._measure(at, start, sheet.text[start:end])
            elif field.kind == "paragraph":
                yield from self._paragraph(start, sheet.text[start:end])
            elif field.kind == "heading":
                yield from self._end()
        yield from self._end()

    def _end(self) -> Iterator[Flaw]:
        if self._alone is not None:
            yield self._alone
        self._last, self._adjacent, self._alone = 0, False, None

    # -- measures of a chain --------------------------------------------------------------------------------------

    def _measure(self, at: int, start: int, text: str) -> Iterator[Flaw]:
        item = self._sheet.fields[at].item or 0
        if item == 0:
            yield from self._end()
            yield from self._first_measure(at, start, text)
        self._last, self._adjacent = item + 1, True
        if self._counted:
            yield from self._typed_ordinals(start, text)
        if self._run_in:
            yield from self._forgotten(start, text, 0, len(text), item + 2)
        line = text.find("\n")
        while line >= 0:
            yield from self._forgotten_line(start, text, line + 1, item + 2)
            line = text.find("\n", line + 1)

    def _first_measure(self, at: int, start: int, text: str) -> Iterator[Flaw]:
        fields = self._sheet.fields
        stop = _CLAUSE_END.search(text, 0, _LONGEST_PLACE)
        end = start + (stop.start() if stop else min(len(text), _LONGEST_PLACE))
        if fields[at - 1].kind == "measure":
            yield Flaw("gap", Hit(start, end, "新的一组举措前面没有引导语，序号又从一开始"))
        if at + 1 == len(fields) or fields[at + 1].block != fields[at].block:
            words = f"只有“{self._pattern.ordinal(1)}”，没有“{self._pattern.ordinal(2)}”"
            yield Flaw("single", Hit(start, end, words))

    def _typed_ordinals(self, start: int, text: str) -> Iterator[Flaw]:
        found = self._ordinals(text)
        if found and found[0].start == 0:
            end = found[0].end
            yield Flaw("gap", Hit(start, start + end, f"举措自动编号，“{text[:end]}”是多打的", ""))
            found = found[1:]
        if len(found) > 1:
            yield from self._sequence(start, text, found, 1)

    # -- ordinals in words ----------------------------------------------------------------------------------------

    def _paragraph(self, start: int, text: str) -> Iterator[Flaw]:
        found = self._ordinals(text) if self._counted else []
        if len(found) == 1 and found[0].start and text[found[0].start - 1] not in _CLAUSE_ENDS:
            found = []  # one ordinal behind a comma says nothing
        if found:
            yield from self._ordinals_of(start, text, found)
            return
        missing = list(self._forgotten_line(start, text, 0, self._last + 1)) if self._last else []
        yield from missing
        if missing:
            self._last, self._alone = self._last + 1, None
        self._adjacent = bool(missing)

    def _ordinals_of(self, start: int, text: str, found: Sequence[Ordinal]) -> Iterator[Flaw]:
        first, expected = found[0], 1
        if first.number == 1:
            if first.start == 0 and self._adjacent:
                yield self._gap(start, first, self._last + 1, "序号又从一开始，前面没有引导语")
            if self._alone is not None:
                yield self._alone
            self._alone = None if len(found) > 1 else self._lonely(start, text, first)
        elif self._pattern.ordinal(first.number - 1) in text[: first.start]:
            expected, self._alone = (
                first.number,
                None,
            )  # 《条例》一是…。二是…: it only does not begin a clause
        else:
            expected, self._alone = self._last + 1, None
        yield from self._sequence(start, text, found, expected)
        self._last, self._adjacent = found[-1].number, first.start == 0
        yield from self._forgotten(start, text, found[-1].end, len(text), self._last + 1)

    def _lonely(self, start: int, text: str, first: Ordinal) -> Flaw | None:
        """The flaw that a first ordinal is if nothing follows it; None where the text counts on in another way."""
        if _GOES_ON.search(text, first.end):
            return None
        words = f"只有“{text[first.start : first.end]}”，没有下一条"
        return Flaw("single", Hit(start + first.start, start + first.end, words))

    def _sequence(self, start: int, text: str, found: Sequence[Ordinal], expected: int) -> Iterator[Flaw]:
        before = 0
        for ordinal in found:
            if before:
                for flaw in self._forgotten(start, text, before, ordinal.start, expected):
                    yield flaw
                    expected += 1
            if ordinal.number == 1 and _begins_anew(text, ordinal.start):
                expected = 1
            if ordinal.number != expected:
                yield self._gap(start, ordinal, expected, self._reason(text, ordinal, expected))
            expected = expected + 1 if ordinal.number < expected else ordinal.number + 1
            before = ordinal.end

    def _reason(self, text: str, ordinal: Ordinal, expected: int) -> str:
        words = text[ordinal.start : ordinal.end]
        if not 1 < expected <= _MOST:
            return f"“{words}”前面没有“{self._pattern.ordinal(1)}”"
        return f"“{self._pattern.ordinal(expected - 1)}”后面是“{words}”，序号不相接"

    def _gap(self, start: int, ordinal: Ordinal, expected: int, message: str) -> Flaw:
        right = self._pattern.ordinal(expected) if expected <= _MOST else None
        return Flaw("gap", Hit(start + ordinal.start, start + ordinal.end, message, right))

    def _ordinals(self, text: str) -> list[Ordinal]:
        return (
            ordinals_in(text, self._pattern) if (self._pattern.after or self._pattern.before) in text else []
        )

    # -- ordinals without their end -------------------------------------------------------------------------------

    def _forgotten(self, start: int, text: str, begin: int, end: int, expected: int) -> Iterator[Flaw]:
        """The first clause between two places that begins with the expected numeral and policy prose."""
        if not self._bare or expected > _MOST:
            return
        wanted = numeral(expected)
        at = text.find(wanted, begin, end)
        while at >= 0:
            if at and text[at - 1] in _CLAUSE_ENDS and _is_forgotten(text, at, wanted):
                yield self._missing(start, text, at, wanted)
                return
            at = text.find(wanted, at + 1, end)

    def _forgotten_line(self, start: int, text: str, at: int, expected: int) -> Iterator[Flaw]:
        """The line that begins at ``at``, if it begins with the expected numeral and policy prose."""
        match = _FIRST.match(text, at) if self._bare and expected <= _MOST else None
        if match and number(match[0]) == expected and _is_forgotten(text, at, match[0]):
            yield self._missing(start, text, at, match[0])

    def _missing(self, start: int, text: str, at: int, wanted: str) -> Flaw:
        right = wanted + self._pattern.after
        message = f"“{text[at : at + len(wanted) + 4]}…”缺“{self._pattern.after}”，应为“{right}”"
        return Flaw("missing", Hit(start + at, start + at + len(wanted), message, right))


def _begins_anew(text: str, at: int) -> bool:
    """Whether a first ordinal has a lead-in: a colon, words of its own sentence, or 采取三条措施。 right before."""
    if not at or text[at - 1] in _LEAD_IN:
        return True
    sentence = text.rfind("。", 0, at - 1) + 1
    return text[at - 1] == "，" or (text[at - 1] == "。" and bool(_LEADS_IN.search(text, sentence, at)))


def _is_forgotten(text: str, at: int, wanted: str) -> bool:
    rest = text[at + len(wanted) : at + len(wanted) + _AHEAD]
    return starts_policy_prose(rest) and not makes_a_word(wanted, rest)
