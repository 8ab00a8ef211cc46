"""Chinese numerals and the ordinals made from them: 一是, 一、, （一）.

A house style gives each ordinal as a pattern in which 一 stands for the number. This module turns numbers into
ordinals and back; what a line that starts with one *is* (measure, heading, plain text) is the grammar's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache

from editor.model.style import Ordinals

NUMERAL = "[一二三四五六七八九十百千万零]+"  # as a regular expression; `number` says whether it is one

ONES = ("一", "1", "①")
"""The numbers one of which a pattern has, each in its own kind of numerals."""

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
# What counts in each kind, and what may not follow: the ordinal 1. is none in 1.5亿元.
_NUMERALS = {"一": (NUMERAL, ""), "1": ("[0-9]{1,4}", "(?![0-9])"), "①": (f"[{_CIRCLED}]", "")}

_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_BEYOND = _MYRIAD**2
_LONGEST = len("九千九百九十九万九千九百九十九")


@lru_cache(maxsize=1024)
def numeral(number: int) -> str:
    """The Chinese numeral of a number: 十, 二十一, 一百, 一百零三, 一百一十. ValueError below 1 and from 10**8 on."""
    if not 1 <= number < _BEYOND:
        raise ValueError(f"no numeral for {number}")
    myriads, rest = divmod(number, _MYRIAD)
    if not myriads:
        text = _below_myriad(rest)
    else:
        gap = "零" if 0 < rest < _MYRIAD // 10 else ""
        text = f"{_below_myriad(myriads)}万{gap}{_below_myriad(rest)}"
    return text[1:] if text.startswith("一十") else text


@lru_cache(maxsize=1024)
def number(text: str) -> int | None:
    """The number that a numeral stands for; None if it is none, such as 十四五 or 一二."""
    if len(text) > _LONGEST:
        return None
    value = section = digit = 0
    for character in text:
        if character == "万":
            value, section, digit = (value + section + digit) * _MYRIAD, 0, 0
        elif unit := _UNITS.get(character):
            section, digit = section + (digit or 1) * unit, 0
        else:
            digit = _DIGITS.find(character)
    value += section + digit
    return value if 0 < value < _BEYOND and numeral(value) == text else None


def read_number(text: str) -> int | None:
    """The number that figures of either width, a circled figure or a numeral stand for; None if they are none, or 0."""
    if len(text) == 1 and text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    return (int(text) if text.isdecimal() else number(text)) or None


def counted(words: str) -> int:
    """The number that figures or a numeral count with, 两 included; 0 if they are none."""
    return 2 if words == "两" else read_number(words) or 0


def _below_myriad(number: int) -> str:
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += _DIGITS[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text


def _written(value: int, one: str) -> str:
    """A number in the numerals of which that is the one; beyond ㊿ in brackets."""
    if one == "一":
        return numeral(value)
    if one == "①":
        return _CIRCLED[value - 1] if value <= len(_CIRCLED) else f"（{value}）"
    return str(value)


@dataclass(frozen=True)
class Ordinal:
    """An ordinal found in a text: its number and where it stands, in code points.

    ``end`` is past the ordinal itself, ``text`` past the blanks that follow it.
    """

    number: int
    start: int
    end: int
    text: int


@dataclass(frozen=True)
class Pattern:
    """How one kind of ordinal is written: what stands before and after the 一, 1 or ① of the house style."""

    before: str
    after: str
    one: str = "一"
    _regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_regex", re.compile(rf"\s*(?P<ordinal>{self.expression})\s*"))

    @property
    def expression(self) -> str:
        """The ordinal as a regular expression with the group ``numeral``; brackets may have either width."""
        numerals, guard = _NUMERALS[self.one]
        return f"{_either_width(self.before)}(?P<numeral>{numerals}){_either_width(self.after)}{guard}"

    @classmethod
    def of(cls, sample: str) -> Pattern:
        """The pattern of a sample from the house style such as 一是, （一）, 1. or ①. ValueError without a number one."""
        one = next((one for one in ONES if one in sample), None)
        if one is None:
            raise ValueError(f"no number one in {sample!r}")
        before, _, after = sample.partition(one)
        return cls(before, after, one)

    def ordinal(self, number: int) -> str:
        """The ordinal of a number as printed."""
        return f"{self.before}{_written(number, self.one)}{self.after}"

    def match(self, text: str, start: int = 0) -> Ordinal | None:
        """The ordinal that begins at ``start``, blanks before and after it allowed, or None.

        Brackets of the other width are taken as well, so that (一) is seen where （一） is printed.
        """
        found = self._regex.match(text, start)
        if found is None or (value := read_number(found["numeral"])) is None:
            return None
        return Ordinal(value, found.start("ordinal"), found.end("ordinal"), found.end())


@dataclass(frozen=True)
class Patterns:
    """The patterns of a house style."""

    measure: Pattern
    heading: Pattern
    subheading: Pattern
    heading3: Pattern
    heading4: Pattern

    def heading_of(self, level: int) -> Pattern:
        """The pattern of a heading of level 1 to 4."""
        return (self.heading, self.subheading, self.heading3, self.heading4)[level - 1]


@lru_cache(maxsize=64)
def patterns(ordinals: Ordinals) -> Patterns:
    """The patterns of a house style, made once for each."""
    return Patterns(*(Pattern.of(getattr(ordinals, field.name)) for field in fields(Patterns)))


_WIDTHS = {"（": "[（(]", "）": "[）)]", "(": "[（(]", ")": "[）)]"}


def _either_width(text: str) -> str:
    return "".join(_WIDTHS.get(character) or re.escape(character) for character in text)
