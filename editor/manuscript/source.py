"""Text from outside as clean lines: line breaks of every kind, blanks around lines, characters nobody sees.

Nothing else of a text is altered; commas, quotation marks and the blanks inside a line are the proof-reader's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.manuscript.tables import tables_in
from editor.model.remark import Remark
from editor.model.unseen import CONTROLS, FORMATTING, UNWRITABLE

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_TABS = re.compile(r"\t+")

_INVISIBLE = re.compile(f"[{CONTROLS}{FORMATTING}{UNWRITABLE}\x0a-\x0d\x85\u2028\u2029]")
_UNREADABLE = "\ufffd"
_EXCERPT = 12  # characters of a line that a remark quotes


@dataclass(frozen=True)
class SourceLine:
    """A line that holds something: its number in the source, from 1, and its text without blanks around it."""

    line: int
    text: str


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever breaks them. A line break at the very end opens no line."""
    lines = _BREAKS.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def clean_lines(lines: Sequence[str], first_line: int = 1) -> tuple[list[SourceLine], list[Remark]]:
    """The lines that hold something, and a remark for each from which unseen characters were taken.

    Lines of cells divided by tabs are rows of a table and said to be; other tabs inside a line become one blank.
    Blanks at both ends go without a word.
    """
    return clean_numbered(list(enumerate(lines, start=first_line)))


def clean_numbered(lines: Sequence[tuple[int, str]]) -> tuple[list[SourceLine], list[Remark]]:
    """The same for lines that have their numbers; several may have one."""
    kept: list[SourceLine] = []
    remarks: list[Remark] = []
    tables = tables_in([text for _, text in lines])
    for at, (line, text) in enumerate(lines):
        text, said = tables.get(at, (text, None))
        if said is not None:
            remarks.append(replace(said, line=line))
        clean, removed = _INVISIBLE.subn("", text)
        clean = _TABS.sub(" ", clean.strip())
        if removed and clean:
            message = f"删去{removed}个看不见的字符（{excerpt(clean)}）"
            remarks.append(Remark("repaired", line, message, clean))
        if _UNREADABLE in clean:
            message = f"有无法辨认的字符“{_UNREADABLE}”，请对照原文（{excerpt(clean)}）"
            remarks.append(Remark("doubtful", line, message, clean))
        if clean:
            kept.append(SourceLine(line, clean))
    return kept, remarks


def squeezed(text: str) -> str:
    """A text without any blanks."""
    return "".join(text.split())


def excerpt(text: str, length: int = _EXCERPT) -> str:
    """The beginning of a text as a remark quotes it."""
    return text if len(text) <= length else text[:length] + "…"
