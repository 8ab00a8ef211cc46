"""The paragraphs of a 花脸稿 as WordprocessingML: w:ins, w:del, w:moveFrom and w:moveTo, each with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby

from editor.exporters.blocks import CONTENTS
from editor.exporters.docx.document import (
    begin,
    bookmarked,
    lead_properties,
    paragraph_properties,
    paragraphs_xml,
    whole_body,
)
from editor.exporters.docx.markup import TAB, escaped, run
from editor.exporters.docx.package import package_bytes
from editor.exporters.edition import properties_of
from editor.exporters.redline.ends import for_readers
from editor.exporters.redline.paragraphs import RENUMBERED, Op, Piece, Redlined, Signed
from editor.layout.block import Block
from editor.model.issue import Issue
from editor.model.style import HouseStyle

_FIRST_ID = 100_000  # those below are of the bookmarks that the rows of the 目录 do not have


def document_bytes(
    paragraphs: Sequence[Redlined], stream: Sequence[Block], new: Issue, style: HouseStyle, signed: Signed
) -> bytes:
    """The .docx of paragraphs; ``stream`` are the blocks of the new state, whose 目录 it has."""
    writer = _Writer(style, signed)
    contents = [block for block in stream if block.kind in (*CONTENTS, "contents_heading")]
    before = {id(block) for block in stream[: stream.index(contents[0])]} if contents else set()
    front = max((at + 1 for at, each in enumerate(paragraphs) if id(each.block) in before), default=0)
    body = [
        *writer.paragraphs(list(for_readers(paragraphs[:front]))),
        *_contents(contents, stream, style),
        *writer.paragraphs(list(for_readers(paragraphs[front:]))),
    ]
    properties = properties_of(new)
    properties = properties._replace(title=f"{properties.title}花脸稿")
    return package_bytes(stream, style, properties, body=whole_body(body, stream))


def _contents(contents: list[Block], stream: Sequence[Block], style: HouseStyle) -> list[str]:
    """The rows of the 目录 and its end, which stands on the page of what follows."""
    if not contents:
        return []
    following = stream[stream.index(contents[-1]) + 1 :][:1]
    written = list(paragraphs_xml([*contents, *following], style))
    return written[:-1] if following else written


class _Writer:
    """Writes paragraphs and counts the ids of everything that has one."""

    def __init__(self, style: HouseStyle, signed: Signed) -> None:
        self._style = style
        self._signed = signed
        self._ids = count(_FIRST_ID)

    def paragraphs(self, paragraphs: Sequence[Redlined]) -> Iterator[str]:
        """``w:p`` of each, the ends of a move around those that belong to it."""
        for (move, side), group in groupby(paragraphs, key=lambda each: (each.move, each.side)):
            inside = "".join(map(self._paragraph, group))
            yield self._range(move, side, inside) if move else inside

    def _range(self, move: str, side: Op, inside: str) -> str:
        tag = _tag(side, moved=True)
        number = next(self._ids)
        start = f'<w:{tag}RangeStart w:id="{number}" {self._who()} w:name="{move}"/>'
        return f'{start}{inside}<w:{tag}RangeEnd w:id="{number}"/>'

    def _paragraph(self, paragraph: Redlined) -> str:
        block = replace(paragraph.block, lines=()) if paragraph.is_changed else paragraph.block
        properties = paragraph_properties(block, self._style)
        properties += self._end(paragraph)
        if paragraph.before is not None:
            before = paragraph_properties(replace(paragraph.before, lines=()), self._style)
            properties += f"<w:pPrChange {self._mark()}><w:pPr>{before}</w:pPr></w:pPrChange>"
        content = begin(block) + "".join(self._pieces(paragraph))
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._bookmarked(paragraph, content)}</w:p>"

    def _end(self, paragraph: Redlined) -> str:
        """The mark of the paragraph, if it came or went."""
        if paragraph.end == "kept":
            return ""
        tag = _tag(paragraph.end, moved=paragraph.end == paragraph.side)
        return f"<w:rPr><w:{tag} {self._mark()}/></w:rPr>"

    def _pieces(self, paragraph: Redlined) -> Iterator[str]:
        for piece in paragraph.pieces:
            moved = bool(paragraph.move) and _is_whole(paragraph, piece)
            op = paragraph.side if moved else piece.op
            content = _run(piece, gone=op == "out" and not moved)
            if op == "kept":
                yield content
            else:
                tag = _tag(op, moved=moved)
                yield f"<w:{tag} {self._mark(renumbered=piece.ordinal)}>{content}</w:{tag}>"

    def _bookmarked(self, paragraph: Redlined, content: str) -> str:
        block = paragraph.block
        is_gone = paragraph.side == "out" or all(piece.op == "out" for piece in paragraph.pieces)
        if not block.anchor or is_gone:
            return content
        return bookmarked(content, block.anchor, next(self._ids))

    def _mark(self, *, renumbered: bool = False) -> str:
        return f'w:id="{next(self._ids)}" {self._who(renumbered=renumbered)}'

    def _who(self, *, renumbered: bool = False) -> str:
        author = RENUMBERED if renumbered else self._signed.author
        return f'w:author="{escaped(author)}" w:date="{escaped(self._signed.date)}"'


def _is_whole(paragraph: Redlined, piece: Piece) -> bool:
    """Whether a piece at one end of a move moved with its paragraph, and did not come or go with a change of words."""
    return piece.op == "kept" or all(each.op == paragraph.side for each in paragraph.pieces)


def _tag(op: Op, *, moved: bool) -> str:
    if moved:
        return "moveTo" if op == "in" else "moveFrom"
    return "ins" if op == "in" else "del"


def _run(piece: Piece, *, gone: bool) -> str:
    """The run, or for a tab the runs, of a piece."""
    tag = "delText" if gone else "t"
    words = piece.text.split("\t")
    content = TAB.join(
        f'<w:{tag} xml:space="preserve">{escaped(part)}</w:{tag}>' if part else "" for part in words
    )
    return run(content, lead_properties(set_off=piece.set_off))
