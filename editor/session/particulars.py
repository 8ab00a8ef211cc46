"""What is said about an article or an issue outside its text: source, note, run-in chains; title, date, total, issuer.

Typed by hand, so checked here: each function gives the changed article or issue, or a UsageError with a sentence for the
person who typed.
"""

from __future__ import annotations

from dataclasses import replace

from editor.errors import UsageError
from editor.importers.dates import count, find_date
from editor.manuscript.grammar import parse, render
from editor.model.body import Chain
from editor.model.issue import LARGEST_TOTAL, Article, Issue
from editor.model.style import Ordinals


def with_particulars(article: Article, source: str, note: str, run_in: bool, ordinals: Ordinals) -> Article:
    """The article with another source, note and setting of its chains.

    UsageError if its chains cannot stand inside a paragraph without being read as something else.
    """
    changed = replace(article, source=source.strip(), note=note.strip(), run_in=run_in)
    if run_in != article.run_in and has_chains(article) and not _reads_back(changed, ordinals):
        raise UsageError("这篇的举措不能接成一段", advice="接排后每条要以句号或分号结尾，且没有分段的举措")
    return changed


def has_chains(article: Article) -> bool:
    """Whether there is anything to run in."""
    return any(isinstance(block, Chain) for block in article.body)


def with_masthead(issue: Issue, title: str, date: str, total: str, issuer: str) -> Issue:
    """The issue with another masthead; ``date`` as 2026年1月16日 or 2026-01-16, ``total`` empty for none.

    UsageError for a day that does not exist or lies in another year, a total that is no number, an empty name.
    """
    if not title.strip() or not issuer.strip():
        raise UsageError("刊名和编印单位都要填")
    found = find_date(date)
    if found is None or found.before or found.after:
        raise UsageError(f"“{date.strip()}”不是日期", advice="写作 2026-01-16 或 2026年1月16日")
    if found.date is None:
        raise UsageError(f"没有“{date.strip()}”这一天")
    if found.date.year != issue.year:
        raise UsageError(f"日期应在{issue.year}年，因为这是{issue.id.label}")
    whole = count(total.strip()) if total.strip() else None
    if total.strip() and (whole is None or whole < 1):
        raise UsageError(f"总期号“{total.strip()}”不是数", advice="不用总期号就留空")
    if whole is not None and whole > LARGEST_TOTAL:
        raise UsageError(f"总期号“{total.strip()}”太大", advice=f"最大是{LARGEST_TOTAL}")
    return replace(issue, title=title.strip(), date=found.date, total=whole, issuer=issuer.strip())


def _reads_back(article: Article, ordinals: Ordinals) -> bool:
    """Whether the text as it would be printed is read as the same article, as it is after every key."""
    lines = [line.text for line in render(article.body, article.run_in, ordinals)]
    parsed = parse(lines, ordinals, live=True, run_in=article.run_in)
    return (parsed.body, parsed.run_in) == (article.body, article.run_in)
