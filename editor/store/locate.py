"""Where a path of keys stands in a TOML text: for the line and column of an error."""

from __future__ import annotations

from pathlib import Path

from editor.errors import FileFormatError
from editor.store.chunks import Chunk, cut, entries, key_offset
from editor.store.misfit import KeyPath, Misfit
from editor.store.values import offset_inside


def locate(text: str, path: KeyPath) -> tuple[int, int]:
    """Line and column, from 1, of the value at ``path``, or of what encloses it most closely if it is missing."""
    try:
        chunks, _ = cut(f"{text}\n")
    except Misfit:
        chunks = []
    offset = next((at for n in range(len(path), 0, -1) if (at := _offset(chunks, path[:n])) is not None), 0)
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def in_file(misfit: Misfit, where: Path | str, text: str) -> FileFormatError:
    """The error to show for a misfit: with file, line and column in ``text``."""
    line, column = locate(text, misfit.path)
    message = misfit.message
    if misfit.twin is not None:
        message += f"，与第{locate(text, misfit.twin)[0]}行重复"
    return FileFormatError(message, where=where, line=line, column=column, advice=misfit.advice)


def _offset(chunks: list[Chunk], path: KeyPath) -> int | None:
    """The offset of the value at a path, of the header of its table, or of the first key below it."""
    for chunk in chunks:
        if chunk.path == path:
            return key_offset(chunk)
    for chunk in chunks:
        inside = path[len(chunk.path) :]
        if inside and path[: len(chunk.path)] == chunk.path:
            found = _offset_in(chunk, inside)
            if found is not None:
                return chunk.start + found
    return next((key_offset(chunk) for chunk in chunks if chunk.path[: len(path)] == path), None)


def _offset_in(chunk: Chunk, path: KeyPath) -> int | None:
    head, found = entries(chunk.text)
    start = len(head)
    for entry in found:
        if entry.key == path:
            return start + entry.value_start
        if entry.key[: len(path)] == path:  # a table that exists only as a prefix: a.b.c = 1
            return start + len(entry.text) - len(entry.text.lstrip(" \t"))
        if path[: len(entry.key)] == entry.key:
            at = offset_inside(entry, path[len(entry.key) :])
            if at is not None:
                return start + at
        start += len(entry.text)
    return None
