"""Bringing sections, articles and spares that are written inline into the usual shape, with headers.

``section = [ { name = "…", article = [ … ] } ]`` is good TOML and is read and edited as it stands. Only when
tables are to be reordered are such arrays rewritten once as ``[[section]]`` and ``[[section.article]]``, every key
with its own characters and every comment kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.store import keys
from editor.store.arrays import cut_array
from editor.store.edits import Edit, apply
from editor.store.scan import Entry, Header, Value, comments, line_end, line_start, statements
from editor.store.segments import ARTICLE_KEY, SECTION_KEY, SPARE_KEY

_ROWS_OF_FILE = (SECTION_KEY, SPARE_KEY)
_ROWS_OF_SECTION = (keys.ARTICLE,)


def straighten(text: str) -> str:
    """The same data with a header for each section, article and spare. The text ends with a line end."""
    edits: list[Edit] = []
    at_end = ""
    waiting = ""  # tables of the current section, for where its own keys end
    header: tuple[str, ...] = ()
    end = 0
    for statement in statements(text):
        if isinstance(statement, Header):
            if waiting:
                edits.append(Edit(end, end, waiting))
            header, waiting, end = statement.key, "", line_end(text, statement.end)
            continue
        end = line_end(text, statement.value.end)
        if not header and statement.key in _ROWS_OF_FILE:
            at_end += "".join(_tables(text, statement.value, statement.key))
            edits.append(_without(text, statement))
        elif header == SECTION_KEY and statement.key == _ROWS_OF_SECTION:
            waiting += "".join(_tables(text, statement.value, ARTICLE_KEY))
            edits.append(_without(text, statement))
    if waiting:
        edits.append(Edit(end, end, waiting))
    return apply(text, edits) + at_end


def _tables(text: str, array: Value, key: tuple[str, ...]) -> Iterator[str]:
    """Each row of an array as a table with a header, a blank line before it, its comments above it."""
    opening, cells, closing = cut_array(text, array)
    remarks = comments(opening)
    for cell, row in zip(cells, array.items, strict=True):
        remarks += comments(cell.lead) + comments(cell.before_comma + cell.beside)
        yield "".join(["\n", *(f"{remark}\n" for remark in remarks), f"[[{'.'.join(key)}]]\n"])
        inner = [entry for entry in row.entries if key == SECTION_KEY and entry.key == _ROWS_OF_SECTION]
        yield from (_line(text, entry) for entry in row.entries if entry not in inner)
        for entry in inner:
            yield from _tables(text, entry.value, ARTICLE_KEY)
        remarks = []
    remarks += comments(closing)
    if remarks:
        yield "".join(["\n", *(f"{remark}\n" for remark in remarks)])


def _line(text: str, entry: Entry) -> str:
    return f"{text[entry.start : entry.value.end]}\n"


def _without(text: str, entry: Entry) -> Edit:
    """The edit that takes out an entry; a comment behind it stays."""
    last = line_end(text, entry.value.end)
    behind = "".join(f"{comment}\n" for comment in comments(text[entry.value.end : last]))
    return Edit(line_start(text, entry.start), last, behind)
