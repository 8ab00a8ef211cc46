"""A text from outside that need be no issue: an article or several, as somebody sent them in.

A pasted text has nothing but its words; a Word file also says which paragraphs are sections and titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.importers.articles import Mark
from editor.model.remark import Remark

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a .docx begins: an archive with entries, and one without any."""


@dataclass(frozen=True)
class Submission:
    """The text, and by the number of its lines, from 1, what its file says of them and what there is to say."""

    text: str
    marks: Mapping[int, Mark] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
