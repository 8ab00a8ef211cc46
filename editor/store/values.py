"""Where a key stands, and changing what it says: tomlkit reads the one entry, only its value is replaced.

The only door to tomlkit, and none but its public interface. Arrays are cut into cells, one an item, each with the blanks
and comments that belong to it; cells are reordered, changed inside, dropped or added, and put together again. Where
the items of an array stand is found by putting marks in their places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable, Item

from editor.model.body import Chain, Heading, Paragraph
from editor.store import keys
from editor.store.canonical import INDENT, write_item, write_items, write_key, write_text
from editor.store.chunks import Chunk, Entry, cut, entries, key_offset
from editor.store.matching import Item as BodyItem
from editor.store.matching import match_items
from editor.store.misfit import KeyPath, Misfit

_STRING: Final = (
    r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"""(?:"{0,2})'  # one or two quotes may stand before the closing three
    r"|'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'"
)
_STRING_OR_COMMENT = re.compile(rf"(?:{_STRING})|(#[^\r\n]*)")
_TRIVIA = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_REST_OF_LINE = re.compile(r"[ \t]*(#[^\r\n]*)?(?=\r?\n)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\r?\n)")
_MARK: Final = "\ue0f1{}\ue0f2"  # private use: in no text that is read, see _free_of_marks
_MARKS = re.compile('"\ue0f1(\\d+)\ue0f2"')


class UnreadableEntry(Exception):  # noqa: N818  (an answer on its way; whoever saves says it)
    """tomlkit does not read an entry as tomllib does."""


class Value(NamedTuple):
    """The value of an entry as tomlkit reads it, and where in the text of the entry it ends."""

    item: Item
    end: int


def value_of(entry: Entry) -> Value:
    """The value of an entry. UnreadableEntry if tomlkit does not find it where tomllib does."""
    try:
        document = tomlkit.parse(entry.text)
        item: Any = document
        for part in entry.key:
            item = item.item(part)
        below = "".join(each.as_string() for _, each in document.body[1:])
        # Counted from the end, as tomlkit loses a blank inside an inline table that ends with a date.
        rest = f"{item.trivia.comment_ws}{item.trivia.comment}{item.trivia.trail}{below}"
    except (TOMLKitError, AttributeError, KeyError, ValueError, RecursionError) as error:
        raise UnreadableEntry from error
    if not entry.text.endswith(rest) or _MARKS.search(entry.text):
        raise UnreadableEntry
    return Value(item, len(entry.text) - len(rest))


def replaced(entry: Entry, value: str) -> str:
    """The text of an entry with another value."""
    return f"{entry.text[: entry.value_start]}{value}{entry.text[value_of(entry).end :]}"


def removed(entry: Entry) -> str:
    """What is left of an entry that goes: the comments in it and beside it, on lines of their own, and what is below."""
    below = entry.below
    kept = comments(entry.text[entry.value_start : below])
    return "".join(f"{indent_of(entry)}{comment}\n" for comment in kept) + entry.text[below:]


def followed(entry: Entry, pairs: Sequence[str]) -> str:
    """The text of an entry with others of the same table below it, each as ``key = value``."""
    below = entry.below
    return f"{entry.text[:below]}{added(entry, pairs)}{entry.text[below:]}"


def added(entry: Entry, pairs: Sequence[str]) -> str:
    """The lines of other entries of the table of this one, each as ``key = value``."""
    return "".join(f"{entry.prefix}{pair}\n" for pair in pairs)


def indent_of(entry: Entry) -> str:
    """The blanks before an entry."""
    return entry.text[: len(entry.text) - len(entry.text.lstrip(" \t"))]


def comments(text: str) -> list[str]:
    """The comments of a text, each from its ``#``, without the blanks at its end."""
    return [match[1].rstrip() for match in _STRING_OR_COMMENT.finditer(text) if match[1]]


def offset_inside(entry: Entry, path: KeyPath) -> int | None:
    """Where in an entry the value at a path below its own begins; None if it is not there."""
    try:
        value = value_of(entry).item
        inside: Any = value
        for part in path[:-1]:
            inside = inside[part]
        if inside[path[-1]] is None:
            return None
        inside[path[-1]] = _MARK.format(0)
        found = _MARKS.search(value.as_string())
    except (UnreadableEntry, TOMLKitError, LookupError, TypeError, ValueError, RecursionError):
        return None
    return None if found is None else entry.value_start + found.start()


def locate(text: str, path: KeyPath) -> tuple[int, int]:
    """Line and column, from 1, of the value at ``path``, or of what encloses it most closely if it is missing."""
    try:
        chunks, _ = cut(f"{text}\n")
    except Misfit:
        chunks = []
    offset = next((at for n in range(len(path), 0, -1) if (at := _offset(chunks, path[:n])) is not None), 0)
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


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


def edit_inline_table(table: InlineTable, changes: Mapping[str, str | None]) -> str:
    """The text of an inline table with other values, given as TOML; None takes a key out. Respaced if keys change."""
    names = [(name, item) for name, item in table.value.body if name is not None]
    plain = {name.key for name, _ in names if not name.is_dotted()}
    if all(key in plain and value is not None for key, value in changes.items()):
        for place, key in enumerate(changes):
            table[key] = _MARK.format(place)
        values = list(changes.values())
        return _MARKS.sub(lambda mark: values[int(mark[1])] or "", table.as_string())
    pairs: list[str] = []
    for name, item in names:
        if name.is_dotted():  # one that changes is written anew as a whole
            pairs += [] if name.key in changes else [f"{name.as_string().strip()}.{item.as_string().strip()}"]
        else:
            value = changes.get(name.key, item.as_string())
            pairs += [] if value is None else [f"{name.as_string().strip()} = {value}"]
    pairs += (
        f"{write_key(key)} = {value}"
        for key, value in changes.items()
        if key not in plain and value is not None
    )
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


# -- arrays -----------------------------------------------------------------------------------------------------


@dataclass
class Cell:
    """An item: ``lead`` from the end of the previous one, its ``value``, then up to the end of its line."""

    lead: str
    value: str
    before_comma: str = ""
    comma: bool = True
    beside: str = ""

    @property
    def floating(self) -> str:
        """What stands before the item without belonging to it: comments with a blank line after them."""
        blank = max((match.end() for match in _BLANK_LINE.finditer(self.lead)), default=0)
        return self.lead[:blank] if "#" in self.lead[:blank] else ""

    def __str__(self) -> str:
        return f"{self.lead}{self.value}{self.before_comma}{',' if self.comma else ''}{self.beside}"


def edit_array(array: Array, old: Sequence[BodyItem], new: Sequence[BodyItem], outer: str) -> str:
    """The text of an array that held the ``old`` items, now with the ``new`` ones. ``outer`` is its line's indent."""
    text = array.as_string()
    lines = "\n" in text
    if not array and not lines:
        return write_items(new, outer)
    items: list[Any] = list(array)
    opening, cells, closing = _cut(array, items)
    inner = _inner_indent(cells, outer)
    kept: list[Cell] = []
    origins = match_items(old, new)
    for origin, item in zip(origins, new, strict=True):
        if origin is None:
            value = write_item(item, inner, one_line=not lines)
            kept.append(Cell(f"\n{inner}" if lines else " ", value))
        else:
            cell = cells[origin]
            if old[origin] != item:
                cell.value = _changed(items[origin], cell, old[origin], item, inner)
            kept.append(cell)
    if lines:
        closing = _keep_floating(cells, origins, kept, closing)
        return _in_lines(opening, kept, closing, inner)
    first = cells[0].lead if cells and kept else ""
    return f"{opening}{first}{', '.join(cell.value for cell in kept)}{closing}"


def with_last(array: Array, value: str) -> str:
    """The text of an array with one more value, right behind the last one."""
    if not array:
        return f"[{value}{array.as_string()[1:]}"
    last: Any = array[-1]
    array[-1] = _MARK.format(0)
    return _MARKS.sub(lambda _: f"{last.as_string()}, {value}", array.as_string())


def _cut(array: Array, items: Sequence[Item]) -> tuple[str, list[Cell], str]:
    """The cells of an array, with what stands before the first and what follows the last one. The array is used up."""
    values = [item.as_string() for item in items]
    for place in range(len(items)):
        array[place] = _MARK.format(place)
    first, *gaps = _MARKS.split(array.as_string())[::2]
    opening = "[" + _rest_of_line(first, 1)
    lead = first[len(opening) :]
    cells = []
    for value, gap in zip(values, gaps, strict=True):
        position = _end_of_trivia(gap)
        comma = gap[position : position + 1] == ","
        before_comma = gap[:position] if comma else ""
        position = position + 1 if comma else 0
        beside = _rest_of_line(gap, position)
        cells.append(Cell(lead, value, before_comma, comma, beside))
        lead = gap[position + len(beside) :]
    return opening, cells, lead if cells else first[len(opening) :]


def _end_of_trivia(text: str) -> int:
    match = _TRIVIA.match(text)
    return match.end() if match else 0


def _rest_of_line(text: str, position: int) -> str:
    """Blanks and a comment up to the end of the line; nothing if anything else stands there."""
    match = _REST_OF_LINE.match(text, position)
    return match[0] if match else ""


def _inner_indent(cells: list[Cell], outer: str) -> str:
    lead = next((cell.lead for cell in cells if "\n" in cell.lead), None)
    return outer + INDENT if lead is None else lead[lead.rfind("\n") + 1 :]


def _keep_floating(cells: list[Cell], origins: list[int | None], kept: list[Cell], closing: str) -> str:
    """Hand on the floating comments of dropped cells to the next one that stays; the new closing."""
    floating = ""
    staying = set(origins)
    for place, cell in enumerate(cells):
        if place not in staying:
            floating += cell.floating
        elif floating:
            cell.lead, floating = floating + _on_new_line(cell.lead), ""
    return floating + _on_new_line(closing) if floating else closing


def _on_new_line(text: str) -> str:
    return text if text.lstrip(" \t\r").startswith("\n") else f"\n{text}"


def _in_lines(opening: str, cells: list[Cell], closing: str, inner: str) -> str:
    if not cells and not (opening + closing)[1:-1].strip():
        return "[]"
    parts = [opening]
    commented = "#" in opening
    for cell in cells:
        cell.comma = cell.comma or cell is not cells[-1]
        if commented and not cell.lead.lstrip(" \t\r").startswith("\n"):
            cell.lead = f"\n{inner}{cell.lead.lstrip()}"
        parts.append(str(cell))
        commented = "#" in cell.beside
    return "".join([*parts, _on_new_line(closing) if commented else closing])


def _changed(item: Item, cell: Cell, old: BodyItem, new: BodyItem, indent: str) -> str:
    """The text of an item that was ``old`` and is now ``new``."""
    match old, new:
        case (Chain(before), Chain(after)) if isinstance(item, Array):
            # Where its line begins with it, that is where its items are indented from.
            lead = cell.lead[cell.lead.rfind("\n") + 1 :] if "\n" in cell.lead else indent
            return edit_array(item, before, after, lead)
        case (Heading(), Heading()) if isinstance(item, InlineTable):
            changes: dict[str, str | None] = (
                {keys.HEADING: write_text(new.text)} if old.text != new.text else {}
            )
            changes |= {keys.LEVEL: str(new.level)} if old.level != new.level else {}
            changes |= {keys.RESTART: "true" if new.restart else None} if old.restart != new.restart else {}
            return edit_inline_table(item, changes)
        case (Paragraph(), Paragraph()) | (str(), str()):
            return write_item(new, indent)
    # Another kind of item: what was said inside the old one is said above the new one.
    lines = "".join(f"{comment}\n{indent}" for comment in comments(cell.value))
    return lines + write_item(new, indent)
