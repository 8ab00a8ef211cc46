"""Findings on a text that was imported: what its reader saw, and the issue no longer shows.

A forgotten 是 is put in and a 目录 is left out when a text is read. Readers name the rule that a remark belongs to;
here such remarks become findings, at the measure that they are about where that can still be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor.model.body import Chain
from editor.model.issue import Article, Issue
from editor.model.remark import Remark
from editor.proof.finding import Finding
from editor.proof.rules import rule

_ENOUGH = 6  # code points of a measure by which it is known again


def findings_from_remarks(issue: Issue, remarks: Iterable[Remark]) -> Iterator[Finding]:
    """A finding for each remark that is the business of a rule; none where its article is no longer printed.

    What the reader has mended already is a note, whatever the severity of the rule.
    """
    articles = {article.id: article for article in issue.articles}
    for remark in remarks:
        named = rule(remark.rule) if remark.rule else None
        if named is None or (remark.article and remark.article not in articles):
            continue
        block, item, end, text = _place(articles.get(remark.article), remark)
        severity = "note" if remark.kind == "repaired" else named.severity
        message = f"导入时，原文{remark}"
        yield Finding(remark.article, block, item, 0, end, text, named.id, severity, message)


def _place(article: Article | None, remark: Remark) -> tuple[int | None, int | None, int, str]:
    """Block, item, end and text of the measure that the line of a remark became; the article itself if none did."""
    for number, block in enumerate(article.body if article else ()):
        for item, measure in enumerate(block.measures if isinstance(block, Chain) else ()):
            first = measure.partition("\n")[0]
            if len(first) >= _ENOUGH and remark.text.endswith(first):
                opening = first[:_ENOUGH]
                return number, item, len(opening), opening
    return None, None, 0, ""
