"""A text from outside that need be no issue: an article or several, as somebody sent them in.

A pasted text has nothing but its words; a Word file also says which paragraphs are sections and titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.importers.articles import Mark
from editor.importers.encoding import decode
from editor.model.remark import Remark
from editor.model.style import HouseStyle

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a .docx begins: an archive with entries, and one without any."""


@dataclass(frozen=True)
class Submission:
    """The text, and by the number of its lines, from 1, what its file says of them and what there is to say."""

    text: str
    marks: Mapping[int, Mark] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def read_submission(data: bytes, name: str, style: HouseStyle) -> Submission:
    """The text of a file of any kind that can be read. ImportRefusedError says why there is none."""
    if data.startswith(ZIP):
        from editor.importers.docx import read_docx  # here, as texts need no XML

        return read_docx(data, name, style)
    from editor.importers.forms import page_text, unflattened  # here, as texts are no pages

    flat = unflattened(data)
    if flat is not None:
        return read_submission(flat, name, style)
    page = page_text(data, name)
    return Submission(decode(data, name) if page is None else page)
