"""One number of the bulletin: issue, sections, articles, spares, and the pure operations on them.

Everything here is frozen. An operation returns a new issue that shares every unchanged part with the old
one, so "unsaved" is ``issue != saved`` and an undo history is a list of issues. Nothing here renumbers
anything: ordinals come from position when text is rendered.

Operations raise ``LookupError`` when an id or index does not exist: that is a mistake of the caller, not of
the person at the desk.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from typing import NamedTuple

from editor.model.body import Body, characters, texts

LARGEST_NUMBER = 9999  # an issue id has room for four digits
LARGEST_TOTAL = 999_999  # 总期号
ARTICLE_ID = re.compile(r"[\w-]{1,36}")  # the name of a DOCX bookmark, at most 40 characters, is made from it
STYLE_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")  # names a file in styles/, and nothing outside it
EXTRA_NAME = re.compile(r"[\w-]{1,60}")  # of an own field, which a style names as {extra.NAME}
SERIES = "regular"
SUPPLEMENT = "supplement"  # 增刊, numbered apart

FIELD_LABELS = {
    "title": "刊名",
    "year": "年份",
    "number": "期号",
    "date": "日期",
    "issuer": "编印单位",
    "style": "样式",
    "total": "总期号",
    "kind": "种类",
    "number_to": "合刊的末期号",
    "secrecy": "密级",
    "serial": "编号",
    "editor": "责任编辑",
    "approver": "签发",
    "copies": "份数",
    "editor_note": "编者按",
    "published": "已发日期",
    "published_by": "标记已发的人",
    "extra": "自定内容",
}
"""What people call the fields of an issue."""

ARTICLE_LABELS = {
    "title": "标题",
    "run_in": "举措连排",
    "source": "来源",
    "note": "备注",
    "accept": "已接受的意见",
    "unit": "来稿单位",
    "editor_note": "编者按",
    "byline": "署名",
    "attachments": "附件",
}
"""What people call the fields of an article besides its body."""

_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another: no i l o 0 1
_ID_LENGTH = 6


def new_id(taken: Container[str] = ()) -> str:
    """A random article id of six letters and digits that is not in ``taken``."""
    from random import SystemRandom  # here, as reading an issue makes no ids

    random = SystemRandom()
    while True:
        candidate = "".join(random.choices(_ID_LETTERS, k=_ID_LENGTH))
        if candidate not in taken:
            return candidate


def derived_id(words: str, taken: Container[str] = ()) -> str:
    """An article id made of words, the same for the same words, that is not in ``taken``.

    Reading the same text twice then gives an equal issue.
    """
    from hashlib import sha256

    number = int.from_bytes(sha256(words.encode("utf-8", "surrogatepass")).digest(), "big")
    base = len(_ID_LETTERS)
    while True:
        candidate = "".join(_ID_LETTERS[number // base**power % base] for power in range(_ID_LENGTH))
        if candidate not in taken:
            return candidate
        number += 1


class IssueId(NamedTuple):
    """The name of an issue inside its workspace: ``2025-28``, for a supplement ``2025-s01``."""

    year: int
    supplement: bool
    number: int

    def __str__(self) -> str:
        return f"{self.year}-s{self.number:02d}" if self.supplement else f"{self.year}-{self.number:02d}"

    @classmethod
    def parse(cls, word: str) -> IssueId | None:
        """The id that ``word`` names, or None if it names none. ``2025-1`` and ``2025-01`` are the same."""
        match = re.fullmatch(r"([0-9]{4})-(s?)([0-9]{1,4})", word, re.IGNORECASE)
        if match is None:
            return None
        return cls(int(match[1]), bool(match[2]), int(match[3]))

    @property
    def label(self) -> str:
        """As printed: 2025年第28期, 2025年增刊第1期."""
        return f"{self.year}年{'增刊' if self.supplement else ''}第{self.number}期"


@dataclass(frozen=True)
class Article:
    """One item (稿件): title and body. ``source`` and ``note`` are for the office and are not printed.

    ``run_in`` says that its chains run in to the paragraph before them ("…四方面突破点：一是…。二是…。").
    ``accept`` holds accepted findings as ``rule-id: reason``. ``unit`` is who handed it in (来稿单位), ``editor_note`` its own
    编者按 (may have several lines), ``byline`` its 署名, ``attachments`` the titles of its 附件.
    """

    id: str
    title: str = ""
    body: Body = ()
    run_in: bool = False
    source: str = ""
    note: str = ""
    accept: tuple[str, ...] = ()
    unit: str = ""
    editor_note: str = ""
    byline: str = ""
    attachments: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """Characters of title and body without blanks and without ordinals."""
        return characters(self.title) + sum(map(characters, texts(self.body)))


@dataclass(frozen=True)
class Section:
    """A section (栏目) and its articles in printing order. An empty one is kept but not printed."""

    name: str
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where an article stands: index of the section, or None for the spares, and index in it, both from 0."""

    section: int | None
    index: int


@dataclass(frozen=True)
class Issue:
    """One number of the bulletin (一期): masthead data, sections in printing order, and spares (备用稿).

    ``number_to`` is the last number of a double issue (合刊). ``secrecy`` (密级) and ``serial`` (编号) stand above the
    masthead; ``editor``, ``approver``, ``copies`` and ``editor_note`` win over what the house style says; empty: that of
    the style. ``published`` is the day on which it went out (已发), None while it has not, ``published_by`` who marked it so. ``extra`` are the office's own
    fields, sorted by name.
    """

    title: str
    year: int
    number: int
    date: Date
    issuer: str
    style: str = "official"
    total: int | None = None
    kind: str = SERIES
    sections: tuple[Section, ...] = ()
    spares: tuple[Article, ...] = ()
    number_to: int | None = None
    secrecy: str = ""
    serial: str = ""
    editor: str = ""
    approver: str = ""
    copies: str = ""
    editor_note: str = ""
    published: Date | None = None
    published_by: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.extra) > 1:  # in whatever order they come, they are the same fields
            object.__setattr__(self, "extra", tuple(sorted(self.extra)))

    @property
    def id(self) -> IssueId:
        """The name of the issue inside its workspace."""
        return IssueId(self.year, self.kind == SUPPLEMENT, self.number)

    @property
    def last_number(self) -> int:
        """The number that the next issue follows: of a double issue the second one."""
        return self.number if self.number_to is None else self.number_to

    @property
    def numbers(self) -> int:
        """How many numbers it takes up: one, but for a double issue."""
        return self.last_number - self.number + 1

    @property
    def label(self) -> str:
        """As printed: 2025年第28期; a double issue 2025年第28、29期合刊, a longer one 2025年第28—30期合刊."""
        if self.number_to is None:
            return self.id.label
        return self.id.label.replace(f"第{self.number}期", f"第{self.printed_number}期合刊")

    @property
    def printed_number(self) -> str:
        """The number as printed: 28, of a double issue 28、29, of a longer one 28—30."""
        if self.number_to is None:
            return str(self.number)
        return f"{self.number}{'、' if self.numbers == 2 else '—'}{self.number_to}"

    @property
    def articles(self) -> Iterator[Article]:
        """The printed articles, in order; spares are not among them."""
        for section in self.sections:
            yield from section.articles

    @property
    def rooms(self) -> Iterator[tuple[str | None, Article]]:
        """Every article with the name of its section, None for the spares, which come last."""
        for section in self.sections:
            yield from ((section.name, article) for article in section.articles)
        yield from ((None, article) for article in self.spares)

    @property
    def ids(self) -> set[str]:
        """The ids of all articles, spares included."""
        return {article.id for article in (*self.articles, *self.spares)}

    @property
    def characters(self) -> int:
        """Characters of all printed articles."""
        return sum(article.characters for article in self.articles)

    def articles_in(self, section: int | None) -> tuple[Article, ...]:
        """The articles of one section, or the spares for None."""
        return self.spares if section is None else self.sections[section].articles

    def find(self, article_id: str) -> Place:
        """Where the article stands. LookupError if it is not in this issue."""
        for number, section in [*enumerate(self.sections), (None, Section("", self.spares))]:
            for index, article in enumerate(section.articles):
                if article.id == article_id:
                    return Place(number, index)
        raise LookupError(article_id)

    def article(self, article_id: str) -> Article:
        """The article of that id, spares included. LookupError if it is not in this issue."""
        place = self.find(article_id)
        return self.articles_in(place.section)[place.index]

    def get(self, article_id: str) -> Article | None:
        """The article of that id, spares included; None if it is not in this issue."""
        return self.article(article_id) if article_id in self.ids else None


def _with_section(issue: Issue, index: int, *sections: Section) -> Issue:
    """The issue with other sections in the place of one."""
    return replace(issue, sections=(*issue.sections[:index], *sections, *issue.sections[index + 1 :]))


def _spliced(issue: Issue, place: Place, taken: int, *put: Article) -> Issue:
    """The issue with so many articles taken out at a place, and others put in."""
    there = issue.articles_in(place.section)
    articles = (*there[: place.index], *put, *there[place.index + taken :])
    if place.section is None:
        return replace(issue, spares=articles)
    return _with_section(issue, place.section, replace(issue.sections[place.section], articles=articles))


def add_article(issue: Issue, article: Article, place: Place) -> Issue:
    """Put a new article at a place; an index past the end means the end."""
    if article.id in issue.ids:
        raise LookupError(f"article id already used: {article.id}")
    return _spliced(issue, place, 0, article)


def remove_article(issue: Issue, article_id: str) -> Issue:
    """Take an article out of its section or out of the spares."""
    return _spliced(issue, issue.find(article_id), 1)


def replace_article(issue: Issue, article: Article) -> Issue:
    """Put a changed article where the one with its id stands. An equal article gives the same issue object."""
    place = issue.find(article.id)
    unchanged = issue.articles_in(place.section)[place.index] == article
    return issue if unchanged else _spliced(issue, place, 1, article)


def move_article(issue: Issue, article_id: str, place: Place) -> Issue:
    """Move an article. ``place.index`` counts in the target without the moved article.

    Moving to the spares parks it, moving from the spares takes it back.
    """
    article = issue.article(article_id)
    return add_article(remove_article(issue, article_id), article, place)


def step_article(issue: Issue, article_id: str, step: int) -> Issue:
    """Move an article one place up (-1) or down (+1), across the edge of its section into the next one.

    Spares stay among the spares. At either end of the issue nothing changes and the same issue comes back.
    """
    place = issue.find(article_id)
    there = issue.articles_in(place.section)
    index = place.index + step
    if 0 <= index < len(there):
        return move_article(issue, article_id, Place(place.section, index))
    if place.section is None or not 0 <= place.section + step < len(issue.sections):
        return issue
    target = place.section + step
    end = 0 if step > 0 else len(issue.sections[target].articles)
    return move_article(issue, article_id, Place(target, end))


def step_article_section(issue: Issue, article_id: str, step: int) -> Issue:
    """Move an article to the end of the previous (-1) or next (+1) section; the spares follow the last one."""
    place = issue.find(article_id)
    rooms = len(issue.sections)
    target = (rooms if place.section is None else place.section) + step
    if not 0 <= target <= rooms:
        return issue
    section = None if target == rooms else target
    return move_article(issue, article_id, Place(section, len(issue.articles_in(section))))


def park_article(issue: Issue, article_id: str) -> Issue:
    """Make an article the last spare (备用稿): kept in the file, not printed."""
    return move_article(issue, article_id, Place(None, len(issue.spares)))


def add_section(issue: Issue, name: str, index: int) -> Issue:
    """Put an empty section at an index; past the end means the end."""
    return replace(issue, sections=(*issue.sections[:index], Section(name), *issue.sections[index:]))


def rename_section(issue: Issue, index: int, name: str) -> Issue:
    """Give a section another name."""
    return _with_section(issue, index, replace(issue.sections[index], name=name))


def move_section(issue: Issue, index: int, to: int) -> Issue:
    """Move a section; ``to`` counts among the other sections and is held within them."""
    others = issue.sections[:index] + issue.sections[index + 1 :]
    to = max(0, min(to, len(others)))
    return replace(issue, sections=(*others[:to], issue.sections[index], *others[to:]))


def remove_section(issue: Issue, index: int) -> Issue:
    """Take a section out; its articles become the last spares, so that none is lost."""
    spares = issue.spares + issue.sections[index].articles
    return _with_section(replace(issue, spares=spares), index)


def split_article(issue: Issue, article_id: str, first: Body, second: Article) -> Issue:
    """Split an article in two: it keeps ``first``, and ``second`` (with an id of its own) follows it."""
    place = issue.find(article_id)
    kept = replace(issue.article(article_id), body=first)
    return add_article(replace_article(issue, kept), second, Place(place.section, place.index + 1))


def join_articles(issue: Issue, article_id: str, next_id: str, body: Body, run_in: bool) -> Issue:
    """Make one article of two: the first keeps its place and id and gets ``body``, the other goes.

    What the second says about itself (source, note, accepted findings, …) is kept with the first.
    """
    first, second = issue.article(article_id), issue.article(next_id)
    both = replace(
        first,
        body=body,
        run_in=run_in,
        source=joined("\n", first.source, second.source),
        note=joined("\n", first.note, second.note),
        accept=tuple(dict.fromkeys(first.accept + second.accept)),
        unit=joined("、", first.unit, second.unit),
        editor_note=joined("\n", first.editor_note, second.editor_note),
        byline=joined("　", first.byline, second.byline),
        attachments=tuple(dict.fromkeys(first.attachments + second.attachments)),
    )
    return replace_article(remove_article(issue, next_id), both)


def joined(mark: str, *words: str) -> str:
    """The words that say something, each once."""
    return mark.join(dict.fromkeys(filter(None, words)))
