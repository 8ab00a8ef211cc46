"""Which paragraphs are sections and which are titles: by the levels of their styles, else by their look.

Levels: the one on which the known sections stand, and the next deeper one that is used. Look: what is set off from the
text (larger, bolder, centred, in another font) right below a section is how titles look in this file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.importers.articles import Mark
from editor.importers.contents import is_section_shaped, section_key
from editor.importers.docx.paragraphs import Look, Paragraph
from editor.importers.masthead import is_contents_heading
from editor.manuscript.foreign import foreign_ordinal
from editor.manuscript.titles import is_prose

_LONGEST_TITLE = 80  # code points
_OPEN_ENDS = ("。", "；", "：", "，", "、", ";", ":", ",")
_OUR_TEXT = frozenset(("稿件正文", "举措", "一级小标题", "二级小标题"))  # styles of our own documents
_DISPLAY_FONTS = ("黑", "宋简体", "标宋", "中宋", "hei", "xiaobiaosong", "魏碑", "隶书")


@dataclass(frozen=True)
class Levels:
    """The outline levels, from 0, of sections and titles; None if no heading is one."""

    section: int | None
    title: int | None


def levels(paragraphs: Sequence[Paragraph], names: Collection[str], masthead: str) -> Levels:
    """What the levels of the headings mean. ``names`` are the keys of known sections, ``masthead`` the bulletin's title."""
    heads = [
        (paragraph.outline, section_key(paragraph.text))
        for paragraph in paragraphs
        if paragraph.outline is not None and _is_heading(paragraph, masthead)
    ]
    used = sorted({level for level, _ in heads})
    if not used:
        return Levels(None, None)
    known = Counter(level for level, key in heads if key in names)
    if known:
        section = min(known, key=lambda level: (-known[level], level))
        deeper = [level for level in used if level > section]
        return Levels(section, deeper[0] if deeper else section)
    if len(used) > 1 and _stands_above(paragraphs, used[0], masthead):
        return Levels(used[0], used[1])
    return Levels(None, used[0])


def _is_heading(paragraph: Paragraph, masthead: str) -> bool:
    text = paragraph.text.strip()
    is_head = is_contents_heading(text) or section_key(text) == section_key(masthead)
    return bool(text) and not is_head and not paragraph.in_contents


def _stands_above(paragraphs: Sequence[Paragraph], level: int, masthead: str) -> bool:
    """Whether most headings of a level stand right above a deeper one, as sections do and titles do not."""
    written = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    above = [
        below.outline is not None and below.outline > level
        for paragraph, below in pairwise(written)
        if paragraph.outline == level and _is_heading(paragraph, masthead)
    ]
    return sum(above) * 2 > len(above)


def style_marks(
    paragraphs: Mapping[int, Paragraph], found: Levels, names: Collection[str]
) -> dict[int, Mark]:
    """The marks of headings by style. ``paragraphs`` are those below the head, by number."""
    marks: dict[int, Mark] = {}
    for number, paragraph in paragraphs.items():
        level, key = paragraph.outline, section_key(paragraph.text)
        if level is None or not paragraph.text.strip():
            continue
        if level == found.title and not (found.title == found.section and key in names):
            marks[number] = "title"
        elif level == found.section or key in names:
            marks[number] = "section"
    return marks


def text_marks(paragraphs: Mapping[int, Paragraph]) -> dict[int, Mark]:
    """The marks of what stands in one of our own styles for text, unless somebody made it look like a heading."""
    text = _text_look(paragraphs.values())
    ours = {number: each for number, each in paragraphs.items() if each.style.name in _OUR_TEXT}
    return {number: "text" for number, paragraph in ours.items() if not _is_set_off(paragraph, text)}


def look_marks(paragraphs: Mapping[int, Paragraph], names: Collection[str]) -> dict[int, Mark]:
    """The marks of what is set off from the text by its look alone."""
    written = {number: paragraph for number, paragraph in paragraphs.items() if paragraph.text.strip()}
    text = _text_look(written.values())
    set_off = {number for number, paragraph in written.items() if _is_set_off(paragraph, text)}
    sections = {
        n for n, p in written.items() if section_key(p.text) in names and len(p.text) <= _LONGEST_TITLE
    }
    title_looks = _title_looks(written, set_off, sections)
    section_looks = {written[number].look for number in sections & set_off} - title_looks
    marks: dict[int, Mark] = {}
    for number in sorted(set_off | sections):
        paragraph = written[number]
        if number in sections or (paragraph.look in section_looks and is_section_shaped(paragraph.text)):
            marks[number] = "section"
        elif paragraph.look in title_looks:
            marks[number] = "title_line"
    return marks if "title_line" in marks.values() else {}


def _title_looks(written: Mapping[int, Paragraph], set_off: set[int], sections: set[int]) -> set[Look]:
    """The looks of what stands right below a section; without sections, that of the first line set off."""
    below = {after for before, after in pairwise(written) if before in sections and after not in sections}
    looks = {written[number].look for number in below & set_off}
    if looks or sections or not set_off:
        return looks
    return {written[min(set_off)].look}


def _text_look(paragraphs: Collection[Paragraph]) -> Look:
    """The look of most of the prose, or of most of the words where there is no prose."""
    lengths: Counter[Look] = Counter()
    for paragraph in [each for each in paragraphs if is_prose(each.text.strip())] or paragraphs:
        lengths[paragraph.look] += len(paragraph.text)
    return max(lengths, key=lengths.__getitem__, default=Look())


def _is_set_off(paragraph: Paragraph, text: Look) -> bool:
    """Whether a paragraph could be a heading: short, no sentence, without an ordinal, and more striking than the text."""
    words, look = paragraph.text.strip(), paragraph.look
    if len(words) > _LONGEST_TITLE or words.endswith(_OPEN_ENDS) or "。" in words:
        return False
    if foreign_ordinal(words) is not None or look.size < text.size:
        return False
    return (
        look.size > text.size
        or (look.bold and not text.bold)
        or (look.centred and not text.centred)
        or (look.font != text.font and any(name in look.font.casefold() for name in _DISPLAY_FONTS))
    )
