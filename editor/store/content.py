"""Editing what tables say, wherever and however they are written; where they stand is left alone.

Each change replaces, adds or takes out the characters of one value, so the shape of the file does not matter:
headers, inline tables and dotted keys are all the same to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.model.issue import SERIES, Issue
from editor.store import keys
from editor.store.arrays import edit_array
from editor.store.canonical import (
    Field,
    Fields,
    article_fields,
    extra_fields,
    issue_fields,
    section_fields,
    write_field,
    write_key,
)
from editor.store.decode import articles_with_paths
from editor.store.edits import Edit, apply
from editor.store.locate import Found, walk
from editor.store.misfit import KeyPath
from editor.store.scan import comments, indent_at, line_end, line_start

# What says the same as a missing key. In an inline table it is written instead of taking the key out with a comma,
# because two neighbours that go would both claim the comma between them.
_NEUTRAL: dict[str, Field] = {
    keys.KIND: SERIES,
    keys.SOURCE: "",
    keys.UNIT: "",
    keys.BYLINE: "",
    keys.EDITOR_NOTE: "",
    keys.ATTACHMENTS: (),
    keys.SECRECY: "",
    keys.SERIAL: "",
    keys.EDITOR: "",
    keys.APPROVER: "",
    keys.COPIES: "",
    keys.PUBLISHED_BY: "",
    keys.NOTE: "",
    keys.ACCEPT: (),
    keys.RUN_IN: False,
}


class _Change(NamedTuple):
    """The table at ``path`` said ``old`` and is to say ``new``."""

    path: KeyPath
    old: Fields
    new: Fields


def edit_content(text: str, old: Issue, new: Issue, sections: Sequence[int | None]) -> str:
    """The text of ``old`` in which everything that is also in ``new`` says what it says there.

    ``sections`` gives for each section of ``new`` the one of ``old`` that it was, or None. Order, and what is
    only in one of the two, stay as in ``old``.
    """
    changes = [change for change in _changes(old, new, sections) if change.old != change.new]
    if not changes:
        return text
    tables: dict[KeyPath, dict[str, Found]] = {change.path: {} for change in changes}
    tables.setdefault((keys.ISSUE,), {})
    for found in walk(text):
        if found.path[:-1] in tables and found.entry is not None:
            tables[found.path[:-1]][str(found.path[-1])] = found
    edits = [
        edit
        for change in changes
        for edit in _edits(text, tables[change.path], change, tables[(keys.ISSUE,)])
    ]
    return apply(text, edits)


def _changes(old: Issue, new: Issue, sections: Sequence[int | None]) -> Iterator[_Change]:
    yield _Change((keys.ISSUE,), issue_fields(old), issue_fields(new))
    yield _Change((keys.ISSUE, keys.EXTRA), extra_fields(old), extra_fields(new))
    for section, origin in zip(new.sections, sections, strict=True):
        if origin is not None:
            before = section_fields(old.sections[origin])
            yield _Change((keys.SECTION, origin), before, section_fields(section))
    after = {article.id: article for _, article in articles_with_paths(new)}
    for path, article in articles_with_paths(old):
        if after.get(article.id, article) is not article:
            yield _Change(path, article_fields(article), article_fields(after[article.id]))


def _edits(text: str, table: dict[str, Found], change: _Change, issue: dict[str, Found]) -> Iterator[Edit]:
    own = next(iter(table.values()), None)
    # Every table has a key that it must have, but for the office's own fields: their first ones become dotted keys.
    neighbour, prefix = (own, "") if own else (next(iter(issue.values())), f"{keys.EXTRA}.")
    for key in dict.fromkeys([*change.old, *change.new]):
        value, found = change.new.get(key), table.get(key)
        if value == change.old.get(key):
            pass
        elif found is None:
            words = f"{prefix}{write_key(key)} = {_written(value, text, neighbour)}"
            yield _addition(text, neighbour, words)
        elif value is None:
            yield _removal(text, found)
            continue
        else:
            yield _replacement(text, found, change.old.get(key), value)
        neighbour = found or neighbour


def _written(value: Field, text: str, neighbour: Found) -> str:
    return write_field(value, indent_at(text, neighbour.offset))


def _replacement(text: str, found: Found, old: Field, new: Field) -> Edit:
    assert found.entry is not None
    value = found.entry.value
    if isinstance(old, tuple) and isinstance(new, tuple):
        return Edit(value.start, value.end, edit_array(text, value, old, new))
    return Edit(value.start, value.end, write_field(new, indent_at(text, value.start)))


def _addition(text: str, neighbour: Found, words: str) -> Edit:
    assert neighbour.entry is not None
    start, last, value = neighbour.entry.start, neighbour.entry.last, neighbour.entry.value
    if neighbour.inline:
        return Edit(value.end, value.end, f", {words}")
    place = line_end(text, value.end)
    return Edit(place, place, f"{indent_at(text, start)}{text[start:last]}{words}\n")


def _removal(text: str, found: Found) -> Edit:
    assert found.entry is not None
    start, end = found.entry.start, found.entry.value.end
    if not found.inline:
        # The whole line goes; what was said in it and beside it stays, on lines of its own.
        first, last = line_start(text, start), line_end(text, end)
        indent = indent_at(text, start)
        return Edit(first, last, "".join(f"{indent}{comment}\n" for comment in comments(text[first:last])))
    key = str(found.path[-1])
    if key in _NEUTRAL:
        inside = "".join(f"{comment}\n" for comment in comments(text[found.offset : end]))
        return Edit(found.offset, end, f"[\n{inside}]" if inside else write_field(_NEUTRAL[key]))
    comma = text.rfind(",", 0, start)
    if not text[comma + 1 : start].strip():
        return Edit(comma, end, "")
    return Edit(start, text.index(",", end) + 1, "")
