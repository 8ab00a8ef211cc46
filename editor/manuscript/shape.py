"""What the printed lines of a body do not show: which of them belong together, and where a run-in chain is divided.

A document may carry this beside its text, so that an article comes back as it was: it holds no words, only how many
code points each line of each paragraph, measure and heading has. Lengths matter only inside a line that holds several
texts; everywhere else words may have changed and the shape still fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from editor.manuscript.lines import render
from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph
from editor.model.style import Ordinals

Shape: TypeAlias = list[Any]
"""A body as JSON: ``[3, 5]`` a paragraph of two lines, ``[[3], [4, 2]]`` a chain, ``{"level": 1, "lines": [4]}`` a heading.

A heading that begins a second list has ``"restart": true``.
"""


def shape_of(body: Body, run_in: bool, ordinals: Ordinals) -> Shape:
    """The shape of a body. Blank lines are not printed and have no place in it."""
    lengths: dict[tuple[int, int | None], list[int]] = {}
    for line in render(body, run_in, ordinals):
        if line.text.strip():
            for span in line.spans:
                lengths.setdefault((span.block, span.measure), []).append(span.end - span.text_start)
    shape: Shape = []
    for index, block in enumerate(body):
        if isinstance(block, Chain):
            measures = [lengths.get((index, measure), []) for measure in range(len(block.measures))]
            shape += [measures] if any(measures) else []
        elif own := lengths.get((index, None)):
            shape.append(_heading_shape(block, own) if isinstance(block, Heading) else own)
    return shape


def body_of(shape: object, run_in: bool, texts: Sequence[str], ordinals: Ordinals) -> Body | None:
    """The body of that shape in these printed lines; None if they no longer have it. ValueError if it is no shape."""
    longest = max(map(len, texts), default=0)
    blank = tuple(_blank_block(part, longest) for part in _list(shape))
    lines = render(blank, run_in, ordinals)
    if len(lines) != len(texts):
        return None
    found: dict[tuple[int, int | None], list[str]] = {}
    for line, text in zip(lines, texts, strict=True):
        for at, span in enumerate(line.spans):
            if not text.startswith(line.text[span.start : span.text_start], span.start):
                return None
            end = span.end if at < len(line.spans) - 1 else len(text)
            found.setdefault((span.block, span.measure), []).append(text[span.text_start : end])
    return tuple(_filled(index, block, found) for index, block in enumerate(blank))


def _heading_shape(heading: Heading, lengths: list[int]) -> dict[str, object]:
    shape: dict[str, object] = {"level": heading.level, "lines": lengths}
    return {**shape, "restart": True} if heading.restart else shape


def _filled(index: int, block: Block, found: dict[tuple[int, int | None], list[str]]) -> Block:
    if isinstance(block, Chain):
        return Chain(tuple("\n".join(found[index, measure]) for measure in range(len(block.measures))))
    text = "\n".join(found[index, None])
    return replace(block, text=text)


def _blank_block(part: object, longest: int) -> Block:
    """A block of that shape with blanks for its words; no line is longer than ``longest``, whatever a shape says."""
    if isinstance(part, dict):
        level = part.get("level")
        if type(level) is not int or not 1 <= level <= LEVELS:
            raise ValueError("level")
        return Heading(_blanks(part.get("lines"), longest), level, part.get("restart") is True)
    parts = _list(part)
    if all(isinstance(each, list) for each in parts):
        return Chain(tuple(_blanks(each, longest) for each in parts))
    return Paragraph(_blanks(parts, longest))


def _blanks(lengths: object, longest: int) -> str:
    counts = _list(lengths)
    if not all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in counts):
        raise ValueError("no length")
    return "\n".join(" " * min(count, longest) for count in counts)


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError("no list")
    return data
