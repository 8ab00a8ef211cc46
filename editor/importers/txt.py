"""A text file → an issue: the form in which the bulletin stands on the web, and what offices make of it.

The file is read once from top to bottom: masthead, 目录, sections with their articles, page junk. Whatever is repaired,
left out or doubtful becomes a remark with its line; no text of an article is dropped.
"""

from __future__ import annotations

from editor.importers.encoding import decode
from editor.importers.imported import Imported
from editor.importers.lines import import_lines, refuse_endless
from editor.importers.markdown import read_markdown
from editor.manuscript.source import clean_lines, split_lines
from editor.model.style import HouseStyle


def import_txt(data: bytes, name: str, style: HouseStyle) -> Imported:
    """The issue in the bytes of a text file, read with the words and sections of a house style.

    ``name`` is the file's, for error messages. ImportRefusedError says in one sentence why there is no issue in it.
    """
    return import_text(decode(data, name), name, style)


def import_text(text: str, name: str, style: HouseStyle) -> Imported:
    """The issue in a text; see :func:`import_txt`."""
    written = split_lines(text)
    refuse_endless(len(written), name)
    markdown = read_markdown(written, style)
    if markdown is None:
        return import_lines(*clean_lines(written), name, style)
    lines, remarks = clean_lines(markdown.lines)
    return import_lines(lines, [*remarks, *markdown.remarks], name, style, markdown.marks)
