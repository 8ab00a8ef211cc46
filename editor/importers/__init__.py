"""Files from outside → issue + report of what was repaired, left out or doubtful.

A text is read once from top to bottom, in the form in which the bulletin stands on the web and what offices make of it:
masthead, 目录, sections with their articles, page junk. Each remark has its line; no text of an article is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.importers.encoding import ZIP, decode
from editor.importers.lines import Imported, ReadFile, Submission, import_lines, refuse_endless
from editor.importers.markdown import read_markdown
from editor.manuscript.source import clean_lines, split_lines
from editor.model.style import HouseStyle

if TYPE_CHECKING:
    from editor.importers.forms import Page

__all__ = ["Imported", "Submission", "import_text", "read_issue", "read_submission"]


def read_issue(
    data: bytes,
    name: str,
    style_for: Callable[[str], HouseStyle],
    known_styles: Collection[str] = (),
    read_file: ReadFile | None = None,
) -> Imported:
    """The issue in a file of any kind that can be read. ImportRefusedError says why there is none.

    The bytes decide what it is, not the name. ``style_for`` gives the house style for the text of a file, so that a
    second bulletin is read with its own words; ``known_styles`` are the names that a document may bring with it, and ``read_file``
    reads what a document of ours carries of its issue file.
    """
    opened = _opened(data, name)
    if isinstance(opened, bytes):
        from editor.importers.docx.document import import_package  # here, as texts need no XML
        from editor.importers.package import Package

        return import_package(Package(opened, name), style_for, known_styles, read_file)
    imported = import_text(opened.text, name, style_for(opened.text))
    return replace(imported, remarks=(*opened.remarks, *imported.remarks))


def read_submission(data: bytes, name: str, style: HouseStyle) -> Submission:
    """The text of a file of any kind that can be read. ImportRefusedError says why there is none."""
    opened = _opened(data, name)
    if isinstance(opened, bytes):
        from editor.importers.docx.document import read_docx  # here, as texts need no XML

        return read_docx(opened, name, style)
    markdown = None if opened.is_page else read_markdown(split_lines(opened.text), style, articles=True)
    if markdown is None:
        return Submission(opened.text, remarks=opened.remarks)
    return Submission("\n".join(markdown.lines), markdown.marks, markdown.remarks)


def import_text(text: str, name: str, style: HouseStyle) -> Imported:
    """The issue in a text, read with the words and sections of a house style.

    ``name`` is the file's, for error messages. ImportRefusedError says in one sentence why there is no issue in it.
    """
    written = split_lines(text)
    refuse_endless(len(written), name)
    markdown = read_markdown(written, style)
    if markdown is None:
        return import_lines(*clean_lines(written), name, style)
    lines, remarks = clean_lines(markdown.lines)
    return import_lines(lines, [*remarks, *markdown.remarks], name, style, markdown.marks)


def _opened(data: bytes, name: str) -> bytes | Page:
    """The package that a file is, flat or not, or what it says as a page or as a text."""
    if data.startswith(ZIP):
        return data
    from editor.importers.forms import Page, read_page, unflattened  # here, as packages are no pages

    return unflattened(data) or read_page(data, name) or Page(decode(data, name), is_page=False)
