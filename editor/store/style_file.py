"""House style files: reading ``styles/NAME.toml``.

The dataclasses of ``model.style`` are the description of the file, so this knows none of its keys: types, allowed
words and defaults are read off the fields. Styles are ours alone, hence a key that is not known is a slip and refused,
unlike in issue files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date as Date  # noqa: N812  (as in the model)
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from editor.files.atomic import read_bytes
from editor.model.style import HouseStyle
from editor.store.misfit import KeyPath, Misfit, kind_of, said
from editor.store.source import read_source
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
_KEYS = "keys"  # the one table whose keys are free: binding ids


def load_style(path: Path) -> HouseStyle:
    """The house style in a file; its name is that of the file.

    StorageError if it cannot be read; FileFormatError with line and column for unknown keys, wrong types and values
    that make no sense. What the file leaves out has the default of the place where it is left out.
    """
    return parse_style(read_bytes(path, largest=LARGEST), path)


def parse_style(data: bytes, path: Path) -> HouseStyle:
    """The house style in the bytes of a file; see :func:`load_style`."""
    source = read_source(data, path)
    try:
        values = {_NAME: path.stem, **source.data}
        if values[_NAME] != path.stem:
            raise Misfit((_NAME,), f"name 应与文件名一致，为“{path.stem}”，或者不写")
        style: HouseStyle = _table(HouseStyle, None, values, ())
        style = _with_grid(style, source.data.get("page", {}))
        check_style(style)
    except Misfit as misfit:
        from editor.store.locate import in_file  # here, as good files need no tomlkit

        raise in_file(misfit, path, source.text) from misfit
    return style


def _table(kind: type, default: Any, data: object, path: KeyPath) -> Any:  # noqa: ANN401
    """A dataclass from a table. ``default`` is the value that it changes, None if there is none."""
    if not isinstance(data, dict):
        raise Misfit(path, f"{path[-1]} 应为表，实为{kind_of(data)}")
    known = {field.name: field for field in fields(kind)}
    for key in data:
        if key not in known:
            raise Misfit((*path, key), _unknown(key, list(known)))
    missing = next((name for name, field in known.items() if _required(field) and name not in data), None)
    if missing is not None:
        raise Misfit(path, f"这里缺少 {missing}")
    # A table that must give something, as a font its name, is a new one; another changes the default of its place.
    fresh = default is None or any(map(_required, known.values()))
    values = {}
    for key, value in data.items():
        before = _default(known[key]) if fresh else getattr(default, key)
        values[key] = _value(_hints(kind)[key], before, value, (*path, key))
    return kind(**values) if fresh else replace(default, **values)


def _with_grid(style: HouseStyle, written: Mapping[str, object]) -> HouseStyle:
    """The style with the line pitch and character spacing that its page asks for, where it does not say them itself."""
    page = style.page
    if page.width_mm <= page.left_mm + page.right_mm or page.height_mm <= page.top_mm + page.bottom_mm:
        return style  # refused soon
    line, spacing = grid(page, style.elements.body.size_pt)
    if "line_pt" not in written:
        page = replace(page, line_pt=line)
    if "char_spacing_pt" not in written:
        page = replace(page, char_spacing_pt=spacing)
    return replace(style, page=page)


def _value(hint: Any, default: Any, value: object, path: KeyPath) -> Any:  # noqa: ANN401
    if path == (_KEYS,):
        return tuple(_bindings(value, path))
    if is_dataclass(hint) and isinstance(hint, type):
        return _table(hint, default, value, path)
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise Misfit(path, f"{path[-1]} 应为数组，实为{kind_of(value)}")
        inner = get_args(hint)[0]
        return tuple(_value(inner, None, item, (*path, place)) for place, item in enumerate(value))
    if origin in (Union, UnionType):  # X | None: TOML has no null, so what is written is an X
        (hint,) = (choice for choice in get_args(hint) if choice is not NoneType)
        return _value(hint, default, value, path)
    if origin is Literal:
        words = get_args(hint)
        if value not in words:
            raise Misfit(path, f"{path[-1]} 应为 {' 或 '.join(words)}，实为{said(value)}")
        return value
    return _scalar(hint, value, path)


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


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: Field[Any]) -> Any:  # noqa: ANN401
    if field.default is not MISSING:
        return field.default
    return None if field.default_factory is MISSING else field.default_factory()


def _unknown(key: str, known: list[str]) -> str:
    from difflib import get_close_matches  # only for a slip

    near = get_close_matches(key, known, 3, 0.6)
    return f"不认识 {key}，{'是不是 ' + '、'.join(near) if near else '这里可用：' + '、'.join(known)}"
