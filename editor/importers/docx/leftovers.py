"""Nothing silent: what holds words or points at a part of the file, and was taken by no branch of the reader.

The reader says of each element what it took; whatever remains is named here, of whatever kind it is. So an element
that nobody foresaw loses no word without a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import Notice, quoted
from editor.importers.docx.tree import every, plain_text
from editor.manuscript.source import squeezed

_NO_WORDS = frozenset(("wp:posOffset", "wp:align", "o:FieldCodes", "o:LockedField"))
# Read as text, or named with the package.
_NO_PARTS = re.compile(
    "w:hyperlink|w:headerReference|w:footerReference|w:printerSettings|a:hlink(?:Click|Hover)"
)
# Elements, or their space, in whose attributes an author writes, and what to call it.
_SAYING = {
    "w:tblCaption": "表格的说明",
    "w:tblDescription": "表格的说明",
    "w:helpText": "表单的提示",
    "w:statusText": "表单的提示",
    "w:hyperlink": "链接的提示",
    "wp:docPr": "图形的说明",
    "v": "图形的说明",
}
_SAID = ("w:val", "w:tooltip", "descr", "title", "alt")
_WORDLESS_SPACES = ("wp14:", "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}", "x:")


class Leftovers:
    """The elements that were taken, by identity: their tree lives as long as it is read."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def take(self, element: Element) -> None:
        """Say that an element was read, or named, or left out on purpose."""
        self._taken.add(id(element))

    def take_all(self, element: Element) -> None:
        """The same of all that is in it."""
        self._taken.update(map(id, element.iter()))

    def notices(self, element: Element) -> Iterator[Notice]:
        """A notice for each thing in an element that nobody took; each is told once."""
        words: list[str] = []
        for each in element.iter():
            if id(each) in self._taken:
                continue
            self._taken.add(id(each))
            words += _words(each)
            yield from _sayings(each)
            if _points_at_a_part(each):
                yield Notice("left_out", f"这里引用的图片或另一部分内容没有收入（{each.tag}）", each.tag)
        if words:
            text = "".join(words)
            yield Notice("left_out", f"这里的文字读不了，没有收入（{quoted(text)}）", text)


def says_no_more(element: Element, than: Element) -> bool:
    """Whether all words of an element stand in another: of two ways to say the same one is enough."""
    return _all_words(element) in _all_words(than)


def _all_words(element: Element) -> str:
    return squeezed("".join(each.text or "" for each in every(element, "w:t", "a:t", "m:t")))


def _words(element: Element) -> Iterator[str]:
    if element.tag in _NO_WORDS or element.tag.startswith(_WORDLESS_SPACES):
        return
    for text in (element.text or "", *(child.tail or "" for child in element)):
        if text.strip():
            yield text


def _sayings(element: Element) -> Iterator[Notice]:
    name = _SAYING.get(element.tag) or _SAYING.get(element.tag.partition(":")[0])
    for said in dict.fromkeys(element.get(attribute, "").strip() for attribute in _SAID) if name else ():
        if said and said not in plain_text(element):
            yield Notice("left_out", f"{name}没有收入（{quoted(said)}）", said)


def _points_at_a_part(element: Element) -> bool:
    return any(name.startswith("r:") for name in element.attrib) and not _NO_PARTS.fullmatch(element.tag)
