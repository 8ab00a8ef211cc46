"""What is mended in a text from outside: numbering of another kind, and a forgotten 是.

Only what is certain is mended; each function returns None, or leaves the line, where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from editor.manuscript.foreign import bullet, foreign_ordinal, glued
from editor.manuscript.ordinals import NUMERAL, Patterns, number
from editor.manuscript.tokens import Token, as_measure, is_heading_shaped, next_numbers, reads_back
from editor.manuscript.words import makes_a_word, starts_policy_prose, starts_with_han

_BARE = re.compile(f"(?P<numeral>{NUMERAL})")


def renumbered_lists(tokens: Sequence[Token], written: Patterns) -> list[Token]:
    """The tokens with each list in another numbering made a chain: at least two closed lines, numbered 1, 2, 3 … or bullets.

    Lines that go on with the next number belong to it as well unless they look like headings.
    """
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        group = _foreign_group(tokens, at, written)
        done.extend(group or [tokens[at]])
        at += len(group) or 1
    return done


def with_forgotten_first(tokens: Sequence[Token], written: Patterns) -> list[Token]:
    """The tokens with 一加强… made the first measure where 二是… follows, no first one stands above, and it begins so."""
    following = next_numbers(tokens)
    done: list[Token] = []
    above = 0  # number of the last measure under the same heading
    for at, token in enumerate(tokens):
        measure = _first_measure(token, written) if above != 1 and following[at + 1] == 2 else None
        done.append(measure or token)
        if done[-1].kind != "plain":
            above = done[-1].number if done[-1].kind == "measure" else 0
    return done


def forgotten_ordinal(
    token: Token, expected: int, following: int, adjacent: bool, written: Patterns
) -> Token | None:
    """The measure that a plain line is whose ordinal lost its end (四完善… for 四是完善…), or None.

    ``expected`` is the number it must have, ``following`` that of the next measure (0 if none), ``adjacent`` says
    that the line stands right after a measure. It is certain when the next measure has the next number, or when the
    line is adjacent and begins like policy prose.
    """
    mended = _mended(token, expected, written)
    if mended is None:
        return None
    certain = following == expected + 1 or (adjacent and starts_policy_prose(mended.text))
    return mended if certain else None


def seems_forgotten(token: Token, expected: int, written: Patterns) -> bool:
    """Whether a plain line begins with the expected numeral and no known word, so that a person must look."""
    return _mended(token, expected, written) is not None


def foreign_measure(token: Token, expected: int, written: Patterns) -> Token | None:
    """The measure that a plain line is which goes on with a chain in another numbering, or None."""
    foreign = foreign_ordinal(token.whole)
    if foreign is None or foreign.number != expected or is_heading_shaped(foreign.text):
        return None
    return as_measure(token, foreign, written)


def _first_measure(token: Token, written: Patterns) -> Token | None:
    measure = _mended(token, 1, written) if token.kind == "plain" else None
    return measure if measure is not None and starts_policy_prose(measure.text) else None


def _mended(token: Token, expected: int, written: Patterns) -> Token | None:
    """The line as a measure of that number with the end of its ordinal put in, unless it begins with a word."""
    pattern = written.measure
    bare = _BARE.match(token.whole)
    if bare is None or pattern.before or not pattern.after or number(bare["numeral"]) != expected:
        return None
    text = token.whole[bare.end() :]
    if not starts_with_han(text) or makes_a_word(bare["numeral"], text):
        return None
    measure = replace(token, kind="measure", text=text, number=expected, level=0, ordinal=bare["numeral"])
    return measure if reads_back(measure, written) else None


def _foreign_group(tokens: Sequence[Token], start: int, written: Patterns) -> list[Token]:
    group: list[Token] = []
    kind = ""
    for at in range(start, len(tokens)):
        token, coming, foreign = tokens[at], len(group) + 1, None
        if token.kind == "plain":  # bullets count by position
            foreign = foreign_ordinal(token.whole) or bullet(token.whole, coming)
        if foreign is None and kind == "1.":
            foreign = glued(token.whole, coming)
        if foreign is None or foreign.number != coming or kind not in ("", foreign.kind):
            break
        if not token.is_closed and (len(group) < 2 or is_heading_shaped(foreign.text)):
            break
        measure = as_measure(token, foreign, written)
        if measure is None:
            break
        kind = foreign.kind
        group.append(measure)
    return group if len(group) >= 2 else []
