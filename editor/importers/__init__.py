"""Files from outside → issue + report of what was repaired, left out or doubtful."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from editor.importers.encoding import decode
from editor.importers.imported import Imported, ReadFile
from editor.importers.markdown import read_markdown
from editor.importers.submission import ZIP, Submission
from editor.importers.txt import import_text, import_txt
from editor.manuscript.source import split_lines
from editor.model.style import HouseStyle

__all__ = ["Imported", "Submission", "import_text", "import_txt", "read_issue", "read_submission"]


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
    if data.startswith(ZIP):
        from editor.importers.docx import import_docx  # here, as texts need no XML

        return import_docx(data, name, style_for, known_styles, read_file)
    from editor.importers.forms import Page, read_page, unflattened  # here, as texts are no pages

    flat = unflattened(data)
    if flat is not None:
        return read_issue(flat, name, style_for, known_styles, read_file)
    page = read_page(data, name) or Page(decode(data, name))
    imported = import_text(page.text, name, style_for(page.text))
    return replace(imported, remarks=(*page.remarks, *imported.remarks))


def read_submission(data: bytes, name: str, style: HouseStyle) -> Submission:
    """The text of a file of any kind that can be read. ImportRefusedError says why there is none."""
    if data.startswith(ZIP):
        from editor.importers.docx import read_docx  # here, as texts need no XML

        return read_docx(data, name, style)
    from editor.importers.forms import read_page, unflattened  # here, as texts are no pages

    flat = unflattened(data)
    if flat is not None:
        return read_submission(flat, name, style)
    page = read_page(data, name)
    if page is not None:
        return Submission(page.text, remarks=page.remarks)
    text = decode(data, name)
    markdown = read_markdown(split_lines(text), style, articles=True)
    if markdown is None:
        return Submission(text)
    return Submission("\n".join(markdown.lines), markdown.marks, markdown.remarks)
