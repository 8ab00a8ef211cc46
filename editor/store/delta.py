"""An issue as JSON, whole or as what differs from another one: the parts of the journal's records.

A change to one article costs that article; the order of articles is written, as ids, only where it changed.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import Any, Final

from editor.model.body import Block, Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section

Json = dict[str, Any]

_FIELDS: Final = tuple(field.name for field in fields(Issue) if field.name not in ("sections", "spares"))
_EMPTY: Final = Issue(title="", year=0, number=0, date=Date.min, issuer="")


def delta(old: Issue | None, new: Issue) -> Json:
    """What makes ``new`` of ``old``; of nothing, the whole issue."""
    base = old if old is not None else _EMPTY
    said: Json = {}
    changed = {
        name: _value(getattr(new, name))
        for name in _FIELDS
        if old is None or getattr(base, name) != getattr(new, name)
    }
    if changed:
        said["fields"] = changed
    if base.sections is new.sections and base.spares is new.spares:
        return said
    if (order := _order(new)) != _order(base):
        said["order"] = order
    known = _articles(base)
    articles = {
        key: a for key, a in _articles(new).items() if known.get(key) is not a and known.get(key) != a
    }
    if articles:
        said["articles"] = [_article(article) for article in articles.values()]
    return said


def apply(old: Issue | None, said: Json) -> Issue:
    """The issue that ``delta`` was given as the new one. ValueError, KeyError or TypeError for any other data."""
    issue = old if old is not None else _EMPTY
    values = dict(said.get("fields", {}))
    for name in ("date", "published"):
        if values.get(name):
            values[name] = Date.fromisoformat(values[name])
    if "extra" in values:
        values["extra"] = tuple((name, text) for name, text in values["extra"])
    issue = replace(issue, **values) if values else issue
    fresh = {article.id: article for article in map(_read_article, said.get("articles", ()))}
    if "order" in said:
        known = _articles(issue) | fresh
        *sections, spares = said["order"]
        return replace(
            issue,
            sections=tuple(Section(name, tuple(known[key] for key in ids)) for name, ids in sections),
            spares=tuple(known[key] for key in spares),
        )
    return _replaced(issue, fresh) if fresh else issue


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, Date) else value


def _order(issue: Issue) -> list[Any]:
    sections = [[section.name, [article.id for article in section.articles]] for section in issue.sections]
    return [*sections, [article.id for article in issue.spares]]


def _articles(issue: Issue) -> dict[str, Article]:
    return {article.id: article for article in (*issue.articles, *issue.spares)}


def _replaced(issue: Issue, fresh: dict[str, Article]) -> Issue:
    """The issue with other texts; what stays is shared with the old one."""

    def renewed(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        if not any(article.id in fresh for article in articles):
            return articles
        return tuple(fresh.get(article.id, article) for article in articles)

    sections = tuple(
        section
        if (articles := renewed(section.articles)) is section.articles
        else Section(section.name, articles)
        for section in issue.sections
    )
    return replace(issue, sections=sections, spares=renewed(issue.spares))


def _article(article: Article) -> Json:
    said: Json = {"id": article.id, "title": article.title, "body": [_block(block) for block in article.body]}
    more = {
        "run_in": article.run_in,
        "source": article.source,
        "note": article.note,
        "accept": list(article.accept),
        "unit": article.unit,
        "editor_note": article.editor_note,
        "byline": article.byline,
        "attachments": list(article.attachments),
    }
    return said | {key: value for key, value in more.items() if value}


def _read_article(said: Json) -> Article:
    return Article(
        id=said["id"],
        title=said["title"],
        body=tuple(_read_block(block) for block in said["body"]),
        run_in=said.get("run_in", False),
        source=said.get("source", ""),
        note=said.get("note", ""),
        accept=tuple(said.get("accept", ())),
        unit=said.get("unit", ""),
        editor_note=said.get("editor_note", ""),
        byline=said.get("byline", ""),
        attachments=tuple(said.get("attachments", ())),
    )


def _block(block: Block) -> object:
    match block:
        case Paragraph(text):
            return text
        case Chain(measures):
            return list(measures)
        case Heading(text, level):
            return {"heading": text, "level": level}


def _read_block(said: Any) -> Block:  # noqa: ANN401  (whatever JSON held)
    if isinstance(said, str):
        return Paragraph(said)
    if isinstance(said, list):
        return Chain(tuple(said))
    return Heading(said["heading"], said["level"])
