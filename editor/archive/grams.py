"""What SQLite's full-text index is given, and how it is asked, so that any consecutive characters are found.

FTS5 finds whole tokens, and Chinese has no blanks between words. So a text is written as its pairs of neighbouring
characters, 上海市 as ``上海 海市 市``: a word of two or more characters is then a phrase of consecutive pairs,
and a single character is the beginning of a pair, for which FTS5 keeps an index of its own (``prefix=1``). Both are
exact: a phrase of pairs stands in the tokens if and only if the word stands in the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise

_BLANK = " ".encode("utf-32-le")

# FTS5's ascii tokenizer takes every character outside ASCII for a part of a token, and of ASCII the letters, the
# digits and what is named here: all that can be seen. What remains, blanks and controls, separates.
_SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark


TOKENIZER = "tokenize=" + _quoted("ascii tokenchars " + _quoted(_SIGNS, "'"), '"')
"""The argument of ``CREATE VIRTUAL TABLE … USING fts5`` that reads what :func:`pairs` writes."""


def pairs(folded: str) -> str:
    """A folded text as its pairs of neighbouring characters, separated by blanks."""
    # Interleaved as arrays of code points: an index of 12 million characters is made of nothing else.
    codes = array("I", folded.encode("utf-32-le", "replace"))
    tokens = array("I", _BLANK * (3 * len(codes)))
    tokens[0::3] = codes
    tokens[1::3] = codes[1:] + array("I", _BLANK)[: len(codes)]
    return tokens.tobytes().decode("utf-32-le")


def expression(words: Iterable[str]) -> str:
    """The FTS5 query for texts that contain every one of some folded words."""
    return " AND ".join(map(_phrase, words))


def token(text: str) -> str:
    """The FTS5 query for one token."""
    return _quoted(text, '"')


def _phrase(word: str) -> str:
    if len(word) == 1:
        return token(word) + "*"
    return token(" ".join(map("".join, pairwise(word))))
