"""A text that a pattern matches and that holds none of its signs: where there is one, a rule that first looks for signs is blind.

The pattern is gone through as :mod:`re` parsed it, with the beginnings of signs that the text so far ends in. Where it is not
followed to the letter (what must not follow, what a group had) more texts are taken for possible than are, never fewer.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from typing import Any

Ends = dict[str, str]
"""What the text may end in, as far as a sign begins so, with the shortest such text."""

OTHER = "\ue000"  # a character of no sign
_MOST = 12  # times that a piece is repeated: more than a sign has characters


def without_sign(pattern: re.Pattern[str], signs: Sequence[str]) -> str | None:
    """A text of the pattern without any of the signs, None if there is none. OTHER stands for what is no sign's."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    texts = _Signs(signs).follow(tree, {"": ""})
    return min(texts.values(), key=len, default=None)


class _Signs:
    def __init__(self, signs: Sequence[str]) -> None:
        self._signs = tuple(signs)
        self._alphabet = sorted({*"".join(signs), OTHER})
        self._begun = {sign[:length] for sign in signs for length in range(len(sign))}

    def follow(self, tree: Iterable[Any], ends: Ends) -> Ends:
        """What texts may end in when one of ``ends`` is followed by what the tree stands for."""
        for code, argument in tree:
            ends = self._step(code, argument, ends)
        return ends

    def _step(self, code: Any, argument: Any, ends: Ends) -> Ends:
        if code is op.LITERAL:
            return self._with(ends, chr(argument))
        if code in (op.NOT_LITERAL, op.ANY, op.IN):
            of_class = re.compile(_class(code, argument))
            return _merged(self._with(ends, c) for c in self._relevant(argument) if of_class.fullmatch(c))
        if code is op.BRANCH:
            return _merged(self.follow(branch, ends) for branch in argument[1])
        if code is op.SUBPATTERN:
            return self.follow(argument[3], ends)
        if code is op.ATOMIC_GROUP:
            return self.follow(argument, ends)
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeated(*argument, ends)
        if code is op.ASSERT:
            direction, inner = argument
            if direction > 0:
                return {end: text for end, text in ends.items() if self.follow(inner, {end: text})}
            before = self.follow(inner, {"": ""})
            return _merged((before, {})) if ends == {"": ""} else (ends if before else {})
        return ends  # places, what must not stand there, what a group had

    def _repeated(self, least: int, most: int, inner: Any, ends: Ends) -> Ends:
        reached: Ends = {}
        for count in range(min(int(most), max(least, _MOST)) + 1):
            if count >= least:
                reached = _merged((reached, ends))
            ends = self.follow(inner, ends)
        return reached

    def _relevant(self, argument: Any) -> list[str]:
        """The characters of signs, and one besides: OTHER, or the first that a class of few has."""
        found = set(self._alphabet)
        if isinstance(argument, list):
            for code, value in argument:
                if code is op.LITERAL:
                    found.add(chr(value))
                elif code is op.RANGE:
                    found.update(chr(c) for c in range(value[0], min(value[1], value[0] + 40) + 1))
        return sorted(found)

    def _with(self, ends: Ends, character: str) -> Ends:
        found: Ends = {}
        for end, text in ends.items():
            grown = end + character
            if any(grown.endswith(sign) for sign in self._signs):
                continue
            while grown not in self._begun:
                grown = grown[1:]
            if grown not in found or len(found[grown]) > len(text):
                found[grown] = text + character
        return found


def _merged(several: Iterable[Ends]) -> Ends:
    found: Ends = {}
    for ends in several:
        for end, text in ends.items():
            if end not in found or len(text) < len(found[end]):
                found[end] = text
    return found


def _class(code: Any, argument: Any) -> str:
    """A pattern for one character as it was before it was parsed."""
    if code is op.ANY:
        return "."
    if code is op.NOT_LITERAL:
        return f"[^{re.escape(chr(argument))}]"
    parts = []
    for kind, value in argument:
        if kind is op.NEGATE:
            parts.append("^")
        elif kind is op.LITERAL:
            parts.append(re.escape(chr(value)))
        elif kind is op.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append({op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}[value])
    return f"[{''.join(parts)}]"
