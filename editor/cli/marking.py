"""Texts as the command line shows them: a place marked, a change marked, nothing that a terminal would act upon."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple, TextIO

_AROUND = 14  # code points of context on either side of a place
_LONGEST = 60  # code points of a place that are shown
_COMPARED = 4000  # code points of two texts up to which they are compared sign by sign


class Marks(NamedTuple):
    """What stands before and behind the words that are meant."""

    before: str
    after: str


_PLAIN = Marks("【", "】")
REVERSED = Marks("\x1b[7m", "\x1b[0m")
UNDERLINED = Marks("\x1b[1;4m", "\x1b[0m")


def marks_for(stream: TextIO, drawn: Marks = REVERSED) -> Marks:
    """Brackets, or where a terminal shows them, the marks ``drawn``."""
    if not stream.isatty() or "NO_COLOR" in os.environ:
        return _PLAIN
    old_console = os.name == "nt" and "WT_SESSION" not in os.environ  # shows the codes themselves
    return _PLAIN if old_console else drawn


def shown(text: str) -> str:
    """A text on one line, with a name in the place of every character that nobody sees or that moves the cursor."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else f"<U+{ord(c):04X}>" for c in text)


def excerpt(text: str, start: int, end: int, marks: Marks) -> str:
    """A place in its text, marked, with what stands around it."""
    before, words, after = text[:start], text[start:end], text[end:]
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2]}…{words[-_LONGEST // 2 :]}"
    return f"{_tail(before)}{marks.before}{shown(words)}{marks.after}{_head(after)}"


def compared(old: str, new: str, marks: Marks) -> tuple[str, str]:
    """Two states of a text with what differs marked in both, and what is equal cut short."""
    ours, theirs = [], []
    stretches = list(_stretches(old, new))
    for at, (before, after) in enumerate(stretches):
        if before == after:
            words = _shortened(before, at == 0, at == len(stretches) - 1)
            ours.append(words)
            theirs.append(words)
        else:
            ours.append(_marked(before, marks))
            theirs.append(_marked(after, marks))
    return "".join(ours), "".join(theirs)


def _marked(words: str, marks: Marks) -> str:
    return f"{marks.before}{shown(words)}{marks.after}" if words else ""


def _stretches(old: str, new: str) -> Iterable[tuple[str, str]]:
    """The two texts in stretches that are equal or differ; long ones differ in one stretch."""
    if len(old) + len(new) <= _COMPARED:
        from difflib import SequenceMatcher

        for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield old[i1:i2], new[j1:j2]
        return
    from editor.merge.tokens import common_ends

    start, end = common_ends(old, new)
    yield old[:start], new[:start]
    yield old[start : len(old) - end], new[start : len(new) - end]
    yield old[len(old) - end :], new[len(new) - end :]


def _shortened(text: str, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return shown(text)
    return ("" if first else _head(text)) + ("" if last else _tail(text, cut=first))


def _head(text: str) -> str:
    return shown(text) if len(text) <= _AROUND else shown(text[:_AROUND]) + "…"


def _tail(text: str, *, cut: bool = True) -> str:
    return shown(text) if len(text) <= _AROUND else ("…" if cut else "") + shown(text[-_AROUND:])
