"""Chains inside a paragraph, and which of the two forms the chains of an article have.

An article has its chains either as whole lines or run in to paragraphs, never both. A line such as “一是…；二是…。” could
be the first measure of a chain of lines, or a run-in chain that nothing precedes: its neighbours decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.manuscript.clauses import ordinals_in
from editor.manuscript.ordinals import Ordinal, Pattern
from editor.manuscript.tokens import Token, next_numbers
from editor.model.body import Block, Body, Chain, Paragraph


def run_in_chain(text: str, pattern: Pattern, *, mend: bool) -> list[Ordinal]:
    """The ordinals of the run-in chain in a paragraph, or none.

    ``mend`` takes those as well that an edit may have left of a chain: at least two, with 1 at most at the start.
    """
    found = ordinals_in(text, pattern)
    broken = mend and len(found) >= 2 and all(ordinal.number != 1 for ordinal in found[1:])
    return found if broken or is_strict(found) else []


def is_strict(found: Sequence[Ordinal]) -> bool:
    """Whether ordinals are a chain without doubt: at least two, numbered 1, 2, 3 … without a gap."""
    return len(found) >= 2 and all(ordinal.number == at for at, ordinal in enumerate(found, start=1))


def parted(text: str, found: Sequence[Ordinal], above: Sequence[Block]) -> Body:
    """A line as blocks, the chain of its ordinals and what leads in to it: empty where another paragraph is right above."""
    ends = [ordinal.start for ordinal in found[1:]] + [len(text)]
    chain = Chain(tuple(text[ordinal.end : end] for ordinal, end in zip(found, ends, strict=True)))
    if found[0].start or (above and isinstance(above[-1], Paragraph)):
        return Paragraph(text[: found[0].start]), chain
    return (chain,)


def settle_run_in(
    tokens: Sequence[Token], pattern: Pattern, *, live: bool, mend: bool
) -> tuple[Sequence[Token], bool]:
    """The tokens with each line that is a run-in chain made plain, and whether there are chains of whole lines.

    Live, a measure that was split off the end of a run-in chain becomes plain as well, with its words as they are.
    """
    following = next_numbers(tokens)
    settled: list[Token] = []
    run_in_lines: set[int] = set()
    blocks, position = False, _Position()
    for at, token in enumerate(tokens):
        if token.kind == "measure":
            before = settled[-1] if live and settled and not position.expects(token) else None
            if (
                before
                and (before.kind == "plain" or at - 1 in run_in_lines)
                and _goes_on(before, token, pattern)
            ):
                token = replace(token.as_plain(), literal=True)
            elif following[at + 1] != token.number + 1 and run_in_chain(token.whole, pattern, mend=mend):
                run_in_lines.add(at)
            else:
                blocks = blocks or live or token.number == 1
        settled.append(token)
        position.pass_token(token)
    if not blocks:
        settled = [token.as_plain() if at in run_in_lines else token for at, token in enumerate(settled)]
    return settled, blocks


class _Position:
    """How many measures the chain has that is open at a line, as a live reader counts them."""

    def __init__(self) -> None:
        self._count = 0
        self._adjacent = False

    def expects(self, token: Token) -> bool:
        """Whether a measure has the number that comes next in the open chain."""
        return self._count > 0 and token.number == self._count + 1

    def pass_token(self, token: Token) -> None:
        """Go past a line."""
        if token.kind == "measure":
            goes_on = token.number != 1 and self._count > 0 and (self._adjacent or self.expects(token))
            self._count = self._count + 1 if goes_on else 1
            self._adjacent = True
        elif token.kind == "heading":
            self._count = 0
        elif token.whole.strip():
            self._adjacent = False


def _goes_on(before: Token, token: Token, pattern: Pattern) -> bool:
    """Whether a measure has the number after the last one inside the line before."""
    found = ordinals_in(before.whole, pattern)
    return bool(found) and token.number == found[-1].number + 1
