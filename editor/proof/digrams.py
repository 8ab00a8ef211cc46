"""Digrams: two code units that stand beside each other, as one number of 32 bits.

Nearly all that rules look for is out of question for a text, and soon: who looks for something says beforehand which
digrams are in it (:func:`sought`), and one pass in C tells which of these a text has, in a fortieth of a microsecond for
each of its characters. As strings they would take twice the time and the room.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

_BYTES = 4  # of a digram

_SOUGHT: set[int] = set()  # grows while modules are imported, word lists read and phrases learned


def digrams(text: str) -> frozenset[int]:
    """All digrams of a text."""
    return frozenset(neighbours(text))


def neighbours(text: str) -> memoryview:
    """The digrams of a text in order.

    The low halves of both code units make the low half of the number, by which a set finds its place for it.
    """
    code = text.encode("utf-16-le", "surrogatepass")
    low, high = code[::2], code[1::2]
    mixed = bytearray(_BYTES * max(len(low) - 1, 0))
    mixed[::4], mixed[1::4], mixed[2::4], mixed[3::4] = low[:-1], low[1:], high[:-1], high[1:]
    return memoryview(mixed).cast("I")


def digrams_apart(text: str) -> memoryview:
    """Every other digram of a text: those of words of two characters that are written one behind the other."""
    return neighbours(text)[::2]


def characters(digram: int) -> str:
    """The two characters of a digram; both are in the Basic Multilingual Plane."""
    first, last, *high = digram.to_bytes(_BYTES, sys.byteorder)
    return chr(first | high[0] << 8) + chr(last | high[1] << 8)


def sought(digrams: Iterable[int]) -> frozenset[int]:
    """These digrams, of which :func:`sought_in` tells from now on."""
    its = frozenset(digrams)
    _SOUGHT.update(iter(its))  # one after the other: of two sets Python makes one of twice the room
    return its


def many_sought() -> int:
    """How many are sought by now; what was told of a text when there were fewer is out of date."""
    return len(_SOUGHT)


def sought_in(text: str) -> frozenset[int]:
    """Those digrams of a text that are sought."""
    return frozenset(_SOUGHT.intersection(neighbours(text)))
