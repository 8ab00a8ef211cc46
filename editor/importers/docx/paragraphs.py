"""One paragraph of a Word document as it is read, before anybody asks what it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from editor.importers.docx.characters import PRIVATE_USE, shifted, symbols
from editor.importers.docx.formats import Format, Style, outline_level
from editor.importers.docx.numbering import Label
from editor.manuscript.source import clean_lines, excerpt
from editor.model.remark import Remark, RemarkKind

_EXCERPT = 40  # code points of something left out that its notice quotes

BREAK = "\n"  # a line break inside a paragraph


@dataclass(frozen=True)
class Look:
    """What a reader sees of a paragraph: the format of most of its characters. ``size`` is in points, 0 if unknown."""

    size: float = 0.0
    bold: bool = False
    centred: bool = False
    font: str = ""


@dataclass(frozen=True)
class Paragraph:
    r"""A paragraph: ``text`` with ``\n`` for line breaks and ``\t`` for tabs, without its number (``label``).

    ``outline`` is the level of a heading from 0, None for text. ``in_contents`` says that it is a row of the 目录.
    ``bookmarks`` are the names that point at it, ``notices`` what is to say about it, their line not known yet.
    """

    text: str
    style: Style
    look: Look
    outline: int | None = None
    label: Label | None = None
    in_contents: bool = False
    bookmarks: tuple[str, ...] = ()
    notices: tuple[Remark, ...] = ()


@dataclass
class OpenParagraph:
    """A paragraph while its runs are read.

    One whose mark was deleted goes on with the next ``w:p``. ``before`` and ``after`` are the paragraphs of the text
    boxes anchored in it.
    """

    style: Style
    format: Format
    label: Label | None = None
    bookmarks: list[str] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    in_contents: bool = False
    before: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _formats: Counter[Format] = field(default_factory=Counter)
    _hidden: list[str] = field(default_factory=list)
    _struck: list[str] = field(default_factory=list)

    @property
    def written(self) -> int:
        """How many pieces of text it holds."""
        return len(self._pieces)

    def write(self, text: str, format_: Format) -> None:
        """Add text; what is hidden is kept apart."""
        if format_.hidden:
            self._hidden.append(text)
            return
        if format_.struck and text.strip():
            self._struck.append(text)
            return
        if format_.symbols:
            text = self._signs(text, format_.symbols)
        elif format_.shifted:
            text = self._shifted(text, format_.shifted)
        if text:
            self._pieces.append(text)
            self._formats[format_] += len(text.strip())

    def _signs(self, text: str, font: str) -> str:
        shown = symbols(text, font)
        if shown is not None:
            return shown
        if any((sign.isascii() and not sign.isspace()) or ord(sign) in PRIVATE_USE for sign in text):
            self.note("doubtful", f"{font}字体的符号没有收入（{quoted(text)}），请核对", text)
            return "".join(sign for sign in text if sign.isspace() or "\u3400" <= sign <= "\u9fff")
        return text

    def _shifted(self, text: str, position: str) -> str:
        """Raised and lowered text; signs of notes and what Unicode lacks are kept as they are, and named."""
        written, name = shifted(text, position)
        if name:
            self.note("doubtful", f"{name}“{quoted(text)}”按普通文字收入，请核对", text)
        return written

    def note(self, kind: RemarkKind, message: str, text: str = "") -> None:
        """Say something about the paragraph."""
        self.notices.append(Remark(kind, 0, message, text))

    def box(self, paragraphs: list[Paragraph]) -> None:
        """Put the paragraphs of a text box beside it, where its anchor stands."""
        (self.after if self.written else self.before).extend(paragraphs)

    def closed(self) -> list[Paragraph]:
        """The paragraph with those of its text boxes, in order."""
        if hidden := "".join(self._hidden).strip():
            self.note("left_out", f"隐藏的文字没有收入（{quoted(hidden)}）", hidden)
        if struck := "".join(self._struck).strip():
            self.note("left_out", f"带删除线的文字没有收入（{quoted(struck)}），请核对", struck)
        paragraph = Paragraph(
            "".join(self._pieces),
            self.style,
            self._look(),
            outline_level(self.format),
            self.label,
            self.in_contents or self.style.is_contents,
            tuple(self.bookmarks),
            tuple(self.notices),
        )
        return [*self.before, paragraph, *self.after]

    def _look(self) -> Look:
        most = max(self._formats, key=self._formats.__getitem__, default=self.format)
        return Look(most.size or 0.0, bool(most.bold), bool(self.format.centred), most.font or "")


def quoted(text: str) -> str:
    """The beginning of a text on one line, as notices quote it, without characters that nobody sees."""
    lines, _ = clean_lines([" ".join(text.split())])
    return excerpt(lines[0].text, _EXCERPT) if lines else ""
