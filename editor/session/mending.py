"""What is mended in pasted lines before they are read: fixes that leave no choice, quotation marks that pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from datetime import date as Date  # noqa: N812  (a parameter is called date)

from editor.manuscript.source import SourceLine
from editor.model.body import Paragraph
from editor.model.issue import Article
from editor.model.lexicon import Lexicon
from editor.model.remark import Remark
from editor.model.style import HouseStyle
from editor.proof.engine import Proofreader
from editor.proof.finding import Finding
from editor.proof.rule import ForArticle
from editor.proof.rules import RULES
from editor.proof.rules.half_width import STRAIGHT_QUOTES

_SAFE = [rule for rule in RULES if isinstance(rule, ForArticle) and rule.fix == "A"]


def mended_lines(
    source: Sequence[SourceLine], style: HouseStyle, date: Date, untouched: Container[int] = ()
) -> tuple[list[SourceLine], list[Remark]]:
    """The lines with every fix of kind A that the house style leaves in force, and what was fixed, by line.

    Straight quotation marks are curled where they pair. ``untouched`` are numbers of lines that stay as they are.
    """
    source, remarks = _curled(source, style, date, untouched)
    article = Article("", body=tuple(Paragraph(line.text) for line in source))
    reader = Proofreader(style, Lexicon(), _SAFE)
    _, *texts = reader.mended(article, date).mended_fields()
    said: Counter[tuple[int, str]] = Counter()
    for finding in reader.check_article(article, date):
        if finding.block is not None and finding.fix is not None:
            said[finding.block, finding.message] += 1
    for (at, message), count in said.items():
        line = source[at]
        if line.line not in untouched and texts[at] != line.text:
            times = f"{count}处" if count > 1 else ""
            remarks.append(Remark("repaired", line.line, f"{message}，已改{times}", line.text))
    lines = [
        line if line.line in untouched else SourceLine(line.line, text)
        for line, text in zip(source, texts, strict=True)
    ]
    return lines, remarks


def _curled(
    source: Sequence[SourceLine], style: HouseStyle, date: Date, untouched: Container[int]
) -> tuple[list[SourceLine], list[Remark]]:
    """The lines with straight quotation marks curled in each that has pairs of them."""
    article = Article("", body=tuple(Paragraph(line.text) for line in source))
    fixes: dict[int, list[Finding]] = defaultdict(list)
    for finding in Proofreader(style, Lexicon(), [STRAIGHT_QUOTES]).check_article(article, date):
        if finding.block is not None and finding.fix is not None:
            fixes[finding.block].append(finding)
    lines, remarks = [], []
    for at, line in enumerate(source):
        text = line.text
        if line.line not in untouched:
            for finding in reversed(fixes[at]):
                text = f"{text[: finding.start]}{finding.fix}{text[finding.end :]}"
            if not _paired(text):
                text = line.text
            elif text != line.text:
                message = f"直引号改为弯引号，已改{len(fixes[at])}处"
                remarks.append(Remark("repaired", line.line, message, line.text))
        lines.append(SourceLine(line.line, text))
    return lines, remarks


def _paired(text: str) -> bool:
    """Whether quotation marks open and close in turn."""
    return all(
        [mark for mark in text if mark in pair] == list(pair) * (text.count(pair[0]))
        for pair in ("“”", "‘’")
        if pair[0] in text or pair == "“”"
    )
