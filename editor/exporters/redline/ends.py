"""The ends of paragraphs, marked so that Word, LibreOffice and pandoc accept and reject the same changes alike.

The paragraphs say exactly what came and went; this says it once more where a reader would take it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from editor.exporters.redline.paragraphs import Piece, Redlined


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
