"""The changes that the program itself makes to a house style: a proof rule switched off, the answers for a new workspace.

The characters of one value are changed and no others, so comments and layout stay as the office wrote them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Date  # noqa: N812  (as in the model)
from pathlib import Path
from typing import TypeAlias

from tomlkit.items import Array

from editor.errors import FileFormatError
from editor.files.atomic import read_bytes, write_atomically
from editor.model.style import HouseStyle
from editor.store.canonical import write_field, write_list, write_text
from editor.store.chunks import Entry, cut, entries
from editor.store.source import read_source
from editor.store.style_file import LARGEST, parse_style
from editor.store.values import replaced, value_of, with_last

Value: TypeAlias = str | int | Date | tuple[str, ...]

_OFF = ("proof", "off")


def switch_off(path: Path, rule: str) -> HouseStyle:
    """Add a rule to those that a house style does not use; the style as it is then.

    FileFormatError if the file is no style, or is written so that this must be done by hand; then it stays as it is.
    """
    data = read_bytes(path, largest=LARGEST)
    style = parse_style(data, path)
    if rule in style.proof.off:
        return style
    source = read_source(data, path)
    changed = source.encode(_with_rule(source.text, rule))
    try:
        style = parse_style(changed, path)
    except FileFormatError:
        style = parse_style(data, path)
    if rule not in style.proof.off:
        raise FileFormatError(
            "不能自动停用这条规则，没有改动",
            where=path,
            advice=f"请在 [proof] 的 off 里写上 {write_text(rule)}",
        )
    write_atomically(path, changed)
    return style


def drafted(data: bytes, changes: Mapping[str, Value]) -> bytes:
    """The bytes of a style file with other values, lists in one line; a key of a table is written ``periodical.every``.

    What is changed keeps its place and the comment beside it. ``data`` must be whole TOML.
    """
    text = data.decode("utf-8")
    for name, value in changes.items():
        written = write_list(value) if isinstance(value, tuple) else write_field(value)
        text = _with_value(text, tuple(name.split(".")), written)
    return text.encode("utf-8")


def _with_rule(text: str, rule: str) -> str:
    """The text with the rule in the array."""

    def longer(entry: Entry) -> str:
        array = value_of(entry).item
        return with_last(array, write_text(rule)) if isinstance(array, Array) else write_list((rule,))

    return _with_value(text, _OFF, write_list((rule,)), longer)


def _with_value(
    text: str, path: tuple[str, ...], value: str, changed: Callable[[Entry], str] | None = None
) -> str:
    """The text with a value for a key, else what its entry is changed to if there is one; its table is made if need be."""
    newline = "\r\n" if "\r\n" in text else "\n"
    chunks, tail = cut(text if text.endswith("\n") else text + newline)
    *table, key = path
    chunk = next((chunk for chunk in chunks if chunk.path == tuple(table)), None)
    if chunk is None:
        gap = "" if text.endswith(newline) else newline
        return f"{text}{gap}{newline}[{'.'.join(table)}]{newline}{key} = {value}{newline}"
    head, found = entries(chunk.text)
    entry = next((entry for entry in found if entry.key == (key,)), None)
    if entry is None:
        end = head.index("\n") + 1 if table else len(head)
        head = f"{head[:end]}{key} = {value}{newline}{head[end:]}"
    else:
        entry.text = replaced(entry, changed(entry) if changed else value)
    chunk.text = head + "".join(entry.text for entry in found)
    return "".join(map(str, chunks)) + tail
