"""What a document of ours carries beside its text, held against the text: unchanged articles come back as they were.

The text is what people read and change, so it wins. A document for readers carries ids and the shape of each article,
which the lines of the text fill. A working copy carries the whole issue: an article is taken from there only if it
prints, word for word, what stands in the document; of one that was changed only its id, source, note and accepted
findings are taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar, cast

from editor.errors import EditorError
from editor.importers.articles import FoundArticle, FoundSection, Mark
from editor.importers.docx.paragraphs import Paragraph
from editor.importers.lines import ReadFile
from editor.importers.masthead import Masthead
from editor.importers.package import Package
from editor.manuscript.lines import render
from editor.manuscript.ordinals import patterns
from editor.manuscript.shape import body_of
from editor.manuscript.source import clean_lines, excerpt, squeezed
from editor.model.issue import ARTICLE_ID, Article, Issue, Section
from editor.model.remark import Remark
from editor.model.style import Ordinals

T = TypeVar("T")

_ITEMS = 16  # custom XML items that are looked at
_LINES = 10_000
_LONGEST_ORDINAL = 12  # code points
_SECTION = re.compile("s_[0-9]+")
_ROOT = "yx:issue"

# What an issue has besides its text and its head.
_OWN = "secrecy serial editor approver copies editor_note published published_by extra"


@dataclass(frozen=True)
class Carried:
    """What a document carries: the issue, the lines of its head and the ordinals as printed, and bookmark → id.

    Without a working copy's text the issue has no sections, and ``shapes`` has what is carried of each article by its
    id: whether its chains run in, and its shape.
    """

    issue: Issue
    head: tuple[str, ...]
    ordinals: Ordinals
    bookmarks: Mapping[str, str]
    shapes: Mapping[str, tuple[bool, object]] | None = None

    @property
    def ids(self) -> set[str]:
        """The ids of all articles that are carried."""
        return self.issue.ids | set(self.bookmarks.values())


@dataclass
class Settled:
    """What the comparison came to, by the number of the title's line, and what there is to say.

    ``known`` are articles as carried, ``like`` those whose words have changed. ``missing`` are no longer in the text.
    """

    known: dict[int, Article] = field(default_factory=dict)
    like: dict[int, Article] = field(default_factory=dict)
    missing: list[Article] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_carried(package: Package, read_file: ReadFile | None) -> Carried | None:
    """What a document carries; None if it carries nothing, or nothing that this program can read."""
    for target in package.targets(package.main, "customXml")[:_ITEMS]:
        root = package.xml(target)
        if read_file and root is not None and root.tag == _ROOT:
            try:
                return _decoded(root.text or "", read_file)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError, EditorError):
                return None  # somebody else's, or made by a newer program: the text is there all the same
    return None


def _decoded(text: str, read_file: ReadFile) -> Carried:
    data = json.loads(text)
    ordinals = Ordinals(*(str(sample)[:_LONGEST_ORDINAL] for sample in data["ordinals"]))
    patterns(ordinals)  # ValueError if they are none
    head = _clean(*map(str, data["head"]))
    issue = _neutralised(read_file(data["file"] if "file" in data else data["issue"]))
    if "articles" in data:
        bookmarks = {str(name): _checked_id(each["id"]) for name, each in data["articles"].items()}
        shapes = {each["id"]: (each["run_in"] is True, each["body"]) for each in data["articles"].values()}
        return Carried(issue, head, ordinals, bookmarks, shapes)
    bookmarks = {str(name): str(article_id) for name, article_id in data["bookmarks"].items()}
    return Carried(issue, head, ordinals, bookmarks)


def _checked_id(article_id: object) -> str:
    if not isinstance(article_id, str) or not ARTICLE_ID.fullmatch(article_id):
        raise ValueError("id")
    return article_id


# -- head -------------------------------------------------------------------------------------------------------


def carried_masthead(carried: Carried, lines: Sequence[str]) -> Masthead | None:
    """The masthead as carried if the document still begins with its lines; None if they were changed."""
    count = len(carried.head)
    if not count or tuple(lines[:count]) != carried.head:
        return None
    return Masthead(replace(carried.issue, sections=(), spares=()), count)


def agrees(carried: Issue, printed: Issue) -> bool:
    """Whether what is carried is what the printed head says, as far as both say it: not every head has 增刊 in it."""
    return (carried.year, carried.number, carried.date) == (printed.year, printed.number, printed.date)


def bookmark_marks(paragraphs: Mapping[int, Paragraph], articles: Collection[str]) -> dict[int, Mark]:
    """The marks of the headings of ours that still have their bookmarks. ``articles`` are those of articles."""
    marks: dict[int, Mark] = {}
    for number, paragraph in paragraphs.items():
        if paragraph.outline is not None and paragraph.text.strip():
            if any(name in articles for name in paragraph.bookmarks):
                marks[number] = "title"
            elif any(_SECTION.fullmatch(name) for name in paragraph.bookmarks):
                marks[number] = "section"
    return marks


# -- articles ---------------------------------------------------------------------------------------------------


def settle(
    carried: Carried,
    found: Sequence[FoundSection],
    bookmarks: Mapping[int, Collection[str]],
    broken: Mapping[int, Sequence[str]],
) -> Settled:
    """Hold every article of the text against the one it was.

    ``bookmarks`` are those of each line, ``broken`` the parts of each whose paragraph has line breaks in it.
    """
    if carried.shapes is not None:
        return _reshaped(carried, found, bookmarks)
    settled = Settled()
    left = {article.id: article for article in carried.issue.articles}
    printed = {article.id: _printed(article, carried.ordinals) for article in left.values()}
    by_words = {words: article_id for article_id, words in printed.items()}
    by_title = {article.title: article.id for article in left.values()}
    articles = [article for section in found for article in section.articles]
    words_of = {each.line: _words(each.title, (line.text for line in each.below)) for each in articles}

    def take(found: FoundArticle, article_id: str) -> None:
        article = left.pop(article_id, None)
        if article is None:
            return
        same = printed[article_id] == words_of[found.line]
        if same and _has_title(found, article.title, broken.get(found.line)):
            settled.known[found.line] = article
        else:
            settled.like[found.line] = article
            message = f"这篇的文字在导出之后改过，以文中为准（{excerpt(found.title)}）"
            settled.remarks.append(Remark("doubtful", found.line, message, found.title))

    for article in articles:  # by bookmark, as long as it still points at an article of its own
        take(article, _by_bookmark(carried, bookmarks.get(article.line, ()), left))
    for article in articles:  # where Word or another program lost the bookmark
        if article.line not in settled.known and article.line not in settled.like:
            take(article, by_words.get(words_of[article.line]) or by_title.get(article.title, ""))
    settled.missing = list(left.values())
    return settled


def _by_bookmark(carried: Carried, bookmarks: Collection[str], left: Collection[str]) -> str:
    """The id of the article, of those ``left``, that one of the bookmarks is of; empty if none is."""
    ids = (carried.bookmarks.get(name, "") for name in bookmarks)
    return next((each for each in ids if each in left), "")


def _reshaped(
    carried: Carried, found: Sequence[FoundSection], bookmarks: Mapping[int, Collection[str]]
) -> Settled:
    """Every article of the text that still has its bookmark in the shape that it had, as far as its lines fill it."""
    settled = Settled()
    left = dict(carried.shapes or {})
    for article in (article for section in found for article in section.articles):
        article_id = _by_bookmark(carried, bookmarks.get(article.line, ()), left)
        if not article_id:
            continue
        run_in, shape = left.pop(article_id)
        try:
            body = body_of(shape, run_in, [line.text for line in article.below], carried.ordinals)
        except ValueError:
            body = None  # somebody else's
        if body is None:
            settled.like[article.line] = Article(article_id)
        else:
            settled.known[article.line] = Article(article_id, article.title, body, run_in)
    return settled


def _printed(article: Article, ordinals: Ordinals) -> tuple[str, ...]:
    """The words of an article as a reader of the document gets them."""
    lines = (line.text for line in render(article.body, article.run_in, ordinals))
    return _words(article.title, _clean(*lines))


def _has_title(found: FoundArticle, title: str, parts: Sequence[str] | None) -> bool:
    """Whether a title is still the one that was exported; where it is broken into parts a blank may have gone."""
    if parts is None:
        return found.title == "".join(_clean(title))
    return re.fullmatch(r"\s*".join(re.escape(part.strip()) for part in parts), title.strip()) is not None


def _words(title: str, lines: Iterable[str]) -> tuple[str, ...]:
    """What is compared of an article. The title counts without blanks: see :func:`_has_title`."""
    return (squeezed(title), *lines)


def _clean(*texts: str) -> tuple[str, ...]:
    lines, _ = clean_lines(texts)
    return tuple(line.text for line in lines)


# -- the issue --------------------------------------------------------------------------------------------------


def with_carried(
    issue: Issue, carried: Carried, settled: Settled, *, head_kept: bool
) -> tuple[Issue, list[Remark]]:
    """The issue of the text with what the document carries besides: empty sections, spares, what became of the rest.

    Whatever the text no longer has is named in a remark. ``head_kept`` says that the masthead is as it was exported.
    """
    own = carried.issue
    said = {name: getattr(own, name) or getattr(issue, name) for name in _OWN.split()}
    issue = replace(issue, **said, number_to=own.number_to if head_kept else None)
    if carried.shapes is not None:
        return issue, settled.remarks
    before = [(s.name, [a.id for a in s.articles]) for s in own.sections if s.articles]
    now = [(s.name, [a.id for a in s.articles]) for s in issue.sections]
    remarks = list(settled.remarks)
    for article in settled.missing:
        message = f"导出时的这一篇在文中已经没有，没有收入（{excerpt(article.title)}）"
        remarks.append(Remark("doubtful", 1, message, article.title))
    if before != now and not settled.missing:
        remarks.append(Remark("doubtful", 1, "栏目或稿件的次序在导出之后改过，以文中为准"))
    if before == now:
        # All sections in their old places, the empty ones included, with the articles of the text.
        printed = iter(issue.sections)
        sections = tuple(next(printed) if section.articles else section for section in own.sections)
    else:
        sections = _with_empty(issue, own)
    taken = {article.id for section in sections for article in section.articles}
    spares = tuple(article for article in own.spares if article.id not in taken)
    return replace(issue, sections=sections, spares=spares), remarks


def _with_empty(issue: Issue, carried: Issue) -> tuple[Section, ...]:
    """The sections of the text; an empty one that was carried stands behind the one that it stood behind."""
    sections = list(issue.sections)
    names = [section.name for section in sections]
    at = 0
    for section in carried.sections:
        if section.name in names:
            at = names.index(section.name) + 1
        elif not section.articles:
            sections.insert(at, section)
            names.insert(at, section.name)
            at += 1
    return tuple(sections)


# -- what nobody sees -------------------------------------------------------------------------------------------


def _neutralised(part: T) -> T:
    """An issue, or whatever is in it, without the characters that no text from outside may bring in."""
    clean: object = part
    if isinstance(part, str):
        clean = _seen(part)
    elif isinstance(part, tuple):
        clean = tuple(map(_neutralised, part))
    elif is_dataclass(part) and not isinstance(part, type):
        clean = replace(part, **{each.name: _neutralised(getattr(part, each.name)) for each in fields(part)})
    return cast(T, clean)


def _seen(text: str) -> str:
    """A text without unseen characters; a clean one is not touched, not even at its ends."""
    parts = text.split("\n")
    if len(parts) > _LINES:
        raise ValueError("more lines than any text has")
    kept, remarks = clean_lines(parts)
    if not remarks:
        return text
    clean = {line.line: line.text for line in kept}
    return "\n".join(clean.get(number, "") for number in range(1, len(parts) + 1))
