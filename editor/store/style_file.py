"""House style files: reading ``styles/NAME.toml``.

The dataclasses of ``model.style`` are the description of the file, so this knows none of its keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date  # noqa: N812  (as in the model)
from pathlib import Path
from typing import Final

from editor.errors import FileFormatError
from editor.files.atomic import read_bytes
from editor.model.style import HouseRule, HouseStyle
from editor.store.fields import read_table
from editor.store.misfit import KeyPath, Misfit, kind_of, said
from editor.store.source import placed, read_rows
from editor.store.style_limits import check_style, check_value, grid

LARGEST: Final = 1024 * 1024  # bytes; the one that ships has some 6 KB

_EXPECTED: Final[dict[type, str]] = {
    str: "文字，要加引号",
    int: "整数",
    float: "数",
    bool: "真假值 true 或 false",
    Date: "日期，如 2026-01-09，不加引号",
}
_NAME = "name"
_RULE_HEADER = "[[proof.rule"
_KEYS = "keys"  # the one table whose keys are free: binding ids


def load_style(path: Path) -> HouseStyle:
    """The house style in a file; its name is that of the file.

    StorageError if it cannot be read; FileFormatError with line and column for unknown keys, wrong types and values
    that make no sense. What the file leaves out has the default of the place where it is left out. A bad proof rule of
    the office's own is left out, as the issue can be printed without it; :func:`rule_faults` tells.
    """
    return parse_style(read_bytes(path, largest=LARGEST), path)


def parse_style(data: bytes, path: Path) -> HouseStyle:
    """The house style in the bytes of a file; see :func:`load_style`."""
    return _read(data, path)[0]


def rule_faults(path: Path) -> tuple[FileFormatError, ...]:
    """What is wrong with the proof rules of its own that a style had to leave out; like :func:`load_style`."""
    return _read(read_bytes(path, largest=LARGEST), path)[1]


def _read(data: bytes, path: Path) -> tuple[HouseStyle, tuple[FileFormatError, ...]]:
    source, broken = read_rows(data, path, _RULE_HEADER)
    try:
        proof, misfits = _with_good_rules(source.data.get("proof"))
        values = {_NAME: path.stem, **source.data}
        if misfits:
            values["proof"] = proof
        bindings = tuple(_bindings(values.pop(_KEYS, {}), (_KEYS,)))
        if values[_NAME] != path.stem:
            raise Misfit((_NAME,), f"name 应与文件名一致，为“{path.stem}”，或者不写")
        style: HouseStyle = read_table(HouseStyle, values, (), _scalar)
        style = _with_grid(replace(style, keys=bindings), source.data.get("page", {}))
        check_style(style)
    except Misfit as misfit:
        raise placed(misfit, path, source) from misfit
    return style, (*broken, *(placed(misfit, path, source) for misfit in misfits))


def _with_good_rules(proof: object) -> tuple[object, list[Misfit]]:
    """The table of proof-reading without the rules that make no sense, and a misfit for each of these."""
    if not isinstance(proof, dict) or not isinstance(rows := proof.get("rule"), list):
        return proof, []
    good: dict[str, object] = {}
    misfits = []
    for place, row in enumerate(rows):
        path = ("proof", "rule", place)
        try:
            rule: HouseRule = read_table(HouseRule, row, path, _scalar)
            if rule.id in good:
                raise Misfit((*path, "id"), f"规则“{rule.id}”写了两次")
        except Misfit as misfit:
            misfits.append(misfit)
        else:
            good[rule.id] = row
    return {**proof, "rule": list(good.values())}, misfits


def _with_grid(style: HouseStyle, written: Mapping[str, object]) -> HouseStyle:
    """The style with the line pitch and character spacing that its page asks for, where it does not say them itself."""
    page = style.page
    if min(page.type_area_mm) <= 0:
        return style  # refused soon
    line, spacing = grid(page, style.elements.body.size_pt)
    if "line_pt" not in written:
        page = replace(page, line_pt=line)
    if "char_spacing_pt" not in written:
        page = replace(page, char_spacing_pt=spacing)
    return replace(style, page=page)


def _scalar(hint: type, value: object, path: KeyPath) -> object:
    if hint is float and type(value) is int:
        value = float(value) if abs(value) < 1e9 else value
    if type(value) is not hint:
        expected = _EXPECTED[hint]
        name = next(part for part in reversed(path) if isinstance(part, str))
        raise Misfit(path, f"{name} 应为{expected}，实为{said(value)}")
    check_value(value, path)
    return value


def _bindings(value: object, path: KeyPath) -> list[tuple[str, str]]:
    """The pairs of a ``[keys]`` table; ``article.up = "f7"`` without quotes is a table in TOML and means the same."""
    if isinstance(value, str) and len(path) > 1:
        if not value.strip():
            raise Misfit(path, f"{path[-1]} 没有写按键")
        check_value(value, path)
        return [(".".join(map(str, path[1:])), value)]
    if not isinstance(value, dict):
        raise Misfit(
            path, f"{path[-1]} 应为{'文字，要加引号' if len(path) > 1 else '表'}，实为{kind_of(value)}"
        )
    return [pair for key, inner in value.items() for pair in _bindings(inner, (*path, key))]
