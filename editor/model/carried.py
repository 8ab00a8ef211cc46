"""An issue as plain data (JSON): what a document of ours carries beside its text, so that it comes back whole.

Stands on this floor because one room writes it and another reads it, and they do not know each other. What is read comes
from outside: every value is checked, and :func:`from_data` raises ``ValueError`` for anything but what
:func:`to_data` gives.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  (the model calls its field date)
from typing import Any

from editor.model.body import Block, Body, Chain, Heading, Paragraph
from editor.model.issue import (
    ARTICLE_ID,
    LARGEST_NUMBER,
    SERIES,
    STYLE_NAME,
    SUPPLEMENT,
    Article,
    Issue,
    Section,
)

NAMESPACE = "urn:yaoxun:issue:1"
"""The XML namespace of the element that holds it in a DOCX."""


def to_data(issue: Issue) -> dict[str, Any]:
    """The issue as dictionaries, lists, strings and numbers; what is empty is left out."""
    return {
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "kind": issue.kind,
        "total": issue.total,
        "date": issue.date.isoformat(),
        "issuer": issue.issuer,
        "style": issue.style,
        "sections": [
            {"name": section.name, "articles": list(map(_article_data, section.articles))}
            for section in issue.sections
        ],
        "spares": list(map(_article_data, issue.spares)),
    }


def from_data(data: object) -> Issue:
    """The issue that :func:`to_data` wrote down. ValueError if it is anything else."""
    fields = _table(data)
    sections = tuple(map(_section, _list(fields.get("sections"))))
    spares = tuple(map(_article, _list(fields.get("spares"))))
    total, kind = fields.get("total"), fields.get("kind")
    if kind not in (SERIES, SUPPLEMENT) or not STYLE_NAME.fullmatch(_text(fields.get("style"))):
        raise ValueError("kind or style")
    issue = Issue(
        title=_text(fields.get("title")),
        year=_number(fields.get("year")),
        number=_number(fields.get("number")),
        date=Date.fromisoformat(_text(fields.get("date"))),
        issuer=_text(fields.get("issuer")),
        style=_text(fields.get("style")),
        total=None if total is None else _number(total),
        kind=kind,
        sections=sections,
        spares=spares,
    )
    if len(issue.ids) != sum(1 for _ in issue.articles) + len(spares):
        raise ValueError("an id twice")
    return issue


def _article_data(article: Article) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "body": list(map(_block_data, article.body)),
        "run_in": article.run_in,
        "source": article.source,
        "note": article.note,
        "accept": list(article.accept),
    }
    return {key: value for key, value in data.items() if value}


def _block_data(block: Block) -> object:
    if isinstance(block, Chain):
        return list(block.measures)
    return {"heading": block.text, "level": block.level} if isinstance(block, Heading) else block.text


def _section(data: object) -> Section:
    fields = _table(data)
    return Section(_text(fields.get("name")), tuple(map(_article, _list(fields.get("articles")))))


def _article(data: object) -> Article:
    fields = _table(data)
    article_id, run_in = _text(fields.get("id")), fields.get("run_in", False)
    if not ARTICLE_ID.fullmatch(article_id) or not isinstance(run_in, bool):
        raise ValueError("id or run_in")
    return Article(
        id=article_id,
        title=_text(fields.get("title", "")),
        body=_body(fields.get("body", [])),
        run_in=run_in,
        source=_text(fields.get("source", "")),
        note=_text(fields.get("note", "")),
        accept=tuple(map(_text, _list(fields.get("accept", [])))),
    )


def _body(data: object) -> Body:
    return tuple(map(_block, _list(data)))


def _block(data: object) -> Block:
    if isinstance(data, str):
        return Paragraph(data)
    if isinstance(data, list):
        return Chain(tuple(map(_text, data)))
    fields = _table(data)
    level = fields.get("level")
    if level not in (1, 2) or isinstance(level, bool):
        raise ValueError("level")
    return Heading(_text(fields.get("heading")), level)


def _table(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError("no table")
    return data


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError("no list")
    return data


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise ValueError("no text")
    return data


def _number(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or not 0 < data <= LARGEST_NUMBER:
        raise ValueError("no number")
    return data
