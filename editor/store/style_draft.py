"""A house style made from the one that ships: another title, other sections, comments and all else as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date  # noqa: N812  (as in the model)
from typing import TypeAlias

import tomlkit
from tomlkit.items import Table

Value: TypeAlias = str | int | Date | Sequence[str]


def drafted(data: bytes, changes: Mapping[str, Value]) -> bytes:
    """The bytes of a style file with other values; a key of a table is written ``periodical.every``.

    What is changed keeps its place and the comment beside it. ``data`` must be whole TOML and have the tables named.
    """
    document = tomlkit.parse(data.decode("utf-8"))
    for name, value in changes.items():
        table, _, key = name.rpartition(".")
        where = document[table] if table else document
        if not isinstance(where, Table | tomlkit.TOMLDocument):
            raise LookupError(table)
        where[key] = list(value) if isinstance(value, tuple) else value
    return tomlkit.dumps(document).encode("utf-8")
