"""What is no prose and is never proof-read: addresses, codes of documents and standards.

A masked stretch keeps its length, so that places stay places.
"""

from __future__ import annotations

import re

MASK = "\x1a"  # SUBSTITUTE; real ones are gone by then (rule invisible)

# Each kind with what must be in a text for it to be looked for: prose rarely has any, and `in` costs next to nothing.
_KINDS = (
    (("://", "www."), re.compile(r"(?:[A-Za-z]{2,10}://|www\.)[!-~]{1,2000}")),
    (
        ("@",),
        re.compile(
            r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
        ),
    ),
    (("〔",), re.compile(r"〔[0-9]{4}〕(?:第?[0-9]{1,6}[-－—～~、]?){1,20}号")),
    (
        ("GB", "DB", "ISO", "IEC", "/"),
        re.compile(
            r"(?<![A-Za-z])(?:GB|DB|ISO|IEC|[A-Z]{1,6}/)[A-Z0-9/]{0,10}[ \u00a0]?[0-9][0-9.]{0,12}[-—－:：][0-9]{4}(?![0-9])"
        ),
    ),
    (
        ("-", "－"),
        re.compile(r"(?<![0-9A-Za-z.])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|0[0-9]{2,3}[-－][0-9]{7,8})(?![0-9])"),
    ),
)


def masked(text: str) -> str:
    """The text with :data:`MASK` in the place of every character that is not to be read."""
    for signs, pattern in _KINDS:
        for sign in signs:  # a plain loop, as a generator would take three times as long
            if sign in text:
                text = pattern.sub(_mask, text)
                break
    return text


def _mask(match: re.Match[str]) -> str:
    return MASK * (match.end() - match.start())
