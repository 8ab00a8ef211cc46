"""What a reader of a text (importer, paste, grammar) has to say about it, and what people said beside it, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RemarkKind = Literal["repaired", "left_out", "doubtful"]


@dataclass(frozen=True)
class Remark:
    """One thing that was repaired, left out or is doubtful, in one plain Chinese sentence.

    ``line`` counts from 1 in the text that was read. ``text`` holds the words concerned, ``article`` the id of
    the article where they went, empty if none. ``rule`` is the id of the proof rule whose business it is, empty if it
    is none's: such a remark stands among the findings as well, as the issue no longer shows what the text showed.
    """

    kind: RemarkKind
    line: int
    message: str
    text: str = ""
    article: str = ""
    rule: str = ""

    def __str__(self) -> str:
        return f"第{self.line}行：{self.message}"


@dataclass(frozen=True)
class Comment:
    """What somebody said in a Word file about some words (批注). ``date`` is as the file gives it, empty where it gives none.

    ``replies`` answer it; ``done`` says that it is settled.
    """

    author: str
    date: str
    text: str
    replies: tuple[Comment, ...] = ()
    done: bool = False
