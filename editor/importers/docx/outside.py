"""What a package holds beside its main text, named so that nothing is dropped in silence: macros, links, headers."""

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
_PARTS = _RUNNING | {"chart": "图表", "diagramData": "图示"}
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
        text = plain_text(root) if relation.kind in _RUNNING else _figures(root)
        if _WORDS.search(text):
            yield f"{name}的文字没有收入（{quoted(text)}）", text


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
