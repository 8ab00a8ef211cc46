"""What is printed cannot make a terminal act: hidden characters of any text, path or error are shown as escapes.

They are written as JSON writes them, so that ``--json`` says the same as before, and a reader sees that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, TextIO, cast

from editor.model.unseen import BREAKS, CONTROLS, FILLERS, FORMATTING, UNWRITABLE

# Let through are the marks that search and check set themselves; another text could at worst underline itself.
_OWN_MARKS: Final = r"\x1b\[(?:0|7|1;4)m"
_HOSTILE: Final = (
    f"(?!{_OWN_MARKS}|[\t\n])[{CONTROLS}{BREAKS}{FORMATTING}{UNWRITABLE}]"  # compiled if it is needed
)


class Harmless:
    """A stream before another one, which writes whatever is hidden as an escape, and is that other one in all else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        """Write a text; the length of what was given."""
        plain = text == "\n" or (text.isprintable() and FILLERS.isdisjoint(text))
        self._stream.write(text if plain else re.sub(_HOSTILE, _escaped, text))
        return len(text)

    def writelines(self, lines: Iterable[str], /) -> None:
        """Write one text after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the stream has)
        return getattr(self._stream, name)


def harmless(stream: TextIO) -> TextIO:
    """The stream with its door."""
    return cast(TextIO, Harmless(stream))


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
