"""Text from the clipboard → articles as they will stand, with every line accounted for.

Pure: what was read is shown first and taken afterwards. A whole issue is read by the importer; single articles are read
by the same grammar, less what web pages put around them. Each line can be turned over by hand: kept although it was
left out, left as it was although it was repaired, left out although it was kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from editor.errors import ImportRefusedError
from editor.importers import Imported, Submission
from editor.importers.articles import FoundArticle, SectionReader
from editor.importers.contents import NO_CONTENTS, Contents, read_contents
from editor.importers.lines import import_lines
from editor.importers.masthead import is_contents_heading, read_masthead
from editor.importers.web_page import page_line, without_source
from editor.manuscript.grammar import parse
from editor.manuscript.ordinals import patterns
from editor.manuscript.source import SourceLine, clean_lines, split_lines
from editor.manuscript.tables import is_row
from editor.manuscript.titles import begins_with_a_place, is_prose, is_title_shaped
from editor.model.issue import Article, Issue, Place, add_article, add_section, new_id
from editor.model.remark import Remark
from editor.model.style import HouseStyle
from editor.session.articles import add_section_in_order
from editor.session.mending import mended_lines

SHORTEST = 30  # characters of a text on one line that can be an article; less is a word that was typed

_TITLE = 10  # characters of a title that names no place; a heading inside an article has less
_NEAR = 3  # lines below the title in which its text begins

_OPENING = "〔粘贴的文字〕"  # stands above the first line, as a section that no issue has
_NAME = "粘贴的文字"
_REACH = 20  # lines in which a 目录 must begin
_SPOKEN = re.compile(
    "(?:首先|其次|再次|再者|然后|此外|另外|最后|第[二三四五六七八九]是?)(?:[，,、：:]|(?=要))?"
)
_SPOKEN_FIRST = re.compile("首先(?:[，,、：:]|(?=要))?")

State = Literal["kept", "repaired", "doubtful", "left_out"]
_STATES: tuple[State, ...] = ("left_out", "doubtful", "repaired")


@dataclass(frozen=True)
class PastedLine:
    """A line as it was pasted, its number from 1, what became of it, and what there is to say about that."""

    number: int
    text: str
    state: State
    said: tuple[Remark, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What there is to say, in words, each once."""
        return tuple(dict.fromkeys(remark.message for remark in self.said))


@dataclass(frozen=True)
class PastedArticle:
    """An article as it will be, and the section that it stood under (empty if under none)."""

    article: Article
    section: str


@dataclass(frozen=True)
class Pasted:
    """What a text was read as. ``whole`` is the issue, if it was one with its masthead.

    ``spoken`` says that there are lines 首先… 其次…, which can be measures, and ``counted`` that they are.
    """

    articles: tuple[PastedArticle, ...]
    lines: tuple[PastedLine, ...]
    whole: Imported | None = None
    spoken: bool = False
    counted: bool = False


@dataclass(frozen=True)
class Reading:
    """How a text is to be read: lines turned over, all of it as one article, 首先… as measures.

    ``spoken`` None makes measures of 首先… where they follow each other line by line.
    """

    turned: frozenset[int] = frozenset()
    as_one: bool = False
    spoken: bool | None = None


_AS_FOUND = Reading()


@lru_cache(maxsize=1)
def _cleaned(text: str) -> tuple[Sequence[SourceLine], Sequence[Remark]]:
    """The lines of a paste and what was taken from them, once for all who ask."""
    return clean_lines(split_lines(text))


def is_article(text: str) -> bool:
    """Whether a text that was pasted where nothing is typed is more than a word or a line."""
    lines = [line.strip() for line in split_lines(text) if line.strip()]
    return len(lines) > 1 or any(len(line) >= SHORTEST for line in lines)


def is_titled(text: str) -> bool:
    """Whether a text begins with the title of an article and has prose below it; lines of a web page do not count."""
    lines = [line.text for line in _cleaned(text)[0] if page_line(line.text) is None]
    first, *below = lines or [""]
    is_long = len(first) >= _TITLE or begins_with_a_place(first)
    return is_long and is_title_shaped(first) and any(map(is_prose, below[:_NEAR]))


def is_issue(text: str, style: HouseStyle) -> bool:
    """Whether a text is a whole issue: whether there is a masthead in it."""
    try:
        read_masthead(_cleaned(text)[0], style, _NAME)
    except ImportRefusedError:
        return False
    return True


def read_pasted(
    pasted: str | Submission, style: HouseStyle, issue: Issue, how: Reading = _AS_FOUND
) -> Pasted:
    """The articles in a text that was pasted, or in that of a file, with ids that ``issue`` does not have."""
    submission = Submission(pasted) if isinstance(pasted, str) else pasted
    reader = _Reader(submission, style, issue, how)
    whole = None if how.as_one or not is_issue(submission.text, style) else reader.whole()
    return whole or reader.articles()


def take_pasted(
    issue: Issue, placed: Iterable[tuple[Article, str | None]], order: Sequence[str], behind: str = ""
) -> Issue:
    """The issue with articles put into their sections by name, None for the spares.

    An article goes behind the others of its section, or right behind the article ``behind`` if that stands in it. A
    section that is not there is added, where the ``order`` of the house style puts it.
    """
    for article, name in placed:
        issue, section = _section(issue, name, order)
        there = [other.id for other in issue.articles_in(section)]
        index = len(there)
        if behind in there:
            index = there.index(behind) + 1
            behind = article.id  # the next one goes behind this one
        issue = add_article(issue, article, Place(section, index))
    return issue


def _section(issue: Issue, name: str | None, order: Sequence[str]) -> tuple[Issue, int | None]:
    if name is None:
        return issue, None
    there = next((n for n, section in enumerate(issue.sections) if section.name == name), None)
    if there is not None:
        return issue, there
    if name in order:
        return add_section_in_order(issue, name, order)
    return add_section(issue, name, len(issue.sections)), len(issue.sections)


class _Reader:
    """Reads one text."""

    def __init__(self, submission: Submission, style: HouseStyle, issue: Issue, how: Reading) -> None:
        self._source, remarks = _cleaned(submission.text)
        self._remarks = [*remarks, *submission.remarks]
        self._marks = submission.marks
        self._style = style
        self._how = how
        self._date = issue.date
        self._taken = set(issue.ids)
        self._sources: list[tuple[int, str]] = []  # line, what it says of where the text comes from

    # -- a whole issue ------------------------------------------------------------------------------------

    def whole(self) -> Pasted | None:
        """The issue that the text is, or None if the importer finds no articles in it."""
        lines = self._mended(self._without_turned(self._source))
        try:
            imported = import_lines(lines, (), _NAME, self._style, self._marks)
        except ImportRefusedError:
            return None
        self._remarks += imported.remarks
        articles = [
            PastedArticle(self._with_free_id(article), section.name)
            for section in imported.issue.sections
            for article in section.articles
        ]
        return Pasted(tuple(articles), self._lines(), imported)

    def _without_turned(self, lines: Sequence[SourceLine]) -> list[SourceLine]:
        """The lines less those that were left out by hand: no repair is there to be turned over."""
        turned = [line for line in lines if line.line in self._how.turned]
        mended, _ = mended_lines(turned, self._style, self._date)
        out = {old.line for old, new in zip(turned, mended, strict=True) if old == new}
        for line in turned:
            if line.line in out:
                self._remarks.append(Remark("left_out", line.line, "已划去不收", line.text))
        return [line for line in lines if line.line not in out]

    def _with_free_id(self, article: Article) -> Article:
        free = replace(article, id=new_id(self._taken)) if article.id in self._taken else article
        self._taken.add(free.id)
        return free

    # -- articles -----------------------------------------------------------------------------------------

    def articles(self) -> Pasted:
        """Leave out what is of the page, mend, divide, parse."""
        page, text = self._divided_from_page()
        lines = [self._without_source(line) for line in self._mended([*page, *self._without_turned(text)])]
        lines.sort(key=lambda line: line.line)
        spoken = _spoken(lines)
        counted = _in_a_row(lines, spoken) if self._how.spoken is None else spoken
        if self._how.spoken is False:
            counted = []
        lines = self._as_measures(lines, counted)
        found = self._found(lines)
        articles = [PastedArticle(self._parsed(each), name) for name, each in found]
        for at, sources in self._sources_of([each.line for _, each in found]).items():
            with_source = replace(articles[at].article, source="；".join(dict.fromkeys(sources)))
            articles[at] = replace(articles[at], article=with_source)
        return Pasted(tuple(articles), self._lines(), spoken=bool(spoken), counted=bool(counted))

    def _divided_from_page(self) -> tuple[list[SourceLine], list[SourceLine]]:
        """The lines of the web page that are kept by hand, and the lines of text."""
        kept, text = [], []
        for line in self._source:
            page = None if line.line in self._marks else page_line(line.text)
            if page is None:
                text.append(line)
            elif line.line in self._how.turned:
                kept.append(line)
            else:
                if page.source:
                    self._sources.append((line.line, page.source))
                message = f"记作来源：{page.source}" if page.source else "网页上的文字"
                self._remarks.append(Remark("left_out", line.line, message, line.text))
        return kept, text

    def _mended(self, lines: Sequence[SourceLine]) -> list[SourceLine]:
        mended, remarks = mended_lines(lines, self._style, self._date, self._how.turned)
        self._remarks += remarks
        return mended

    def _without_source(self, line: SourceLine) -> SourceLine:
        """A line without the source in brackets at its end."""
        text, source = without_source(line.text)
        if not source or line.line in self._how.turned:
            return line
        self._sources.append((line.line, source))
        self._remarks.append(Remark("repaired", line.line, f"句末的来源记作来源：{source}", line.text))
        return SourceLine(line.line, text)

    def _as_measures(self, lines: Sequence[SourceLine], spoken: Sequence[int]) -> list[SourceLine]:
        """The lines with 首先… 其次… as measures of the house style."""
        ordinal = patterns(self._style.ordinals).measure.ordinal
        done = list(lines)
        number = 0
        for at in spoken:
            line = lines[at]
            number = 1 if _SPOKEN_FIRST.match(line.text) else number + 1
            rest = _SPOKEN.sub("", line.text, count=1)
            done[at] = SourceLine(line.line, ordinal(number) + rest)
            words = line.text[: len(line.text) - len(rest)]
            self._remarks.append(
                Remark("repaired", line.line, f"“{words}”改为“{ordinal(number)}”", line.text)
            )
        return done

    def _found(self, lines: Sequence[SourceLine]) -> list[tuple[str, FoundArticle]]:
        """The articles with their sections. What begins with no place is a new one only right under a section."""
        if not lines:
            return []
        if self._how.as_one:
            first, *below = lines
            return [("", _titled(FoundArticle(first.text, first.line, below)))]
        names = (*self._style.sections, _OPENING)
        contents, lines = self._contents(lines)
        reader = SectionReader([SourceLine(0, _OPENING), *lines], contents, names, self._marks)
        sections, remarks = reader.read()
        found: list[tuple[str, FoundArticle]] = []
        for section in sections:
            name = "" if section.name == _OPENING else section.name
            for place, article in enumerate(section.articles):
                marked = self._marks.get(article.line) in ("title", "title_line")
                announced = marked or bool(contents.entries) or begins_with_a_place(article.title)
                if place == 0 or announced:
                    found.append((name, article))
                else:
                    found[-1][1].below += [SourceLine(article.line, article.title), *article.below]
                    remarks = [remark for remark in remarks if remark.line != article.line]
        self._remarks += remarks
        return [(name, _titled(article)) for name, article in found]

    def _contents(self, lines: Sequence[SourceLine]) -> tuple[Contents, Sequence[SourceLine]]:
        """The 目录, if the text begins with one, and the lines without it."""
        heading = next((at for at, line in enumerate(lines[:_REACH]) if is_contents_heading(line.text)), None)
        if heading is None:
            return NO_CONTENTS, lines
        contents, start = read_contents(lines, heading + 1, self._style.sections)
        self._remarks += (Remark("left_out", line.line, "目录", line.text) for line in lines[heading:start])
        return contents, (*lines[:heading], *lines[start:])

    def _parsed(self, found: FoundArticle) -> Article:
        parsed = parse([line.text for line in found.below], self._style.ordinals)
        self._remarks += (replace(r, line=found.below[r.line - 1].line) for r in parsed.remarks)
        return self._with_free_id(Article(new_id(self._taken), found.title, parsed.body, parsed.run_in))

    def _sources_of(self, starts: Sequence[int]) -> dict[int, list[str]]:
        """The sources by article: of the one that begins above, for those on top the first."""
        found: dict[int, list[str]] = defaultdict(list)
        for line, source in sorted(self._sources):
            if starts:
                found[max(0, sum(1 for start in starts if start <= line) - 1)].append(source)
        return found

    # -- the lines as they were ---------------------------------------------------------------------------

    def _lines(self) -> tuple[PastedLine, ...]:
        said: dict[int, list[Remark]] = defaultdict(list)
        for remark in self._remarks:
            said[remark.line].append(remark)
        return tuple(_line(line, said[line.line]) for line in self._source)


def _line(line: SourceLine, remarks: Sequence[Remark]) -> PastedLine:
    kinds = {remark.kind for remark in remarks}
    state: State = next((state for state in _STATES if state in kinds), "kept")
    return PastedLine(line.line, line.text, state, tuple(remarks))


def _titled(found: FoundArticle) -> FoundArticle:
    """An article whose title is none but the first row of a table has no title."""
    if not is_row(found.title):
        return found
    return FoundArticle("", found.line, [SourceLine(found.line, found.title), *found.below])


def _spoken(lines: Sequence[SourceLine]) -> list[int]:
    """The places of lines that begin 首先…, 其次… and so on; none unless there are two and 首先 is the first."""
    found: list[int] = []
    for at, line in enumerate(lines):
        if _SPOKEN_FIRST.match(line.text) or (found and _SPOKEN.match(line.text)):
            found.append(at)
    return found if len(found) > 1 else []


def _in_a_row(lines: Sequence[SourceLine], spoken: Sequence[int]) -> list[int]:
    """Those of such lines that follow each other without a line between, each a sentence, 首先 before all others."""
    runs: list[list[int]] = []
    for at in spoken:
        if _SPOKEN_FIRST.match(lines[at].text):
            runs.append([at])
        elif runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
    sure = (run for run in runs if len(run) > 1 and all(is_prose(lines[at].text) for at in run))
    return [at for run in sure for at in run]
