"""Lists that Word numbers (w:numPr) → ordinals as they would be typed, so that the one grammar reads them as measures.

A number written like a heading of the house (一、) before a line of that shape stays what it is; any other becomes the
ordinal of a measure with the same number. Deeper levels keep their own numbers as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.importers.docx.numbering import Label
from editor.importers.docx.paragraphs import Paragraph
from editor.manuscript.foreign import foreign_ordinal
from editor.manuscript.ordinals import Patterns, patterns
from editor.manuscript.source import excerpt
from editor.manuscript.tokens import is_heading_shaped
from editor.model.remark import Remark, RemarkKind
from editor.model.style import Ordinals

_LARGEST = 9999  # a measure with a larger number is none


@dataclass
class _Run:
    """The list that the paragraph before belongs to, and how many bullets of it stood in a row."""

    list: str = ""
    level: int = -1
    bullets: int = 0


def with_ordinals(paragraphs: Sequence[Paragraph], ordinals: Ordinals) -> list[Paragraph]:
    """The paragraphs with their numbers before their text; headings lose theirs."""
    written = patterns(ordinals)
    run = _Run()
    done = []
    for at, paragraph in enumerate(paragraphs):
        if paragraph.label is None or not paragraph.text.strip():
            done.append(paragraph)
            run = run if not paragraph.text.strip() else _Run()
            continue
        label = paragraph.label
        same = (run.list, run.level) == (label.list, label.level)
        run = _Run(label.list, label.level, (run.bullets if same else 0) + 1)
        after = paragraphs[at + 1].label if at + 1 < len(paragraphs) else None
        goes_on = after is not None and (after.list, after.level) == (label.list, label.level)
        alone = run.bullets == 1 and not goes_on
        done.append(_with_ordinal(paragraph, label, run.bullets, alone, written))
    return done


def _with_ordinal(
    paragraph: Paragraph, label: Label, bullets: int, alone: bool, written: Patterns
) -> Paragraph:
    text = paragraph.text.lstrip()
    if paragraph.outline is not None:
        return _noted(paragraph, "", text, "left_out", f"标题前的自动编号“{label.text}”没有收入")
    if foreign_ordinal(text) is not None or written.measure.match(text):
        return _noted(paragraph, "", text, "left_out", f"已有序次语，自动编号“{label.text}”没有收入")
    if label.is_bullet and alone:
        return _noted(paragraph, "", text, "left_out", "项目符号没有收入")
    printed = label.text.strip() + text
    if not label.is_bullet and (label.level or _is_heading(printed, written)):
        return replace(paragraph, text=printed)
    number = bullets if label.is_bullet else label.number
    if not 0 < number <= _LARGEST:
        return replace(paragraph, text=printed)
    ordinal = written.measure.ordinal(number)
    if not label.is_bullet and label.text.strip() == ordinal:
        return replace(paragraph, text=ordinal + text)
    what = "项目符号" if label.is_bullet else f"自动编号“{label.text}”"
    return _noted(paragraph, ordinal, text, "repaired", f"{what}记作“{ordinal}”")


def _is_heading(printed: str, written: Patterns) -> bool:
    found = (written.heading_of(level).match(printed) for level in (1, 2))
    return any(each is not None and is_heading_shaped(printed[each.text :]) for each in found)


def _noted(paragraph: Paragraph, ordinal: str, text: str, kind: RemarkKind, said: str) -> Paragraph:
    """The paragraph with an ordinal before its text, and what is to say about that."""
    notice = Remark(kind, 0, f"{said}（{excerpt(text)}）", ordinal + text)
    return replace(paragraph, text=ordinal + text, notices=(*paragraph.notices, notice))


def with_inner_headings(
    paragraphs: Sequence[Paragraph], title_level: int, ordinals: Ordinals
) -> list[Paragraph]:
    """The paragraphs with the house's ordinals before headings deeper than the titles, counted in each article."""
    written = patterns(ordinals)
    counts = [0, 0]
    done = []
    for paragraph in paragraphs:
        level = None if paragraph.outline is None else paragraph.outline - title_level
        if level is None or level <= 0 or not paragraph.text.strip() or paragraph.in_contents:
            counts = [0, 0] if level is not None and level <= 0 else counts
            done.append(paragraph)
            continue
        level = min(level, 2)
        counts[level - 1] += 1
        counts[1] = 0 if level == 1 else counts[1]
        done.append(_inner_heading(paragraph, written.heading_of(level).ordinal(counts[level - 1])))
    return done


def _inner_heading(paragraph: Paragraph, ordinal: str) -> Paragraph:
    text = " ".join(paragraph.text.split())
    if foreign_ordinal(text) is not None or not is_heading_shaped(text):
        return replace(paragraph, text=text)
    return _noted(paragraph, ordinal, text, "repaired", f"小标题加上序次语“{ordinal}”")
