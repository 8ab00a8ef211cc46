"""Issue → plain text, in the form in which the bulletin stands on the web.

One paragraph a line: 刊名, 期号, issuer and date, 目录 with its sections and titles, then section by section the
articles. The house style may ask for an indent, blank lines between articles, CRLF or GB18030.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.errors import ExportError
from editor.exporters.blocks import CONTENTS, HEADINGS, article_blocks, unnumbered
from editor.exporters.edition import Alone, Edition, Volume, printed_blocks
from editor.exporters.printable import place_of
from editor.layout.block import Block
from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle

_PARAGRAPHS = frozenset(("editor_note", "body", "measure", *HEADINGS, "byline", "source", "attachment"))
_ON_PAPER = ("topline", "number", "contents_heading", "tail")
_HEADS = ("section", "column")
_NEWLINES = {"lf": "\n", "crlf": "\r\n"}


def export_txt(
    edition: Edition, style: HouseStyle, *, newline: str | None = None, encoding: str | None = None
) -> bytes:
    """The edition as a text file.

    ``newline`` (lf, crlf) and ``encoding`` (utf-8, gb18030) None mean what the style says. ExportError for an
    article without a title and for a character that the encoding lacks, with the article and the character.
    """
    stream = printed_blocks(edition, style)
    text = _text(stream, _number(edition), style)
    codec = encoding or style.text.encoding
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        raise _lacking(stream, codec) from None
    ending = _NEWLINES[newline or style.text.newline].encode("ascii")
    return data if ending == b"\n" else data.replace(b"\n", ending)


def article_text(article: Article, style: HouseStyle) -> str:
    """One article as it reads in plain text: its title and its body, as they are printed."""
    return _text(tuple(article_blocks(article, style)), "", style)


def plain_text(issue: Issue, style: HouseStyle) -> str:
    """The issue as it reads in plain text, drafts included, with LF between the lines and at the end."""
    return _text(unnumbered(issue, style), _number(issue), style)


def _text(stream: tuple[Block, ...], number: str, style: HouseStyle) -> str:
    return "".join(f"{line}\n" for line in _lines(stream, number, style))


def _lines(stream: tuple[Block, ...], number: str, style: HouseStyle) -> Iterator[str]:
    before = ""
    for block in stream:
        if style.text.blank_between_articles and _begins_something(block.kind, before):
            yield ""
        if block.kind in CONTENTS and before not in CONTENTS:
            yield style.text.contents_heading
        yield from filter(None, (_line(block, style),))
        if block.kind == "masthead":
            yield number
        before = block.kind


def _begins_something(kind: str, before: str) -> bool:
    if kind in _HEADS or kind == "title":
        return before not in _HEADS
    return kind == "editor_note"


def _line(block: Block, style: HouseStyle) -> str:
    """The line of a block; empty for what belongs to the paper, or has its own form in plain text."""
    if block.kind in _ON_PAPER:
        return ""
    if block.kind == "imprint":
        return " ".join(filter(None, (block.text, block.right)))
    return style.text.indent + block.text if block.kind in _PARAGRAPHS else block.text


def _number(edition: Edition) -> str:
    """2025年第28期: with the year in it, whatever the masthead on paper looks like, so that it can be read back."""
    if isinstance(edition, Alone):
        return ""
    total = None if isinstance(edition, Volume) else edition.total
    return edition.label if total is None else f"{edition.label}（总第{total}期）"


def _lacking(stream: tuple[Block, ...], codec: str) -> ExportError:
    titles = {block.anchor: block.text for block in stream if block.kind == "title"}
    for block in stream:
        for character in block.text:
            try:
                character.encode(codec)
            except UnicodeEncodeError:
                return ExportError(
                    f"编码 {codec} 里没有“{character}”（U+{ord(character):04X}）",
                    where=place_of(block, titles),
                    advice="请改字，或改用 UTF-8 导出",
                )
    return ExportError(f"编码 {codec} 写不下这一期", advice="请改用 UTF-8 导出")
