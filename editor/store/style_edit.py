"""The one change that the program itself makes to a house style: a proof rule switched off or on again.

The characters of one array are changed and no others, so comments and layout stay as the office wrote them.
"""

from __future__ import annotations

from pathlib import Path

from editor.errors import FileFormatError
from editor.model.style import HouseStyle
from editor.store.atomic import read_bytes, write_atomically
from editor.store.canonical import write_text
from editor.store.edits import Edit, apply
from editor.store.locate import walk
from editor.store.scan import Value, line_end
from editor.store.source import read_source
from editor.store.style_file import LARGEST, parse_style

_TABLE = ("proof",)
_OFF = (*_TABLE, "off")


def switch_off(path: Path, rule: str) -> HouseStyle:
    """Add a rule to those that a house style does not use; the style as it is then.

    FileFormatError if the file is no style, or is written so that this must be done by hand; then it stays as it is.
    """
    data = read_bytes(path, largest=LARGEST)
    style = parse_style(data, path)
    if rule in style.proof.off:
        return style
    source = read_source(data, path)
    changed = source.encode(apply(source.text, [_added(source.text, rule)]))
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


def _added(text: str, rule: str) -> Edit:
    """The edit that puts the rule into the array, with the array or its table where they are missing."""
    newline = "\r\n" if "\r\n" in text else "\n"
    table = None
    for found in walk(text):
        if found.path == _OFF and found.entry is not None:
            return _item(found.entry.value, rule)
        if found.path == _TABLE and found.entry is None:
            table = line_end(text, found.offset)
    line = f"off = [{write_text(rule)}]{newline}"
    if table is not None:
        before = "" if text[:table].endswith("\n") else newline
        return Edit(table, table, before + line)
    gap = newline if text.endswith("\n") else newline * 2
    return Edit(len(text), len(text), f"{gap}[proof]{newline}{line}")


def _item(array: Value, rule: str) -> Edit:
    if array.items:
        end = array.items[-1].end
        return Edit(end, end, f", {write_text(rule)}")
    return Edit(array.start + 1, array.start + 1, write_text(rule))
