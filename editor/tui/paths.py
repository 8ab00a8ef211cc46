"""Paths as people give them to a terminal: typed, pasted with quotes, dropped by the file manager."""

from __future__ import annotations

import os
import re
from pathlib import Path


def typed_path(text: str) -> Path | None:
    r"""The path that a person means; None for nothing.

    File managers drop ``'/a/b c.txt'`` (GNOME), ``/a/b\ c.txt`` (macOS), ``file:///a/b%20c.txt`` (KDE) and
    ``"C:\a\b c.txt"`` (Windows). ``~`` is the home folder.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if not text:
        return None
    if text.startswith("file://"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname  # loads all of http, which no start of the program needs

        return Path(url2pathname(urlsplit(text).path))
    path = Path(text)
    if os.name != "nt" and "\\" in text and not path.exists():
        path = Path(re.sub(r"\\(.)", r"\1", text))
    try:
        return path.expanduser()
    except RuntimeError:  # no such user
        return path
