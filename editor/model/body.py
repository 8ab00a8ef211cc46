"""The body of an article: paragraphs, chains of measures, headings.

A body is a tuple of blocks, and everything here is frozen, so that bodies can be shared between the states
of an undo history and compared with ``==``. Ordinals (一是, 一、) are not part of the text: they come from
position and from the house style, when the text is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

LEVELS = 4  # of headings inside an article (GB/T 9704-2012, 7.3.3)


@dataclass(frozen=True)
class Paragraph:
    """Plain text of one paragraph, without indent and without line breaks. The first ones are the lead (导语)."""

    text: str


@dataclass(frozen=True)
class Chain:
    r"""Consecutive measures (举措组). Each is stored without its ordinal.

    A measure that runs over several paragraphs holds them separated by ``\n``; the ordinal stands before the
    first.
    """

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A numbered heading inside an article, stored without its ordinal. Levels are 1 一、, 2 （一）, 3 1., 4 （1）.

    ``restart`` says that a second list begins with it: it is number one whatever stands above.
    """

    text: str
    level: int = 1
    restart: bool = False


Block: TypeAlias = Paragraph | Chain | Heading
Body: TypeAlias = tuple[Block, ...]


def texts(body: Body) -> Iterator[str]:
    """Every text of a body in reading order: paragraphs, headings, and each measure, without ordinals."""
    for block in body:
        if isinstance(block, Chain):
            yield from block.measures
        else:
            yield block.text


def text_at(body: Body, block: int, measure: int | None) -> str:
    """The text at a place of a body: of a block, or of a measure of a chain."""
    there = body[block]
    return there.measures[measure or 0] if isinstance(there, Chain) else there.text


def with_text(body: Body, block: int, measure: int | None, text: str) -> Body:
    """The body with another text at a place."""
    there, at = body[block], measure or 0
    if isinstance(there, Chain):
        changed: Block = Chain((*there.measures[:at], text, *there.measures[at + 1 :]))
    else:
        changed = replace(there, text=text)
    return (*body[:block], changed, *body[block + 1 :])


def characters(text: str) -> int:
    """Characters of a text as an editor counts them: everything but blanks."""
    return sum(map(len, text.split()))
