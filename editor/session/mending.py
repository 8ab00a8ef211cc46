"""Lines from outside with the safe fixes of the proof-reader in them, before they are read as an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from datetime import date as Date  # noqa: N812  (the word is wanted for a parameter)

from editor.manuscript.source import SourceLine
from editor.model.body import Paragraph
from editor.model.issue import Article
from editor.model.lexicon import Lexicon
from editor.model.remark import Remark
from editor.model.style import HouseStyle
from editor.proof.engine import Proofreader
from editor.proof.rule import ForArticle
from editor.proof.rules import RULES

_SAFE = [rule for rule in RULES if isinstance(rule, ForArticle) and rule.fix == "A"]


def mended_lines(
    source: Sequence[SourceLine], style: HouseStyle, date: Date, untouched: Container[int] = ()
) -> tuple[list[SourceLine], list[Remark]]:
    """The lines with every fix of kind A that the house style leaves in force, and what was fixed, by line.

    ``untouched`` are numbers of lines that stay as they are.
    """
    article = Article("", body=tuple(Paragraph(line.text) for line in source))
    reader = Proofreader(style, Lexicon(), _SAFE)
    _, *texts = reader.mended(article, date).mended_fields()
    said: Counter[tuple[int, str]] = Counter()
    for finding in reader.check_article(article, date):
        if finding.block is not None and finding.fix is not None:
            said[finding.block, finding.message] += 1
    remarks = []
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
