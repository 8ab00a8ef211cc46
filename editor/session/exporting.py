"""Exporting an issue: which files, where, under which names, and all of them or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.store.atomic import write_atomically

FORMATS = ("docx", "txt")


def export_name(issue: Issue, suffix: str) -> str:
    """长三角每周要讯2025年第28期.docx: the title and number, less what file systems refuse."""
    stem = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "", f"{issue.title}{issue.id.label}").strip(" .")
    return f"{stem}.{suffix}"


def export_issue(
    issue: Issue,
    style: HouseStyle,
    folder: Path,
    *,
    formats: Sequence[str] = FORMATS,
    encoding: str | None = None,
    newline: str | None = None,
) -> list[Path]:
    """Write the issue in each format into a folder and return the paths, in the order of ``formats``.

    Every document is made before the first one is written, so an error leaves all files as they were.
    ``encoding`` and ``newline`` are those of the plain text; None means what the style says.
    """
    made: list[tuple[Path, bytes]] = []
    for name in dict.fromkeys(formats):
        if name == "docx":
            from editor.exporters.docx import export_docx

            data = export_docx(issue, style)
        else:
            from editor.exporters.txt import export_txt

            data = export_txt(issue, style, encoding=encoding, newline=newline)
        made.append((folder / export_name(issue, name), data))
    for path, data in made:
        write_atomically(path, data, make_folder=True)
    return [path for path, _ in made]


def plain_text(issue: Issue, style: HouseStyle) -> str:
    """The issue as it reads in plain text."""
    from editor.exporters.txt import plain_text as text_of

    return text_of(issue, style)
