"""Block stream → Markdown (CommonMark): headings by level, one paragraph a line, every sign of the text taken literally."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.exporters.blocks import OUTLINE
from editor.exporters.edition import Alone, Edition, printed_blocks
from editor.layout.block import Block
from editor.model.style import HouseStyle

_LEVELS = OUTLINE | {"contents_heading": 2}
_LISTS = {"contents_section": "- ", "contents_entry": "  - "}
_SIGNS = re.compile(r"[\\`*_\[\]<>~|&$^]")
_LIST_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")


def export_markdown(edition: Edition, style: HouseStyle) -> bytes:
    """The edition as a Markdown file in UTF-8, its title the first heading. ExportError as for a DOCX."""
    highest = _LEVELS["title"] if isinstance(edition, Alone) else 1
    return ("\n".join(_lines(printed_blocks(edition, style), highest)).strip("\n") + "\n").encode("utf-8")


def _lines(stream: Sequence[Block], highest: int) -> Iterator[str]:
    has_sections = any(block.kind == "contents_section" for block in stream)
    before = ""
    for block in stream:
        if not (block.kind in _LISTS and before in _LISTS):  # rows of a list follow each other
            yield ""
        yield _line(block, highest, has_sections)
        before = block.kind


def _line(block: Block, highest: int, has_sections: bool) -> str:
    text = "　".join(_literal(part.strip()) for part in (block.text, block.right) if part)
    if block.kind in _LISTS:
        return (_LISTS[block.kind] if has_sections else "- ") + text
    level = _LEVELS.get(block.kind)
    return text if level is None else f"{'#' * (level - highest + 1)} {text}"


def _literal(text: str) -> str:
    """The text so that no sign of it means anything to Markdown."""
    text = _SIGNS.sub(lambda found: f"\\{found[0]}", text)
    if number := _LIST_NUMBER.match(text):
        return f"{number[1]}\\{text[number.end(1) :]}"
    return f"\\{text}" if re.match(r"[#+=-]", text) else text
