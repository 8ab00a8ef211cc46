"""What our documents carry beside their text, as plain data (JSON), so that they come back whole.

Stands on this floor because one room writes it and another reads it, and they do not know each other. Documents of
today carry the head of the issue (:func:`head_data`); the first ones carried all of it. What is read comes from
outside: every value is checked, and :func:`from_data` raises ``ValueError`` for anything else.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  (the model calls its field date)
from typing import Any

from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph
from editor.model.issue import (
    ARTICLE_ID,
    LARGEST_NUMBER,
    LARGEST_TOTAL,
    SERIES,
    STYLE_NAME,
    SUPPLEMENT,
    Article,
    Issue,
    Section,
)

_PRINTED = ("editor", "approver", "copies", "editor_note")  # of the issue, beside its masthead


def head_data(issue: Issue) -> dict[str, Any]:
    """The head of the issue: strings and numbers."""
    return {
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "kind": issue.kind,
        "total": issue.total,
        "date": issue.date.isoformat(),
        "issuer": issue.issuer,
        "style": issue.style,
        "number_to": issue.number_to,
        **{name: getattr(issue, name) for name in _PRINTED if getattr(issue, name)},
    }


def from_data(data: object) -> Issue:
    """The issue of a head, or of a whole issue as old documents carry it. ValueError if it is anything else."""
    fields = _table(data)
    sections = tuple(map(_section, _list(fields.get("sections", []))))
    spares = tuple(map(_article, _list(fields.get("spares", []))))
    total, kind, last = fields.get("total"), fields.get("kind"), fields.get("number_to")
    if kind not in (SERIES, SUPPLEMENT) or not STYLE_NAME.fullmatch(_text(fields.get("style"))):
        raise ValueError("kind or style")
    issue = Issue(
        title=_text(fields.get("title")),
        year=_number(fields.get("year"), LARGEST_NUMBER),
        number=_number(fields.get("number"), LARGEST_NUMBER),
        date=Date.fromisoformat(_text(fields.get("date"))),
        issuer=_text(fields.get("issuer")),
        style=_text(fields.get("style")),
        total=None if total is None else _number(total, LARGEST_TOTAL),
        kind=kind,
        number_to=None if last is None else _number(last, LARGEST_NUMBER),
        editor=_text(fields.get("editor", "")),
        approver=_text(fields.get("approver", "")),
        copies=_text(fields.get("copies", "")),
        editor_note=_text(fields.get("editor_note", "")),
        sections=sections,
        spares=spares,
    )
    if len(issue.ids) != sum(1 for _ in issue.articles) + len(spares):
        raise ValueError("an id twice")
    return issue


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
    if type(level) is not int or not 1 <= level <= LEVELS:
        raise ValueError("level")
    restart = fields.get("restart", False)
    if not isinstance(restart, bool):
        raise ValueError("restart")
    return Heading(_text(fields.get("heading")), level, restart)


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


def _number(data: object, largest: int) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or not 0 < data <= largest:
        raise ValueError("no number")
    return data
