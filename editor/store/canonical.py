"""The canonical form of an issue file: what a new file looks like, and every value that is written into an old one.

One body item a line, basic strings on one line, trailing commas, a blank line between tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import Final, TypeAlias

from editor.model.body import Block, Body, Chain, Heading, Paragraph
from editor.model.issue import SERIES, Article, Issue, Section
from editor.store import keys

# The value of a key; None where the file has no such key. A tuple is the body or the accepted findings.
Field: TypeAlias = str | int | Date | tuple[str, ...] | Body | None
Fields: TypeAlias = dict[str, Field]

INDENT: Final = "  "
_NEEDED: Final = (keys.ID, keys.TITLE, keys.YEAR, keys.NUMBER, keys.DATE, keys.ISSUER, keys.STYLE, keys.BODY)

# Must be escaped: quotes, backslashes, controls. Had better be: what editors take for the end of a line, and marks
# at the start of a text that vanish.
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ufeff]')
_BARE = re.compile("[A-Za-z0-9_-]+")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def write_issue(issue: Issue) -> str:
    """A whole new file."""
    parts = [f"{keys.FORMAT_KEY} = {keys.FORMAT}\n", write_table(f"[{keys.ISSUE}]", issue_fields(issue))]
    if issue.extra:
        parts.append(write_table(f"[{keys.ISSUE}.{keys.EXTRA}]", dict(issue.extra)))
    for section in issue.sections:
        parts.append(write_section(section))
        parts += (write_article(article, spare=False) for article in section.articles)
    parts += (write_article(article, spare=True) for article in issue.spares)
    return "\n".join(parts)


def write_section(section: Section) -> str:
    """The head of a section, without its articles."""
    return write_table(f"[[{keys.SECTION}]]", {keys.NAME: section.name})


def write_article(article: Article, *, spare: bool) -> str:
    """The table of an article."""
    name = keys.SPARE if spare else f"{keys.SECTION}.{keys.ARTICLE}"
    return write_table(f"[[{name}]]", article_fields(article))


def write_table(header: str, fields: Fields) -> str:
    """A table with those of its keys that have a value."""
    lines = [f"{write_key(key)} = {write_field(value)}" for key, value in fields.items() if value is not None]
    return "\n".join([header, *lines, ""])


def issue_fields(issue: Issue) -> Fields:
    """The keys of ``[issue]`` in order, but for the office's own."""
    fields = _fields(issue, [key for key in keys.OF_ISSUE if key != keys.EXTRA])
    return fields | {keys.KIND: None} if issue.kind == SERIES else fields


def article_fields(article: Article) -> Fields:
    """The keys of an article in order."""
    return _fields(article, keys.OF_ARTICLE)


def _fields(of: Issue | Article, names: Sequence[str]) -> Fields:
    """The values of keys, which are called like the fields; None for what may be missing where it says nothing."""
    values: Fields = {name: getattr(of, name) for name in names}
    silent = [
        name for name in names if name not in _NEEDED and (values[name] is False or values[name] in ("", ()))
    ]
    return values | dict.fromkeys(silent)


def write_key(key: str) -> str:
    """A key as TOML: bare where it can be."""
    return key if _BARE.fullmatch(key) else write_text(key)


def write_field(value: Field, indent: str = "") -> str:
    """A value as TOML. ``indent`` is that of the line on which it begins."""
    if isinstance(value, tuple):
        if len(value) == 1 and isinstance(value[0], str):
            return write_list(value)
        return write_items(value, indent)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return write_text(value)
    return str(value)


def write_items(items: Sequence[Block | str], indent: str) -> str:
    """An array, an item a line."""
    if not items:
        return "[]"
    inner = indent + INDENT
    return "".join(["[\n", *(f"{inner}{write_item(item, inner)},\n" for item in items), indent, "]"])


def write_item(item: Block | str, indent: str, *, one_line: bool = False) -> str:
    """An item of a body, of a chain or of the accepted findings."""
    match item:
        case Chain(measures):
            if one_line:
                return write_list(measures)
            return write_items(measures, indent)
        case Heading(text, level, restart):
            more = "" if level == 1 else f", {keys.LEVEL} = {level}"
            more += f", {keys.RESTART} = true" if restart else ""
            return f"{{ {keys.HEADING} = {write_text(text)}{more} }}"
        case Paragraph(text):
            return write_text(text)
        case _:
            return write_text(item)


def write_list(texts: Iterable[str]) -> str:
    """An array of texts in one line."""
    return f"[{', '.join(map(write_text, texts))}]"


def write_text(text: str) -> str:
    """A basic string on one line."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
