"""The patterns of a house style filled in: ``{label}``, ``{issuer}``, ``{extra.phone}`` and what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  (a parameter is called date)
from string import Formatter

from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle, Periodical


def filled(pattern: str, fields: Mapping[str, str]) -> str:
    """The pattern with its fields; one that has no value is left out. Braces of its own are written twice."""
    return "".join(
        text + (fields.get(name, "") if name is not None else "")
        for text, name, _, _ in Formatter().parse(pattern)
    )


def printed_date(date: Date) -> str:
    """A date as printed: 2025年7月25日."""
    return f"{date.year}年{date.month}月{date.day}日"


def printed_label(issue: Issue, periodical: Periodical) -> str:
    """The number as the house writes it: 2025年第28期, 2025年增刊第1期, 2025年第28、29期合刊."""
    pattern = periodical.supplement if issue.id.supplement else periodical.label
    if issue.number_to is not None:
        pattern = periodical.combined
    return filled(pattern, _numbers(issue))


def _numbers(issue: Issue) -> dict[str, str]:
    return {
        "year": str(issue.year),
        "number": str(issue.number),
        "number_to": str(issue.last_number),
        "numbers": issue.printed_number,
    }


def issue_fields(issue: Issue, style: HouseStyle) -> dict[str, str]:
    """Everything that a pattern of the masthead or the 报尾 may name, of an issue that is printable."""
    return {
        **_numbers(issue),
        "number": issue.printed_number,
        "title": issue.title,
        "total": "" if issue.total is None else str(issue.total),
        "issuer": issue.issuer,
        "date": printed_date(issue.date),
        "label": printed_label(issue, style.periodical),
        "secrecy": issue.secrecy,
        "serial": issue.serial,
        "editor": issue.editor or style.tail.editor,
        "approver": issue.approver or style.tail.approver,
        "copies": issue.copies or style.tail.copies,
        **{f"extra.{name}": value for name, value in issue.extra},
    }


def article_line(pattern: str, article: Article) -> str:
    """A line about an article, such as （来源：…）; empty where a field that it names is."""
    fields = {"byline": article.byline, "unit": article.unit, "source": article.source}
    named = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
    if not named or not all(fields[name].strip() for name in named):
        return ""
    return filled(pattern, fields)
