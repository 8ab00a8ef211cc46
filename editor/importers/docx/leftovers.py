"""Nothing silent: what holds words or points at a part of the file, and was taken by no branch of the reader.

The reader says of each element what it took; whatever remains is named here, of whatever kind it is, and so is what the
package holds beside its main text. So an element that nobody foresaw loses no word without a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse, islice
from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import quoted
from editor.importers.docx.tree import every, plain_text
from editor.importers.package import Package
from editor.manuscript.source import squeezed
from editor.model.remark import Remark

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

    def notices(self, element: Element) -> Iterator[Remark]:
        """A notice for each thing in an element that nobody took; each is told once."""
        words: list[str] = []
        for each in element.iter():
            if id(each) in self._taken:
                continue
            self._taken.add(id(each))
            words += _words(each)
            yield from _sayings(each)
            if _points_at_a_part(each):
                yield Remark("left_out", 0, f"这里引用的图片或另一部分内容没有收入（{each.tag}）", each.tag)
        if words:
            text = "".join(words)
            yield Remark("left_out", 0, f"这里的文字读不了，没有收入（{quoted(text)}）", text)


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


def _sayings(element: Element) -> Iterator[Remark]:
    name = _SAYING.get(element.tag) or _SAYING.get(element.tag.partition(":")[0])
    for said in dict.fromkeys(element.get(attribute, "").strip() for attribute in _SAID) if name else ():
        if said and said not in plain_text(element):
            yield Remark("left_out", 0, f"{name}没有收入（{quoted(said)}）", said)


def _points_at_a_part(element: Element) -> bool:
    return any(name.startswith("r:") for name in element.attrib) and not _NO_PARTS.fullmatch(element.tag)


# -- what a package holds beside its main text --------------------------------------------------------------------

_RUNNING = {"header": "页眉", "footer": "页脚"}
_PARTS = _RUNNING | {"chart": "图表", "diagramData": "图示", "glossaryDocument": "文档部件"}
_LISTED = 12  # links to the outside
_WORDS = re.compile(r"[^\W\d_第页共张]")


def package_remarks(package: Package) -> list[Remark]:
    """The remarks on a package, at its first line."""
    found = dict.fromkeys((*_links(package), *_words_of_parts(package)))
    return [Remark("left_out", 1, message, text) for message, text in found]


def _words_of_parts(package: Package) -> Iterator[tuple[str, str]]:
    """What stands in headers, charts and diagrams, whole."""
    for relation in package.relations(package.main):
        name = _PARTS.get(relation.kind)
        root = package.xml(relation.target) if name is not None and not relation.external else None
        if root is None:
            continue
        text = _words_of_part(root, relation.kind)
        if _WORDS.search(text):
            yield f"{name}的文字没有收入（{quoted(text)}）", text
        if relation.kind in _RUNNING and next(every(root, "pic:pic", "v:imagedata"), None) is not None:
            yield f"{name}里的图片没有收入", ""


def _words_of_part(root: Element, kind: str) -> str:
    """The words of a part, with a blank between them; of building blocks those that content controls do not ask with."""
    if kind in _RUNNING:
        return plain_text(root)
    if kind == "glossaryDocument":
        words: Iterable[str] = map(plain_text, filterfalse(_asks, every(root, "w:docPart")))
    else:  # words and figures of a chart or diagram
        words = ((each.text or "").strip() for each in every(root, "a:t", "c:v", "dgm:t"))
    return " ".join(filter(None, words))


def _asks(block: Element) -> bool:
    return any(each.get("w:val") == "bbPlcHdr" for each in every(block, "w:type"))


def _links(package: Package) -> Iterator[tuple[str, str]]:
    """Macros, and what lies outside."""
    if package.has_macros:
        yield "文件带有宏，没有运行，也没有收入", ""
    external = (
        each for each in package.relations(package.main) if each.external and each.kind != "hyperlink"
    )
    for relation in islice(external, _LISTED):
        yield f"文件指向外部的内容（{quoted(relation.target)}），没有打开", ""
