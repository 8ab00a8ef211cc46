"""A text file → an issue: the form in which the bulletin stands on the web, and what offices make of it.

The file is read once from top to bottom: masthead, 目录, sections with their articles, page junk. Whatever is repaired,
left out or doubtful becomes a remark with its line; no text of an article is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from editor.errors import ImportRefusedError
from editor.importers.articles import FoundArticle, read_sections, without_page_junk
from editor.importers.contents import NO_CONTENTS, Contents, read_contents
from editor.importers.encoding import decode
from editor.importers.imported import Imported
from editor.importers.masthead import Masthead, is_contents_heading, read_masthead
from editor.importers.page_junk import is_page_junk
from editor.manuscript.grammar import parse, render
from editor.manuscript.source import SourceLine, clean_lines, excerpt, split_lines
from editor.model.issue import Article, Issue, Section, derived_id
from editor.model.remark import Remark
from editor.model.style import HouseStyle, Ordinals

_CONTENTS_REACH = 20  # lines after the masthead in which the 目录 must begin


def import_txt(data: bytes, name: str, style: HouseStyle) -> Imported:
    """The issue in the bytes of a text file, read with the words and sections of a house style.

    ``name`` is the file's, for error messages. ImportRefusedError says in one sentence why there is no issue in it.
    """
    return import_text(decode(data, name), name, style)


def import_text(text: str, name: str, style: HouseStyle) -> Imported:
    """The issue in a text; see :func:`import_txt`."""
    lines, remarks = clean_lines(split_lines(text))
    masthead, said = read_masthead(lines, style, name)
    remarks += said
    contents, start, said = _contents(lines, masthead.after, style)
    remarks += said
    kept, said = without_page_junk(lines[start:])
    remarks += said
    found, said = read_sections(kept, contents, style.sections)
    remarks += said
    if not any(section.articles for section in found):
        line = lines[min(start, len(lines) - 1)].line
        raise ImportRefusedError("刊头之后没有找到稿件", where=name, line=line, advice="请确认文本完整")
    issue = _issue(masthead, style)
    reader = _ArticleReader(issue, style.ordinals)
    sections = tuple(Section(section.name, tuple(map(reader.read, section.articles))) for section in found)
    return Imported(replace(issue, sections=sections), reader.all_remarks(remarks))


def _issue(masthead: Masthead, style: HouseStyle) -> Issue:
    return Issue(
        title=masthead.title,
        year=masthead.year,
        number=masthead.number,
        date=masthead.date,
        issuer=masthead.issuer,
        style=style.name,
        total=masthead.total,
        kind=masthead.kind,
    )


def _contents(
    lines: Sequence[SourceLine], after: int, style: HouseStyle
) -> tuple[Contents, int, list[Remark]]:
    """The 目录, where the issue itself begins, and what stands between masthead and 目录 and is left out."""
    reach = range(after, min(len(lines), after + _CONTENTS_REACH))
    heading = next((at for at in reach if is_contents_heading(lines[at].text)), None)
    if heading is None:
        return NO_CONTENTS, after, []
    contents, start = read_contents(lines, heading + 1, style.sections)
    return contents, start, [_left_out(line) for line in lines[after:heading]]


def _left_out(line: SourceLine) -> Remark:
    if is_page_junk(line.text):
        return Remark("left_out", line.line, f"网页上的文字（{excerpt(line.text)}）", line.text)
    return Remark("doubtful", line.line, f"刊头与目录之间的这一行没有收入（{excerpt(line.text)}）", line.text)


class _ArticleReader:
    """Makes articles of what was found, with ids that are the same when the same text is read again."""

    def __init__(self, issue: Issue, ordinals: Ordinals) -> None:
        self._issue = issue
        self._ordinals = ordinals
        self._taken: set[str] = set()
        self._occurrences: Counter[str] = Counter()
        self._articles: dict[int, str] = {}  # line → article id
        self._remarks: list[Remark] = []

    def read(self, found: FoundArticle) -> Article:
        """The article of a title and the lines below it."""
        parsed = parse([line.text for line in found.below], self._ordinals)
        printed = (line.text for line in render(parsed.body, parsed.run_in, self._ordinals))
        words = "\n".join((str(self._issue.id), found.title, *printed))
        self._occurrences[words] += 1
        article_id = derived_id(f"{self._occurrences[words]}\n{words}", self._taken)
        self._taken.add(article_id)
        self._articles |= dict.fromkeys((found.line, *(line.line for line in found.below)), article_id)
        self._remarks += (
            replace(remark, line=found.below[remark.line - 1].line) for remark in parsed.remarks
        )
        return Article(article_id, found.title, parsed.body, parsed.run_in)

    def all_remarks(self, others: Sequence[Remark]) -> tuple[Remark, ...]:
        """These and other remarks in the order of the lines, each once, with the article that its line went to."""
        remarks = sorted((*others, *self._remarks), key=lambda remark: remark.line)
        return tuple(
            dict.fromkeys(replace(remark, article=self._articles.get(remark.line, "")) for remark in remarks)
        )
