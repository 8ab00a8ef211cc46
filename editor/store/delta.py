"""An issue in the tables of its file, whole or as what differs from another one: what the journal's records are made of.

A change to one article costs that article; the order of articles is written, as ids, only where it changed. Read
without the file's rules, as unsaved work that no file may say (a control character, a number twice) is work all the same.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import Any, Final

from editor.model.body import Block, Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.store import keys
from editor.store.canonical import (
    article_fields,
    issue_fields,
    write_field,
    write_list,
    write_table,
)

Data = dict[str, Any]

PLACE: Final = "place"  # of a step: the article where it happened
_ORDER: Final = "order"  # for each section its name and the ids of its articles
_SPARES: Final = "spares"  # ids
_FIELDS: Final = "fields"  # single keys of the issue: in journals of before
_EMPTY: Final = Issue(title="", year=0, number=0, date=Date.min, issuer="")


def write_record(said: Mapping[str, str | int], change: str = "") -> bytes:
    """A record of the journal: some keys of its own, then what ``delta`` made."""
    head = "".join(f"{key} = {write_field(value)}\n" for key, value in said.items())
    return (head + change).encode("utf-8", "surrogatepass")


def read_records(data: bytes) -> list[Data]:
    """What a record of the journal says; one of before, when they were JSON, may say what several say now.

    ValueError, LookupError, TypeError or AttributeError if it is none.
    """
    if data.startswith(b"{"):  # no TOML begins so
        return _of_before(json.loads(data))
    return [tomllib.loads(data.decode("utf-8", "surrogatepass"))]


def delta(old: Issue | None, new: Issue) -> str:
    """What makes ``new`` of ``old``, as TOML; of nothing, the whole issue. Empty if nothing does."""
    base = old if old is not None else _EMPTY
    same_articles = base.sections is new.sections and base.spares is new.spares
    parts: list[str] = []
    if old is None or (not same_articles and _order(base) != _order(new)):
        *sections, spares = map(write_list, _order(new))
        parts.append(f"{_ORDER} = [{', '.join(sections)}]\n{_SPARES} = {spares}\n")
    if issue_fields(base) != issue_fields(new) or base.extra != new.extra:
        parts.append(write_table(f"[{keys.ISSUE}]", issue_fields(new)))
        parts.append(write_table(f"[{keys.ISSUE}.{keys.EXTRA}]", dict(new.extra)))
    if not same_articles:
        known = _articles(base)
        changed = (a for key, a in _articles(new).items() if known.get(key) is not a and known.get(key) != a)
        parts += (write_table(f"[[{keys.ARTICLE}]]", article_fields(article)) for article in changed)
    return "".join(parts)


def apply(old: Issue | None, said: Data) -> Issue:
    """The issue that ``delta`` was given as the new one. ValueError, LookupError or TypeError for any other data."""
    issue = old if old is not None else _EMPTY
    if keys.ISSUE in said:
        table = dict(said[keys.ISSUE])
        extra = tuple(table.pop(keys.EXTRA, {}).items())
        issue = Issue(**table, extra=extra, sections=issue.sections, spares=issue.spares)
    issue = replace(issue, **said.get(_FIELDS, {}))
    fresh = {article.id: article for article in map(_article, said.get(keys.ARTICLE, ()))}
    if _ORDER not in said:
        return _replaced(issue, fresh) if fresh else issue
    known = _articles(issue) | fresh
    return replace(
        issue,
        sections=tuple(Section(name, tuple(known[key] for key in ids)) for name, *ids in said[_ORDER]),
        spares=tuple(known[key] for key in said[_SPARES]),
    )


def _order(issue: Issue) -> list[list[str]]:
    """Of each section its name and the ids of its articles; then those of the spares."""
    sections = [[section.name, *(article.id for article in section.articles)] for section in issue.sections]
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


def _article(row: Data) -> Article:
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    return Article(**(row | lists | {keys.BODY: tuple(map(_block, row[keys.BODY]))}))


def _block(item: Any) -> Block:  # noqa: ANN401  (whatever the record held)
    if isinstance(item, str):
        return Paragraph(item)
    if isinstance(item, list):
        return Chain(tuple(item))
    return Heading(**{"text" if key == keys.HEADING else key: value for key, value in item.items()})


def _of_before(record: Data) -> list[Data]:
    """The records that say what one as JSON said: {"k": "step", "label": …, "to": …}."""
    if record["k"] == "start":
        said = [{"k": "start", "generation": record["generation"], **_change_of_before(record["first"])}]
        said.append({"k": "saved", "file": record["file"], **_change_of_before(record["saved"])})
        if "saving" in record:
            said.append({"k": "saving", **_change_of_before(record["saving"])})
        return said
    moved = {PLACE: record["article"]} if "article" in record else {}
    return [{**record, **moved, **_change_of_before(record.get("to", {}))}]


def _change_of_before(said: Data) -> Data:
    change: Data = {keys.ARTICLE: said.get("articles", [])}
    fields = dict(said.get(_FIELDS, {}))
    for key in (keys.DATE, keys.PUBLISHED):
        if fields.get(key):
            fields[key] = Date.fromisoformat(fields[key])
    if keys.EXTRA in fields:
        fields[keys.EXTRA] = tuple(map(tuple, fields[keys.EXTRA]))
    if _ORDER in said:
        *sections, spares = said[_ORDER]
        change |= {_ORDER: [[name, *ids] for name, ids in sections], _SPARES: spares}
    return change | {_FIELDS: fields}
