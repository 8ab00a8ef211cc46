"""Paths as people give them to a terminal: typed, pasted with quotes, dropped by the file manager."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from editor.errors import EditorError


def typed_path(text: str) -> Path | None:
    r"""The path that a person means; None for nothing.

    File managers drop ``'/a/b c.txt'`` (GNOME, an apostrophe as ``'\''``), ``/a/b\ c.txt`` (macOS), ``file:///a/b%20c.txt`` (KDE) and
    ``"C:\a\b c.txt"`` (Windows). ``~`` is the home folder.
    """
    text = text.replace("\0", "").strip()  # no path holds one
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].replace("'\\''", "'")
    if not text:
        return None
    if text.startswith("file://"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname  # loads all of http, which no start of the program needs

        return Path(url2pathname(urlsplit(text).path))
    path = Path(text)
    if os.name != "nt" and "\\" in text and not _is_there(path):
        path = Path(re.sub(r"\\(.)", r"\1", text))
    try:
        return path.expanduser()
    except RuntimeError:  # no such user
        return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # it is too long for a path
        return False


def place_to_write(text: str) -> Path | None:
    """The path that a person means for something that is to be written; None for nothing.

    EditorError for the home of somebody who is not there: a folder called ~name is what nobody means.
    """
    path = typed_path(text)
    if path is not None and path.parts and path.parts[0].startswith("~") and not path.exists():
        raise EditorError(
            "没有这个用户", where=path.parts[0], advice="请写完整的路径，或用 ~/ 指自己的文件夹"
        )
    return path


_LONGEST = 20_000  # code points of what can be paths
_MOST_WORDS = 400
_ENDING = re.compile(r"\.[A-Za-z]{1,8}")
_GAP = re.compile(r"[ \t\u3000]+")


def given_files(text: str) -> tuple[Path, ...]:
    """The files and folders whose paths a text consists of, each once; none if anything else stands in it.

    They come one a line, or on one line in quotes, escaped, or with blanks between them and in them: then the names that
    are there decide where one ends.
    """
    if len(text) > _LONGEST:
        return ()
    found: list[Path] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        files = _on_line(line)
        if not files:
            return ()
        found += files
    return tuple(dict.fromkeys(found))


def missing_file(text: str) -> Path | None:
    """The path that a line of text is where nothing is there; None if it is no path."""
    path = None if "\n" in text.strip() or len(text) > _LONGEST else typed_path(text)
    named = path is not None and path.is_absolute() and _ENDING.fullmatch(path.suffix)
    return path if named else None


def _on_line(line: str) -> Sequence[Path]:
    """The files on a line; none if it is anything else."""
    whole = _existing(line)
    if whole is not None:
        return [whole]
    ends = _word_ends(line)
    if len(ends) > _MOST_WORDS or not _looks_like_a_path(line):
        return ()
    files: list[Path] = []
    start = 0
    while start < len(line):
        rest = (end for end in reversed(ends) if end > start)
        end, path = next(((end, path) for end in rest if (path := _existing(line[start:end]))), (0, None))
        if path is None:
            return ()
        files.append(path)
        start = end
    return files


def _word_ends(line: str) -> list[int]:
    """Where a path may end: at blanks that are not escaped, and at the end."""
    ends = [gap.start() for gap in _GAP.finditer(line) if line[gap.start() - 1 : gap.start()] != "\\"]
    return [*ends, len(line)]


def _looks_like_a_path(line: str) -> bool:
    return line.startswith(("/", "~", "file://", "'", '"')) or line[1:3] in (":\\", ":/") or "." in line


def _existing(text: str) -> Path | None:
    """The file or folder of that name; a bare word without an ending is none."""
    try:
        path = typed_path(text)
        there = path is not None and (path.is_absolute() or bool(path.suffix)) and path.exists()
    except (OSError, ValueError):
        return None
    return path if there else None
