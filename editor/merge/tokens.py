"""A text as tokens: the smallest pieces that a change may take, so that no figure and no word is ever cut.

A figure goes with its unit (3000个, 18%, 1.2亿元), a Latin word is one, every other character stands by itself. A line
break inside a text is a token like any other.
"""

from __future__ import annotations

import re
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
