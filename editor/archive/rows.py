"""An issue as rows of the index: made here, written and taken out again by :mod:`editor.archive.writing`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from editor.archive.folding import fold, letters
from editor.archive.grams import pairs
from editor.archive.places import Places
from editor.archive.shingles import sample
from editor.model.body import texts
from editor.model.issue import Article, Issue


class Tokens(NamedTuple):
    """What the full-text index is given of an article: pairs of title and body, and the shingles of the body."""

    title: str
    body: str
    shingles: str


class Row(NamedTuple):
    """An article of an issue. ``about`` are the columns of table ``article`` after its id."""

    day: int
    about: tuple[str | int | None, ...]
    body: str
    is_printed: bool
    places: tuple[str, ...]
    tokens: Tokens


def body_text(article: Article) -> str:
    r"""The texts of a body, one a line; a line break inside a text is ``\v``, so that lines can be counted."""
    return "\n".join(text.replace("\n", "\v") for text in texts(article.body))


def tokens(title: str, body: str) -> Tokens:
    """The tokens of an article, from its title and its :func:`body_text`."""
    folded = fold(body)
    return Tokens(pairs(fold(title)), pairs(folded), " ".join(sample(folded)))


def rows(name: str, issue: Issue, places: Places) -> Iterator[Row]:
    """The articles of an issue as rows, spares as well; ``name`` is that of its file, without the ending."""
    date = issue.date.isoformat()
    for section, article in issue.rooms:
        body = body_text(article)
        named = places.named((article.title, body.partition("\n")[0]))
        region = named[0].region if named else None
        called = (article.id, article.title, letters(fold(article.title)))
        yield Row(
            day=issue.date.toordinal(),
            about=(name, str(issue.id), issue.year, date, section, *called, region, article.characters),
            body=body,
            is_printed=section is not None,
            places=tuple(dict.fromkeys(name for place in named for name in (place.province, place.name))),
            tokens=tokens(article.title, body),
        )
