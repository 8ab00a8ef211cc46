"""What no issue, style or word list has, and what would keep the TOML reader busy for minutes: refused unread.

tomllib takes time for every mark of the syntax, and for a dotted key the square of its parts. Both are counted first,
which costs milliseconds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from editor.errors import FileFormatError

# An issue of 300 long articles has some 60,000. So many, of whichever kind, take tomllib some seconds and 200 MB.
MOST_MARKS: Final = 300_000
_MARKS: Final = ("[", "{", "=", ",", '"', "'", "\\", "\n", ".")
MOST_PARTS: Final = 20  # of a key; our own have three
DEEPEST: Final = 100  # levels; ours have six
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'"


def refuse_absurd(text: str, where: Path | str) -> None:
    """FileFormatError for a text with more tables, values, lines or parts of a key than any file of ours can have."""
    if sum(map(text.count, _MARKS)) > MOST_MARKS:
        raise FileFormatError(
            "内容的条目太多，不像期次、样式或词表文件", where=where, advice="请检查是不是选错了文件"
        )
    if text.count(".") > MOST_PARTS:
        for number, line in enumerate(text.split("\n"), 1):
            if line.count(".") > MOST_PARTS and re.sub(_QUOTED, "", line).count(".") > MOST_PARTS:
                _refuse_key(line, number, where)


def refuse_deep(data: dict[str, Any], where: Path | str) -> None:
    """FileFormatError for tables and arrays that nest deeper than any of ours."""
    level: list[Any] = [data]
    for _ in range(DEEPEST + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    if level:
        raise FileFormatError(
            f"方括号或花括号套得太深，超过 {DEEPEST} 层", where=where, advice="请检查是不是选错了文件"
        )


def _refuse_key(line: str, number: int, where: Path | str) -> None:
    """Refuse a line with a key of many parts; in a text of several lines it may only be a row of dots."""
    part = rf"(?:[\w-]+|{_QUOTED})[ \t]*\.[ \t]*"
    # Anchored where a key can begin, so that a line of any length is looked through once.
    if re.search(rf"(?:^|[\[{{,])[ \t]*(?:{part}){{{MOST_PARTS}}}", line):
        raise FileFormatError("键分成了太多段", where=where, line=number, advice="请检查是不是选错了文件")
