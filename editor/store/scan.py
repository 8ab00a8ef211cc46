"""Where things stand in a TOML text: headers, keys and values with their offsets, and comments.

tomllib says what a file means and forgets where it stood; this says where it stands and forgets nothing, so
that an edit can replace the characters of one value and leave all others alone. It reads only texts that
tomllib has accepted, and therefore checks nothing. Both kinds of line end may occur.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

_STRING = (
    r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"""(?:"{0,2})'  # one or two quotes may stand before the closing three
    r"|'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'"
)
_SCALAR = re.compile(rf"{_STRING}|\d{{4}}-\d\d-\d\d \d\d:[^\s,\]}}#]+|[^\s,\]}}#]+")
_STRING_OR_COMMENT = re.compile(rf"(?:{_STRING})|(#[^\r\n]*)")
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_BLANKS = re.compile(r"[ \t]*+")
_TRIVIA = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")


class Value(NamedTuple):
    """A value from ``start`` to ``end``; ``items`` of an array, ``entries`` of an inline table."""

    start: int
    end: int
    items: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()


class Entry(NamedTuple):
    """``key = value``. ``key`` has several parts if it is dotted; the last of them begins at ``last``."""

    key: tuple[str, ...]
    start: int
    last: int
    value: Value


class Header(NamedTuple):
    """``[key]``, or ``[[key]]`` if ``array``. The parts of the key begin at ``start`` and end at ``ends``."""

    key: tuple[str, ...]
    start: int
    ends: tuple[int, ...]
    array: bool
    end: int


def statements(text: str) -> Iterator[Header | Entry]:
    """The headers and the ``key = value`` lines of a text, in order."""
    position = skip_trivia(text, 0)
    while position < len(text):
        if text[position] == "[":
            header = _read_header(text, position)
            yield header
            position = skip_trivia(text, header.end)
        else:
            entry = _read_entry(text, position)
            yield entry
            position = skip_trivia(text, entry.value.end)


def comments(text: str) -> list[str]:
    """The comments of a text, each from its ``#``, without the blanks at its end."""
    return [match[1].rstrip() for match in _STRING_OR_COMMENT.finditer(text) if match[1]]


def skip_trivia(text: str, position: int) -> int:
    """The first offset from ``position`` on that is neither blank nor line end nor comment."""
    match = _TRIVIA.match(text, position)
    return match.end() if match else position


def line_start(text: str, position: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """Where the line of an offset ends, its line end included."""
    return text.find("\n", position) + 1 or len(text)


def indent_at(text: str, position: int) -> str:
    """The blanks at the start of the line of an offset."""
    start = line_start(text, position)
    return text[start : _end(_BLANKS, text, start)]


def read_value(text: str, start: int) -> Value:
    """The value that begins at an offset."""
    if text[start] not in "[{":
        return Value(start, _end(_SCALAR, text, start))
    is_array = text[start] == "["
    items: list[Value] = []
    entries: list[Entry] = []
    position = skip_trivia(text, start + 1)
    while text[position] not in "]}":
        if is_array:
            items.append(read_value(text, position))
            position = items[-1].end
        else:
            entries.append(_read_entry(text, position))
            position = entries[-1].value.end
        position = skip_trivia(text, position)
        if text[position] == ",":
            position = skip_trivia(text, position + 1)
    return Value(start, position + 1, tuple(items), tuple(entries))


def _read_entry(text: str, start: int) -> Entry:
    parts, spans = _read_key(text, start)
    equals = _end(_BLANKS, text, spans[-1][1])
    value = read_value(text, _end(_BLANKS, text, equals + 1))
    return Entry(parts, start, spans[-1][0], value)


def _read_header(text: str, opening: int) -> Header:
    array = text.startswith("[[", opening)
    start = _end(_BLANKS, text, opening + (2 if array else 1))
    parts, spans = _read_key(text, start)
    closing = _end(_BLANKS, text, spans[-1][1])
    return Header(parts, start, tuple(end for _, end in spans), array, closing + (2 if array else 1))


def _read_key(text: str, start: int) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    spans = []
    while True:
        end = _end(_KEY_PART, text, start)
        spans.append((start, end))
        dot = _end(_BLANKS, text, end)
        if text[dot] != ".":
            return tuple(_unquoted(text[first:last]) for first, last in spans), spans
        start = _end(_BLANKS, text, dot + 1)


def _unquoted(part: str) -> str:
    if part[0] in "\"'":
        value: str = tomllib.loads(f"key = {part}")["key"]
        return value
    return part


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    if match is None:
        raise ValueError(f"not the TOML that tomllib accepted, at {start}")
    return match.end()
