"""Returned files made up by a seed: an issue, its DOCX with edits of three authors in it, and what must come of each.

The edits are made twice: on a plain model of the issue, and as XML in the document, with tracked changes as Word and other
programs write them, or without any mark. Every row, article and section is touched by one edit of shape at most, so that
the model of any choice of edits is certain.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from editor.manuscript.ordinals import patterns
from editor.merge.tokens import tokenize
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from tests.exported import for_readers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHORS = (
    ("李主任", "2026-01-15T09:00:00Z"),
    ("王处", "2026-01-15T10:30:00Z"),
    ("张局", "2026-01-16T08:05:00Z"),
)
SILENT = "未留痕"
_NEW = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_TEXTS = {"Heading1", "Heading2", "ArticleBody", "Measure", "InnerHeading", "SubHeading", "InnerSubheading"}


# -- the model -----------------------------------------------------------------------------------------------


@dataclass
class Row:
    kind: str
    text: str
    uid: int
    level: int = 1
    words: list[tuple[int, int, str]] = field(default_factory=list)

    def said(self) -> str:
        text = self.text
        for start, end, new in sorted(self.words, reverse=True):
            text = text[:start] + new + text[end:]
        return text


@dataclass
class Art:
    id: str
    title: Row
    rows: list[Row]
    run_in: bool


@dataclass
class Model:
    sections: list[tuple[Row, list[Art]]]
    number: int

    def find(self, uid: int) -> tuple[list[Row], int]:
        for _, articles in self.sections:
            for article in articles:
                for at, row in enumerate(article.rows):
                    if row.uid == uid:
                        return article.rows, at
        raise LookupError(uid)

    def row(self, uid: int) -> Row:
        for name, articles in self.sections:
            if name.uid == uid:
                return name
            for article in articles:
                if article.title.uid == uid:
                    return article.title
        rows, at = self.find(uid)
        return rows[at]

    def printed(self) -> list[object]:
        return [
            self.number,
            *(
                [name.said(), [(a.title.said(), _blocks(a.rows), a.run_in) for a in articles]]
                for name, articles in self.sections
                if articles
            ),
        ]


def _blocks(rows: list[Row]) -> tuple[object, ...]:
    blocks: list[object] = []
    for row in rows:
        if row.kind == "measure":
            if blocks and isinstance(blocks[-1], Chain):
                blocks[-1] = Chain((*blocks[-1].measures, row.said()))
            else:
                blocks.append(Chain((row.said(),)))
        else:
            blocks.append(Heading(row.said(), row.level) if row.kind == "heading" else Paragraph(row.said()))
    return tuple(blocks)


def printed(issue: Issue) -> list[object]:
    """What of an issue is compared with a model."""
    sections = (
        [s.name, [(a.title, a.body, a.run_in) for a in s.articles]] for s in issue.sections if s.articles
    )
    return [issue.number, *sections]


def _model(issue: Issue) -> Model:
    uids = iter(range(100_000))
    sections = []
    for section in issue.sections:
        name, articles = Row("section", section.name, next(uids)), []
        for article in section.articles:
            title, rows = Row("title", article.title, next(uids)), []
            for block in article.body:
                if isinstance(block, Chain):
                    rows += [Row("measure", text, next(uids)) for text in block.measures]
                elif isinstance(block, Heading):
                    rows.append(Row("heading", block.text, next(uids), block.level))
                else:
                    rows.append(Row("paragraph", block.text, next(uids)))
            articles.append(Art(article.id, title, rows, article.run_in))
        sections.append((name, articles))
    return Model(sections, issue.number)


# -- the edits -----------------------------------------------------------------------------------------------


@dataclass
class Made:
    """One edit: what it is called, its words, who made it, and how it is made on a model."""

    kind: str
    before: str
    after: str
    author: str
    article: str
    make: Callable[[Model], None]
    order: int  # words first, then shapes

    @property
    def tracked(self) -> bool:
        return self.author != SILENT


@dataclass
class Returned:
    """The issue as sent, the file as it came back, and the edits in it."""

    issue: Issue
    data: bytes
    edits: list[Made]
    _model: Model

    def with_edits(self, chosen: Collection[int]) -> list[object]:
        """What is printed with some of the edits."""
        model = copy.deepcopy(self._model)
        for edit in sorted((self.edits[at] for at in chosen), key=lambda edit: edit.order):
            edit.make(model)
        return model.printed()


def returned(issue: Issue, style: HouseStyle, seed: int, *, edits: int = 8, silent: float = 0.2) -> Returned:
    """The issue come back with about so many edits, a share of them without a mark."""
    return _Leaders(issue, style, Random(seed), silent).returned(edits)


def with_styles_carried_over(data: bytes) -> bytes:
    """The document as LibreOffice leaves it: what stands behind deleted paragraphs has the style of the first of them."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w", ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                _carry_styles(list(root.iter(f"{W}p")))
                part = etree.tostring(root)
            changed.writestr(name, part)
    return out.getvalue()


def _carry_styles(paragraphs: list[etree._Element]) -> None:
    first: str | None = None
    for paragraph in paragraphs:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None and not _text(paragraph):
            first = first or (style.get(f"{W}val") if style is not None else None)
            continue
        if first and style is not None:
            style.set(f"{W}val", first)
        first = None


class _Leaders:
    def __init__(self, issue: Issue, style: HouseStyle, random: Random, silent: float) -> None:
        self.issue, self.style, self.random, self.silent = issue, style, random, silent
        self.model = _model(issue)
        self.data = for_readers(issue, style)
        self.doc = _Document(self.data, self.model, style)
        self.edits: list[Made] = []
        self.shaped: set[int] = set()  # rows and articles that have their edit of shape
        self.worded: dict[int, list[tuple[int, int]]] = {}
        self.ordinal = patterns(style.ordinals).measure.ordinal

    def returned(self, count: int) -> Returned:
        kinds = (
            ["words"] * 6
            + ["measure_added", "row_removed", "measure_moved", "measure_split", "measure_joined"] * 2
            + [
                "title",
                "paragraph_added",
                "article_removed",
                "article_moved",
                "article_added",
                "section",
                "number",
                "measure_replaced",
            ]
        )
        for _ in range(count * 3):
            if len(self.edits) >= count:
                break
            author = AUTHORS[self.random.randrange(3)] if self.random.random() >= self.silent else None
            self.doc.author = author
            self.who = author[0] if author else SILENT
            getattr(self, f"_{self.random.choice(kinds)}")()
        return Returned(self.issue, self.doc.bytes(self.data), self.edits, self.model)

    def _made(
        self, kind: str, before: str, after: str, article: str, make: Callable[[Model], None], order: int = 1
    ) -> None:
        self.edits.append(Made(kind, before, after, self.who, article, make, order))

    # words

    def _words(self) -> None:
        article = self._any_article()
        row = self.random.choice(article.rows) if article.rows else None
        if row is not None and row.uid not in self.shaped:
            self._word_in(row, article, "text")

    def _title(self) -> None:
        article = self._any_article()
        if article.title.uid not in self.shaped:
            self._word_in(article.title, article, "title")

    def _word_in(self, row: Row, article: Art, kind: str) -> None:
        tokens = tokenize(row.text)
        size = self.random.randint(1, 3)
        if len(tokens) < size + 6:
            return
        first = self.random.randrange(2, len(tokens) - size - 2)
        start = len("".join(tokens[:first]))
        end = start + len("".join(tokens[first : first + size]))
        taken = self.worded.setdefault(row.uid, [])
        if any(start < other_end + 12 and other_start < end + 12 for other_start, other_end in taken):
            return
        sort = self.random.choice(("replace", "replace", "insert", "delete"))
        new = "" if sort == "delete" else "".join(self.random.sample(_NEW, self.random.randint(1, 4)))
        if sort == "insert":
            end = start
        if any(character in row.text[start - 1 : end + 1] for character in new):
            return
        if sort == "delete" and kind == "title":
            return
        taken.append((start, end))
        self.doc.words(row, start, end, new)
        change = (start, end, new)
        self._made(
            kind,
            row.text[start:end],
            new,
            article.id,
            lambda model, uid=row.uid: model.row(uid).words.append(change),
            0,
        )

    # rows

    def _measure_added(self) -> None:
        self._row_added("measure")

    def _paragraph_added(self) -> None:
        self._row_added("paragraph")

    def _row_added(self, kind: str) -> None:
        article = self._any_article()
        rows = [at for at, row in enumerate(article.rows) if row.kind == kind]
        if article.run_in or not rows:
            return
        at = self.random.choice(rows)
        anchor = article.rows[at]
        after = article.rows[at + 1] if at + 1 < len(article.rows) else None
        if not self._free(anchor, *([after] if after else [])):
            return
        if kind == "paragraph" and any(row.kind == "measure" for row in article.rows[:at]):
            return  # a paragraph behind a chain is read as one only if a paragraph follows the last measure
        words = "".join(self.random.sample(_NEW, 12))
        text = f"新增{words[:6]}。支持{words[6:]}。"
        new = Row(kind, text, 50_000 + len(self.edits))
        ordinal = self.ordinal(self._position(article, anchor) + 2) if kind == "measure" else ""
        self.doc.add_row(anchor, new, ordinal, self.random.random() < 0.5)

        def make(model: Model, uid: int = anchor.uid) -> None:
            there, place = model.find(uid)
            there.insert(place + 1, copy.deepcopy(new))

        self._made(f"{kind}_added", "", text, article.id, make)

    def _row_removed(self) -> None:
        article = self._any_article()
        if len(article.rows) < 3:
            return
        at = self.random.randrange(1, len(article.rows))
        row = article.rows[at]
        if row.kind == "heading" or (article.run_in and row.kind != "measure"):
            return
        if article.run_in:
            measures = [each for each in article.rows if each.kind == "measure"]
            if len(measures) < 4 or row in (measures[0], measures[-1]) or self._paragraph_is_worded(article):
                return
        if row.kind == "measure" and sum(each.kind == "measure" for each in article.rows) < 3:
            return
        if (
            row.kind == "paragraph"
            and at + 1 < len(article.rows)
            and at
            and article.rows[at - 1].kind == article.rows[at + 1].kind == "measure"
        ):
            return
        neighbours = article.rows[max(at - 1, 0) : at + 2]
        if not self._free(*neighbours):
            return
        self.doc.remove_row(row, run_in=article.run_in)

        def make(model: Model, uid: int = row.uid) -> None:
            there, place = model.find(uid)
            del there[place]

        self._made(f"{row.kind}_removed", row.text, "", article.id, make)

    def _measure_replaced(self) -> None:
        """A measure put in right before another that goes, by one author or by two."""
        article = self._any_article()
        places = [at for at, row in enumerate(article.rows) if at and row.kind == "measure"]
        if article.run_in or len(places) < 4 or self.who == SILENT:
            return
        at = self.random.choice(places)
        anchor, row = article.rows[at - 1], article.rows[at]
        if anchor.kind != "measure" or not self._free(*article.rows[at - 1 : at + 2]):
            return
        words = "".join(self.random.sample(_NEW, 12))
        new = Row("measure", f"改为{words[:6]}。支持{words[6:]}。", 50_000 + len(self.edits))
        self.doc.add_row(
            anchor, new, self.ordinal(self._position(article, row) + 1), self.random.random() < 0.5
        )

        def add(model: Model) -> None:
            there, place = model.find(anchor.uid)
            there.insert(place + 1, copy.deepcopy(new))

        def remove(model: Model) -> None:
            there, place = model.find(row.uid)
            del there[place]

        self._made("measure_added", "", new.text, article.id, add)
        self.doc.author = AUTHORS[self.random.randrange(3)]
        self.who = self.doc.author[0]
        self.doc.remove_row(row, run_in=False)
        self._made("measure_removed", row.text, "", article.id, remove)

    def _measure_moved(self) -> None:
        article = self._any_article()
        places = [at for at, row in enumerate(article.rows) if row.kind == "measure"]
        if article.run_in or len(places) < 4:
            return
        at, to = self.random.sample(places, 2)
        row, anchor = article.rows[at], article.rows[to]
        if (
            abs(at - to) < 2
            or len(row.text) < 10
            or not self._free(*article.rows[min(at, to) : max(at, to) + 2])
        ):
            return
        self.doc.move_row(
            row, anchor, self.ordinal(self._position(article, anchor) + 2), self.random.random() < 0.6
        )

        def make(model: Model, uid: int = row.uid, behind: int = anchor.uid) -> None:
            there, place = model.find(uid)
            moved = there.pop(place)
            _, target = model.find(behind)
            there.insert(target + 1, moved)

        self._made("measure_moved", row.text, row.text, article.id, make)

    def _measure_split(self) -> None:
        article = self._any_article()
        measures = [
            row
            for row in article.rows
            if row.kind == "measure" and 0 < row.text.find("。") < len(row.text) - 6
        ]
        if article.run_in or not measures:
            return
        row = self.random.choice(measures)
        if not self._free(row):
            return
        cut = row.text.index("。") + 1
        self.doc.split_row(row, cut, self.ordinal(self._position(article, row) + 2))
        uid = 60_000 + len(self.edits)

        def make(model: Model) -> None:
            there, place = model.find(row.uid)
            there[place : place + 1] = [
                replace(there[place], text=row.text[:cut]),
                Row("measure", row.text[cut:], uid),
            ]

        self._made("measure_split", row.text, f"{row.text[:cut]}\n{row.text[cut:]}", article.id, make)

    def _measure_joined(self) -> None:
        article = self._any_article()
        pairs = [
            (one, two)
            for one, two in zip(article.rows, article.rows[1:], strict=False)
            if one.kind == two.kind == "measure"
        ]
        if article.run_in or len(pairs) < 2:
            return
        one, two = self.random.choice(pairs)
        if not self._free(one, two):
            return
        kept = self.random.random() < 0.4
        words = self.ordinal(self._position(article, two) + 1) if kept else ""
        self.doc.join_rows(one, two, kept)

        def make(model: Model) -> None:
            there, place = model.find(one.uid)
            there[place : place + 2] = [replace(there[place], text=one.text + words + two.text)]

        self._made("measure_joined", f"{one.text}\n{two.text}", one.text + words + two.text, article.id, make)

    # articles, sections, number

    def _article_removed(self) -> None:
        article = self._whole_article()
        if article is not None:
            self.doc.remove_article(article)
            self._made(
                "article_removed",
                article.title.text,
                "",
                article.id,
                lambda model: _take(model, article.id),
                2,
            )

    def _article_moved(self) -> None:
        article = self._whole_article()
        target = self.random.choice(self.model.sections)
        if article is None or self.who == SILENT or article in target[1] or not target[1]:
            return
        last = target[1][-1]
        following = self._first_below(last)
        if -last.title.uid - 1 in self.shaped or not self._free_article(last) or following is None:
            return
        self.doc.move_article(article, last)

        def make(model: Model) -> None:
            moved = _take(model, article.id)
            rooms = [articles for _, articles in model.sections if any(a.id == last.id for a in articles)]
            rooms[0].insert([a.id for a in rooms[0]].index(last.id) + 1, moved)

        here = next(name.text for name, articles in self.model.sections if article in articles)
        self._made("article_moved", here, target[0].text, article.id, make, 2)

    def _article_added(self) -> None:
        article = self._any_article()
        if self.who == SILENT or -article.title.uid - 1 in self.shaped or not self._free_article(article):
            return
        words = "".join(self.random.sample(_NEW, 16))
        title = f"浙江推出{words[:6]}"
        text = f"1月15日，浙江省出台{words[6:]}。"
        new = Art(
            f"new{len(self.edits)}",
            Row("title", title, 70_000 + len(self.edits)),
            [Row("paragraph", text, 80_000 + len(self.edits))],
            False,
        )
        self.doc.add_article(article, title, text)

        def make(model: Model) -> None:
            rooms = [articles for _, articles in model.sections if any(a.id == article.id for a in articles)]
            rooms[0].insert([a.id for a in rooms[0]].index(article.id) + 1, copy.deepcopy(new))

        self._made("article_added", "", f"{title}\n{text}", "", make, 3)

    def _section(self) -> None:
        name, articles = self.random.choice(self.model.sections)
        if not articles or not self._free(name):
            return
        new = "".join(self.random.sample(_NEW, 2))
        self.doc.words(name, 2, len(name.text), new)
        change = (2, len(name.text), new)
        self._made(
            "section_renamed",
            name.text,
            name.text[:2] + new,
            "",
            lambda model, uid=name.uid: model.row(uid).words.append(change),
            0,
        )

    def _number(self) -> None:
        if -1 in self.shaped:
            return
        self.shaped.add(-1)
        self.doc.number(self.issue.number, self.issue.number + 1)

        def make(model: Model) -> None:
            model.number = self.issue.number + 1

        self._made("field", str(self.issue.number), str(self.issue.number + 1), "", make)

    # what is free

    def _any_article(self) -> Art:
        articles = [a for _, each in self.model.sections for a in each if a.title.uid not in self.shaped]
        return self.random.choice(articles or [a for _, each in self.model.sections for a in each])

    def _whole_article(self) -> Art | None:
        """An article that may go as a whole: untouched, neither first nor last in its section."""
        rooms = [articles for _, articles in self.model.sections if len(articles) > 2]
        if not rooms:
            return None
        article = self.random.choice(self.random.choice(rooms)[1:-1])
        touched = any(
            row.uid in self.shaped or row.uid in self.worded for row in (article.title, *article.rows)
        )
        neighbours = [a for articles in rooms if article in articles for a in articles]
        at = neighbours.index(article)
        around = neighbours[at - 1 : at + 2]
        if touched or any(-a.title.uid - 1 in self.shaped for a in around):
            return None
        if not self._free_article(neighbours[at - 1]):
            return None
        self.shaped |= {row.uid for row in (article.title, *article.rows)}
        self.shaped |= {-a.title.uid - 1 for a in around}
        return article

    def _free_article(self, article: Art) -> bool:
        """Whether the end of an article is free for what comes or goes behind it; it is not any more."""
        last = article.rows[-1]
        if last.uid in self.shaped or article.title.uid in self.shaped:
            return False
        self.shaped |= {last.uid, -article.title.uid - 1}
        self.worded.setdefault(last.uid, [])
        return True

    def _free(self, *rows: Row) -> bool:
        if any(row.uid in self.shaped or self.worded.get(row.uid) for row in rows):
            return False
        self.shaped |= {row.uid for row in rows}
        return True

    def _first_below(self, article: Art) -> object:
        return self.doc.paragraphs[article.rows[-1].uid].getnext()

    def _paragraph_is_worded(self, article: Art) -> bool:
        paragraphs = {self.doc.paragraphs[row.uid] for row in article.rows}
        return len(paragraphs) < len(article.rows) and any(self.worded.get(row.uid) for row in article.rows)

    def _position(self, article: Art, row: Row) -> int:
        """The place of a measure in its chain, from 0."""
        at = article.rows.index(row)
        first = at
        while first and article.rows[first - 1].kind == "measure":
            first -= 1
        return at - first


def _take(model: Model, article_id: str) -> Art:
    for _, articles in model.sections:
        for at, article in enumerate(articles):
            if article.id == article_id:
                return articles.pop(at)
    raise LookupError(article_id)


# -- the document --------------------------------------------------------------------------------------------


class _Document:
    """The main part of the DOCX, edited as Word edits it; with no author, without a mark."""

    def __init__(self, data: bytes, model: Model, style: HouseStyle) -> None:
        self.author: tuple[str, str] | None = None
        self._ids = iter(range(9000, 99_999))
        with ZipFile(BytesIO(data)) as archive:
            self.root = etree.fromstring(archive.read("word/document.xml"))
        self.body = self.root.find(f"{W}body")
        self.paragraphs: dict[int, etree._Element] = {}
        self.offsets: dict[int, int] = {}  # where the text of a row begins in its paragraph
        self._map(model, patterns(style.ordinals))

    def _map(self, model: Model, written) -> None:
        printed = iter([p for p in self.body.iter(f"{W}p") if self._style(p) in _TEXTS])
        for name, articles in model.sections:
            if not articles:
                continue
            self._put(name, next(printed), 0)
            for article in articles:
                self._put(article.title, next(printed), 0)
                self._map_rows(article, printed, written)

    def _map_rows(self, article: Art, printed, written) -> None:
        paragraph, end, number, heads = None, 0, 0, [0, 0]
        for row in article.rows:
            number = number + 1 if row.kind == "measure" else 0
            if row.kind == "measure":
                ordinal = written.measure.ordinal(number)
            elif row.kind == "heading":
                heads[row.level - 1] += 1
                ordinal = written.heading_of(row.level).ordinal(heads[row.level - 1])
            else:
                ordinal = ""
            if not (article.run_in and row.kind == "measure" and paragraph is not None):
                paragraph, end = next(printed), 0
            self._put(row, paragraph, end + len(ordinal))
            end += len(ordinal) + len(row.text)

    def _put(self, row: Row, paragraph: etree._Element, offset: int) -> None:
        self.paragraphs[row.uid], self.offsets[row.uid] = paragraph, offset
        found = _text(paragraph)
        assert "".join(found[offset : offset + len(row.text)].split()) == "".join(row.text.split()), (
            found,
            row,
        )

    def _style(self, p: etree._Element) -> str:
        found = p.find(f"{W}pPr/{W}pStyle")
        return "" if found is None else found.get(f"{W}val")

    def bytes(self, data: bytes) -> bytes:
        out = BytesIO()
        with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w", ZIP_DEFLATED) as new:
            for name in archive.namelist():
                content = archive.read(name)
                if name == "word/document.xml":
                    content = etree.tostring(
                        self.root, xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                new.writestr(name, content)
        return out.getvalue()

    # edits

    def words(self, row: Row, start: int, end: int, new: str) -> None:
        paragraph, offset = self.paragraphs[row.uid], self.offsets[row.uid]
        self._replace(paragraph, row, offset + start, offset + end, new)

    def number(self, old: int, new: int) -> None:
        for paragraph in self.body.iter(f"{W}p"):
            found = re.search(f"第({old})期", _original(paragraph))
            if found and self._style(paragraph) == "IssueNumber":
                self._replace(paragraph, None, found.start(1), found.end(1), str(new))
                return

    def add_row(self, anchor: Row, new: Row, ordinal: str, as_word: bool) -> None:
        before = self.paragraphs[anchor.uid]
        paragraph = self._new_paragraph(self._style(before), ordinal + new.text)
        before.addnext(paragraph)
        if self.author is None:
            return
        if as_word:  # Enter at the end of the paragraph above: its mark is the new one
            self._mark(before, "ins")
        else:
            self._mark(paragraph, "ins")

    def remove_row(self, row: Row, *, run_in: bool) -> None:
        paragraph = self.paragraphs[row.uid]
        if run_in:
            start = self.offsets[row.uid]
            found = re.search("[一二三四五六七八九十]+是$", _text(paragraph)[:start])
            self._replace(paragraph, None, found.start(), start + len(row.text), "")
        else:
            self._remove(paragraph, "del")

    def move_row(self, row: Row, anchor: Row, ordinal: str, named: bool) -> None:
        paragraph, before = self.paragraphs[row.uid], self.paragraphs[anchor.uid]
        copied = self._new_paragraph(self._style(paragraph), ordinal + row.text)
        before.addnext(copied)
        if self.author is None:
            self._remove(paragraph, "del")
            return
        self._mark(copied, "ins")
        self._remove(paragraph, "del")
        if named:
            self._as_move([paragraph], [copied])

    def split_row(self, row: Row, cut: int, ordinal: str) -> None:
        paragraph = self.paragraphs[row.uid]
        second = copy.deepcopy(paragraph)
        for child in list(second):
            if child.tag != f"{W}pPr":
                second.remove(child)
        runs = self._cut(paragraph, self.offsets[row.uid] + cut)
        second.append(self._inserted(ordinal))
        for run in runs:
            second.append(run)
        paragraph.addnext(second)
        if self.author is not None:
            self._mark(paragraph, "ins")

    def join_rows(self, one: Row, two: Row, with_ordinal: bool) -> None:
        first, second = self.paragraphs[one.uid], self.paragraphs[two.uid]
        if not with_ordinal:
            self._replace(second, None, 0, self.offsets[two.uid], "")
        if self.author is None:
            for child in list(second):
                if child.tag != f"{W}pPr":
                    first.append(child)
            second.getparent().remove(second)
            return
        self._mark(first, "del")

    def remove_article(self, article: Art) -> None:
        for paragraph in self._of_article(article):
            self._remove(paragraph, "del")

    def move_article(self, article: Art, last: Art) -> None:
        old = self._of_article(article)
        new, behind = [], self.paragraphs[last.rows[-1].uid]
        for paragraph in old:
            copied = self._new_paragraph(self._style(paragraph), _text(paragraph))
            self._mark(copied, "ins")
            behind.addnext(copied)
            behind = copied
            new.append(copied)
        for paragraph in old:
            self._remove(paragraph, "del")
        self._as_move(old, new)

    def add_article(self, last: Art, title: str, text: str) -> None:
        behind = self.paragraphs[last.rows[-1].uid]
        for style, words in (("ArticleBody", text), ("Heading2", title)):
            paragraph = self._new_paragraph(style, words)
            self._mark(paragraph, "ins")
            behind.addnext(paragraph)

    # XML

    def _of_article(self, article: Art) -> list[etree._Element]:
        return list(dict.fromkeys(self.paragraphs[row.uid] for row in (article.title, *article.rows)))

    def _attributes(self) -> dict[str, str]:
        name, date = self.author or ("", "")
        return {f"{W}id": str(next(self._ids)), f"{W}author": name, f"{W}date": date}

    def _change(self, tag: str) -> etree._Element:
        return etree.Element(f"{W}{tag}", self._attributes())

    def _run(self, text: str) -> etree._Element:
        run = etree.Element(f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return run

    def _inserted(self, text: str) -> etree._Element:
        run = self._run(text)
        if self.author is None:
            return run
        change = self._change("ins")
        change.append(run)
        return change

    def _new_paragraph(self, style: str, text: str) -> etree._Element:
        paragraph = etree.Element(f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", style)
        paragraph.append(self._inserted(text))
        return paragraph

    def _mark(self, paragraph: etree._Element, tag: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        run = properties.find(f"{W}rPr")
        if run is None:
            run = etree.SubElement(properties, f"{W}rPr")
        run.append(self._change(tag))

    def _remove(self, paragraph: etree._Element, tag: str) -> None:
        if self.author is None:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph):
            if run.tag == f"{W}r":
                self._delete(run)
        self._mark(paragraph, tag)

    def _delete(self, run: etree._Element) -> None:
        for words in run.iter(f"{W}t"):
            words.tag = f"{W}delText"
        change = self._change("del")
        run.addprevious(change)
        change.append(run)

    def _as_move(self, old: list[etree._Element], new: list[etree._Element]) -> None:
        name = f"move{next(self._ids)}"
        for paragraphs, tag, old_tag in ((old, "moveFrom", "del"), (new, "moveTo", "ins")):
            start, end = self._change(f"{tag}RangeStart"), etree.Element(f"{W}{tag}RangeEnd")
            start.set(f"{W}name", name)
            end.set(f"{W}id", start.get(f"{W}id"))
            paragraphs[0].insert(1, start)
            paragraphs[-1].addnext(end)
            for paragraph in paragraphs:
                for change in list(paragraph.iter(f"{W}{old_tag}")):
                    if change.get(f"{W}author") == (self.author or ("",))[0]:
                        change.tag = f"{W}{tag}"
                        for words in change.iter(f"{W}delText"):
                            words.tag = f"{W}t"

    def _cut(self, paragraph: etree._Element, at: int) -> list[etree._Element]:
        """Cut a paragraph's runs at an offset and take those behind it out."""
        self._edge(paragraph, at)
        seen, behind = 0, []
        for child in list(paragraph):
            if child.tag == f"{W}pPr":
                continue
            if seen >= at:
                behind.append(child)
            seen += len(_original_of(child))
        for child in behind:
            paragraph.remove(child)
        return behind

    def _edge(self, paragraph: etree._Element, at: int) -> None:
        """Have an edge between two runs at an offset of the original text."""
        seen = 0
        for run in list(paragraph.iter(f"{W}r")):
            length = len(_original_of(run)) if not _is_inserted(run) else 0
            if seen < at < seen + length:
                second = copy.deepcopy(run)
                text = _original_of(run)
                _say(run, text[: at - seen])
                _say(second, text[at - seen :])
                run.addnext(second)
                return
            seen += length

    def _replace(self, paragraph: etree._Element, row: Row | None, start: int, end: int, new: str) -> None:
        """Replace original characters; offsets count in the text as it was sent, whatever was edited in it before."""
        if self.author is None:
            shift = self._silent_shift(paragraph, start)
            self._edit_silently(paragraph, start, end, new, shift)
            return
        start, end = start + self._silent_shift(paragraph, start), end + self._silent_shift(paragraph, start)
        self._edge(paragraph, start)
        self._edge(paragraph, end)
        seen, last = 0, None
        for run in list(paragraph.iter(f"{W}r")):
            if _is_inserted(run):
                continue
            length = len(_original_of(run))
            if seen >= start and seen + length <= end and length:
                self._delete(run)
                last = run.getparent()
            elif seen + length <= start and length:
                last = (
                    run
                    if run.getparent() is paragraph or run.getparent().tag.endswith("hyperlink")
                    else run.getparent()
                )
            seen += length
        if new:
            inserted = self._inserted(new)
            if last is None:
                next(iter(paragraph.iter(f"{W}r"))).addprevious(inserted)
            else:
                last.addnext(inserted)

    def _silent_shift(self, paragraph: etree._Element, at: int) -> int:
        """By how much silent edits before a place have shifted it."""
        return sum(shift for place, shift in self._silent.get(paragraph, ()) if place <= at)

    def _edit_silently(self, paragraph: etree._Element, start: int, end: int, new: str, shift: int) -> None:
        self._edge(paragraph, start + shift)
        self._edge(paragraph, end + shift)
        seen, done = 0, False
        for run in [r for r in paragraph.iter(f"{W}r") if not _is_inserted(r)]:
            length = len(_original_of(run))
            inside = seen >= start + shift and seen + length <= end + shift and length
            if inside or (start == end and seen == start + shift and not done):
                _say(run, ("" if done else new) + ("" if inside else _original_of(run)))
                done = True
            seen += length
        self._silent.setdefault(paragraph, []).append((start, len(new) - (end - start)))

    @property
    def _silent(self) -> dict[etree._Element, list[tuple[int, int]]]:
        return self.__dict__.setdefault("_silent_edits", {})


def _is_inserted(run: etree._Element) -> bool:
    return any(parent.tag in (f"{W}ins", f"{W}moveTo") for parent in run.iterancestors())


def _original_of(element: etree._Element) -> str:
    if element.tag in (f"{W}ins", f"{W}moveTo"):
        return ""
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))


def _original(paragraph: etree._Element) -> str:
    return "".join(_original_of(child) for child in paragraph)


def _text(paragraph: etree._Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def _say(run: etree._Element, text: str) -> None:
    first, *rest = list(run.iter(f"{W}t", f"{W}delText"))
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for each in rest:
        each.getparent().remove(each)
