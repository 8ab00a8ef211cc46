"""What a style prints about an article above and below its text: source, byline, attachments, its own 编者按.

Told by the words of the style itself (来源：…, 文／…, 附件：…). A pattern that has none, such as （{byline}）, is any line in
brackets, and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from string import Formatter
from typing import Any

from editor.importers.articles import FoundArticle, FoundSection
from editor.manuscript.source import SourceLine
from editor.model.issue import Article, Section
from editor.model.style import HouseStyle

_NUMBERED = re.compile(r"(?P<n>[0-9]{1,2})\.\s*(?P<title>\S.*)")
_NOTE = re.compile("编者按[：:]|【编者按】")

Said = Mapping[str, Any]
"""Fields of an article by name."""


def take_about(found: Iterable[FoundSection], style: HouseStyle) -> dict[int, Said]:
    """Take such lines out of the articles; what they say, by the number of the title's line."""
    taken = ((article.line, _taken(article, style)) for section in found for article in section.articles)
    return {line: said for line, said in taken if said}


def with_about(
    sections: Iterable[Section], found: Iterable[FoundSection], said: Mapping[int, Said]
) -> tuple[Section, ...]:
    """The sections that were made of what was found, with what was said about their articles and they do not say yet."""

    def told(article: Article, stood: FoundArticle) -> Article:
        more = {name: value for name, value in said.get(stood.line, {}).items() if not getattr(article, name)}
        return replace(article, **more)

    return tuple(
        replace(section, articles=tuple(map(told, section.articles, there.articles)))
        for section, there in zip(sections, found, strict=True)
    )


def fields_of(pattern: str, text: str) -> dict[str, str]:
    """The fields that a pattern of the style prints, read back from its line; nothing where it does not fit."""
    if not text:
        return {}
    parts = list(Formatter().parse(pattern))
    names = [name for _, name, _, _ in parts if name is not None]
    expression = "".join(
        re.escape(before) + (f"(?P<{name}>.+)" if name is not None and names.count(name) == 1 else "")
        for before, name, _, _ in parts
    )
    fitting = re.fullmatch(expression, text)
    return dict(fitting.groupdict()) if fitting else {}


def _taken(article: FoundArticle, style: HouseStyle) -> dict[str, Any]:
    printed, below, said = style.articles, article.below, dict[str, Any]()
    said |= _line(printed.source, below, -1)
    under_title = printed.byline_place == "title"
    said |= _line(printed.byline, below, 0 if under_title else -1)
    if attachments := _attachments(printed.attachments, below):
        said["attachments"] = attachments
    if len(below) > 1 and _NOTE.match(below[0].text):
        said["editor_note"] = below.pop(0).text
    return said


def _line(pattern: str, below: list[SourceLine], at: int) -> dict[str, str]:
    """The fields of the first or last line, which is taken out, if the pattern has words of its own and fits."""
    words = "".join(before for before, _, _, _ in Formatter().parse(pattern))
    said = fields_of(pattern, below[at].text) if below and any(map(str.isalpha, words)) else {}
    if said:
        below.pop(at)
    return said


def _attachments(label: str, below: list[SourceLine]) -> tuple[str, ...]:
    """The titles of numbered attachments at the end, which are taken out: 附件：1. … and the others below it.

    A single one stays text: on a web page it is as often the name of a file to load.
    """
    first = next((at for at in range(len(below) - 1, -1, -1) if below[at].text.startswith(label)), None)
    if not label or first is None:
        return ()
    texts = [below[first].text.removeprefix(label).strip(), *(line.text for line in below[first + 1 :])]
    numbered = [match for text in texts if (match := _NUMBERED.fullmatch(text))]
    counted = [int(match["n"]) for match in numbered] == list(range(1, len(texts) + 1))
    if not counted or len(texts) == 1:
        return ()
    del below[first:]
    return tuple(match["title"] for match in numbered)
