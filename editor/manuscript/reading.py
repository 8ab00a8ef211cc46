"""Lines together: chains and their continuations, run-in chains, headings counted by position.

The reader goes once over the tokens of a text. A chain stays open until something cannot belong to it; plain lines
after its last measure wait, because the next measure decides whether they continue it or follow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.manuscript import repairs
from editor.manuscript.clauses import ordinals_in
from editor.manuscript.foreign import foreign_ordinal, is_spoken_pair
from editor.manuscript.ordinals import Pattern, Patterns, numeral
from editor.manuscript.run_in import is_strict, parted, run_in_chain
from editor.manuscript.source import excerpt
from editor.manuscript.tokens import Token, deep_heading, next_numbers
from editor.manuscript.words import belongs_to_a_word
from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph
from editor.model.remark import Remark, RemarkKind

_QUOTED = 6  # characters of a mended line that its remark quotes
_LISTED = 12  # numbers that a remark lists at most

_HOLIDAY = "十一是"  # more often 1 October than a measure out of order

_GAP = "chain-gap"  # proof rules, of what the body no longer shows
_MISSING_END = "chain-missing-shi"


@dataclass(frozen=True)
class Mode:
    """How tokens are read.

    ``live``: after a key, so nothing is repaired and nothing said. ``blocks``: there are chains of whole lines, so
    ordinals inside paragraphs are words. ``mend``: a run-in chain with wrong numbers is one still.
    """

    live: bool
    blocks: bool
    mend: bool


def read(tokens: Sequence[Token], written: Patterns, mode: Mode) -> tuple[Body, list[Remark]]:
    """The body that tokens make, and what there is to say about it."""
    reader = _Reader(tokens, written, mode)
    return reader.body(), reader.remarks


class _Reader:
    def __init__(self, tokens: Sequence[Token], written: Patterns, mode: Mode) -> None:
        self.remarks: list[Remark] = []
        self._tokens = tokens
        self._written = written
        self._mode = mode
        self._following = next_numbers(tokens)
        self._blocks: list[Block] = []
        self._chain: list[str] = []  # the open chain; empty when there is none
        self._pending: list[Token] = []  # plain lines after its last measure
        self._shift = 0  # by how much the ordinal of its last measure was wrong
        self._headings = _HeadingCount()

    def body(self) -> Body:
        for at, token in enumerate(self._tokens):
            if token.kind == "measure":
                self._measure(token)
            elif token.kind == "heading":
                self._heading(token, at)
            else:
                self._plain(token, at)
        self._close_chain()
        return tuple(self._blocks)

    # -- measures -------------------------------------------------------------------------------------------

    def _measure(self, token: Token) -> None:
        if token.number == 1 or (
            self._mode.live and not self._continues(token) and not token.ordinal.startswith(_HOLIDAY)
        ):
            self._close_chain()
            self._chain, self._shift = [token.text], token.number - 1
            self._remark_ordinal(token, 1, self._written.measure)
            self._remark_inner_chain(token)
        elif self._continues(token):
            self._append(token)
        else:
            self._wait_or_write(token.as_plain())
            self._doubt(token, f"“{token.ordinal}”前面没有相接的举措，按普通段落保留，请核对")

    def _continues(self, token: Token) -> bool:
        """Whether a measure goes on with the open chain: right after it, or with exactly the next number."""
        if not self._chain:
            return False
        coming = len(self._chain) + 1
        if token.number == coming:
            return True
        is_in_order = token.number == coming + self._shift or not token.ordinal.startswith(_HOLIDAY)
        return is_in_order and not any(line.whole.strip() for line in self._pending)

    def _append(self, token: Token) -> None:
        position = len(self._chain) + 1
        shift = token.number - position
        if shift:
            self._remark_number(token, position, shift)
        else:
            self._remark_ordinal(token, position, self._written.measure)
        self._shift = shift
        if self._pending:
            self._chain[-1] = "\n".join((self._chain[-1], *(line.whole for line in self._pending)))
            self._pending = []
        self._chain.append(token.text)

    def _close_chain(self) -> None:
        if self._chain:
            self._blocks.append(Chain(tuple(self._chain)))
        pending, self._chain, self._pending, self._shift = self._pending, [], [], 0
        for token in pending:
            self._paragraph(token)

    # -- headings -------------------------------------------------------------------------------------------

    def _heading(self, token: Token, at: int) -> None:
        if self._is_measure_being_typed(token):
            self._append(token)
            return
        self._close_chain()
        if token.number == 1 < self._headings.coming(token.level):
            self._second_list(token, at)
            return
        if self._headings.follows_plain(token):
            self._headings.pass_plain(token)
            self._paragraph(token.as_plain())
            self._doubt(token, f"前面的同级序次语不是小标题，“{token.ordinal}”也按原文保留，请核对")
            return
        pattern = self._written.heading_of(token.level)
        coming = self._headings.coming(token.level)
        if belongs_to_a_word(pattern.ordinal(coming), coming, token.text):  # 二、二是 would become 一、二是
            self._headings.pass_plain(token)
            self._paragraph(token.as_plain())
            self._doubt(token, f"“{token.ordinal}”按次序改号会与后面的字连成一个数，按原文保留，请核对")
            return
        position = self._headings.count(token.level)
        if token.number == position:
            self._remark_ordinal(token, position, pattern)
        else:
            ordinal = pattern.ordinal(position)
            self._doubt(token, f"小标题序号写作“{token.ordinal}”，按次序改为“{ordinal}”，是否漏了一段", _GAP)
        self._blocks.append(Heading(token.text, token.level))

    def _second_list(self, token: Token, at: int) -> None:
        """A heading that is number one again, under the same one: a second list, as it is written."""
        before = self._headings.coming(token.level) - 1
        self._headings.begin_anew(token.level)
        self._remark_ordinal(token, 1, self._written.heading_of(token.level))
        if before == 1 or self._next_heading(at, token.level) != 2:
            self._doubt(token, f"小标题又从“{token.ordinal}”编起，按原文保留，是否编错了号", _GAP)
        self._blocks.append(Heading(token.text, token.level, restart=True))

    def _next_heading(self, at: int, level: int) -> int:
        """The number of the next heading of a level under the same one, 0 if there is none."""
        for token in self._tokens[at + 1 :]:
            found = token if token.kind == "heading" else None
            if level > 2:
                found = deep_heading(token, level, self._written) or found
            if found is not None and found.level <= level:
                return found.number if found.level == level else 0
        return 0

    def _deep_heading(self, token: Token) -> Token | None:
        """A plain line as a heading of level 3 or 4: under one of the level above, and with the next number or one.

        Their ordinals (1. and （1）) begin many a line that is no heading, so that elsewhere they are text.
        """
        for level in range(3, LEVELS + 1):
            found = deep_heading(token, level, self._written)
            if found is not None and self._headings.takes_under(found):
                return found
        return None

    def _is_measure_being_typed(self, token: Token) -> bool:
        """Where measures and headings are numbered alike, a line without its full stop yet goes on with its chain."""
        alike = self._written.measure == self._written.heading_of(token.level)
        return alike and self._mode.live and token.number == len(self._chain) + 1 > 1 and not self._pending

    # -- plain text -----------------------------------------------------------------------------------------

    def _plain(self, token: Token, at: int) -> None:
        deep = self._deep_heading(token)
        if deep is not None:
            self._heading(deep, at)
            return
        if not self._mode.live and (self._continued(token) or self._forgotten(token, at)):
            return
        if token.level:
            self._headings.pass_plain(token)
        self._wait_or_write(token)
        if not self._mode.live:
            self._remark_plain(token, at)

    def _continued(self, token: Token) -> bool:
        """Whether the line goes on with the open chain in another numbering; then it is taken."""
        if not self._chain or self._pending:
            return False
        measure = repairs.foreign_measure(token, len(self._chain) + 1, self._written)
        if measure is not None:
            self._append(measure)
        return measure is not None

    def _forgotten(self, token: Token, at: int) -> bool:
        """Whether the line is the next measure with its 是 forgotten; then it is taken, and in doubt a remark made."""
        if not self._chain:
            return False
        expected = len(self._chain) + 1
        adjacent, following = not self._pending, self._following[at + 1]
        measure = repairs.forgotten_ordinal(token, expected, following, adjacent, self._written)
        if measure is not None:
            self._append(measure)
        elif repairs.seems_forgotten(token, expected, self._written):
            after = self._written.measure.after
            self._doubt(token, f"“{excerpt(token.whole)}”像是缺“{after}”的举措，按普通段落保留，请核对")
        return measure is not None

    def _wait_or_write(self, token: Token) -> None:
        if self._chain:
            self._pending.append(token)
        else:
            self._paragraph(token)

    def _paragraph(self, token: Token) -> None:
        text = token.whole
        mend = self._mode.mend and not token.literal
        found = [] if self._mode.blocks else run_in_chain(text, self._written.measure, mend=mend)
        self._blocks += parted(text, found, self._blocks) if found else (Paragraph(text),)

    # -- remarks ----------------------------------------------------------------------------------------------

    def _doubt(self, token: Token, message: str, rule: str = "") -> None:
        self._remark("doubtful", token, message, rule)

    def _remark(self, kind: RemarkKind, token: Token, message: str, rule: str = "") -> None:
        if not self._mode.live:
            self.remarks.append(Remark(kind, token.line, message, token.whole, rule=rule))

    def _remark_number(self, token: Token, position: int, shift: int) -> None:
        changed = f"序次语写作“{token.ordinal}”，按次序改为“{self._written.measure.ordinal(position)}”"
        if shift > self._shift:
            self._doubt(token, f"{changed}，是否漏了一条", _GAP)
        elif shift < self._shift:
            self._doubt(token, f"{changed}，是否重复或颠倒", _GAP)
        else:
            self._doubt(token, f"{changed}，与前一条相接", _GAP)

    def _remark_ordinal(self, token: Token, position: int, pattern: Pattern) -> None:
        ordinal = pattern.ordinal(position)
        if token.ordinal == numeral(position) != ordinal:
            printed = excerpt(ordinal + token.text, _QUOTED + len(pattern.after))
            message = f"“{excerpt(token.whole, _QUOTED)}”缺“{pattern.after}”，已补为“{printed}”"
            self._remark("repaired", token, message, _MISSING_END)
        elif token.ordinal != ordinal:
            self._remark(
                "repaired", token, f"序次语“{token.ordinal}”改为“{ordinal}”（{excerpt(token.text)}）"
            )

    def _remark_inner_chain(self, token: Token) -> None:
        if not self._mode.live and is_strict(ordinals_in(token.whole, self._written.measure)):
            self._doubt(token, f"“{token.ordinal}”这一段里还有下一条，按一条举措保留，请核对")

    def _remark_plain(self, token: Token, at: int) -> None:
        """Say what looks like a chain in a plain line and was not taken as one."""
        found = ordinals_in(token.whole, self._written.measure)
        after = self._tokens[at + 1].whole if at + 1 < len(self._tokens) else ""
        if is_strict(found):
            if self._mode.blocks:
                self._doubt(token, f"段内的举措与分段的举措并存，段内的按原文保留（{excerpt(token.whole)}）")
        elif len(found) >= 2:
            numbers = "、".join(numeral(ordinal.number) for ordinal in found[:_LISTED])
            self._doubt(
                token, f"段内序次语为{numbers}，不是从一起依次相接，按原文保留（{excerpt(token.whole)}）"
            )
        elif foreign := foreign_ordinal(token.whole):
            self._doubt(token, f"“{foreign.ordinal}”开头，未作举措也未作小标题，按原文保留，请核对")
        elif is_spoken_pair(token.whole, after):
            self._doubt(token, "“首先”“其次”像是一组举措，按普通段落保留，请核对")


class _HeadingCount:
    """How many headings of each level there were, and which lines that begin like one stayed plain text."""

    def __init__(self) -> None:
        self._headings = dict.fromkeys(range(1, LEVELS + 1), 0)
        self._plain: dict[int, int | None] = dict.fromkeys(range(1, LEVELS + 1))

    def coming(self, level: int) -> int:
        """The number of the next heading of a level."""
        return self._headings[level] + 1

    def count(self, level: int) -> int:
        """Count a heading; its position."""
        self._headings[level] += 1
        self._plain[level] = None
        for below in range(level + 1, LEVELS + 1):
            self._headings[below], self._plain[below] = 0, None
        return self._headings[level]

    def begin_anew(self, level: int) -> None:
        """Count a heading that is number one again."""
        self._headings[level] = 0
        self.count(level)

    def takes_under(self, token: Token) -> bool:
        """Whether a heading stands under one of the level above and is the next there, or number one of a second list."""
        number, here = token.number, self._headings[token.level]
        return bool(self._headings[token.level - 1]) and (number == here + 1 or number == 1 < here)

    def pass_plain(self, token: Token) -> None:
        """Note a line that begins like a heading and stays plain text."""
        self._plain[token.level] = token.number
        if token.level == 1:
            self._plain[2] = 0

    def follows_plain(self, token: Token) -> bool:
        """Whether a heading goes on with the numbers of such lines, so that counting it would change its number."""
        before = self._plain[token.level]
        return before is not None and token.number == before + 1 != self._headings[token.level] + 1
