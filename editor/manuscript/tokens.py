"""One line at a time: is it a measure, a heading or plain text, judged by itself.

What the lines make together (chains, continuations, repairs) is decided in ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from editor.manuscript.clauses import is_idiom
from editor.manuscript.foreign import ForeignOrdinal
from editor.manuscript.ordinals import Ordinal, Patterns
from editor.manuscript.source import SourceLine
from editor.manuscript.words import belongs_to_a_word

_LONGEST_HEADING = 40  # code points; a heading fills less than two lines of 28
_SENTENCE_MARKS = re.compile("[。；;！!？?]")
_OPEN_ENDS = ("：", ":", "，", ",", "、", "…")
_CLOSED = re.compile(r"[。；;！!？?.][”’」』）)】]*\Z")


@dataclass(frozen=True)
class Token:
    """A line and what it looks like.

    ``whole`` is all of it, ``text`` what follows the ordinal (all of it for plain text), ``ordinal`` the ordinal as
    written. A plain line that begins like a heading but is too much of a sentence keeps ``level`` and ``number``.
    ``literal`` says that the ordinals in it are words of the text and must stay as they are.
    """

    kind: Literal["measure", "heading", "plain"]
    line: int
    whole: str
    text: str
    number: int = 0
    level: int = 0
    ordinal: str = ""
    literal: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _CLOSED.search(self.whole) is not None

    def as_plain(self) -> Token:
        """The same line as plain text."""
        return replace(self, kind="plain", text=self.whole)


def tokenize(lines: Iterable[SourceLine], written: Patterns, *, live: bool) -> list[Token]:
    """A token for each line. Live, a heading may still be empty."""
    return [_token(line, written, live) for line in lines]


def followed_headings(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each level-2 heading that no text follows made plain: it is then rather a list."""
    return [
        token.as_plain()
        if token.kind == "heading"
        and token.level == 2
        and (at + 1 == len(tokens) or tokens[at + 1].kind == "heading")
        else token
        for at, token in enumerate(tokens)
    ]


def next_numbers(tokens: Sequence[Token]) -> list[int]:
    """For each place, and one past the last: the number of the first measure from there on, 0 if none.

    A heading ends the search.
    """
    numbers = [0]
    for token in reversed(tokens):
        if token.kind == "measure":
            numbers.append(token.number)
        else:
            numbers.append(0 if token.kind == "heading" else numbers[-1])
    return numbers[::-1]


def is_heading_shaped(text: str, *, live: bool = False) -> bool:
    """Whether what follows an ordinal can be a heading: short, no sentence in it, not left open by its last mark."""
    text = text.rstrip()
    if not text:
        return live
    return (
        len(text) <= _LONGEST_HEADING and not _SENTENCE_MARKS.search(text) and not text.endswith(_OPEN_ENDS)
    )


def deep_heading(token: Token, level: int, written: Patterns, *, live: bool = False) -> Token | None:
    """A plain line as a heading of level 3 or 4 (1. or （1）), or None; whether it is one its place decides."""
    found = written.heading_of(level).match(token.whole)
    if found is None or token.level or not is_heading_shaped(token.whole[found.text :], live=live):
        return None
    ordinal, text = token.whole[found.start : found.end], token.whole[found.text :]
    return replace(token, kind="heading", text=text, number=found.number, level=level, ordinal=ordinal)


def as_measure(token: Token, foreign: ForeignOrdinal, written: Patterns) -> Token | None:
    """The line as a measure in place of the ordinal of another numbering that it begins with.

    None if it would not be read as that measure once it is printed.
    """
    measure = Token("measure", token.line, token.whole, foreign.text, foreign.number, 0, foreign.ordinal)
    return measure if reads_back(measure, written) else None


def reads_back(measure: Token, written: Patterns) -> bool:
    """Whether a line that becomes a measure would be read as the same measure once it is printed."""
    printed = written.measure.ordinal(measure.number) + measure.text
    again = _token(SourceLine(measure.line, printed), written, live=False)
    return (again.kind, again.text, again.number) == ("measure", measure.text, measure.number)


def _token(source: SourceLine, written: Patterns, live: bool) -> Token:
    measure = _measure(source, written)
    heading = _heading(source, written, live)
    if measure is not None and (
        heading is None or heading.kind == "plain" or heading.ordinal != measure.ordinal
    ):
        return measure
    return heading or Token("plain", source.line, source.text, source.text)


def _measure(source: SourceLine, written: Patterns) -> Token | None:
    whole = source.text
    found = written.measure.match(whole)
    if found is None or is_idiom(whole, found.start) or _belongs_to_a_word(whole, found):
        return None
    return Token(
        "measure", source.line, whole, whole[found.text :], found.number, 0, whole[found.start : found.end]
    )


def _heading(source: SourceLine, written: Patterns, live: bool) -> Token | None:
    whole = source.text
    for level in (1, 2):
        found = written.heading_of(level).match(whole)
        if found is not None and not _belongs_to_a_word(whole, found):
            text, ordinal = whole[found.text :], whole[found.start : found.end]
            if is_heading_shaped(text, live=live):
                return Token("heading", source.line, whole, text, found.number, level, ordinal)
            return Token("plain", source.line, whole, whole, found.number, level, ordinal)
    return None


def _belongs_to_a_word(whole: str, found: Ordinal) -> bool:
    return belongs_to_a_word(whole[found.start : found.end], found.number, whole[found.end :])
