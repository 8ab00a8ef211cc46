"""What several commands share: types of arguments, whose bad values are one Chinese sentence, and ``--json``."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.session.workspace import Workspace

ISSUE_HELP = "期号（如 2025-28，增刊 2025-s01）、latest 或文件路径"


def given(word: str) -> str:
    """A word that names an issue, a file or a style. An empty one, as of a variable that is not set, names none."""
    if not word.strip():
        raise ArgumentTypeError("是空的，请写明是哪一个")
    return word


def given_path(word: str) -> Path:
    """A path that is not empty, which would be the current folder."""
    if not word.strip():
        raise ArgumentTypeError("是空的，请写明路径")
    return Path(word)


def day(word: str) -> date:
    """A date written 2026-01-09."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ArgumentTypeError(f"“{word}”不是日期，或没有这一天；日期写作 2026-01-09") from None


def positive(word: str) -> int:
    """A whole number from 1 to 9999, in figures of either width."""
    if not (word.isdecimal() and 0 < int(word) < 10_000):
        raise ArgumentTypeError(f"“{word}”不是 1 到 9999 的整数")
    return int(word)


def numbers(word: str) -> tuple[int, int | None]:
    """One number of an issue, or first and last of a double issue written 28-29."""
    first, *rest = re.split("[-—–、]", word)
    if len(rest) > 1 or (rest and positive(rest[0]) <= positive(first)):
        raise ArgumentTypeError(f"“{word}”不是期数，合刊写作 28-29")
    return positive(first), positive(rest[0]) if rest else None


def year(word: str) -> int:
    """A year of four figures of either width."""
    if not (word.isdecimal() and len(word) == 4):
        raise ArgumentTypeError(f"“{word}”不是四位数的年份")
    return int(word)


def find_workspace(folder: Path | None, *words: str) -> Workspace:
    """The workspace that the command line names, else the one beside the first word that is an issue file."""
    from editor.session.workspace import Workspace

    files = (Path(word) for word in words if word.casefold().endswith(".toml") and Path(word).exists())
    return Workspace.find(folder, beside=next((file.parent for file in files), None))


def find_issue(folder: Path | None, word: str) -> tuple[Workspace, Path]:
    """The workspace and the issue file that the command line names."""
    from editor.session.workspace import Workspace  # here, as commands that read no issue need none of it

    named = Path(word)
    workspace = Workspace.find(folder, beside=named.parent if named.exists() else None)
    return workspace, workspace.resolve(word)


def print_json(document: object) -> None:
    """Print one document, in UTF-8: in a terminal's own encoding characters would be lost, and it would be no JSON."""
    import json

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        sys.stdout.flush()
        reconfigure(encoding="utf-8")
    print(json.dumps(document, ensure_ascii=False, indent=2))
