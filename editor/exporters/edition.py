"""What is exported as one document: an issue, a volume of issues, one article alone. What of it is printed, and its names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import NamedTuple, TypeAlias

from editor.exporters.blocks import article_blocks, unnumbered
from editor.exporters.printable import cleaned, require_printable
from editor.exporters.volume import Volume, volume_blocks
from editor.layout.block import Block
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle


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
