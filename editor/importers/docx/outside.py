"""What a package holds beside its main text, named so that nothing is dropped in silence: macros, links, headers, blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse, islice
from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import quoted
from editor.importers.docx.tree import every, plain_text
from editor.importers.package import Package
from editor.model.remark import Remark

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
        text = _words(root, relation.kind)
        if _WORDS.search(text):
            yield f"{name}的文字没有收入（{quoted(text)}）", text
        if relation.kind in _RUNNING and next(every(root, "pic:pic", "v:imagedata"), None) is not None:
            yield f"{name}里的图片没有收入", ""


def _words(root: Element, kind: str) -> str:
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
