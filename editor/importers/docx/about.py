"""What a document of ours prints about an issue and its articles, told by its paragraph styles.

密级 and 编号, 编者按, 署名, 来源 and 附件 have styles of their own, so they come back into their own fields and never into
the text of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.importers.articles import FoundSection
from editor.importers.below import fields_of
from editor.importers.docx.paragraphs import Paragraph
from editor.manuscript.source import SourceLine, excerpt
from editor.model.issue import Article, Issue, Section
from editor.model.remark import Remark
from editor.model.style import HouseStyle
from editor.model.word import STYLES

_KINDS = {STYLES[kind].name: kind for kind in ("topline", "editor_note", "byline", "source", "attachment")}
_NUMBER = re.compile(r"[0-9]{1,2}\. ")


@dataclass(frozen=True)
class About:
    """One such line: its number, what it is, its text, and the text at its right end."""

    line: int
    kind: str
    text: str
    right: str = ""


def apart(
    lines: Sequence[SourceLine], paragraphs: Mapping[int, Paragraph]
) -> tuple[list[SourceLine], list[About]]:
    """The lines of the text, and those that say something about it."""
    kept: list[SourceLine] = []
    about: list[About] = []
    for line in lines:
        paragraph = paragraphs[line.line]
        kind = _KINDS.get(paragraph.style.name)
        if kind is None:
            kept.append(line)
        elif kind == "topline":
            left, _, right = paragraph.text.partition("\t")
            about.append(About(line.line, kind, left.strip(), right.strip()))
        else:
            about.append(About(line.line, kind, line.text))
    return kept, about


def put_back(
    issue: Issue, found: Sequence[FoundSection], about: Sequence[About], style: HouseStyle
) -> tuple[Issue, list[Remark]]:
    """The issue with every such line in its field, and what is to say; what was carried there already stays as it is.

    ``found`` are its sections as they stood in the text. A line above all articles belongs to the issue; a note that is
    that of the house is no issue's own.
    """
    if not about:
        return issue, []
    owners = [article.line for section in found for article in section.articles]
    own = [each for each in about if not owners or each.line < min(owners)]
    issue, remarks = _of_issue(issue, own, style)
    sections = []
    for section, there in zip(issue.sections, found, strict=False):
        articles = []
        for article, stood in zip(section.articles, there.articles, strict=True):
            end = min((line for line in owners if line > stood.line), default=None)
            below = [each for each in about if stood.line < each.line and (end is None or each.line < end)]
            articles.append(_of_article(article, below, style))
        sections.append(Section(section.name, tuple(articles)))
    return replace(issue, sections=(*sections, *issue.sections[len(sections) :])), remarks


def _of_issue(issue: Issue, about: Sequence[About], style: HouseStyle) -> tuple[Issue, list[Remark]]:
    note, remarks = _joined(about, "editor_note"), []
    if note.split() == style.editor_note.split():
        for each in (each for each in about if each.kind == "editor_note"):
            message = f"编者按由样式印出，不收入稿件（{excerpt(each.text)}）"
            remarks.append(Remark("left_out", each.line, message, each.text))
    elif not issue.editor_note:
        issue = replace(issue, editor_note=note)
    for each in about:
        if each.kind == "topline":
            issue = replace(issue, secrecy=issue.secrecy or each.text, serial=issue.serial or each.right)
    return issue, remarks


def _of_article(article: Article, about: Sequence[About], style: HouseStyle) -> Article:
    said = {
        "editor_note": _joined(about, "editor_note"),
        **fields_of(style.articles.source, _joined(about, "source")),
        **fields_of(style.articles.byline, _joined(about, "byline")),
    }
    attachments = tuple(
        _NUMBER.sub("", each.text.removeprefix(style.articles.attachments).strip(), count=1)
        for each in about
        if each.kind == "attachment"
    )
    return replace(
        article,
        editor_note=article.editor_note or said["editor_note"],
        byline=article.byline or said.get("byline", ""),
        unit=article.unit or said.get("unit", ""),
        source=article.source or said.get("source", ""),
        attachments=article.attachments or attachments,
    )


def _joined(about: Iterable[About], kind: str) -> str:
    return "\n".join(each.text for each in about if each.kind == kind)
