"""Changing what the tables of an issue file say, wherever their keys stand: below a header, dotted, or inline.

Order, and what is only in one of two issues, is the affair of ``order``; :func:`rewrite` has both done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tomlkit.items import Array, InlineTable

from editor.model.issue import Issue
from editor.store import keys
from editor.store.canonical import (
    Field,
    Fields,
    article_fields,
    issue_fields,
    write_field,
    write_key,
    write_table,
)
from editor.store.chunks import Chunk, Entry, entries, recut
from editor.store.decode import articles_with_paths
from editor.store.misfit import KeyPath
from editor.store.order import in_order, same_order
from editor.store.values import (
    added,
    edit_array,
    edit_inline_table,
    followed,
    indent_of,
    removed,
    replaced,
    value_of,
)

_OWN_FIELDS = (keys.ISSUE, keys.EXTRA)


class _Change(NamedTuple):
    """The table at ``path`` said ``old`` and is to say ``new``."""

    path: KeyPath
    old: Fields
    new: Fields


def edit_tables(chunks: list[Chunk], old: Issue, new: Issue, sections: Sequence[int | None]) -> None:
    """Let the chunks of ``old`` say what ``new`` says, as far as both have it.

    ``sections`` gives for each section of ``new`` the one of ``old`` that it was, or None.
    """
    by_path = {chunk.path: chunk for chunk in chunks}
    for change in _changes(old, new, sections):
        if change.old != change.new:
            home = next(
                by_path[p] for n in range(len(change.path), -1, -1) if (p := change.path[:n]) in by_path
            )
            _edit(chunks, home, change)


def _changes(old: Issue, new: Issue, sections: Sequence[int | None]) -> Iterator[_Change]:
    yield _Change((keys.ISSUE,), issue_fields(old), issue_fields(new))
    yield _Change(_OWN_FIELDS, dict(old.extra), dict(new.extra))
    for section, origin in zip(new.sections, sections, strict=True):
        if origin is not None:
            before: Fields = {keys.NAME: old.sections[origin].name}
            yield _Change((keys.SECTION, origin), before, {keys.NAME: section.name})
    after = {article.id: article for _, article in articles_with_paths(new)}
    for path, article in articles_with_paths(old):
        if after.get(article.id, article) is not article:
            yield _Change(path, article_fields(article), article_fields(after[article.id]))


def _edit(chunks: list[Chunk], home: Chunk, change: _Change) -> None:
    """Change a table that stands in the chunk ``home``, which is the closest to it."""
    head, found = entries(home.text)
    inside = change.path[len(home.path) :]
    for length in range(len(inside), 0, -1):
        inline = next((entry for entry in found if entry.key == inside[:length]), None)
        if inline is not None:
            inline.text = replaced(inline, _inline(inline, inside[length:], change))
            break
    else:
        own = {entry.key[-1]: entry for entry in found if entry.key[:-1] == inside}
        if own:
            _edit_entries(own, change)
        elif not inside:  # [issue.extra] without any key
            lines = [f"{write_key(key)} = {write_field(value)}\n" for key, value in change.new.items()]
            line, newline, rest = head.partition("\n")
            head = "".join([line, newline, *lines, rest])
        elif home.path == (keys.ISSUE,):
            table = write_table(f"[{'.'.join(_OWN_FIELDS)}]", change.new)
            chunks.insert(chunks.index(home) + 1, Chunk(_OWN_FIELDS, _OWN_FIELDS, table, gap="\n"))
            return
        else:  # [issue] in dotted keys
            last = [entry for entry in found if entry.key[0] == keys.ISSUE][-1]
            own_keys = (f"{write_key(key)} = {write_field(value)}" for key, value in change.new.items())
            last.text = followed(last, [f"{keys.EXTRA}.{pair}" for pair in own_keys])
    home.text = head + "".join(entry.text for entry in found)


def _edit_entries(own: dict[str, Entry], change: _Change) -> None:
    """Change the keys of one table; a new one goes below the one before it in the canonical order."""
    neighbour = next(iter(own.values()))  # every table has a key that it must have
    below: dict[str, list[str]] = {}
    going: list[Entry] = []
    for key in dict.fromkeys([*change.new, *change.old]):
        old, new, entry = change.old.get(key), change.new.get(key), own.get(key)
        if entry is None:
            if new is not None and new != old:
                value = write_field(new, indent_of(neighbour))
                below.setdefault(neighbour.key[-1], []).append(f"{write_key(key)} = {value}")
            continue
        if new is None:
            going.append(entry)
            continue
        if old != new:
            entry.text = replaced(entry, _written(value_of(entry).item, old, new, indent_of(entry)))
        neighbour = entry
    for entry in going:
        entry.text = added(entry, below.pop(entry.key[-1], ())) + removed(entry)
    for key, pairs in below.items():
        own[key].text = followed(own[key], pairs)


def _written(there: object, old: Field, new: Field, indent: str) -> str:
    """The value ``new`` where ``old`` is written as ``there``: an array keeps what stands between its items."""
    if isinstance(there, Array) and isinstance(old, tuple) and isinstance(new, tuple):
        return edit_array(there, old, new, indent)
    return write_field(new, indent)


def _inline(entry: Entry, inside: KeyPath, change: _Change) -> str:
    """The text of an inline table, in which the table at ``inside`` is changed or added."""
    table = value_of(entry).item
    if not isinstance(table, InlineTable):
        raise TypeError(entry.key)
    changes: dict[str, str | None] = {}
    for key in dict.fromkeys([*change.new, *change.old]):
        old, new = change.old.get(key), change.new.get(key)
        if old != new:
            there = None if inside else table.get(key)
            changes[key] = None if new is None else _written(there, old, new, "")
    if not inside:
        return edit_inline_table(table, changes)
    pairs = ", ".join(f"{write_key(key)} = {write_field(value)}" for key, value in change.new.items())
    return edit_inline_table(table, {str(inside[0]): f"{{ {pairs} }}" if pairs else None})


def rewrite(text: str, old: Issue, new: Issue, sections: Sequence[int | None]) -> str:
    """The text of ``old``, saying ``new``; ``sections`` as ``merge.order.match_sections`` gives them.

    Misfit or UnreadableEntry if it cannot be done.
    """

    def change(chunks: list[Chunk], tail: str) -> str:
        edit_tables(chunks, old, new, sections)
        if same_order(old, new, sections):
            return "".join(map(str, chunks)) + tail
        return in_order(chunks, tail, old, new, sections)

    return recut(text, change)
