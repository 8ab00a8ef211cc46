"""A value of a TOML file that is not what it should be, on its way from the decoder to the reader.

Decoders work on plain dicts and know only the path of keys; where that stands in the text is looked up when
it is needed, which is never for a good file.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TypeAlias

from editor.model.unseen import BREAKS, CONTROLS, FORMATTING, UNWRITABLE

KeyPath: TypeAlias = tuple[str | int, ...]  # keys of tables, and places in arrays from 0

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "真假值"),  # before int, which it is in Python
    (int, "整数"),
    (float, "小数"),
    (str, "文字"),
    (datetime, "日期加时间"),  # before date, likewise
    (date, "日期"),
    (time, "时间"),
    (list, "数组"),
    (dict, "表"),
)


# What would move the cursor, recolour the terminal or turn the text around: a message quotes it, and shows a mark.
_UNSHOWN = f"[{CONTROLS}{BREAKS}{FORMATTING}{UNWRITABLE}]"  # compiled when a file is bad
_LONGEST_NUMBER = 10**30  # Python refuses to write numbers of some thousand digits
_LONGEST = 300  # characters of a message


def shown(text: str, longest: int = _LONGEST) -> str:
    """A text from a file as part of a message: without what a terminal would act upon, and not endless."""
    text = text if len(text) <= longest else text[:longest] + "…"
    return re.sub(_UNSHOWN, "\ufffd", text)


def kind_of(value: object) -> str:
    """What staff would call the kind of a TOML value."""
    return next((word for kind, word in _KINDS if isinstance(value, kind)), "别的内容")


def said(value: object) -> str:
    """A value as a message repeats it: texts cut short, numbers, else what kind it is. For after 实为."""
    if isinstance(value, str):
        return f"“{shown(value, 20)}”"
    if isinstance(value, float):
        return f" {value:g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f" {value}" if abs(value) < _LONGEST_NUMBER else kind_of(value)
    return kind_of(value)


class Misfit(Exception):  # noqa: N818  (a finding on its way; readers get a FileFormatError)
    """The value or table at ``path`` is wrong, or lacks a key. ``twin`` is the path it collides with, if any."""

    def __init__(self, path: KeyPath, message: str, *, advice: str = "", twin: KeyPath | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.message = shown(message)
        self.advice = advice
        self.twin = twin
