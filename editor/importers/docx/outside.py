"""What a package holds beside its main text, named so that nothing is dropped in silence: macros, links, headers, blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import quoted
from editor.importers.docx.tree import every, plain_text
from editor.importers.package import Package
from editor.model.remark import Remark

_HARMLESS_LINKS = frozenset(("hyperlink",))
_RUNNING = {"header": "页眉", "footer": "页脚"}
_PARTS = _RUNNING | {"chart": "图表", "diagramData": "图示", "glossaryDocument": "文档部件"}
_LISTED = 12  # links to the outside
_WORDS = re.compile(r"[^\W\d_第页共张]")


def package_remarks(package: Package) -> list[Remark]:
    """The remarks on a package, at its first line."""
    found = dict.fromkeys((*((message, "") for message in _messages(package)), *_words_of_parts(package)))
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
    if kind in _RUNNING:
        return plain_text(root)
    return _building_blocks(root) if kind == "glossaryDocument" else _figures(root)


def _building_blocks(root: Element) -> str:
    """The words of building blocks, without those that content controls ask with."""
    blocks = (part for part in every(root, "w:docPart") if not _asks(part))
    return " ".join(filter(None, map(plain_text, blocks)))


def _asks(block: Element) -> bool:
    kinds = (each.get("w:val", "") for each in every(block, "w:type"))
    return "bbPlcHdr" in kinds


def _figures(root: Element) -> str:
    """The words and figures of a chart or diagram, with a blank between them."""
    words = (each.text or "" for each in every(root, "a:t", "c:v", "dgm:t"))
    return " ".join(word.strip() for word in words if word.strip())


def _messages(package: Package) -> Iterator[str]:
    if package.has_macros:
        yield "文件带有宏，没有运行，也没有收入"
    relations = package.relations(package.main)
    for relation in [each for each in relations if each.external and each.kind not in _HARMLESS_LINKS][
        :_LISTED
    ]:
        yield f"文件指向外部的内容（{quoted(relation.target)}），没有打开"
