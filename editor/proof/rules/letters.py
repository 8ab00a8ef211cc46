"""Classes of characters that many rules go by, written for regular expressions and for ``in``."""

from __future__ import annotations

from collections.abc import Iterable

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for the inside of a class."""

CLOSERS = "”’》〉）〕】」』"
OPENERS = "“‘《〈（〔【「『"
STOPS = "。！？…"
"""Marks that may end a paragraph."""

PAUSES = "，、；："
NUMERALS = "一二三四五六七八九十"
JOINERS = frozenset("-–－")
"""What stands for a dash in typed ranges: hyphen, en dash, full-width hyphen."""

HYPHENS = r"\-–－"
"""The same for the inside of a class."""

BLANKS = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"


def side_by_side(firsts: Iterable[str], seconds: Iterable[str]) -> str:
    """Signs of two characters, divided by blanks: the last of each of the first words beside the first of each of the
    second.
    """
    return " ".join(sorted({first[-1] + second[0] for first in firsts for second in seconds}))


def is_han(character: str) -> bool:
    """Whether a character is Han."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )
