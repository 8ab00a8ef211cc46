"""Markdown as people write it → plain lines and what its headings are: ``#`` headings, bold lines, lists, links.

Only what is clearly Markdown is read so: two headings at least, or three lines that are bold as a whole. Each line stays one
line, so that numbers of lines are those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from editor.importers.articles import Mark
from editor.importers.contents import section_key, undressed
from editor.importers.masthead import is_contents_heading
from editor.manuscript.foreign import foreign_ordinal
from editor.manuscript.ordinals import patterns
from editor.manuscript.tokens import is_heading_shaped
from editor.model.body import LEVELS
from editor.model.remark import Remark
from editor.model.style import HouseStyle, Ordinals

_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t\u3000]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?P<text>[^*_].*?)\1\s*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<text>.{1,400}?)(?<=\S)\1")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]{0,200})\]\([^)\s]{0,300}(?:\s\"[^\"]{0,200}\")?\)")
_LINK = re.compile(
    r"\[(?P<text>[^\]]{1,200})\]\((?:https?:|mailto:|#|\.{0,2}/)[^)\s]{0,300}(?:\s\"[^\"]{0,200}\")?\)"
)
_ITEM = re.compile(r"(?P<indent>\s*)(?P<number>[0-9]{1,3})(?P<sign>[.)])(?P<blank>\s+)")
_ESCAPED = re.compile(r"\\(?P<sign>[\\`*_{}\[\]()#+\-.!|~>])")
_QUOTED = re.compile(r" {0,3}> ?")
_LONGEST = 300  # code points of a heading with its signs
_HEADINGS, _BOLD_LINES = 2, 3  # that make a text Markdown


@dataclass(frozen=True)
class Markdown:
    """The lines without their signs, what the headings are by the number of their line, and what was left out."""

    lines: list[str]
    marks: dict[int, Mark]
    remarks: tuple[Remark, ...]


def read_markdown(lines: Sequence[str], style: HouseStyle, *, articles: bool = False) -> Markdown | None:
    """The lines of a Markdown text, or None for any other.

    ``articles`` says that it need be no issue: where no section of the house is named, its highest headings are titles.
    """
    short = [(number, line) for number, line in enumerate(lines, 1) if len(line) <= _LONGEST]
    headings = {number: found for number, line in short if (found := _HEADING.fullmatch(line))}
    bold = sum(_BOLD_LINE.fullmatch(line) is not None for _, line in short)
    if len(headings) < (1 if articles else _HEADINGS) and bold < _BOLD_LINES:
        return None
    pictures = [(at, found["text"]) for at, line in enumerate(lines, 1) for found in _PICTURE.finditer(line)]
    levels = {number: len(found["signs"]) for number, found in headings.items()}
    words = {number: _plain(found["text"]) for number, found in headings.items()}
    marks, title = _marks(levels, words, style.sections, articles=articles)
    words |= _with_ordinals(levels, words, title, style.ordinals)
    return Markdown(
        [words[at] if at in words else _plain(line) for at, line in enumerate(_counted(lines), 1)],
        marks,
        tuple(Remark("left_out", at, f"图片没有收入（{text or '没有说明'}）", text) for at, text in pictures),
    )


def _marks(
    levels: dict[int, int], words: dict[int, str], sections: Collection[str], *, articles: bool
) -> tuple[dict[int, Mark], int]:
    """What headings are, and the level of titles: sections stand on that of the known ones, titles on the next deeper."""
    known = frozenset(map(section_key, sections))
    are_known = {
        at for at, text in words.items() if known & {section_key(text), section_key(undressed(text))}
    }
    if not are_known:
        title = min(levels.values(), default=0) if articles else 0
        return {at: "title" for at, level in levels.items() if level == title}, title
    section = min(levels[at] for at in are_known)
    deeper = sorted({level for level in levels.values() if level > section})
    title = deeper[0] if deeper else section
    first = min(are_known)
    marks: dict[int, Mark] = {}
    for at, level in levels.items():
        if at < first or is_contents_heading(words[at]):
            continue
        if at in are_known or (level == section and title != section):
            marks[at] = "section"
        elif level == title:
            marks[at] = "title"
    return marks, title


def _with_ordinals(
    levels: dict[int, int], words: dict[int, str], title: int, ordinals: Ordinals
) -> dict[int, str]:
    """The headings below titles with the ordinals of the house before them, counted in each article."""
    counts = [0] * LEVELS
    done = {}
    for at, level in levels.items():
        inner = level - title
        if not title or inner <= 0:
            counts = [0] * LEVELS
        elif inner <= LEVELS:
            counts[inner - 1] += 1
            counts[inner:] = [0] * (LEVELS - inner)
            is_numbered = foreign_ordinal(words[at]) is not None or not is_heading_shaped(words[at])
            ordinal = "" if is_numbered else patterns(ordinals).heading_of(inner).ordinal(counts[inner - 1])
            done[at] = ordinal + words[at]
    return done


def _counted(lines: Sequence[str]) -> list[str]:
    """The lines with the numbers that a list shows: it counts by itself, whatever is typed after its first item."""
    done = []
    expected = 0
    for line in lines:
        item = _ITEM.match(line)
        if item:
            expected = expected + 1 if expected else int(item["number"])
            done.append(f"{item['indent']}{expected}{item['sign']}{item['blank']}{line[item.end() :]}")
            continue
        expected = expected if not line.strip() else 0
        done.append(line)
    return done


def _plain(line: str) -> str:
    """A line without the signs of Markdown."""
    text = _QUOTED.sub("", line)
    text = _PICTURE.sub("", text)
    for sign in (_LINK, _BOLD):
        text = sign.sub(lambda found: found["text"], text)
    return _ESCAPED.sub(lambda found: found["sign"], text)
