"""The text of a TOML file cut where its tables begin, and a table where its keys do: what travels and what is edited.

Chunks are slices: put together again they are the file, character for character. A line that looks like a header or
like ``key =`` counts only if what stands before it is whole TOML, as it may stand in a long string. Comments above a
header belong to its chunk, and so do those above them that only blank lines separate: they usually head what follows. A
comment right below the last key of a table belongs to that table, what follows after a blank line at the end of the file
to none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from editor.store.misfit import KeyPath, Misfit

_PART: Final = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_KEY: Final = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_HEADER = re.compile(rf"^[ \t]*(\[\[?)[ \t]*({_KEY})[ \t]*\]\]?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_ENTRY = re.compile(rf"^[ \t]*({_KEY})[ \t]*=[ \t]*", re.MULTILINE)
_PARTS = re.compile(_PART)
_NAME = re.compile(r"(?!(?:true|false|inf|nan)\b)[A-Za-z_]")  # what begins so is no value of an array
_LINE = re.compile(r"[^\n]*\n")
_MOST_DOUBTED = 8_000_000  # characters that are read again in one file to tell text from headers

Key = tuple[str, ...]


@dataclass(eq=False)
class Chunk:
    """A header and what it heads: blank lines above, comments that stand apart, its own comments, then ``text``.

    ``path`` leads to its table, ``start`` is the offset of ``text`` in the file. The first chunk has neither header nor
    key: the keys at the top of the file.
    """

    key: Key
    path: KeyPath
    text: str
    gap: str = ""
    apart: str = ""
    own: str = ""
    start: int = 0

    def __str__(self) -> str:
        return f"{self.gap}{self.apart}{self.own}{self.text}"

    def rename(self, old: Key, new: Key) -> None:
        """Let its header, which begins with the key ``old``, begin with ``new``."""
        header = _HEADER.match(self.text)
        assert header is not None
        parts = list(_PARTS.finditer(self.text, *header.span(2)))
        end = parts[len(old) - 1].end()
        self.text = f"{self.text[: header.start(2)]}{'.'.join(new)}{self.text[end:]}"
        self.key = (*new, *self.key[len(old) :])


@dataclass
class Entry:
    """``key = value``, with the rest of its line and the comments and blank lines below it. ``key`` may be dotted."""

    key: Key
    text: str

    @property
    def value_start(self) -> int:
        """Where its value begins."""
        return _match(_ENTRY, self.text).end()

    @property
    def prefix(self) -> str:
        """Blanks and all parts of the key but the last: what another key of the same table begins with."""
        *_, last = _PARTS.finditer(self.text, *_match(_ENTRY, self.text).span(1))
        return self.text[: last.start()]

    @property
    def below(self) -> int:
        """Where its own lines end, and the comments and blank lines below it begin."""
        return _trivia(self.text, 0, len(self.text))


def cut(text: str) -> tuple[list[Chunk], str]:
    """The chunks of a file, the keys at its top first, and what belongs to none. The text ends with a line end.

    Misfit if telling headers from text would take for ever.
    """
    chunks = [Chunk((), (), "")]
    lasts: dict[KeyPath, int] = {}  # of each array of tables, the place of its last table
    start = 0
    for header in _true(_HEADER, text, ambiguous=lambda match: not _NAME.match(match[2])):
        end = _trivia(text, start, header.start())
        attached, gap, apart, own = _divided(text[end : header.start()])
        chunks[-1].text = text[start:end] + attached
        key = _unquoted(header[2])
        path = _path(key, lasts, array=header[1] == "[[")
        start = header.start()
        chunks.append(Chunk(key, path, "", gap, apart, own, start))
    end = _trivia(text, start, len(text))
    attached, *tail = _divided(text[end:], at_end=True)
    chunks[-1].text = text[start:end] + attached
    return chunks, "".join(tail)


def recut(text: str, change: Callable[[list[Chunk], str], str]) -> str:
    """A text as ``change`` makes it from its chunks and what belongs to none, with its own line ends.

    A file with CRLF throughout keeps it; where both occur, new lines get LF and old ones keep theirs. A file
    without a line end at its end stays without.
    """
    crlf = 0 < text.count("\n") == text.count("\r\n")
    if crlf:
        text = text.replace("\r\n", "\n")
    ended = text.endswith("\n")
    text = change(*cut(text if ended else f"{text}\n"))
    if not ended:
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if crlf else text


def entries(text: str) -> tuple[str, list[Entry]]:
    """What stands above the first key of a chunk, and its keys."""
    starts = [match.start() for match in _true(_ENTRY, text)]
    found = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return text[: starts[0] if starts else len(text)], [
        Entry(_unquoted(_match(_ENTRY, each)[1]), each) for each in found
    ]


def key_offset(chunk: Chunk) -> int:
    """Where the key in the header of a chunk stands in the file."""
    header = _HEADER.match(chunk.text)
    return chunk.start + (header.start(2) if header else 0)


def _true(pattern: re.Pattern[str], text: str, ambiguous: object = None) -> Iterator[re.Match[str]]:
    """The matches that are what they look like, not lines of a long string or of an array."""
    start, left = 0, _MOST_DOUBTED
    for match in pattern.finditer(text):
        before = text[start : match.start()]
        doubtful = callable(ambiguous) and ambiguous(match)
        if doubtful or _has_long_string(before):
            left -= len(before)
            if left < 0:
                raise Misfit((), "多行文字里像表头的行太多，无法改写", advice="请把这样的文字写成一行")
            if not _is_whole(before):
                continue
        yield match
        start = match.start()


def _has_long_string(text: str) -> bool:
    return '"""' in text or "'''" in text


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        # Two entries of one key, or a table twice, cannot be: the file as a whole is good TOML.
        return False
    return True


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.match(text)
    assert match is not None
    return match


def _unquoted(key: str) -> Key:
    parts = _PARTS.findall(key)
    return tuple(tomllib.loads(f"k = {part}")["k"] if part[0] in "\"'" else part for part in parts)


def _path(key: Key, lasts: dict[KeyPath, int], *, array: bool) -> KeyPath:
    path: KeyPath = ()
    for number, part in enumerate(key, 1):
        path += (part,)
        if array and number == len(key):
            lasts[path] = lasts.get(path, -1) + 1
        if path in lasts:
            path += (lasts[path],)
    return path


def _trivia(text: str, low: int, end: int) -> int:
    """Where the blank and comment lines begin that end at ``end``; above ``low`` stands another table."""
    last = end
    while end > low:
        start = text.rfind("\n", low, end - 1) + 1 or low
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            break
        end = start
    if _has_long_string(text[low:last]):  # its last line may begin as a comment does
        while end < last and not _is_whole(text[low:end]):
            end = text.index("\n", end) + 1
    return end


def _divided(trivia: str, *, at_end: bool = False) -> tuple[str, str, str, str]:
    """Comment and blank lines between two tables: what belongs to the one above; then gap, apart and own of the next."""
    lines = _LINE.findall(trivia)
    own = len(lines)
    while not at_end and own and _is_comment(lines[own - 1]):
        own -= 1
    attached = _count(lines[:own], comments=True)
    gap = attached + _count(lines[attached:own], comments=False)
    parts = lines[:attached], lines[attached:gap], lines[gap:own], lines[own:]
    return tuple(map("".join, parts))  # type: ignore[return-value]  # there are four


def _count(lines: list[str], *, comments: bool) -> int:
    """How many lines are comments, or are blank, before the first that is not."""
    return next((n for n, line in enumerate(lines) if _is_comment(line) is not comments), len(lines))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
