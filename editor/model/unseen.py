"""Characters that print nothing and deceive: what hides in a text, turns it round, or makes a terminal act.

Said once, because every door has to know them: importing and pasting take them out, drawing and printing never let
them through, and no style may have them. An issue file keeps what it has until its text is edited.
"""

from __future__ import annotations

import re
from typing import Final

FORMATTING: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f"
)
"""Soft hyphen, fillers, zero-width and bidirectional marks, byte-order mark, tags; for use in a character class."""

FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
"""Of these, the ones that Unicode calls printable."""

JOINERS: Final = "\u200c\u200d"
"""Of these, the two that also hold emoji and some scripts together."""

CONTROLS: Final = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
"""C0 and C1 controls that neither blank nor break a line; for use in a character class."""

BREAKS: Final = "\t\n\x0b\x0c\r\x85\u2028\u2029"
"""Tabs and line breaks of every kind."""

UNWRITABLE: Final = "\ud800-\udfff\ufffe\uffff"
"""Halves of surrogate pairs and non-characters, which no file can hold; for use in a character class."""

# Compiled when first used: every start of the program comes by here, and hardly one meets such a character.
_HIDDEN: Final = f"[{CONTROLS}{FORMATTING}]"
_BLANK: Final = f"[{BREAKS}]"
_BROKEN: Final = f"[{UNWRITABLE}]"


def harmless(text: str) -> str:
    """The text as it can be shown on one line: nothing hidden, a blank for a tab or break, U+FFFD for no character."""
    if text.isprintable():  # what is printable in Unicode's sense moves no cursor and turns nothing round
        return text
    text = re.sub(_BLANK, " ", re.sub(_HIDDEN, _filler, text))
    return re.sub(_BROKEN, "\ufffd", text)


def _filler(found: re.Match[str]) -> str:
    """A filler that Unicode calls printable is drawn as a blank, here as in a text of printable characters."""
    return found[0] if found[0].isprintable() else ""
