"""A text as tokens: the smallest pieces that a change may take, so that no figure and no word is ever cut; equal ends.

A figure goes with its unit (3000个, 18%, 1.2亿元), a Latin word is one, every other character stands by itself. A line
break inside a text is a token like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    \d+(?:[.,]\d+)*[百千万亿]*(?:%|％|‰|公里|平方米|个|家|份|元|年|月|日|号|项|条|人|名|次|吨|倍|台|套|处|时|分|秒|亩|户)?
    | [A-Za-z]+(?:['’-][A-Za-z]+)*
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[str, ...]:
    """The tokens of a text; joined they are the text again."""
    return tuple(_TOKEN.findall(text))


def common_start(one: Sequence[object], other: Sequence[object]) -> int:
    """How many characters two texts, or two streams how many tokens, begin with in common."""
    if not isinstance(one, str):
        return next(
            (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
            min(len(one), len(other)),
        )
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is faster than comparing characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """The same, and how many of the rest they end with."""
    start = common_start(one, other)
    return start, common_start(one[start:][::-1], other[start:][::-1])
