"""What is exported as one document: an issue, a volume of issues, one article alone. What of it is printed, and its names.

A volume (合订本) is made of the same blocks as an issue, with one 目录 over all issues and pages numbered through. What
heads a section there heads an issue here, on a page of its own, and is what the 目录 shows; the sections keep their names
on paper, as a kind of their own that the 目录 leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import NamedTuple, TypeAlias

from editor.errors import ExportError
from editor.exporters.blocks import (
    article_blocks,
    contents,
    contents_and_body,
    head,
    section_anchor,
    unnumbered,
)
from editor.exporters.printable import cleaned, printable_issue, require_printable
from editor.exporters.wording import filled, issue_fields
from editor.layout.block import Block, Run
from editor.model.issue import Article, Issue, Section
from editor.model.style import Element, HouseStyle

_LABEL_PT = 26.0  # 一号, above the titles' 二号 (GB/T 9704-2012 knows no volumes; this is ours)


@dataclass(frozen=True)
class Volume:
    """The issues of a year, by date, and what stands on the first page: ``label`` is 2025年合订本."""

    label: str
    issues: tuple[Issue, ...]

    @property
    def title(self) -> str:
        """The title of the bulletin, as the last issue has it."""
        return cleaned(self.issues[-1].title)

    def require_printable(self, style: HouseStyle) -> None:
        """ExportError, with issue and place, for what no document can hold."""
        for issue in self.issues:
            try:
                require_printable(unnumbered(issue, style), issue)
            except ExportError as error:
                where = f"{issue.label}{error.where}"
                raise ExportError(error.message, where=where, advice=error.advice) from error


def volume_of(year: int, issues: Sequence[Issue]) -> Volume:
    """The volume of a year's issues; ValueError without any."""
    if not issues:
        raise ValueError("a volume without issues")
    ordered = sorted(issues, key=lambda issue: (issue.date, issue.id))
    return Volume(f"{year}年合订本", tuple(ordered))


def volume_blocks(volume: Volume, style: HouseStyle) -> tuple[Block, ...]:
    """The unnumbered stream of a volume.

    Anchors are those of the issues with the issue's own before them, as an id may stand in two issues.
    """
    issues = [printable_issue(issue) for issue in volume.issues]
    rows = contents(
        list(enumerate(map(_as_section, issues))),
        replace(style, contents=replace(style.contents, sections=True)),
    )
    body = [block for index, issue in enumerate(issues) for block in _issue(index, issue, style)]
    fields = issue_fields(issues[-1], style) | {"label": volume.label, "number": "", "total": ""}
    masthead = style.masthead
    return (
        *head(
            volume.title,
            f"（{volume.label}　共{len(volume.issues)}期）",
            filled(masthead.left, fields),
            filled(masthead.right, fields),
            style,
        ),
        *contents_and_body(rows, body, style),
    )


def _as_section(issue: Issue) -> Section:
    """What the 目录 shows of an issue."""
    return Section(_label(issue), tuple(replace(a, id=_anchor(issue, a.id)) for a in issue.articles))


def _label(issue: Issue) -> str:
    return f"{issue.label}（{issue.date.month}月{issue.date.day}日）"


def _anchor(issue: Issue, article: str) -> str:
    return f"{issue.id}-{article}"


def _issue(index: int, issue: Issue, style: HouseStyle) -> Iterator[Block]:
    yield Block(
        "section",
        _label_element(style),
        (Run(_label(issue)),),
        section_anchor(index),
        page_break_before=True,
    )
    for section in issue.sections:
        if section.articles:
            yield Block("column", style.elements.section, (Run(section.name),))
        for article in section.articles:
            yield from article_blocks(replace(article, id=_anchor(issue, article.id)), style)


def _label_element(style: HouseStyle) -> Element:
    title = style.elements.title
    return replace(
        title,
        size_pt=max(_LABEL_PT, title.size_pt),
        line_pt=None if title.line_pt is None else title.line_pt * 1.2,
    )


# -- what is exported as one document -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Alone:
    """One article of an issue, printed or spare, for mail, a website or somebody's desk."""

    article: Article
    issue: Issue


Edition: TypeAlias = Issue | Volume | Alone


class Properties(NamedTuple):
    """What a document says of itself: its title, the bulletin, who issued it, its sections, its date."""

    title: str
    subject: str
    issuer: str
    keywords: str
    date: Date


def printed_blocks(edition: Edition, style: HouseStyle) -> tuple[Block, ...]:
    """Its unnumbered stream. ExportError, with the place, for what no document can hold."""
    if isinstance(edition, Volume):
        edition.require_printable(style)
        return volume_blocks(edition, style)
    if isinstance(edition, Alone):
        issue = replace(edition.issue, sections=(Section("", (edition.article,)),), spares=())
        stream = tuple(article_blocks(edition.article, style))
    else:
        issue, stream = edition, unnumbered(edition, style)
    require_printable(stream, issue)
    return stream


def properties_of(edition: Edition) -> Properties:
    """The properties of a document."""
    if isinstance(edition, Alone):
        issue = edition.issue
        return Properties(edition.article.title, issue.title, issue.issuer, "", issue.date)
    if isinstance(edition, Volume):
        last, title = edition.issues[-1], edition.title
        return Properties(f"{title}{edition.label}", title, cleaned(last.issuer), edition.label, last.date)
    title = cleaned(edition.title)
    sections = "; ".join(section.name for section in edition.sections if section.articles)
    return Properties(
        f"{title}{edition.label}", title, cleaned(edition.issuer), cleaned(sections), edition.date
    )
