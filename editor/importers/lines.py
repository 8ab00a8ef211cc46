"""Clean lines → an issue: masthead, 目录, sections, articles. What all importers do once they have lines.

A text file has nothing but its words; a Word document also says which paragraphs are headings. That comes as marks, by
the number of the line, and goes before what the words look like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from editor.errors import ImportRefusedError
from editor.importers.announced import Announced, read_complete
from editor.importers.articles import FoundArticle, FoundSection, Mark, SectionReader, without_page_junk
from editor.importers.below import take_about, with_about
from editor.importers.contents import NO_CONTENTS, NOTE, Contents, begins_contents, read_contents, section_key
from editor.importers.masthead import is_contents_heading, read_masthead
from editor.importers.page_junk import is_page_junk
from editor.manuscript.grammar import parse
from editor.manuscript.lines import render
from editor.manuscript.source import SourceLine, excerpt
from editor.manuscript.titles import is_prose
from editor.model.issue import Article, Issue, Section, derived_id
from editor.model.remark import Remark
from editor.model.style import HouseStyle, Ordinals

_MOST_LINES = 25_000  # an issue has some 200, a volume of a whole year 10,000
_SCATTERED = 1  # lines inside the 目录 that the file does not call its rows
_CONTENTS_REACH = 20  # lines after the masthead in which the 目录 must begin


@dataclass(frozen=True)
class Imported:
    """The issue that was read, and what was repaired, left out or is doubtful, in the order of the lines.

    ``whole`` says that the file told what is not printed as well, as a working copy does.
    """

    issue: Issue
    remarks: tuple[Remark, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Submission:
    """An article or several, as somebody sent them in: the text, what the file says of its lines, what there is to say.

    Lines are numbered from 1. A pasted text has nothing but its words; a Word file also says which paragraphs are
    sections and titles.
    """

    text: str
    marks: Mapping[int, Mark] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


ReadFile = Callable[[object], Issue]
"""Reads the issue that a document carries: the text of an issue file, or what documents had before. EditorError if it is none."""


@dataclass(frozen=True)
class Head:
    """What stands before the issue itself. ``start`` is the index of its first line, ``note`` a 编者按 above the 目录."""

    contents: Contents
    start: int
    remarks: tuple[Remark, ...]
    note: str = ""


def refuse_endless(count: int, name: str) -> None:
    """ImportRefusedError if so many lines or paragraphs cannot be one issue."""
    if count > _MOST_LINES:
        raise ImportRefusedError(
            f"有{count}行文字，不像一期", where=name, advice="多期的文本请分开保存，每期一个文件"
        )


def import_lines(
    lines: Sequence[SourceLine],
    remarks: Sequence[Remark],
    name: str,
    style: HouseStyle,
    marks: Mapping[int, Mark] | None = None,
) -> Imported:
    """The issue in lines. ``remarks`` are those made on the way to them, ``marks`` what is known of some by number."""
    masthead, said = read_masthead(lines, style, name)
    head = read_head(lines, masthead.after, said, style)
    if not marks and (complete := _complete(lines, masthead.after, style)):
        head = replace(head, contents=complete.contents, start=complete.start)
        marks = complete.marks
    head = with_note(head, lines, style)
    found, said = read_body(lines, head, style, name, marks or {})
    about = take_about(found, style)
    issue = replace(masthead.issue, editor_note=head.note)
    reader = ArticleReader(issue, style.ordinals)
    issue = replace(issue, sections=with_about(reader.sections(found), found, about))
    return Imported(issue, reader.all_remarks((*remarks, *head.remarks, *said)))


def _complete(lines: Sequence[SourceLine], after: int, style: HouseStyle) -> Announced | None:
    """The 目录 below the masthead if all that it announces comes, in its order."""
    for at in range(after, min(len(lines), after + _CONTENTS_REACH)):
        if is_contents_heading(lines[at].text) or lines[at].text == style.text.contents_heading:
            return read_complete(lines, at + 1, style.sections)
    return None


def read_head(
    lines: Sequence[SourceLine],
    after: int,
    said: Sequence[Remark],
    style: HouseStyle,
    announced: Collection[int] = (),
) -> Head:
    """The head, with the 目录 from line ``after`` on. ``announced`` are the numbers of lines known to be rows of it."""
    rows = _one_block([at for at in range(after, len(lines)) if lines[at].line in announced])
    typed = next((at for at in range(after, len(lines)) if is_contents_heading(lines[at].text)), None)
    if typed is not None and any(is_prose(line.text) for line in lines[typed : (rows or [0])[0]]):
        rows = []  # the field of another list, below text
    reach = range(after, min(len(lines), rows[0] if rows else after + _CONTENTS_REACH))
    heading = next((at for at in reach if is_contents_heading(lines[at].text)), None)
    if heading is None and not rows:
        if not begins_contents(lines[after:]):
            return Head(NO_CONTENTS, after, tuple(said))
        heading = after - 1
    first = rows[0] if heading is None else heading + 1
    end = rows[-1] + 1 if rows else None
    between = lines[after : first if heading is None else heading]
    note = next((at for at, line in enumerate(between) if NOTE.match(line.text)), len(between))
    if heading is None and _holds_articles(between[:note], style):
        return Head(NO_CONTENTS, after, tuple(said))  # these rows are no 目录: text came before
    contents, start = read_contents(lines, first, style.sections, end)
    below = next((at for at in range(first, start) if NOTE.match(lines[at].text)), None)
    if below is not None:  # a 编者按 between the 目录 and the issue
        contents, start = read_contents(lines, first, style.sections, below)
    words = "\n".join(line.text for line in between[note:])
    return Head(contents, start, (*said, *map(_left_out, between[:note])), words)


def _one_block(rows: Sequence[int]) -> list[int]:
    """The first unbroken block of rows: what is styled like the 目录 further on is text."""
    block: list[int] = []
    for row in rows:
        if block and row - block[-1] > 1 + _SCATTERED:
            break
        block.append(row)
    return block


def _holds_articles(lines: Sequence[SourceLine], style: HouseStyle) -> bool:
    """Whether lines above what looks like the 目录 are of articles: a section of the house, or prose."""
    names = frozenset(map(section_key, style.sections))
    return any(section_key(line.text) in names or is_prose(line.text) for line in lines)


def with_note(head: Head, lines: Sequence[SourceLine], style: HouseStyle) -> Head:
    """The head with a 编者按 that stands below the 目录, unless the house prints the same above every issue."""
    if not head.note:
        words, count = _leading_note(lines[head.start :])
        head = replace(head, note=words, start=head.start + count)
    return replace(head, note="") if head.note.split() == style.editor_note.split() else head


def _leading_note(lines: Sequence[SourceLine]) -> tuple[str, int]:
    """A 编者按 at the top of the body, and how many lines it takes: down to the first line that is no prose."""
    if not lines or not NOTE.match(lines[0].text):
        return "", 0
    end = next((at for at, line in enumerate(lines) if at and not is_prose(line.text)), len(lines))
    end = end if is_prose(lines[0].text) or end > 1 else 0
    return "\n".join(line.text for line in lines[:end]), end


def read_body(
    lines: Sequence[SourceLine],
    head: Head,
    style: HouseStyle,
    name: str,
    marks: Mapping[int, Mark],
    *,
    may_be_empty: bool = False,
) -> tuple[list[FoundSection], list[Remark]]:
    """The sections and articles below the head, and what is to say about them.

    ImportRefusedError if there are none, unless the issue may be empty.
    """
    kept, remarks = without_page_junk(lines[head.start :], marks)
    found, said = SectionReader(kept, head.contents, style.sections, marks).read()
    if not may_be_empty and not any(section.articles for section in found):
        line = lines[min(head.start, len(lines) - 1)].line
        raise ImportRefusedError("刊头之后没有找到稿件", where=name, line=line, advice="请确认文本完整")
    return found, remarks + said


def _left_out(line: SourceLine) -> Remark:
    if is_page_junk(line.text):
        return Remark("left_out", line.line, f"网页上的文字（{excerpt(line.text)}）", line.text)
    return Remark("doubtful", line.line, f"刊头与目录之间的这一行没有收入（{excerpt(line.text)}）", line.text)


class ArticleReader:
    """Makes articles of what was found, with ids that are the same when the same text is read again.

    ``known`` are articles that are whole already, and ``like`` those whose words have changed but whose id, source and
    notes remain, both by the number of the title's line.
    """

    def __init__(
        self,
        issue: Issue,
        ordinals: Ordinals,
        known: Mapping[int, Article] | None = None,
        like: Mapping[int, Article] | None = None,
        taken: Collection[str] = (),
    ) -> None:
        self._issue = issue
        self._ordinals = ordinals
        self._known = known or {}
        self._like = like or {}
        self._taken: set[str] = set(taken)
        self._occurrences: Counter[str] = Counter()
        self._articles: dict[int, str] = {}  # line → article id
        self._remarks: list[Remark] = []

    def sections(self, found: Sequence[FoundSection]) -> tuple[Section, ...]:
        """The sections with their articles."""
        return tuple(Section(each.name, tuple(map(self._read, each.articles))) for each in found)

    def _read(self, found: FoundArticle) -> Article:
        """The article of a title and the lines below it."""
        article = self._known.get(found.line) or self._parsed(found)
        self._articles |= dict.fromkeys((found.line, *(line.line for line in found.below)), article.id)
        return article

    def _parsed(self, found: FoundArticle) -> Article:
        parsed = parse([line.text for line in found.below], self._ordinals)
        self._remarks += (
            replace(remark, line=found.below[remark.line - 1].line) for remark in parsed.remarks
        )
        if found.line in self._like:
            return replace(self._like[found.line], title=found.title, body=parsed.body, run_in=parsed.run_in)
        printed = (line.text for line in render(parsed.body, parsed.run_in, self._ordinals))
        words = "\n".join((str(self._issue.id), found.title, *printed))
        self._occurrences[words] += 1
        article_id = derived_id(f"{self._occurrences[words]}\n{words}", self._taken)
        self._taken.add(article_id)
        return Article(article_id, found.title, parsed.body, parsed.run_in)

    def all_remarks(self, others: Sequence[Remark]) -> tuple[Remark, ...]:
        """These and other remarks in the order of the lines, each once, with the article that its line went to."""
        remarks = sorted((*others, *self._remarks), key=lambda remark: remark.line)
        return tuple(
            dict.fromkeys(replace(remark, article=self._articles.get(remark.line, "")) for remark in remarks)
        )
