"""Two states of an issue as one sequence of paragraphs in which every change is marked: what a 花脸稿 shows.

The end of a paragraph is kept, put in or taken out like any character, so that the old state and the new one can be read
off exactly. What moved stands twice, where it was and where it is; ordinals that shifted are told from changes of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from editor.exporters.blocks import CONTENTS, HEADINGS, section_anchor
from editor.exporters.docx.document import is_set_off
from editor.layout.block import Block
from editor.manuscript.clauses import ordinals_in
from editor.manuscript.ordinals import Patterns, patterns
from editor.merge.alignment import Link, align
from editor.merge.hunks import text_hunks
from editor.merge.order import match_sections, unmoved
from editor.merge.rows import Mark, Row, Token, split_at_marks
from editor.merge.tokens import tokenize
from editor.model.issue import Issue
from editor.model.style import HouseStyle

Op: TypeAlias = Literal["kept", "in", "out"]

RENUMBERED = "序号自动顺延"
"""The author of ordinals that only shifted, so that a reader can hide them."""

_SIDES: dict[Op, tuple[Op, ...]] = {"kept": ("in", "out"), "in": ("in",), "out": ("out",)}


@dataclass(frozen=True)
class Signed:
    """Who made the changes, and when: ``date`` as 2026-01-15T09:00:00Z."""

    author: str
    date: str


@dataclass(frozen=True)
class Piece:
    """Some characters: kept, put in or taken out. ``ordinal`` says that they are an ordinal that only shifted."""

    text: str
    op: Op
    ordinal: bool = False
    set_off: bool = False


@dataclass(frozen=True)
class Redlined:
    """One paragraph. ``end`` says what became of its end.

    ``move`` names the move that it is one end of: the old one if ``side`` is out, the new one if it is in. ``block`` is how
    it is set; ``before`` how it was set in the old state, if otherwise.
    """

    block: Block
    pieces: tuple[Piece, ...]
    end: Op = "kept"
    move: str = ""
    side: Op = "kept"
    before: Block | None = None

    @property
    def is_changed(self) -> bool:
        """Whether anything in it was changed."""
        return bool(self.move) or self.end != "kept" or any(piece.op != "kept" for piece in self.pieces)

    def is_whole(self, op: Op) -> bool:
        """Whether all of it, its end too, was kept, put in or taken out, or moved from or to here."""
        return self.end == op and (self.side == op or all(piece.op == op for piece in self.pieces))


class _Unit(NamedTuple):
    """A heading of a section, an article, or a paragraph of the masthead or tail."""

    key: object
    blocks: list[Block]


def redlined(
    old: tuple[Issue, Sequence[Block]], new: tuple[Issue, Sequence[Block]], style: HouseStyle
) -> list[Redlined]:
    """The paragraphs of two issues, with the blocks that each prints, between them; rows of the 目录 are left out."""
    marker = _Marker(patterns(style.ordinals))
    origins = match_sections(old[0].sections, new[0].sections)
    old_keys = {section_anchor(at): ("section", at) for at in range(len(old[0].sections))}
    new_keys = {
        section_anchor(at): ("section", origin) if origin is not None else ("new section", at)
        for at, origin in enumerate(origins)
    }
    return marker.units(_units(old[1], old_keys), _units(new[1], new_keys))


def _units(stream: Sequence[Block], sections: dict[str, tuple[str, int]]) -> list[_Unit]:
    count: Counter[str] = Counter()

    def key(block: Block) -> tuple[str, str | int]:
        if block.article:
            return "article", block.article
        if block.kind == "section":
            return sections[block.anchor]
        count[block.kind] += 1
        return block.kind, count[block.kind]

    rest = (block for block in stream if block.kind not in (*CONTENTS, "contents_heading"))
    return [_Unit(unit, list(blocks)) for unit, blocks in groupby(rest, key)]


def _in_order(old: list[_Unit], new: list[_Unit]) -> Iterator[tuple[_Unit, Op]]:
    """The units in reading order: those that stay, as they are now, and those gone, come or moved where they were and are."""
    stayed = unmoved([unit.key for unit in old], [unit.key for unit in new])
    gone = iter(old)
    for unit in new:
        if unit.key in stayed:
            for each in gone:
                if each.key == unit.key:
                    break
                yield each, "out"
        yield unit, "kept" if unit.key in stayed else "in"
    yield from ((rest, "out") for rest in gone)


class _Marker:
    """Makes the paragraphs; counts the moves."""

    def __init__(self, written: Patterns) -> None:
        self._written = written
        self._moves: dict[object, str] = {}

    def units(self, old: list[_Unit], new: list[_Unit]) -> list[Redlined]:
        there = {unit.key: unit for unit in old}
        here = {unit.key: unit for unit in new}
        paragraphs: list[Redlined] = []
        for unit, op in _in_order(old, new):
            if op == "kept":
                paragraphs += self._article(there[unit.key].blocks, unit.blocks)
            elif unit.key in there and unit.key in here:
                name, pair = self._move(unit.key), (there[unit.key], here[unit.key])
                paragraphs += (replace(each, move=name, side=op) for each in self._moved(*pair, op))
            else:
                paragraphs += (_whole(block, op) for block in unit.blocks)
        return paragraphs

    def _move(self, key: object) -> str:
        return self._moves.setdefault(key, f"move{len(self._moves) + 1}")

    def _moved(self, before: _Unit, after: _Unit, side: Op) -> Iterator[Redlined]:
        """One end of a move: where it was, without what came since; where it is, without what went.

        Where rows were split, joined or moved inside it, all of it was there and is here.
        """
        rows = [[self._row(block) for block in unit.blocks] for unit in (before, after)]
        if any(link.moved or len(link.old) > 1 or len(link.new) > 1 for link in align(*rows)):
            yield from (_whole(block, side) for block in (before if side == "out" else after).blocks)
            return
        for paragraph in self._article(before.blocks, after.blocks):
            if paragraph.end in ("kept", side):
                yield self._one_side(paragraph, side)

    def _one_side(self, paragraph: Redlined, side: Op) -> Redlined:
        """A paragraph as one end of a move shows it; what stayed of it is still called kept."""
        unwanted: Op = "out" if side == "in" else "in"
        pieces = tuple(piece for piece in paragraph.pieces if piece.op != unwanted)
        block = paragraph.before if side == "out" and paragraph.before else paragraph.block
        return replace(paragraph, block=block, pieces=pieces, end=side, before=None)

    # -- paragraphs of one unit -------------------------------------------------------------------------------

    def _article(self, old: Sequence[Block], new: Sequence[Block]) -> list[Redlined]:
        before, after = ([self._row(block) for block in blocks] for blocks in (old, new))
        result: list[Redlined] = []
        links = align(before, after)
        from_here = {link.old[0]: link for link in links if link.moved}
        to_here = {link.new[0]: link for link in links if link.moved}
        at = to = 0
        for link in [*(link for link in links if not link.moved), Link((), ())]:
            while at < len(old) and at in from_here and (not link.old or at < link.old[0]):
                result.append(self._end_of_move(from_here[at], old, new, "out"))
                at += 1
            while to < len(new) and to in to_here and (not link.new or to < link.new[0]):
                result.append(self._end_of_move(to_here[to], old, new, "in"))
                to += 1
            result += self._linked(link, old, new)
            at, to = at + len(link.old), to + len(link.new)
        return result

    def _linked(self, link: Link, old: Sequence[Block], new: Sequence[Block]) -> list[Redlined]:
        if not link.old:
            return [_whole(new[at], "in") for at in link.new]
        if not link.new:
            return [_whole(old[at], "out") for at in link.old]
        return self._compared([old[at] for at in link.old], [new[at] for at in link.new])

    def _end_of_move(self, link: Link, old: Sequence[Block], new: Sequence[Block], side: Op) -> Redlined:
        before, after = old[link.old[0]], new[link.new[0]]
        (paragraph,) = self._compared([before], [after])
        name = self._move((before.article, before.body, before.text))
        return replace(self._one_side(paragraph, side), move=name, side=side)

    def _compared(self, old: Sequence[Block], new: Sequence[Block]) -> list[Redlined]:
        """Paragraphs that are the same, edited, split or joined."""
        before, after = ([(each.kind, each.runs, each.right) for each in blocks] for blocks in (old, new))
        if before == after and len(new) == 1:
            return [_whole(new[0], "kept")]
        paragraphs: list[Redlined] = []
        pieces: list[Piece] = []
        builder = _Builder(old, new)
        for tokens, op in _runs(self._stream(old), self._stream(new)):
            for words, mark in split_at_marks(tokens):
                pieces += builder.pieces(words, op) if words else ()
                if mark:
                    paragraphs.append(builder.paragraph(pieces, op))
                    pieces = []
        return [replace(each, pieces=_ordinals_told(each.pieces, self._written)) for each in paragraphs]

    def _stream(self, blocks: Sequence[Block]) -> list[Token]:
        tokens: list[Token] = []
        for block in blocks:
            text = _text(block)
            cut = self._ordinal(block, text)
            tokens += [*((text[:cut],) if cut else ()), *self._tokens(text, cut), Mark("paragraph")]
        return tokens

    def _tokens(self, text: str, at: int) -> Iterator[str]:
        """The tokens from an offset on; an ordinal of a chain that runs in is one."""
        for ordinal in ordinals_in(text, self._written.measure):
            if ordinal.start >= at:
                yield from tokenize(text[at : ordinal.start])
                yield text[ordinal.start : ordinal.end]
                at = ordinal.end
        yield from tokenize(text[at:])

    def _ordinal(self, block: Block, text: str) -> int:
        """How long the ordinal is that a paragraph begins with."""
        if block.kind not in ("measure", *HEADINGS):
            return 0
        pattern = self._written.measure
        if block.kind in HEADINGS:
            pattern = self._written.heading_of(HEADINGS.index(block.kind) + 1)
        found = pattern.match(text)
        return found.end if found is not None and found.start == 0 else 0

    def _row(self, block: Block) -> Row:
        text = _text(block)
        marks = {"measure": Mark("measure"), "heading": Mark("heading"), "title": Mark("heading", 9)}
        return Row(text[self._ordinal(block, text) :], marks.get(block.kind, Mark("paragraph")))


class _Builder:
    """Walks along two states of some paragraphs and knows how each character is set."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self._blocks = {"out": list(old), "in": list(new)}
        self._at = {"out": [0, 0], "in": [0, 0]}  # paragraph and offset

    def pieces(self, text: str, op: Op) -> Iterator[Piece]:
        """Some characters in pieces that are set alike."""
        side = "out" if op == "out" else "in"
        number, at = self._at[side]
        for length, set_off in _settings(self._blocks[side][number], at, len(text)):
            yield Piece(text[:length], op, set_off=set_off)
            text = text[length:]
            for each in _SIDES[op]:
                self._at[each][1] += length

    def paragraph(self, pieces: Sequence[Piece], end: Op) -> Redlined:
        out, in_ = self._at["out"], self._at["in"]
        old = self._blocks["out"][min(out[0], len(self._blocks["out"]) - 1)]
        new = self._blocks["in"][min(in_[0], len(self._blocks["in"]) - 1)]
        for side in _SIDES[end]:
            self._at[side] = [self._at[side][0] + 1, 0]
        block = old if end == "out" else new
        before = old if end == "kept" and old.kind != new.kind else None
        return Redlined(block, tuple(_joined(pieces)), end, before=before)


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Op]]:
    at = 0
    for hunk in text_hunks(old, new):
        yield old[at : hunk.start], "kept"
        yield old[hunk.start : hunk.end], "out"
        yield hunk.new, "in"
        at = hunk.end
    yield old[at:], "kept"


def _ordinals_told(pieces: tuple[Piece, ...], written: Patterns) -> tuple[Piece, ...]:
    """The pieces, those that change one ordinal into another marked."""
    if len(pieces) < 2 or {piece.op for piece in pieces[:2]} != {"in", "out"}:
        return pieces
    for pattern in (written.measure, written.heading, written.subheading):
        found = [pattern.match(piece.text) for piece in pieces[:2]]
        if all(
            each is not None and each.end == len(piece.text)
            for each, piece in zip(found, pieces, strict=False)
        ):
            return (*(replace(piece, ordinal=True) for piece in pieces[:2]), *pieces[2:])
    return pieces


def _whole(block: Block, op: Op) -> Redlined:
    """A paragraph of which all has the same fate, in pieces that are set alike."""
    pieces = [Piece(run.text, op, set_off=is_set_off(run)) for run in block.runs if run.text]
    pieces += [Piece(f"\t{block.right}", op)] if block.right else []
    return Redlined(block, tuple(pieces), op)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for (op, set_off), alike in groupby(pieces, key=lambda piece: (piece.op, piece.set_off)):
        yield Piece("".join(piece.text for piece in alike), op, set_off=set_off)


def _settings(block: Block, at: int, length: int) -> Iterator[tuple[int, bool]]:
    """How the characters from an offset on are set: how many alike, and whether they are set off."""
    for run in block.runs:
        here = min(max(len(run.text) - at, 0), length)
        at = max(at - len(run.text), 0)
        length -= here
        if here:
            yield here, is_set_off(run)
    if length:
        yield length, False


def _text(block: Block) -> str:
    """The text of a block as one line, what stands at its right behind a tab."""
    return f"{block.text}\t{block.right}" if block.right else block.text
