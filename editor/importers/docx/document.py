"""The whole way from the bytes of a .docx to an issue and its remarks, whose lines are numbers of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from editor.errors import ImportRefusedError
from editor.importers.articles import FoundSection, Mark
from editor.importers.contents import section_key
from editor.importers.docx.about import apart, put_back
from editor.importers.docx.carried import (
    Carried,
    agrees,
    bookmark_marks,
    carried_masthead,
    read_carried,
    settle,
    with_carried,
)
from editor.importers.docx.comments import Comments
from editor.importers.docx.fields import Fields
from editor.importers.docx.formats import Styles
from editor.importers.docx.headings import levels, look_marks, style_marks, text_marks
from editor.importers.docx.leftovers import package_remarks
from editor.importers.docx.lists import with_inner_headings, with_ordinals
from editor.importers.docx.numbering import Numbering
from editor.importers.docx.paragraphs import BREAK, Paragraph, quoted
from editor.importers.docx.story import Story
from editor.importers.docx.tree import children, plain_text
from editor.importers.lines import (
    ArticleReader,
    Head,
    Imported,
    ReadFile,
    Submission,
    read_body,
    read_head,
    refuse_endless,
    with_note,
)
from editor.importers.masthead import Masthead, NoMastheadError, read_masthead
from editor.importers.package import Package
from editor.manuscript.source import SourceLine, clean_lines, clean_numbered, excerpt, squeezed
from editor.manuscript.tables import BETWEEN
from editor.manuscript.titles import is_prose
from editor.model.remark import Remark
from editor.model.style import HouseStyle

_PAGE = re.compile(r"\t[^\t]{0,12}\Z")  # leader and page number of a row of the 目录
_EDITOR_NOTE, _TAIL = "编者按", ("报尾", "报尾定位")  # styles of what the house style prints, not the issue


def import_package(
    package: Package,
    style_for: Callable[[str], HouseStyle],
    known_styles: Collection[str],
    read_file: ReadFile | None,
    headings: Mapping[str, Mark] | None = None,
    typed: Collection[str] = (),
) -> Imported:
    """The issue in a .docx, as its trees are now. ImportRefusedError says in one sentence why there is none in it.

    ``style_for`` gives the house style for the text. A document of ours keeps the style that it names if that is one
    of ``known_styles``; ``read_file`` reads what a document of ours carries of its issue file; without it nothing is taken from there.
    ``headings`` are those that are known, by their words without blanks: they go before the styles, which other programs
    confuse. ``typed`` are titles that somebody typed in the style of the text.
    """

    def imported(text: _Text) -> Imported:
        style = style_for("\n".join(paragraph.text for paragraph in text.paragraphs))
        return _Importer(text, style, known_styles, headings or {}, typed).imported()

    text = _read(package, read_file)
    try:
        return imported(text)
    except NoMastheadError:
        head = _running_head(package)
        if not head:
            raise
    told = tuple(remark for remark in text.remarks if not remark.message.startswith("页眉的文字"))
    return imported(replace(text, paragraphs=(*head, *text.paragraphs), remarks=told))


def read_docx(data: bytes, name: str, style: HouseStyle) -> Submission:
    """The text of a .docx that need be no issue, each line with what its heading or its look says of it."""
    return _Importer(_read(Package(data, name), None), style, (), {}, ()).submission()


def _running_head(package: Package) -> tuple[Paragraph, ...]:
    """The paragraphs of the page headers, each once, for a document whose masthead stands there."""
    styles = Styles(package.related("styles"))
    found: dict[str, Paragraph] = {}
    for relation in package.relations(package.main):
        root = package.xml(relation.target) if relation.kind == "header" and not relation.external else None
        if root is not None:
            story = Story(styles, Numbering(None), Comments(None), {}, Fields())
            for paragraph in story.read(root):
                parts = map(str.strip, paragraph.text.split(BETWEEN))  # a table arranges the masthead
                found |= {part: replace(paragraph, text=part) for part in parts if part}
    said = Remark("repaired", 0, "刊头在页眉里，已从页眉读入")
    return tuple(replace(each, notices=(said,) if at == 0 else ()) for at, each in enumerate(found.values()))


@dataclass(frozen=True)
class _Text:
    """What was read of a package: paragraphs, what is to say about it as a whole, and what it carries besides."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...]
    carried: Carried | None


def _read(package: Package, read_file: ReadFile | None) -> _Text:
    body = package.body()
    styles = Styles(package.related("styles"))
    numbering = package.related("numbering")
    comments = package.related("comments")
    notes = _notes(package)
    remarks = package_remarks(package)
    for trusting in (True, False):
        fields, remarked = Fields(trusting=trusting), Comments(comments)
        story = Story(styles, Numbering(numbering), remarked, notes, fields)
        paragraphs = story.read(body)
        fields.finish()
        if not fields.is_broken:
            break
    if fields.is_broken:
        remarks.append(Remark("doubtful", 1, "文中的域不完整，域里的文字全部收入，请核对"))
    unplaced = [*remarked.unplaced(), *story.leftovers(body)]
    remarks += (replace(notice, line=1) for notice in unplaced)
    gone = _gone(story.deleted, paragraphs)
    if story.changes or gone:
        said = f"，其中删去：{quoted(gone)}" if gone else ""
        message = f"文中有{max(1, story.changes)}处修订，都按“接受”读入，请核对{said}"
        remarks.append(Remark("doubtful", 1, message, gone))
    return _Text(package.name, tuple(paragraphs), tuple(remarks), read_carried(package, read_file))


def _gone(deleted: Sequence[str], paragraphs: Sequence[Paragraph]) -> str:
    """The words that tracked changes took away and put nowhere else."""
    stays = "\n".join(paragraph.text for paragraph in paragraphs)
    return "；".join(words for words in deleted if words.strip() and words not in stays)


def _notes(package: Package) -> dict[str, str]:
    """The texts of footnotes and endnotes, as ``footnote2``."""
    return {
        f"{kind}{note.get('w:id', '')}": plain_text(note)
        for kind in ("footnote", "endnote")
        for note in children(package.related(f"{kind}s"))
    }


class _Importer:
    """One document on its way from paragraphs to an issue."""

    def __init__(
        self,
        text: _Text,
        style: HouseStyle,
        known_styles: Collection[str],
        headings: Mapping[str, Mark],
        typed: Collection[str],
    ) -> None:
        self._headings = headings
        self._typed = typed
        self._carried = text.carried
        self._name = text.name
        self._known_styles = known_styles
        self._style = self._with_carried_sections(style)
        self._keys = frozenset(map(section_key, self._style.sections))
        self._levels = levels(text.paragraphs, self._keys, style.title)
        self._paragraphs = self._numbered(self._restored(text.paragraphs))
        lines, cleaned = self._clean_lines()
        self._lines, self._about = apart(lines, self._paragraphs)
        refuse_endless(len(self._lines), text.name)
        notices = ((number, notice) for number, each in self._paragraphs.items() for notice in each.notices)
        said = (replace(notice, line=number) for number, notice in notices)
        self._remarks = [*text.remarks, *said, *cleaned]

    def imported(self) -> Imported:
        """The issue and all remarks."""
        masthead, told, is_carried = self._masthead()
        announced = {number for number, each in self._paragraphs.items() if each.in_contents}
        head = read_head(self._lines, masthead.after, told, self._style, announced)
        head = with_note(head, self._lines, self._style)
        lines, remarks = self._without_printed_by_style(head)
        marks = self._marks({line.line for line in lines[head.start :]})
        empty = self._carried is not None and is_carried and not self._carried.bookmarks
        found, said = read_body(lines, head, self._style, self._name, marks, may_be_empty=empty)
        bookmarks = {number: each.bookmarks for number, each in self._paragraphs.items() if each.bookmarks}
        broken = {n: each.text.split(BREAK) for n, each in self._paragraphs.items() if BREAK in each.text}
        settled = settle(self._carried, found, bookmarks, broken) if self._carried else None
        carried = self._carried.issue.style if self._carried and is_carried else ""
        style = carried if carried in self._known_styles else self._style.name
        issue = replace(masthead.issue, style=style, editor_note=head.note)
        known, like = (settled.known, settled.like) if settled else ({}, {})
        taken = self._carried.ids if self._carried else ()
        reader = ArticleReader(issue, self._style.ordinals, known, like, taken)
        whole = replace(issue, sections=reader.sections(found))
        issue, about = put_back(whole, found, self._about, self._style)
        if self._carried and settled:
            issue, more = with_carried(issue, self._carried, settled, head_kept=is_carried)
            done = set(_lines_of(found, known))  # what their printed words looked like says nothing more
            said = [*more, *(remark for remark in said if remark.line not in done)]
        says_all = self._carried is not None and self._carried.shapes is None
        every = reader.all_remarks([*self._remarks, *head.remarks, *about, *remarks, *said])
        return Imported(issue, every, says_all)

    def submission(self) -> Submission:
        """The text alone. Lines of one paragraph share what is to say about it."""
        lines, _ = self._clean_lines()
        marks = self._marks(set(self._paragraphs))
        first: dict[int, int] = {}  # paragraph → its first line
        for number, line in enumerate(lines, start=1):
            first.setdefault(line.line, number)
        remarks = []
        for remark in self._remarks:
            at = max((p for p in first if p <= remark.line), default=0)
            remarks.append(replace(remark, line=first.get(at, 1)))
        return Submission(
            "\n".join(line.text for line in lines),
            {number: marks[line.line] for number, line in enumerate(lines, start=1) if line.line in marks},
            tuple(remarks),
        )

    # -- before the lines -------------------------------------------------------------------------------------

    def _with_carried_sections(self, style: HouseStyle) -> HouseStyle:
        carried = () if self._carried is None else self._carried.issue.sections
        names = (*style.sections, *(section.name for section in carried))
        return replace(style, sections=tuple(dict.fromkeys(names)))

    def _restored(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """The paragraphs, known headings with the level of headings and prose without one.

        Where a paragraph was deleted with its end, LibreOffice gives its style to the one behind it, without a mark.
        """
        restored = list(paragraphs)
        if not self._headings:
            return restored
        words = [squeezed(paragraph.text) for paragraph in paragraphs]
        styled = {each for each, it in zip(words, paragraphs, strict=True) if it.outline is not None}
        last = {each: at for at, each in enumerate(words)}  # those before it are rows of the 目录
        level = {"section": self._levels.section or 0, "title": self._levels.title or 1}
        for at, paragraph in enumerate(paragraphs):
            mark = self._headings.get(words[at])
            if mark in level and words[at] not in styled and last[words[at]] == at:
                restored[at] = replace(paragraph, outline=level[mark])
            elif (
                paragraph.outline in level.values()
                and is_prose(paragraph.text.strip())
                and not words[at].startswith(tuple(self._headings))  # else its text was joined to it
                and not get_close_matches(words[at], self._headings, n=1)  # else words of it were changed
            ):
                restored[at] = replace(paragraph, outline=None)
        return restored

    def _numbered(self, paragraphs: Sequence[Paragraph]) -> Mapping[int, Paragraph]:
        """The paragraphs by number, from 1, with the ordinals that Word makes written out."""
        done = with_ordinals(paragraphs, self._style.ordinals)
        if self._levels.title is not None:
            done = with_inner_headings(done, self._levels.title, self._style.ordinals)
        return dict(enumerate(done, start=1))

    def _clean_lines(self) -> tuple[list[SourceLine], list[Remark]]:
        rows = (_row(paragraph) for paragraph in self._paragraphs.values() if paragraph.in_contents)
        unbroken = {squeezed(row): row for row in rows}
        numbered = self._paragraphs.items()
        return clean_numbered(
            [(number, text) for number, each in numbered for text in _texts(each, unbroken)]
        )

    # -- head -------------------------------------------------------------------------------------------------

    def _masthead(self) -> tuple[Masthead, list[Remark], bool]:
        """The masthead, what there is to say, and whether it is the one that the document carries."""
        texts = [line.text for line in self._lines]
        carried = carried_masthead(self._carried, texts) if self._carried else None
        try:
            printed, said = read_masthead(self._lines, self._style, self._name)
        except ImportRefusedError:
            if carried is None:
                raise
            return carried, [], True  # a style of another office, whose head only itself can read
        if carried is not None and agrees(carried.issue, printed.issue):
            return carried, [], True
        if self._carried is not None:
            said = [*said, Remark("doubtful", 1, "刊头在导出之后改过，以文中为准")]
        return printed, said, False

    # -- body -------------------------------------------------------------------------------------------------

    def _without_printed_by_style(self, head: Head) -> tuple[list[SourceLine], list[Remark]]:
        """The lines without 编者按 and 报尾, which the house style prints around every issue."""
        own = self._carried.issue.editor_note if self._carried else ""
        styled = any(each.kind == "editor_note" for each in self._about)
        words = "" if styled else own or self._style.editor_note
        note = {line.text for line in clean_lines(words.splitlines())[0]}
        kept = list(self._lines[: head.start])
        remarks = []
        for line in self._lines[head.start :]:
            style = self._paragraphs[line.line].style.name
            above_all = len(kept) == head.start  # the words of a 编者按 may stand in an article as well
            if style in _TAIL or (above_all and line.text in note):
                what = "报尾" if style in _TAIL else _EDITOR_NOTE
                message = f"{what}由样式印出，不收入稿件（{excerpt(line.text)}）"
                remarks.append(Remark("left_out", line.line, message, line.text))
            else:
                kept.append(line)
        return kept, remarks

    def _marks(self, numbers: Collection[int]) -> dict[int, Mark]:
        below = {number: each for number, each in self._paragraphs.items() if number in numbers}
        by_style = style_marks(below, self._levels, self._keys)
        if self._carried is not None:
            by_style |= bookmark_marks(below, self._carried.bookmarks)
        for number, each in below.items():
            words = squeezed(each.text)
            if words in self._typed:
                by_style[number] = "title"
            elif each.outline is not None and (mark := self._headings.get(words)):
                by_style[number] = mark
        if "title" in by_style.values():
            return {**text_marks(below), **by_style}
        return {**look_marks(below, self._keys), **by_style}


def _texts(paragraph: Paragraph, unbroken: Mapping[str, str]) -> Iterator[str]:
    """The lines of a paragraph: a heading is one line, a row of the 目录 has no page number.

    A line break in a heading may have taken the place of a blank; then the row of the 目录 says so. ``unbroken`` are
    its rows by their words without blanks.
    """
    if paragraph.in_contents:
        yield _row(paragraph)
    elif paragraph.outline is not None:
        joined = _one_line(paragraph.text)
        yield unbroken.get(squeezed(joined), joined) if BREAK in paragraph.text else joined
    else:
        yield from paragraph.text.split(BREAK)


def _row(paragraph: Paragraph) -> str:
    return _PAGE.sub("", paragraph.text).replace(BREAK, "")


def _one_line(text: str) -> str:
    """A heading without its line breaks; a blank stands only between words of Latin letters."""
    joined, *rest = text.strip().split(BREAK)
    for part in rest:
        latin = joined[-1:].isascii() and part[:1].isascii() and joined[-1:].isalnum() and part[:1].isalnum()
        joined += f" {part}" if latin else part
    return joined


def _lines_of(found: Sequence[FoundSection], known: Collection[int]) -> Iterator[int]:
    """The numbers of all lines of the articles whose title is on a known line."""
    for article in (article for section in found for article in section.articles if article.line in known):
        yield article.line
        yield from (line.line for line in article.below)
