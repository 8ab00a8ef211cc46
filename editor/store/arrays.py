"""Editing the text of an array: unchanged items keep their characters and the comments above and beside them.

An array is cut into cells, one an item, each with the blanks and comments that belong to it. Cells are reordered,
changed inside, dropped or added, and put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.model.body import Chain, Heading, Paragraph
from editor.store import keys
from editor.store.canonical import INDENT, write_item, write_items, write_text
from editor.store.matching import Item, match_items
from editor.store.scan import Value, comments, indent_at, skip_trivia

_REST_OF_LINE = re.compile(r"[ \t]*(#[^\r\n]*)?(?=\r?\n)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\r?\n)")


@dataclass
class Cell:
    """An item: ``lead`` from the end of the previous one, its ``value``, then up to the end of its line."""

    lead: str
    value: str
    before_comma: str
    comma: bool
    beside: str

    @property
    def floating(self) -> str:
        """What stands before the item without belonging to it: comments with a blank line after them."""
        blank = max((match.end() for match in _BLANK_LINE.finditer(self.lead)), default=0)
        return self.lead[:blank] if "#" in self.lead[:blank] else ""

    def __str__(self) -> str:
        return f"{self.lead}{self.value}{self.before_comma}{',' if self.comma else ''}{self.beside}"


def edit_array(text: str, array: Value, old: Sequence[Item], new: Sequence[Item]) -> str:
    """The text of an array that held the ``old`` items, now with the ``new`` ones."""
    outer = indent_at(text, array.start)
    if not array.items and "\n" not in text[array.start : array.end]:
        return write_items(new, outer)
    opening, cells, closing = cut_array(text, array)
    lines = "\n" in text[array.start : array.end]
    inner = _inner_indent(cells, outer)
    kept: list[Cell] = []
    origins = match_items(old, new)
    for origin, item in zip(origins, new, strict=True):
        if origin is None:
            value = write_item(item, inner, one_line=not lines)
            kept.append(Cell(f"\n{inner}" if lines else " ", value, "", True, ""))
        else:
            cell = cells[origin]
            if old[origin] != item:
                cell.value = _changed(text, array.items[origin], old[origin], item, inner)
            kept.append(cell)
    if lines:
        closing = _keep_floating(cells, origins, kept, closing)
        return _in_lines(opening, kept, closing, inner)
    return _in_one_line(opening, cells[0].lead, kept, closing)


def cut_array(text: str, array: Value) -> tuple[str, list[Cell], str]:
    """The cells of an array, with what stands before the first and what follows the last one."""
    opening = "[" + _rest_of_line(text, array.start + 1)
    position = array.start + len(opening)
    cells = []
    for item in array.items:
        lead = text[position : item.start]
        position = skip_trivia(text, item.end)
        comma = text[position] == ","
        before_comma = text[item.end : position] if comma else ""
        position = position + 1 if comma else item.end
        beside = _rest_of_line(text, position)
        position += len(beside)
        cells.append(Cell(lead, text[item.start : item.end], before_comma, comma, beside))
    return opening, cells, text[position : array.end]


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


def _in_one_line(opening: str, first_lead: str, cells: list[Cell], closing: str) -> str:
    """Without comments, which cannot stand inside one line."""
    return f"{opening}{first_lead if cells else ''}{', '.join(cell.value for cell in cells)}{closing}"


def _changed(text: str, value: Value, old: Item, new: Item, indent: str) -> str:
    """The text of an item that was ``old`` and is now ``new``."""
    match old, new:
        case (Chain(before), Chain(after)):
            return edit_array(text, value, before, after)
        case (Heading(), Heading()):
            return _changed_heading(text, value, old, new)
        case (Paragraph(), Paragraph()) | (str(), str()):
            return write_item(new, indent)
    # Another kind of item: what was said inside the old one is said above the new one.
    lines = "".join(f"{comment}\n{indent}" for comment in comments(text[value.start : value.end]))
    return lines + write_item(new, indent)


def _changed_heading(text: str, value: Value, old: Heading, new: Heading) -> str:
    parts = text[value.start : value.end]
    for entry in reversed(value.entries):
        start, end = entry.value.start - value.start, entry.value.end - value.start
        if entry.key == (keys.LEVEL,):
            parts = f"{parts[:start]}{new.level}{parts[end:]}"
        elif entry.key == (keys.HEADING,):
            words = parts[start:end] if old.text == new.text else write_text(new.text)
            missing = new.level != old.level and (keys.LEVEL,) not in [e.key for e in value.entries]
            parts = f"{parts[:start]}{words}{f', {keys.LEVEL} = {new.level}' if missing else ''}{parts[end:]}"
    return parts
