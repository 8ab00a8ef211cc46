"""Carrying out fixes: one finding's, all of one rule, or every safe one. Pure: issue in, issue out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from editor.model.body import Block, Chain, text_at, with_text
from editor.model.issue import Article, Issue, replace_article
from editor.proof.engine import Proofreader
from editor.proof.finding import Finding
from editor.proof.sheet import Sheet


def fix(issue: Issue, findings: Iterable[Finding]) -> Issue:
    """The issue with the fixes of some of its findings; of two that overlap only the first is carried out.

    LookupError if a finding is not of this state of the issue; those without a fix are passed over.
    """
    wanted = sorted(
        (f for f in findings if f.fix is not None), key=lambda finding: (finding.article, *finding.place)
    )
    for article_id, group in groupby(wanted, key=lambda finding: finding.article):
        article = issue.article(article_id)
        for (block, item), inner in groupby(group, key=lambda finding: (finding.block, finding.item)):
            article = _fixed_text(article, block, item, list(inner))
        issue = replace_article(issue, article)
    return issue


def fix_safe(issue: Issue, reader: Proofreader) -> Issue:
    """The issue with every fix of kind A; spares are left alone. Doing it twice changes nothing more."""
    for article in issue.articles:
        sheet = reader.mended(article, issue.date)
        if sheet.clean != sheet.raw:
            issue = replace_article(issue, _mended(sheet))
    return issue


def _mended(sheet: Sheet) -> Article:
    texts = sheet.mended_fields()
    title = next(texts)
    body: list[Block] = []
    for block in sheet.article.body:
        if isinstance(block, Chain):
            body.append(Chain(tuple(next(texts) for _ in block.measures)))
        else:
            body.append(replace(block, text=next(texts)))
    return replace(sheet.article, title=title, body=tuple(body))


def _fixed_text(article: Article, block: int | None, item: int | None, findings: list[Finding]) -> Article:
    if block is None:
        return replace(article, title=_fixed(article.title, findings))
    try:
        fixed = _fixed(text_at(article.body, block, item), findings)
    except IndexError:
        raise LookupError(f"no block {block}, item {item} in {article.id}") from None
    return replace(article, body=with_text(article.body, block, item, fixed))


def _fixed(text: str, findings: list[Finding]) -> str:
    parts: list[str] = []
    at = 0
    for finding in findings:
        if text[finding.start : finding.end] != finding.text:
            raise LookupError(f"the text at {finding.start} is no longer {finding.text!r}")
        if finding.start >= at:
            parts += (text[at : finding.start], finding.fix or "")
            at = finding.end
    return "".join((*parts, text[at:]))
