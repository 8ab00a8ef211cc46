"""A body as rows, one for each paragraph, heading and measure, and rows as one stream of tokens.

In the stream every row ends with a mark that says what the row is. Splitting a row is then an insertion of a mark and
joining two is its deletion, and nothing else needs to know of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from editor.merge.tokens import tokenize
from editor.model.body import Block, Body, Chain, Heading, Paragraph

Kind: TypeAlias = Literal["paragraph", "measure", "heading"]


@dataclass(frozen=True)
class Mark:
    """The end of a row, and what the row is. ``level`` is that of a heading; ``opens`` says that a measure is the first of a chain that stands right behind another one, or that a list begins anew with a heading."""

    kind: Kind
    level: int = 0
    opens: bool = False

    @property
    def as_read(self) -> tuple[Kind, int, bool]:
        """What a reader sees of it: that a chain is one of two is seen in its numbers alone."""
        return self.kind, self.level, self.opens and self.kind == "heading"


Token: TypeAlias = str | Mark


@dataclass(frozen=True)
class Row:
    """One text of a body, with the place it comes from: its block, and its number in a chain (None elsewhere)."""

    text: str
    mark: Mark
    block: int = 0
    item: int | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the text and the mark that ends it."""
        return (*tokenize(self.text), self.mark)


def rows_of(body: Body) -> tuple[Row, ...]:
    """The rows of a body in reading order; a chain without measures has none."""
    rows: list[Row] = []
    for index, block in enumerate(body):
        match block:
            case Chain(measures):
                follows = bool(rows) and rows[-1].mark.kind == "measure"
                for item, text in enumerate(measures):
                    rows.append(Row(text, Mark("measure", opens=follows and item == 0), index, item))
            case Heading(text, level, restart):
                rows.append(Row(text, Mark("heading", level, restart), index))
            case _:
                rows.append(Row(block.text, Mark("paragraph"), index))
    return tuple(rows)


def body_of(rows: Iterable[tuple[str, Mark]]) -> Body:
    """The body that rows make: measures that follow each other are one chain."""
    blocks: list[Block] = []
    for text, mark in rows:
        if mark.kind == "measure":
            if blocks and isinstance(blocks[-1], Chain) and not mark.opens:
                blocks[-1] = Chain((*blocks[-1].measures, text))
            else:
                blocks.append(Chain((text,)))
        elif mark.kind == "heading":
            blocks.append(Heading(text, mark.level, mark.opens))
        else:
            blocks.append(Paragraph(text))
    return tuple(blocks)


def split_at_marks(tokens: Iterable[Token]) -> Iterator[tuple[str, Mark | None]]:
    """The words up to each end of a row, with its mark, and those behind the last one, with None."""
    words: list[str] = []
    for token in tokens:
        if isinstance(token, Mark):
            yield "".join(words), token
            words = []
        else:
            words.append(token)
    yield "".join(words), None


def text_of(tokens: Sequence[Token]) -> str:
    """The words of tokens, without marks."""
    return "".join(token for token in tokens if isinstance(token, str))
