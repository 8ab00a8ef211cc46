"""The tracked changes of a document as marks on its text, in reading order, before anybody asks what belongs together.

Every run and every paragraph mark is one item with the changes that it lies in. A paragraph mark is a character like
another, so that splitting and joining are an insertion and a deletion of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element

from editor.importers.docx.formats import Styles, outline_level, paragraph_format
from editor.importers.docx.tree import at_path, children, value
from editor.manuscript.source import squeezed

Op: TypeAlias = Literal["in", "out"]

INSIDE: Final = {"w:ins": "in", "w:moveTo": "in", "w:del": "out", "w:moveFrom": "out"}
FLIPPED: Final = {"w:ins": "w:del", "w:del": "w:ins", "w:moveTo": "w:moveFrom", "w:moveFrom": "w:moveTo"}
_CHARACTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_SKIPPED = frozenset(("w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:tcPr"))
_KEPT_NAMES = {"w:delText": "w:t", "w:delInstrText": "w:instrText"}


@dataclass(frozen=True)
class Change:
    """One ``w:ins``, ``w:del``, ``w:moveFrom`` or ``w:moveTo``: who, when (as given), and the name of its move."""

    element: Element
    author: str
    date: str
    op: Op
    move: str = ""


@dataclass(frozen=True)
class Item:
    """Some text, or the end of a paragraph, with the changes around it, the outer ones first."""

    text: str
    paragraph: int
    changes: tuple[Change, ...]
    is_end: bool = False
    table: int = 0  # from 1 on; 0 outside of tables


@dataclass
class Anchor:
    """The items that a comment is about: from ``start`` to before ``end``."""

    start: int
    end: int


class Marks:
    """A document's items, the outline level of each of its paragraphs, the anchors of its comments by id."""

    def __init__(self, body: Element, styles: Styles) -> None:
        self.items: list[Item] = []
        self.outlines: list[int | None] = []
        self.in_contents: set[int] = set()
        self.titles: set[int] = set()  # paragraphs with the bookmark of an article of ours
        self.anchors: dict[str, Anchor] = {}
        self.formats = 0
        self._styles = styles
        self._table = self._tables = 0  # the one that is walked through, and how many there were
        self._moves: dict[str, str] = {}  # by id, those whose range is open
        self._walk(body, (), None)

    def know_titles(self, titles: Collection[str]) -> None:
        """From here on paragraphs of these words, without blanks, are titles."""
        for number in range(len(self.outlines)):
            self.titles |= {number} if squeezed(self.plain(number, accepted=True)) in titles else set()

    def plain(self, paragraph: int, *, accepted: bool) -> str:
        """The words of a paragraph before all changes, or after them."""
        unwanted = "out" if accepted else "in"
        return "".join(
            item.text
            for item in self.items
            if item.paragraph == paragraph and all(change.op != unwanted for change in item.changes)
        )

    def _walk(self, parent: Element, changes: tuple[Change, ...], paragraph: int | None) -> None:
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED:
                self.formats += sum(each.tag.endswith("Change") for each in child)
            elif tag in INSIDE:
                self._walk(child, (*changes, self._change(child)), paragraph)
            elif tag == "w:p":
                self._paragraph(child, changes)
            elif tag == "w:r":
                self._run(child, changes, paragraph)
            elif tag in ("w:moveFromRangeStart", "w:moveToRangeStart"):
                self._moves[child.get("w:id", "")] = child.get("w:name", "")
            elif tag in ("w:moveFromRangeEnd", "w:moveToRangeEnd"):
                self._moves.pop(child.get("w:id", ""), None)
            elif tag == "w:commentRangeStart":
                self.anchors[child.get("w:id", "")] = Anchor(len(self.items), len(self.items))
            elif tag == "w:commentRangeEnd":
                if child.get("w:id", "") in self.anchors:
                    self.anchors[child.get("w:id", "")].end = len(self.items)
            elif tag == "w:tbl" and not self._table:
                self._tables += 1
                self._table = self._tables
                self._walk(child, changes, paragraph)
                self._table = 0
            elif tag == "w:trPr":
                for row in children(child, *INSIDE):
                    at = len(self.outlines) if paragraph is None else paragraph
                    self.items.append(Item("", at, (*changes, self._change(row)), table=self._table))
            elif tag == "w:bookmarkStart":
                if child.get("w:name", "").startswith("a_") and paragraph is not None:
                    self.titles.add(paragraph)
            elif tag != "w:pPr":
                self._walk(child, changes, paragraph)

    def _paragraph(self, element: Element, changes: tuple[Change, ...]) -> None:
        properties = element.find("w:pPr")
        style = self._styles.paragraph(value(properties, "w:pStyle"))
        number = len(self.outlines)
        self.outlines.append(outline_level(paragraph_format(properties).over(style.format)))
        if style.is_contents:
            self.in_contents.add(number)
        self._walk(element, changes, number)
        mark = at_path(element, "w:pPr", "w:rPr")
        own = [self._change(each) for each in children(mark, *INSIDE)]
        self.formats += sum(each.tag.endswith("Change") for each in children(properties))
        self.items.append(Item("", number, (*changes, *own), is_end=True, table=self._table))

    def _run(self, run: Element, changes: tuple[Change, ...], paragraph: int | None) -> None:
        if paragraph is None:
            return
        words = []
        for child in run:
            tag = child.tag
            if tag in _KEPT_NAMES:  # what is deleted is never read, so that it may be called so
                child.tag = tag = _KEPT_NAMES[tag]
            if tag == "w:t":
                words.append(child.text or "")
            elif tag in _CHARACTERS:
                is_title = self.outlines[paragraph] is not None and tag in ("w:br", "w:cr")
                words.append("" if is_title else _CHARACTERS[tag])  # where a title is broken is not text
            elif tag == "w:rPr":
                self.formats += sum(each.tag.endswith("Change") for each in child)
            elif tag == "w:commentReference":
                at = len(self.items)
                self.anchors.setdefault(child.get("w:id", ""), Anchor(max(at - 1, 0), at))
            elif tag not in ("w:instrText", "w:fldChar"):
                self._walk(child, changes, paragraph)
        if words:
            self.items.append(Item("".join(words), paragraph, changes, table=self._table))

    def _change(self, element: Element) -> Change:
        tag = element.tag
        op: Op = "in" if INSIDE[tag] == "in" else "out"
        name = next(reversed(self._moves.values()), "") if "move" in tag else ""
        return Change(element, element.get("w:author", ""), element.get("w:date", ""), op, name)
