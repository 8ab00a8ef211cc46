"""Comments and unknown keys of a second file put into a merged one: what the model does not know, two people wrote too.

The text is looked at line by line, table by table: an article is known by its id, a section by its name. What the second
file has more than the base comes in where it stood; nothing is ever taken out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.store import keys

_HEADER = re.compile(r"[ \t]*(\[\[?[^\[\]]+\]\]?)[ \t]*(?:#.*)?$")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')[ \t]*=""")
_NAMED = re.compile(r"""[ \t]*(?:id|name)[ \t]*=[ \t]*(["'])(.*?)\1""")
_PIECE = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]')
_KNOWN = {*keys.OF_FILE, *keys.OF_ISSUE, *keys.OF_SECTION, *keys.OF_ARTICLE}


@dataclass
class _Line:
    """A line, its comment, the key that begins on it outside all brackets, and whether it begins inside a value."""

    text: str
    comment: str = ""
    key: str = ""
    inside: bool = False


@dataclass
class _Table:
    """The lines of a table, those above its header that belong to it included."""

    name: tuple[str, str] = ("", "")
    lines: list[_Line] = field(default_factory=list)

    def entries(self) -> dict[str, list[_Line]]:
        """The lines of each key."""
        found: dict[str, list[_Line]] = {}
        at = ""
        for line in self.lines:
            at = line.key or (at if line.inside else "")
            if at:
                found.setdefault(at, []).append(line)
        return found


def joined(merged: str, base: str, theirs: str) -> str:
    """A merged text with the comments and unknown keys that theirs has more than the base."""
    end = "\r\n" if "\r\n" in merged else "\n"
    tables = _tables(merged)
    before = {table.name: table for table in _tables(base)}
    here = {table.name: table for table in tables}
    for table in _tables(theirs):
        was = before.get(table.name, _Table())
        target = here.get(table.name)
        if target is None:
            if table.name[0] not in ("article", "section") and table.name not in before:
                tables.append(table)
            continue
        _add_comments(target, was, table)
        _add_keys(target, was, table)
    return end.join(line.text for table in tables for line in table.lines)


def _add_comments(target: _Table, was: _Table, table: _Table) -> None:
    known = Counter(line.comment for line in (*was.lines, *target.lines) if line.comment)
    own = {id(line) for key, lines in table.entries().items() if key not in _KNOWN for line in lines}
    for at, line in enumerate(table.lines):
        if not line.comment or id(line) in own:  # those inside an unknown key go with it
            continue
        if known[line.comment] > 0:
            known[line.comment] -= 1
            continue
        below = table.lines[at:] if line.text.strip() != line.comment else table.lines[at + 1 :]
        anchors = [_code(each) for each in below if _code(each)]
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        place = next(
            (n for anchor in anchors[:1] for n, each in enumerate(target.lines) if _code(each) == anchor),
            None,
        )
        if place is None:
            place = _below_key(target, table, at)
        target.lines.insert(place, _Line(indent + line.comment, line.comment, "", line.inside))


def _below_key(target: _Table, table: _Table, at: int) -> int:
    """Where a comment goes whose next line is not in the other table: before the key it stands at, else at the end."""
    key = next((line.key for line in table.lines[at:] if line.key), "")
    for number, line in enumerate(target.lines):
        if key and line.key == key:
            return number
    return _end(target)


def _add_keys(target: _Table, was: _Table, table: _Table) -> None:
    old, here = was.entries(), target.entries()
    for key, lines in table.entries().items():
        if key in _KNOWN:
            continue
        said = [line.text for line in lines]
        if key not in here:
            if said != [line.text for line in old.get(key, [])]:
                target.lines[_end(target) : _end(target)] = lines
        elif said != [line.text for line in here[key]] and said != [line.text for line in old.get(key, [])]:
            if [line.text for line in here[key]] == [line.text for line in old.get(key, [])]:
                at = target.lines.index(here[key][0])
                target.lines[at : at + len(here[key])] = lines
            else:
                at = target.lines.index(here[key][0])
                target.lines[at:at] = [_Line(f"# 合并冲突，对方写作：{line.strip()}") for line in said]


def _end(table: _Table) -> int:
    """Behind the last line of a table that says something."""
    return next((at for at in range(len(table.lines), 0, -1) if table.lines[at - 1].text.strip()), 0)


def _code(line: _Line) -> str:
    """A line without its comment."""
    return line.text.removesuffix(line.comment).strip() if line.comment else line.text.strip()


def _tables(text: str) -> list[_Table]:
    tables = [_Table(("top", ""))]
    for line in _lines(text):
        header = None if line.inside else _HEADER.match(line.text)
        if header is not None:
            tables.append(_Table((header[1], "")))
            _take_above(tables)
        tables[-1].lines.append(line)
    counts: Counter[str] = Counter()
    for table in tables:
        table.name = _named(table, counts)
    return tables


def _take_above(tables: list[_Table]) -> None:
    """The comments right above a header belong to its table."""
    above = tables[-2].lines
    at = len(above)
    while at and not above[at - 1].inside and above[at - 1].comment and not _code(above[at - 1]):
        at -= 1
    tables[-1].lines = above[at:]
    del above[at:]


def _named(table: _Table, counts: Counter[str]) -> tuple[str, str]:
    header = table.name[0]
    kind = {"[[section]]": "section", "[[section.article]]": "article", "[[spare]]": "article"}.get(header)
    named = next(
        (found[2] for line in table.lines if not line.inside and (found := _NAMED.match(line.text))), ""
    )
    if kind is not None and named:
        return kind, named
    counts[header] += 1
    return header, str(counts[header])


def _lines(text: str) -> Iterator[_Line]:
    depth, quote = 0, ""
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = _Line(raw, inside=depth > 0 or bool(quote))
        if not line.inside and (found := _KEY.match(raw)):
            line.key = found[1]
        at = 0
        while at < len(raw):
            if quote:
                end = raw.find(quote, at)
                if end < 0:
                    break
                at, quote = end + 3, ""
                continue
            found = _PIECE.search(raw, at)
            if found is None:
                break
            piece, at = found[0], found.end()
            if piece.startswith("#"):
                line.comment = piece.rstrip()
                break
            if piece in ('"""', "'''"):
                quote = piece
            elif piece in "[{":
                depth += 1
            elif piece in "]}":
                depth -= 1
        yield line
