"""The 目录 of a text: what it announces, and where it ends and the issue itself begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.importers.page_junk import is_rule
from editor.manuscript.source import SourceLine, squeezed
from editor.manuscript.titles import is_long_prose, is_prose, title_key

_PAGE = re.compile(r"(?:[.．…·•‥⋯_—-]{2,}|…| {2,}|\u3000)[\s.．…·•‥⋯]*[（(]?[0-9０-９]{1,4}[）)]?\Z")
_LEADER = re.compile(r"[.．…·•‥⋯]{2,}\Z")
_BARE_PAGE = re.compile(r"(?<=\D) [0-9]{1,3}\Z")
_PAGED = 2  # so many lines with pages at least
_PAGED_AMONG = 6  # lines
_LONGEST_ENTRY = 200  # code points, with its leader
_PAIRS = ("【】", "〖〗", "[]", "［］")
_MARKS = "◆■●◎★▲·•"
_ORNAMENT = "".join(_PAIRS) + _MARKS
_AROUND = _ORNAMENT + "〔〕<>＜＞〈〉《》「」『』（）()—－-─―：:◇□○☆△▶►※*＊|｜"  # the name of a known section
_COUNTER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9０-９]{1,2}[.．、])\s*"
)
_DRESS = re.compile(r"^(?:[●○◎◆◇■□★☆▲△▶►※·•＊*]+\s*|(?:文章|稿件)?(?:标题|题目)[：:]\s*)")
_WRAPPED = re.compile(r"[【〖［\[](?P<inside>[^【】〖〗［］\[\]]+)[】〗］\]]")
TYPED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9]))\s*"
)
"""An ordinal typed before a section or a title."""
_BULLET = re.compile(r"^[-*+]\s+(?=\S)")  # of a list in Markdown
_SECTION = re.compile("[\u3400-\u9fff]{2,6}")
NOTE = re.compile("[【（(]?(?:编者按|编者的话|本期导读|导读)[】）):：　 ]")
"""How a 编者按 begins."""


@dataclass(frozen=True)
class Entry:
    """A title that the 目录 announces: its words, the key of its section (empty before the first), its line."""

    title: str
    section: str
    line: int

    @property
    def key(self) -> str:
        """What makes two writings of the title the same."""
        return title_key(self.title)


@dataclass(frozen=True)
class Contents:
    """The 目录: names of sections by their key, in order, with their line; and the entries."""

    sections: dict[str, tuple[str, int]]
    entries: tuple[Entry, ...]


NO_CONTENTS = Contents({}, ())


def section_key(text: str) -> str:
    """The name of a section without ornament and blanks: 【科创聚焦】, ——科创聚焦—— and 科 创 聚 焦 are 科创聚焦."""
    return squeezed(text).strip(_AROUND)


def _section_name(text: str) -> str:
    """The name of a section that no style knows: without blanks and ornament, and brackets only where they are a pair."""
    name = squeezed(text).strip(_MARKS)
    while name[:1] + name[-1:] in _PAIRS and len(name) > len(_PAIRS[0]):
        name = name[1:-1].strip(_MARKS)
    return name


def is_section_shaped(text: str) -> bool:
    """Whether a line could be the name of a section that nobody announced: a few Chinese characters."""
    return _SECTION.fullmatch(squeezed(text).strip(_ORNAMENT)) is not None


def read_contents(
    lines: Sequence[SourceLine], start: int, names: Sequence[str], known_end: int | None = None
) -> tuple[Contents, int]:
    """The 目录 whose first entry is line ``start``, and the index of the first line after it.

    ``names`` are the sections of the house style. ``known_end`` is that index where the file itself says it; else the
    issue begins where a line of the 目录 comes again, and where none does, at the title above the first prose.
    """
    known = {section_key(name) for name in names}
    words = [without_page(line.text) for line in lines[start:]]
    prose = next((at for at, text in enumerate(words) if is_prose(text)), len(words))
    words[:prose] = _without_bare_pages(words[:prose], [line.text for line in lines[start : start + prose]])
    end = _end(words, known, prose) if known_end is None else known_end - start
    sections: dict[str, tuple[str, int]] = {}
    entries: list[Entry] = []
    current = ""
    heading = _unknown_sections(words, end) | known
    for text, line in zip(words[:end], lines[start:], strict=False):
        key = section_key(text)
        if key not in heading and _bare_key(text) in known:
            key = _bare_key(text)
        if key in heading:
            current = key
            sections.setdefault(key, (_section_name(text), line.line))
        elif not is_rule(text):
            entries.append(Entry(_BULLET.sub("", text), current, line.line))
    return Contents(sections, tuple(entries)), start + end


def _end(words: Sequence[str], known: set[str], prose: int) -> int:
    """How many lines belong to the 目录; ``prose`` is the index of the first sentence."""
    first: dict[str, int] = {}
    for at, text in enumerate(words):
        key = title_key(text)
        if key and key in first:
            above = at - 1
            while above and is_rule(words[above]):
                above -= 1
            stands_above = _bare_key(words[above]) in known and first.get(title_key(words[above])) == above
            return above if stands_above and section_key(text) not in known else at
        if is_long_prose(text):
            break
        first[key] = at
    above = prose - 1
    while above > 0 and _bare_key(words[above - 1]) in known:
        above -= 1
    return max(0, above)


def _bare_key(text: str) -> str:
    """The name of a section without the ordinal typed before it: 一、科创聚焦."""
    return section_key(_COUNTER.sub("", text))


def _unknown_sections(words: Sequence[str], end: int) -> set[str]:
    """The short lines of the 目录 that stand right above a title of it in the issue: sections not in the style."""
    announced = {title_key(text) for text in words[:end]}
    return {
        section_key(text)
        for text, below in pairwise(words[end:])
        if is_section_shaped(text) and title_key(text) in announced and title_key(below) in announced
    }


def undressed(text: str) -> str:
    """A title without what is typed around it: a number, an ornament, brackets, the word 标题."""
    return unwrapped(TYPED.sub("", text))


def unwrapped(text: str) -> str:
    """The same, but for a number."""
    bare = _DRESS.sub("", text.strip())
    wrapped = _WRAPPED.fullmatch(bare)
    return (wrapped["inside"] if wrapped else bare).strip()


def begins_contents(lines: Sequence[SourceLine]) -> bool:
    """Whether lines begin with the rows of a 目录 that has no heading: they have pages, or come again further on."""
    rows = [line.text for line in lines[:_PAGED_AMONG] if not is_prose(line.text)]
    if sum(without_page(text) != text for text in rows) >= _PAGED:
        return True
    keys = [title_key(text) for text in rows[:_PAGED]]
    again = {title_key(line.text) for line in lines[_PAGED:] if len(line.text) <= _LONGEST_ENTRY}
    return len(keys) == _PAGED and all(keys) and again.issuperset(keys)


def without_page(text: str) -> str:
    """A line without its leader and page number."""
    if len(text) > _LONGEST_ENTRY:
        return text
    return _LEADER.sub("", _PAGE.sub("", text)) or text


def _without_bare_pages(words: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The lines without numbers after one blank, if most lines down to the last page have one so or otherwise."""
    bare = [_BARE_PAGE.sub("", text) for text in words]
    paged = [at for at, (short, text) in enumerate(zip(bare, texts, strict=True)) if short != text]
    return bare if len(paged) >= _PAGED and len(paged) * 2 > paged[-1] else list(words)
