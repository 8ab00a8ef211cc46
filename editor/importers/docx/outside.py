"""What a package holds beside its main text, named so that nothing is dropped in silence: macros, links, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.importers.docx.paragraphs import quoted
from editor.importers.docx.tree import plain_text
from editor.importers.package import Package
from editor.model.remark import Remark

_HARMLESS_LINKS = frozenset(("hyperlink",))
_RUNNING = {"header": "页眉", "footer": "页脚"}
_LISTED = 12  # of one kind; a document has no more headers
_WORDS = re.compile(r"[^\W\d_第页共张]")


def package_remarks(package: Package) -> list[Remark]:
    """The remarks on a package, at its first line."""
    return [Remark("left_out", 1, message) for message in dict.fromkeys(_messages(package))]


def _messages(package: Package) -> Iterator[str]:
    if package.has_macros:
        yield "文件带有宏，没有运行，也没有收入"
    relations = package.relations(package.main)
    for relation in [each for each in relations if each.external and each.kind not in _HARMLESS_LINKS][
        :_LISTED
    ]:
        yield f"文件指向外部的内容（{quoted(relation.target)}），没有打开"
    for relation in [each for each in relations if each.kind in _RUNNING and not each.external][:_LISTED]:
        root = package.xml(relation.target)
        text = "" if root is None else plain_text(root)
        if _WORDS.search(text):
            yield f"{_RUNNING[relation.kind]}的文字没有收入（{quoted(text)}）"
