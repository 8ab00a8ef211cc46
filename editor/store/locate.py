"""Where a path of keys stands in a TOML text: for the line and column of an error, and for edits.

Follows headers, arrays of tables, dotted keys, inline tables and arrays, as TOML 1.0 resolves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from editor.store.misfit import KeyPath
from editor.store.scan import Entry, Header, Value, line_start, statements


class Found(NamedTuple):
    """Something with a path: an ``entry``, or without one a header or an item of an array.

    ``offset`` is where its value begins, of a header where its key begins. ``inline`` says that it stands inside an
    inline table.
    """

    path: KeyPath
    offset: int
    entry: Entry | None = None
    inline: bool = False


def walk(text: str) -> Iterator[Found]:
    """Everything that has a path, from the top of the text to its end; parents before their children."""
    home: KeyPath = ()
    lasts: dict[KeyPath, int] = {}  # of each array of tables, the place of its last table
    for statement in statements(text):
        if isinstance(statement, Header):
            home = _resolved(statement, lasts)
            yield Found(home, statement.start)
        else:
            yield from _inside(home, statement)


def locate(text: str, path: KeyPath) -> tuple[int, int]:
    """Line and column, from 1, of the value at ``path``, or of what encloses it most closely if it is missing."""
    offsets: dict[KeyPath, int] = {}
    for found in walk(text):
        offsets.setdefault(found.path, found.offset)
        for length in range(1, len(found.path)):  # tables that exist only as a prefix: a.b.c = 1
            offsets.setdefault(found.path[:length], found.entry.start if found.entry else found.offset)
    nearest = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in offsets), None)
    offset = offsets[nearest] if nearest is not None else 0
    return text.count("\n", 0, offset) + 1, offset - line_start(text, offset) + 1


def _resolved(header: Header, lasts: dict[KeyPath, int]) -> KeyPath:
    path: KeyPath = ()
    for number, part in enumerate(header.key, 1):
        path += (part,)
        if header.array and number == len(header.key):
            lasts[path] = lasts.get(path, -1) + 1
        if path in lasts:
            path += (lasts[path],)
    return path


def _inside(home: KeyPath, entry: Entry) -> Iterator[Found]:
    """The entry and all that its value holds, without recursion: values nest as deep as tomllib lets them."""
    path = (*home, *entry.key)
    yield Found(path, entry.value.start, entry)
    waiting: list[tuple[KeyPath, Value]] = [(path, entry.value)]
    while waiting:
        path, value = waiting.pop()
        for place, item in enumerate(value.items):
            yield Found((*path, place), item.start)
            waiting.append(((*path, place), item))
        for inner in value.entries:
            yield Found((*path, *inner.key), inner.value.start, inner, inline=True)
            waiting.append(((*path, *inner.key), inner.value))
