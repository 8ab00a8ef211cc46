"""The one change that the program itself makes to a house style: a proof rule switched off or on again.

The characters of one array are changed and no others, so comments and layout stay as the office wrote them.
"""

from __future__ import annotations

from pathlib import Path

from tomlkit.items import Array

from editor.errors import FileFormatError
from editor.files.atomic import read_bytes, write_atomically
from editor.model.style import HouseStyle
from editor.store.canonical import write_text
from editor.store.chunks import cut, entries
from editor.store.source import read_source
from editor.store.style_file import LARGEST, parse_style
from editor.store.values import replaced, value_of, with_last

_TABLE = ("proof",)
_OFF = "off"


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


def _with_rule(text: str, rule: str) -> str:
    """The text with the rule in the array, with the array or its table where they are missing."""
    newline = "\r\n" if "\r\n" in text else "\n"
    chunks, tail = cut(text if text.endswith("\n") else text + newline)
    proof = next((chunk for chunk in chunks if chunk.path == _TABLE), None)
    if proof is None:
        return f"{text}{newline if text.endswith(newline) else newline * 2}[proof]{newline}{_OFF} = [{write_text(rule)}]{newline}"
    head, found = entries(proof.text)
    off = next((entry for entry in found if entry.key == (_OFF,)), None)
    if off is None:
        end = head.index("\n") + 1
        head = f"{head[:end]}{_OFF} = [{write_text(rule)}]{newline}{head[end:]}"
    else:
        array = value_of(off).item
        assert isinstance(array, Array)  # the style was read
        off.text = replaced(off, with_last(array, write_text(rule)))
    proof.text = head + "".join(entry.text for entry in found)
    return "".join(map(str, chunks)) + tail
