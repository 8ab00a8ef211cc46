"""Fields (目录, page references, links): their result is text, their instruction is not.

A field may begin in one paragraph and end in another, and hold others. Where the marks do not match, the instruction
cannot be told from text; then :attr:`Fields.is_broken` says so, and the document is read again with all of it as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editor.importers.docx.equations import field_text
from editor.importers.docx.paragraphs import OpenParagraph, quoted

# Marks, what is made again by every program, and form fields, which are read from their data.
_PRINTS_NOTHING = re.compile(
    "XE|TC|TA|RD|SET|PRINT|PRIVATE|TOC|PAGEREF|HYPERLINK|PAGE|NUMPAGES|FORMCHECKBOX|FORMDROPDOWN",
    re.IGNORECASE,
)
_QUOTE = re.compile(r'QUOTE\s+"([^"\\]+)"(?:\s*\\\*.*)?', re.IGNORECASE)
_LONGEST = 400  # code points of an instruction that are kept


@dataclass
class _Field:
    instruction: str = ""
    has_result: bool = False
    is_blank: bool = True  # its result so far
    default: str | None = None  # of a text field of a form; None for any other field

    @property
    def is_contents(self) -> bool:
        return self.has_result and self.instruction.split()[:1] == ["TOC"]


class Fields:
    """The fields open at the point of reading. ``trusting`` False takes everything for text."""

    def __init__(self, *, trusting: bool = True) -> None:
        self.is_broken = False
        self._trusting = trusting
        self._open: list[_Field] = []
        self._codes = 0  # of them, those whose result has not begun
        self._contents = 0

    @property
    def shows_text(self) -> bool:
        """Whether text at this point is printed."""
        return not self._codes or not self._trusting

    @property
    def in_contents(self) -> bool:
        """Whether text at this point is the result of a TOC field."""
        return self._contents > 0

    def write(self, text: str) -> None:
        """Take text that is printed: it is the result of the fields that are open."""
        for field in self._open if text.strip() else ():
            field.is_blank = False

    def mark(self, kind: str, open_: OpenParagraph, default: str | None = None) -> str:
        """Take a ``w:fldChar``: begin, separate or end. ``default`` is the text that a text field of a form begins with.

        What it gives is to be written here: the text that a field prints which has no result.
        """
        if kind == "begin":
            self._open.append(_Field(default=default))
            self._codes += 1
        elif not self._open:
            self.is_broken = True
        elif kind == "separate" and not self._open[-1].has_result:
            self._open[-1].has_result = True
            self._codes -= 1
            self._contents += self._open[-1].is_contents
        elif kind == "end":
            return self._end(self._open.pop(), open_)
        return ""

    def instruct(self, text: str) -> bool:
        """Take a piece of the instruction; False where no field is open, so that it is none."""
        if self._open and len(self._open[-1].instruction) < _LONGEST:
            self._open[-1].instruction += text
        return bool(self._open)

    def check_empty(self, element: Element, open_: OpenParagraph) -> str:
        """What a ``w:fldSimple`` prints that shows nothing; it is named."""
        if next(element.iter("w:t"), None) is None:
            return _note_unprinted(element.get("w:instr") or "", open_)
        return ""

    @contextmanager
    def result_of(self, element: Element) -> Iterator[None]:
        """While the content of a ``w:fldSimple`` is read: all of it is result."""
        contents = (element.get("w:instr") or "").split()[:1] == ["TOC"]
        self._contents += contents
        yield
        self._contents -= contents

    @contextmanager
    def apart(self) -> Iterator[None]:
        """While something is read that stands inside a field but is no part of it."""
        kept = self._open, self._codes, self._contents
        self._open, self._codes, self._contents = [], 0, 0
        yield
        self.finish()
        self._open, self._codes, self._contents = kept

    def finish(self) -> None:
        """Nothing follows: a field still open has no end."""
        self.is_broken = self.is_broken or bool(self._open)

    def _end(self, field: _Field, open_: OpenParagraph) -> str:
        printed = ""
        self._contents -= field.is_contents
        if not field.has_result:
            self._codes -= 1
            if field.default is None:
                printed = _note_unprinted(field.instruction, open_)
        if field.default is not None and field.is_blank:
            said = f"，默认的文字“{quoted(field.default)}”没有收入" if field.default else ""
            open_.note("left_out", f"表单里的一处文字没有填写{said}", field.default)
        return printed


def _note_unprinted(instruction: str, open_: OpenParagraph) -> str:
    """Name a field without a result, and give its text where the instruction itself says it, as Word prints it."""
    text = instruction.strip()
    quote = _QUOTE.fullmatch(text)
    if printed := quote[1] if quote else field_text(text):
        open_.note("doubtful", f"域代码排出的“{quoted(printed)}”照代码收入，请核对（{quoted(text)}）", text)
        return printed
    if text and not _PRINTS_NOTHING.fullmatch(text.split()[0]):
        open_.note("left_out", f"域代码排出的文字没有收入（{quoted(text)}）", text)
    return ""
