"""The paragraphs of a 花脸稿 as WordprocessingML: w:ins, w:del, w:moveFrom and w:moveTo, each with an id of its own.

The paragraphs say exactly what came and went. Their ends are marked once more where Word, LibreOffice or pandoc would take
them otherwise, so that all of them accept and reject the same changes alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby, takewhile

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


# -- the ends of paragraphs ---------------------------------------------------------------------------------------


def for_readers(paragraphs: Sequence[Redlined]) -> Iterator[Redlined]:
    """The same changes marked so that every program accepts and rejects them alike.

    LibreOffice takes words put in at the end of a paragraph, and what was put in where the next begins, for one change,
    the end between them too, though that stayed. So neither may follow upon the other.
    """
    last: Redlined | None = None
    for paragraph in _with_ends_moved(paragraphs):
        begins = paragraph.pieces and paragraph.pieces[0].op == "in"
        if begins and last is not None and last.end == "kept" and last.pieces and last.pieces[-1].op == "in":
            paragraph = replace(paragraph, pieces=_what_went_first(paragraph.pieces))
        yield paragraph
        last = paragraph


def _what_went_first(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Pieces that began with what came, with what went before it: if nothing did, the character behind, which comes back."""
    came = tuple(takewhile(lambda each: each.op == "in", pieces))
    rest = pieces[len(came) :]
    went = tuple(takewhile(lambda each: each.op == "out", rest))
    if went or not rest:
        return (*went, *came, *rest[len(went) :])
    stayed, *others = rest
    twice = replace(stayed, text=stayed.text[0])
    behind = replace(stayed, text=stayed.text[1:])
    return (
        replace(twice, op="out"),
        *came,
        replace(twice, op="in"),
        *((behind,) if behind.text else ()),
        *others,
    )


def _with_ends_moved(paragraphs: Sequence[Redlined]) -> Iterator[Redlined]:
    """The paragraphs with the last end kept, as a document has one, and as few ends as can be behind words that changed.

    Where the last words of a paragraph and whole paragraphs behind it came or went together, its own end counts among
    them and the last one is kept: as Word writes it when somebody presses Enter and types on.
    """
    last = next((at for at in range(len(paragraphs) - 1, -1, -1) if paragraphs[at].end == "kept"), -1)
    at = 0
    while at < len(paragraphs):
        length = len(paragraphs) - at if at == last else _as_one(paragraphs[at:])
        group = paragraphs[at : at + length]
        yield from _replaced_at_the_end(group) or _ends_moved_up(group)
        at += length


def _as_one(paragraphs: Sequence[Redlined]) -> int:
    """How many paragraphs from the first on change as one with its last words; 1 if only it."""
    first = paragraphs[0]
    if first.move or first.end != "kept" or not first.pieces or first.pieces[-1].op == "kept":
        return 1
    op = first.pieces[-1].op
    return 1 + len(list(takewhile(lambda each: not each.move and each.is_whole(op), paragraphs[1:])))


def _replaced_at_the_end(paragraphs: Sequence[Redlined]) -> list[Redlined]:
    """The first paragraph, kept, and all behind it, which went, and others came: the last that went and the first that
    came in one, whose end they share. Empty if it is otherwise.
    """
    first, *behind = paragraphs
    gone, come = ([each for each in behind if each.is_whole(op)] for op in ("out", "in"))
    if not gone or not come or len(gone) + len(come) < len(behind) or gone[-1].move or come[0].move:
        return []
    joint = replace(come[0], pieces=(*gone[-1].pieces, *come[0].pieces))
    *come, last = joint, *come[1:]
    was = gone[-1].block
    return [
        first,
        *gone[:-1],
        *come,
        replace(last, end="kept", before=was if was.kind != last.block.kind else None),
    ]


def _ends_moved_up(paragraphs: Sequence[Redlined]) -> Iterator[Redlined]:
    """Paragraphs of which the first end was the last one kept: each with the end of the next, the last one kept."""
    if len(paragraphs) == 1:
        yield from paragraphs
        return
    new = old = paragraphs[0].block  # how the last paragraph so far is set that each state has
    for at, paragraph in enumerate(paragraphs):
        new = new if paragraph.end == "out" else paragraph.block
        old = old if paragraph.end == "in" else (paragraph.before or paragraph.block)
        end = paragraphs[at + 1].end if at + 1 < len(paragraphs) else "kept"
        before = old if end == "kept" and old.kind != new.kind else None
        block = replace(old if end == "out" else new, anchor=paragraph.block.anchor)
        yield replace(paragraph, block=block, end=end, before=before)
