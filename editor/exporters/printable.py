"""What a document can hold: which characters are dropped without a word, and what stops an export.

Only what is invisible is dropped; whatever might have stood for a visible character stops the export and is
named with its place. Stands apart from the block stream because a page view shows drafts that cannot be
exported yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from editor.errors import ExportError
from editor.layout import block as layout
from editor.model.body import Block, Chain
from editor.model.issue import Article, Issue
from editor.model.unseen import BREAKS, CONTROLS, FORMATTING, JOINERS, UNWRITABLE

# Controls, zero-width blanks, byte-order marks and marks of writing direction. In Chinese prose they are dirt
# from the clipboard; a direction mark (U+202E) can even turn figures round on paper.
_NOISE = re.compile(f"(?![{JOINERS}])[{CONTROLS}{FORMATTING}]")
_BREAKS = re.compile(f"[{BREAKS}]+")
_DIRT = re.compile(f"{_NOISE.pattern}|{_BREAKS.pattern}")
# Lone surrogates, and what production [2] of XML 1.0 leaves out above them.
_FORBIDDEN = re.compile(f"[{UNWRITABLE}]")

_ISSUE_TEXTS = ("title", "issuer", "secrecy", "serial", "editor", "approver", "copies")
_ARTICLE_TEXTS = ("title", "byline", "unit", "source")

_PLACES = {
    "tail": "报尾",
    "editor_note": "编者按",
    "number": "期号",
    "imprint": "刊名之下的一行",
    "topline": "刊名之上的一行",
}


def cleaned(text: str) -> str:
    """The text without invisible noise; tabs and line breaks inside a paragraph become one blank."""
    if _DIRT.search(text) is None:
        return text
    return _BREAKS.sub(" ", _NOISE.sub("", text)).strip(" ")


def printable_issue(issue: Issue) -> Issue:
    """The issue with its printed texts cleaned: the door of the block stream, behind which nobody cleans again."""
    single: dict[str, Any] = {name: cleaned(getattr(issue, name)) for name in _ISSUE_TEXTS}
    sections = (
        replace(section, name=cleaned(section.name), articles=tuple(map(printable_article, section.articles)))
        for section in issue.sections
    )
    return replace(
        issue,
        **single,
        editor_note=_cleaned_lines(issue.editor_note.splitlines()),
        extra=tuple((name, cleaned(text)) for name, text in issue.extra),
        sections=tuple(sections),
    )


def printable_article(article: Article) -> Article:
    """The same for one article; itself where nothing is to be cleaned."""
    single: dict[str, Any] = {name: cleaned(getattr(article, name)) for name in _ARTICLE_TEXTS}
    clean = replace(
        article,
        **single,
        editor_note=_cleaned_lines(article.editor_note.splitlines()),
        attachments=tuple(map(cleaned, article.attachments)),
        body=tuple(map(_cleaned_block, article.body)),
    )
    return article if clean == article else clean


def _cleaned_block(block: Block) -> Block:
    if isinstance(block, Chain):
        return Chain(tuple(_cleaned_lines(measure.split("\n")) for measure in block.measures))
    return replace(block, text=cleaned(block.text))


def _cleaned_lines(lines: Iterable[str]) -> str:
    return "\n".join(map(cleaned, lines))


def require_printable(stream: Sequence[layout.Block], issue: Issue) -> None:
    """ExportError, with the place, for a section or article without a name and for characters no file holds."""
    _require_storable(issue.title, "刊名")
    _require_storable(issue.issuer, "编印单位")
    titles = {article.id: article.title for article in issue.articles}
    for block in stream:
        if block.kind in ("title", "section") and not block.text.strip():
            raise _nameless(block, issue)
        for text in (block.text, block.right):
            if _FORBIDDEN.search(text) is not None:
                _require_storable(text, place_of(block, titles))


def _require_storable(text: str, where: str) -> None:
    found = _FORBIDDEN.search(text)
    if found is not None:
        raise ExportError(
            f"含有任何文件都存不下的字符 U+{ord(found[0]):04X}", where=where, advice="请删去后重新输入"
        )


def place_of(block: layout.Block, titles: dict[str, str]) -> str:
    """Where a block stands, in words for a message; ``titles`` are those of the articles by id."""
    title = titles.get(block.article or block.anchor)
    if title is not None:
        return f"稿件“{_shown(title)}”"
    return _PLACES.get(block.kind) or f"栏目“{_shown(block.text)}”"


def _nameless(block: layout.Block, issue: Issue) -> ExportError:
    if block.kind == "section":
        number = int(block.anchor.rpartition("-")[2]) + 1
        return ExportError("没有名称", where=f"第{number}个栏目", advice="请先给栏目起名，再导出")
    place = issue.find(block.article)
    section = issue.sections[place.section or 0].name
    return ExportError(
        "没有标题", where=f"栏目“{_shown(section)}”第{place.index + 1}篇稿件", advice="请先补上标题，再导出"
    )


def _shown(text: str) -> str:
    """The text as any screen can show it: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
