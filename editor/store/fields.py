"""A dataclass from a TOML table: its fields say which keys may stand there, of what kind, and what they are without.

For files that are ours alone, styles and word lists: a key that is not known is a slip and refused, unlike in issue files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from editor.store.misfit import KeyPath, Misfit, kind_of, said

Scalar: TypeAlias = Callable[[type, object, KeyPath], object]
"""Takes the type that a single value should have, the value, and its path; gives the value. Misfit if it is wrong."""


def read_table(kind: type, data: object, path: KeyPath, scalar: Scalar, default: Any = None) -> Any:  # noqa: ANN401
    """A dataclass from a table. ``default`` is the value that it changes, None if there is none."""
    if not isinstance(data, dict):
        raise Misfit(path, f"{_name(path)}应为表，实为{kind_of(data)}")
    known = {field.name: field for field in fields(kind)}
    for key in data:
        if key not in known:
            raise Misfit((*path, key), _unknown(key, list(known)))
    missing = next((name for name, field in known.items() if _required(field) and name not in data), None)
    # A table that must give something, as a font its name, is a new one; another changes the default of its place.
    fresh = default is None or any(map(_required, known.values()))
    hints = _hints(kind)
    values = {}
    for key, value in data.items():
        before = _default(known[key]) if fresh else getattr(default, key)
        values[key] = _value(hints[key], value, (*path, key), scalar, before)
    if missing is not None:
        raise Misfit(path, f"{'这一条' if path and isinstance(path[-1], int) else '这里'}缺少 {missing}")
    return kind(**values) if fresh else replace(default, **values)


def _value(hint: Any, value: object, path: KeyPath, scalar: Scalar, default: Any = None) -> Any:  # noqa: ANN401
    if is_dataclass(hint) and isinstance(hint, type):
        return read_table(hint, value, path, scalar, default)
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise Misfit(path, f"{_name(path)}应为数组，实为{kind_of(value)}")
        inner = get_args(hint)[0]
        return tuple(_value(inner, item, (*path, place), scalar) for place, item in enumerate(value))
    if origin in (Union, UnionType):  # X | None: TOML has no null, so what is written is an X
        (hint,) = (choice for choice in get_args(hint) if choice is not NoneType)
        return _value(hint, value, path, scalar, default)
    if origin is Literal:
        words = get_args(hint)
        if value not in words:
            allowed = f" {' 或 '.join(words)}" if words[0].isascii() else "、".join(words)
            raise Misfit(path, f"{_name(path)}应为{allowed}，实为{said(value)}")
        return value
    return scalar(hint, value, path)


def _name(path: KeyPath) -> str:
    """The key at the end of a path, as the subject of a sentence; a row of a list has none."""
    return "这一条" if isinstance(path[-1], int) else f"{path[-1]} "


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

    if near := get_close_matches(key, known, 3, 0.6):
        return f"不认识 {key}，是不是 {'、'.join(near)}"
    return f"不认识 {key}，这里可用：{'、'.join(known)}"
