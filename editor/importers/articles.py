"""Lines after the 目录 → sections and articles: which line is a section, which a title, and what lies below it.

Sections are found by their exact name, titles by the 目录, and what is not in it by shape and place. Nothing is left
out here: what is no title is text of the article above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from editor.importers.contents import TYPED, Contents, is_section_shaped, section_key, undressed, unwrapped
from editor.importers.contents_check import ContentsCheck
from editor.importers.page_junk import is_page_junk, is_rule
from editor.manuscript.foreign import foreign_ordinal
from editor.manuscript.source import SourceLine, excerpt
from editor.manuscript.titles import begins_with_a_place, is_prose, is_title_shaped, title_key
from editor.model.remark import Remark, RemarkKind

Mark: TypeAlias = Literal["section", "title", "title_line", "text"]
"""What the file itself says of a line: a section, a title, one of the lines that a title may be broken into, or text."""

_COUNTED = re.compile(r"(?P<n>[0-9０-９]{1,2})(?:[.．、]\s*|\s+)(?=[^\s.．、%％])")  # before all titles
_MANY = 2  # titles that must have one
_UNNAMED = "未分栏"
_LONGEST_SPACED = 40  # code points of the name of a section with blanks between its characters
_SHORTEST_PLACELESS = 10  # code points of a title that begins with no place and is in no 目录
_TITLE_LINES = 4  # that one title has at most
_LONGEST_CLOSED_TITLE = 40  # code points of a title that ends with a full stop by mistake


@dataclass
class FoundArticle:
    """An article as it stands in the text: its title, the number of the title's line, the lines below it."""

    title: str
    line: int
    below: list[SourceLine] = field(default_factory=list)


@dataclass
class FoundSection:
    """A section as it stands in the text."""

    name: str
    articles: list[FoundArticle] = field(default_factory=list)


def without_page_junk(
    lines: Sequence[SourceLine], marks: Mapping[int, Mark]
) -> tuple[Sequence[SourceLine], list[Remark]]:
    """The lines without those of the page after the last text, and a remark for each of these.

    A line of such a shape above other text stays, and is doubtful. What the file itself marks is never of the page.
    """
    junk = [line.line not in marks and is_page_junk(line.text) for line in lines]
    end = len(lines)
    while end and junk[end - 1]:
        end -= 1
    doubtful = (line for line, is_junk in zip(lines[:end], junk, strict=False) if is_junk)
    return lines[:end], [
        *(
            _about("doubtful", line, f"像网页上的文字，按正文保留（{excerpt(line.text)}）")
            for line in doubtful
        ),
        *(_about("left_out", line, f"网页上的文字（{excerpt(line.text)}）") for line in lines[end:]),
    ]


class SectionReader:
    """Reads sections with their articles out of lines, below the 目录 ``contents``.

    ``names`` are the sections of the house style, ``marks`` what the file itself says of lines by their number.
    """

    def __init__(
        self,
        lines: Sequence[SourceLine],
        contents: Contents,
        names: Sequence[str],
        marks: Mapping[int, Mark],
    ) -> None:
        self._marks = marks
        self._marks_sections = "section" in marks.values()
        self._check = ContentsCheck(contents, lines)
        self._names = {key: name for key, (name, _) in contents.sections.items()}
        self._names |= {section_key(name): name for name in names}
        self._written_names = frozenset(names)
        self._has_sections = bool(self._names)
        self._sections: list[FoundSection] = []
        self._opened: set[str] = set()  # their names
        self._open: FoundArticle | None = None
        self._written: dict[int, str] = {}  # marked titles by line, with the number typed before them
        self._remarks: list[Remark] = []
        self._lines = self._without_rules(lines)

    def read(self) -> tuple[list[FoundSection], list[Remark]]:
        """The sections, and what is to say about them. Every line is in one of them."""
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            mark = self._marks.get(line.line)
            name = self._name_of(line.text, mark) if len(line.text) <= _LONGEST_SPACED else None
            if mark == "section" and name is not None:
                self._open_section(name, line)
            elif mark in ("title", "title_line"):
                lines = self._marked_title(at)
                self._open_article(self._unnumbered(_joined(lines), line), line)
                at += len(lines) - 1
            elif mark == "text":
                self._write(at)
            elif name is not None:
                self._open_section(name, line)
            elif mark == "section" or self._is_unknown_section(at):
                self._remark("doubtful", line, f"样式中没有栏目“{line.text}”，按栏目收入，请核对")
                self._open_section(line.text, line)
            elif title := self._title_on_two_lines(at):
                self._open_article(title, line)
                at += 1
            elif self._is_title(at):
                self._open_article(line.text, line)
            else:
                self._write(at)
            at += 1
        self._close_article()
        self._strike_counters()
        self._strike_dress()
        return self._sections, self._remarks + self._check.finish(section.name for section in self._sections)

    def _name_of(self, text: str, mark: Mark | None) -> str | None:
        """The section that a line names, an ordinal typed before it (一、科创聚焦) apart.

        Where the file marks its sections, an unmarked line with an ordinal is a heading that is called like one.
        """
        name = text if text in self._written_names else self._names.get(section_key(text))
        if name is None and (mark == "section" or not self._marks_sections):
            name = self._names.get(section_key(TYPED.sub("", text)))
        return name

    def _without_rules(self, lines: Sequence[SourceLine]) -> list[SourceLine]:
        """The lines without the rules of ornament that stand above a section or a title, or at the end."""
        kept: list[SourceLine] = []
        for line in reversed(lines):
            divides = is_rule(line.text) and self._marks.get(line.line) != "text"
            if divides and (not kept or self._heads(kept[-1])):
                self._remark("left_out", line, f"稿件之间的分隔线没有收入（{excerpt(line.text)}）")
            else:
                kept.append(line)
        return kept[::-1]

    def _heads(self, line: SourceLine) -> bool:
        """Whether a line that stands below a rule is a section or a title."""
        mark = self._marks.get(line.line)
        if mark is not None or len(line.text) > _LONGEST_SPACED:
            return mark is not None and mark != "text"
        is_section = self._name_of(line.text, mark) is not None
        return (
            is_section
            or self._announces(line.text)
            or (is_title_shaped(line.text) and begins_with_a_place(line.text))
        )

    # -- what a line is -----------------------------------------------------------------------------------------

    def _announces(self, text: str) -> bool:
        """Whether the 目录 has a title, as it stands or, if no line is written so, without what is typed around it."""
        return self._check.announces(text) or self._check.awaits(undressed(text))

    def _marked_title(self, at: int) -> list[str]:
        """The lines of the title that begins at a marked line.

        Lines marked alike without text between them are one title if the 目录 has it so; where it does not know
        them, lines of one look are, while two headings are two titles.
        """
        mark = self._marks[self._lines[at].line]
        lines = [self._lines[at].text]
        for line in self._lines[at + 1 : at + _TITLE_LINES]:
            if self._marks.get(line.line) != mark or any(
                map(self._check.announces, (_joined(lines), line.text))
            ):
                break
            if mark == "title" and not self._check.announces(_joined([*lines, line.text])):
                break
            lines.append(line.text)
        return lines

    def _is_title(self, at: int) -> bool:
        """Whether a line is a title. The 目录 decides; where it is silent, place and shape do."""
        text, below = self._lines[at].text, self._below(at)
        if self._announces(text):
            return True
        if self._open is None:
            return self._is_first_title(text, below)
        if not self._may_end_article(at) or not is_title_shaped(text):
            return False
        return self._check.is_alike(text) or (self._is_unannounced(text) and self._has_text_below(at))

    def _is_first_title(self, text: str, below: str) -> bool:
        """Whether a line right under a section is a title: it is, but for a paragraph whose title is missing."""
        if not is_prose(text):
            return True
        is_closed_title = len(text) <= _LONGEST_CLOSED_TITLE and "，" not in text and "," not in text
        return is_closed_title and is_prose(below) and foreign_ordinal(below) is None

    def _is_unannounced(self, text: str) -> bool:
        """Whether a line of the right shape and place is a title though no 目录 has it.

        Where the file itself marks titles, its shape is not enough.
        """
        return not self._marks and (
            begins_with_a_place(unwrapped(text))
            or (self._check.is_empty and len(text) >= _SHORTEST_PLACELESS)
        )

    def _is_unknown_section(self, at: int) -> bool:
        """Whether a line is the name of a section that neither style nor 目录 has: a few characters above a title."""
        text, below = self._lines[at].text, self._below(at)
        if (
            self._marks
            or not is_section_shaped(text)
            or not (self._open is None or self._may_end_article(at))
        ):
            return False
        is_title = is_title_shaped(below) and begins_with_a_place(below) and self._has_text_below(at + 1)
        return not self._check.announces(text) and (is_title or self._check.announces(below))

    def _title_on_two_lines(self, at: int) -> str:
        """The title that a line and the next make together, if the 目录 has it so; else nothing."""
        text, below = self._lines[at].text, self._below(at)
        if not below or self._check.is_empty or self._check.announces(text) or self._check.announces(below):
            return ""
        return text + below if self._check.announces(text + below) and not is_prose(text) else ""

    def _may_end_article(self, at: int) -> bool:
        """Whether the text above a line is complete and the line below it no later measure of a chain."""
        above = self._lines[at - 1].text
        ordinal = foreign_ordinal(self._below(at))
        return is_prose(above) and (ordinal is None or ordinal.number == 1)

    def _has_text_below(self, at: int) -> bool:
        below = self._below(at)
        return is_prose(below) or foreign_ordinal(below) is not None

    def _below(self, at: int) -> str:
        return self._lines[at + 1].text if at + 1 < len(self._lines) else ""

    # -- putting lines where they belong --------------------------------------------------------------------------

    def _open_section(self, name: str, line: SourceLine) -> None:
        self._close_article()
        open_ = self._sections[-1] if self._sections else FoundSection("")
        if name == open_.name and open_.articles and line.line not in self._marks:
            self._remark("repaired", line, f"栏目名“{name}”又写了一次，仍是同一个栏目")
            return
        if line.text != name:
            self._remark("repaired", line, f"栏目名“{line.text}”记作“{name}”")
        self._check.take_section(name, line.line)
        if name in self._opened:
            self._remark("doubtful", line, f"栏目“{name}”出现不止一次，请核对")
        self._opened.add(name)
        self._sections.append(FoundSection(name))

    def _open_article(self, title: str, line: SourceLine) -> None:
        self._close_article()
        section = self._section(line)
        title = self._spelt(title, line)
        if title != line.text and not line.text.endswith(title):
            self._remark("repaired", line, f"标题分作两行，已合为一行（{title}）")
        if self._check.is_empty and not self._marks and section.articles and not begins_with_a_place(title):
            self._remark("doubtful", line, f"按标题收入，请核对（{excerpt(title)}）")
        self._check.take(title, line.line, section.name)
        self._start(section, title, line)

    def _write(self, at: int) -> None:
        line = self._lines[at]
        if self._open is None:
            self._remark("doubtful", line, f"这篇没有标题（{excerpt(line.text)}）")
        elif self._may_end_article(at) and self._seems_title(at):
            self._remark("doubtful", line, f"像标题，但不能确定，按正文保留（{excerpt(line.text)}）")
        article = self._open or self._start(self._section(line), "", line)
        article.below.append(line)

    def _seems_title(self, at: int) -> bool:
        text = self._lines[at].text
        return (
            is_title_shaped(text) and not is_prose(text) and (self._has_text_below(at) or not self._below(at))
        )

    def _section(self, line: SourceLine) -> FoundSection:
        """The section that is open; one without a name if there is none."""
        if not self._sections:
            if self._has_sections:
                self._remark("doubtful", line, f"前面没有栏目名，暂入“{_UNNAMED}”")
            self._sections.append(FoundSection(_UNNAMED if self._has_sections else ""))
        return self._sections[-1]

    def _unnumbered(self, title: str, line: SourceLine) -> str:
        """A title that the file marks, without the number typed before it: it counts the articles, and no more."""
        self._written[line.line] = title
        bare = TYPED.sub("", title)
        if bare == title or self._check.announces(title) or not bare:
            return title
        self._remark("repaired", line, f"标题前的序号“{title[: len(title) - len(bare)]}”没有收入")
        return bare

    def _spelt(self, title: str, line: SourceLine) -> str:
        """A title as the 目录 has it, if the two differ in nothing but what is typed around it."""
        bare = undressed(title)
        if bare in ("", title) or self._check.spells(title) or not self._check.spells(bare):
            return title
        if title_key(bare) != title_key(title) and not self._check.awaits(bare):
            return title
        self._remark("repaired", line, f"标题“{excerpt(title)}”照目录记作“{excerpt(bare)}”")
        return bare

    def _strike_dress(self) -> None:
        """Titles that all have an ornament or brackets around them, where no 目录 says how they are written."""
        articles = [article for section in self._sections for article in section.articles]
        bare = [unwrapped(article.title) for article in articles]
        is_dress = all(text not in ("", article.title) for text, article in zip(bare, articles, strict=True))
        if not self._check.is_empty or len(articles) < _MANY or not is_dress:
            return
        for article, text in zip(articles, bare, strict=True):
            line = SourceLine(article.line, article.title)
            self._remark("repaired", line, f"标题“{excerpt(article.title)}”记作“{excerpt(text)}”")
            article.title = text

    def _strike_counters(self) -> None:
        """Titles that are all numbered one after the other, over the issue or in each section, without the numbers."""
        expected = 0
        struck = []
        for section in self._sections:
            for place, article in enumerate(section.articles):
                written = self._written.get(article.line, article.title)
                found = _COUNTED.match(written)
                number = int(found["n"]) if found else 0
                if found is None or number not in ((expected + 1, 1) if place == 0 else (expected + 1,)):
                    return
                expected = number
                struck.append((article, written[: found.end()].strip(), written[found.end() :]))
        if len(struck) < _MANY:
            return
        for article, typed, title in struck:
            if article.title != title:
                line = SourceLine(article.line, article.title)
                self._remark("repaired", line, f"标题前的序号“{typed}”没有收入")
                article.title = title

    def _start(self, section: FoundSection, title: str, line: SourceLine) -> FoundArticle:
        self._open = FoundArticle(title, line.line)
        section.articles.append(self._open)
        return self._open

    def _close_article(self) -> None:
        if self._open is not None and not self._open.below:
            title = self._open.title
            self._remarks.append(
                Remark("doubtful", self._open.line, f"这篇没有正文（{excerpt(title)}）", title)
            )
        self._open = None

    def _remark(self, kind: RemarkKind, line: SourceLine, message: str) -> None:
        self._remarks.append(_about(kind, line, message))


def _joined(lines: Sequence[str]) -> str:
    """The lines of a title as one; a blank stands only between words of Latin letters."""
    title = lines[0]
    for line in lines[1:]:
        title += f" {line}" if title[-1:].isascii() and line[:1].isascii() else line
    return title


def _about(kind: RemarkKind, line: SourceLine, message: str) -> Remark:
    return Remark(kind, line.line, message, line.text)
