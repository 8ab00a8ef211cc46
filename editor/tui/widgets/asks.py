"""The asks of a return as a list, and one of them as it stands in its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from editor.exporters.redline import redline_paragraphs
from editor.exporters.redline.paragraphs import Redlined
from editor.merge.asks import Ask, Status
from editor.model.issue import Issue, Section
from editor.model.style import HouseStyle
from editor.session.asks import kind_label, short
from editor.session.review import Review
from editor.tui.widgets.cells import drawable, fit, wrapped
from editor.tui.widgets.reading import Reading, Setting
from editor.tui.widgets.rows import Pieces, Rows, broken

MARKS: dict[Status, tuple[str, str]] = {
    "open": ("·", ""),
    "conflict": ("?", "warn"),
    "done": ("✓", "quiet"),
    "refused": ("×", "quiet"),
}
"""The sign of each state, and its tone."""

_AUTHOR = 9  # cells
_NEIGHBOURS = 1  # paragraphs that stay as they are, shown around one that changes


class AskRows(Rows):
    """The asks under the titles of their articles. The keys are the screen's."""

    can_focus = False

    def __init__(self, review: Review, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._review = review
        self.author = ""  # whose asks are shown, empty for all
        self._rows: list[Ask | str] = []
        self.fill()

    def fill(self) -> None:
        """The asks of whom is wanted, each run of one article under its title."""
        title: str | None = None
        self._rows = []
        for ask in self._review.asks:
            if self.author and ask.author != self.author:
                continue
            where = ask.edit.title if ask.edit.article else "全期"
            if where != title:
                title = where
                self._rows.append(where)
            self._rows.append(ask)

    @property
    def asks(self) -> list[Ask]:
        """The asks that are shown."""
        return [row for row in self._rows if isinstance(row, Ask)]

    @property
    def ask(self) -> Ask | None:
        """The one under the cursor."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Ask) else None

    def go_to(self, ask: Ask) -> None:
        """Put the cursor on an ask."""
        at = next(
            (at for at, row in enumerate(self._rows) if isinstance(row, Ask) and row.key == ask.key), None
        )
        if at is not None:
            self.cursor = at

    def selectable(self, index: int) -> bool:
        """The asks, and not the titles."""
        return isinstance(self._rows[index], Ask)

    def pieces(self, index: int, width: int) -> Pieces:
        """A title; or sign, author, what and which words."""
        row = self._rows[index]
        if isinstance(row, str):
            return [(fit(row or "（无标题）", width), "strong")]
        sign, tone = MARKS[self._review.status(row)]
        decision = self._review.returned.decisions.get(row.key)
        if decision is not None and decision.choice == "edited":
            sign = "✎"
        head = "▸" if index == self.cursor else " "
        words = row.comments[0].text if row.is_comment and row.comments else row.edit.after or row.edit.before
        said = f"{kind_label(row.edit)}  {short(words)}"
        return [
            (head, "accent"),
            (f"{sign} ", tone or "accent"),
            (fit(row.author, _AUTHOR), "quiet"),
            (fit(said, max(0, width - 3 - _AUTHOR)), tone),
        ]


class AskText(Reading):
    """An ask in its paragraph: what goes is struck, what comes has a line under it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--gone", "rows--new"}

    DEFAULT_CSS = """
    AskText {
        scrollbar-gutter: stable;
        & .rows--gone { color: $quiet; text-style: strike; }
        & .rows--new { color: $accent; text-style: underline; }
    }
    """


def setting_of_ask(ask: Ask, review: Review, style: HouseStyle) -> Setting:
    """The ask in its paragraphs with their neighbours; below who, when, what was said about it."""
    paragraphs = _around(_redlined(ask, style))

    def rows(width: int) -> list[Pieces]:
        found: list[Pieces] = []
        for paragraph in paragraphs:
            found += _set(paragraph, width)
            found.append([("", "")])
        found += _below(ask, review, width)
        return found

    return rows


def setting_of_redline(paragraphs: Sequence[Redlined]) -> Setting:
    """All that changed between two states, each paragraph under the title of its article."""

    def rows(width: int) -> list[Pieces]:
        found: list[Pieces] = []
        title = said = ""
        for paragraph in paragraphs:
            if paragraph.block.kind in ("title", "section"):
                title = paragraph.block.text
            if not paragraph.is_changed:
                continue
            if title != said and paragraph.block.kind not in ("title", "section"):
                found += ([(line, "strong")] for line in wrapped(title, width))
            said = title
            if paragraph.move:
                found.append([("〔移到这里〕" if paragraph.side == "in" else "〔从这里移走〕", "accent")])
            found += [*_set(paragraph, width), [("", "")]]
        return found or [[("印出来的文字相同。", "quiet")]]

    return rows


def _redlined(ask: Ask, style: HouseStyle) -> list[Redlined]:
    """The article of an ask between the two states between which the ask lies; without one, nothing."""
    article = ask.edit.article
    if not article:
        return []
    old, new = (_only(issue, article) for issue in (ask.old, ask.new))
    if ask.edit.kind == "article_moved":
        new = old
    heads = ("topline", "masthead", "number", "imprint", "section", "tail")
    return [each for each in redline_paragraphs(old, new, style) if each.block.kind not in heads]


def _only(issue: Issue, article: str) -> Issue:
    """The issue with one article and nothing else."""
    found = [each for each in (*issue.articles, *issue.spares) if each.id == article]
    return replace(issue, sections=(Section("", tuple(found)),), spares=())


def _around(paragraphs: Sequence[Redlined]) -> list[Redlined]:
    """The paragraphs that change, with their neighbours; the title and the first where none does."""
    changed = {at for at, each in enumerate(paragraphs) if each.is_changed}
    wanted = {near for at in changed for near in range(at - _NEIGHBOURS, at + _NEIGHBOURS + 1)}
    return [each for at, each in enumerate(paragraphs) if at in wanted] or list(paragraphs[:2])


def _set(paragraph: Redlined, width: int) -> Iterator[Pieces]:
    """A paragraph broken into rows, each piece in its tone."""
    tones = {"kept": "strong" if paragraph.block.kind == "title" else "", "in": "new", "out": "gone"}
    yield from broken([(drawable(piece.text), tones[piece.op]) for piece in paragraph.pieces], width)
    if paragraph.end != "kept" and any(piece.op == "kept" for piece in paragraph.pieces):
        yield [("〔此处分段〕" if paragraph.end == "in" else "〔与下段合并〕", "accent")]


def _below(ask: Ask, review: Review, width: int) -> Iterator[Pieces]:
    edit = ask.edit
    when = ask.date[:16].replace("T", " ")
    yield [(f"{kind_label(edit)}　{drawable(ask.author)}　{drawable(when)}", "quiet")]
    if not ask.is_comment and edit.before != edit.after:
        for label, words in (("原文：", edit.before), ("改为：", edit.after)):
            for line in wrapped(f"{label}{words or '（无）'}".replace("\n", " / "), width):
                yield [(line, "")]
    if review.status(ask) == "conflict":
        yield [("稿子里同一处文字已另行改过，两种改法都在；在稿件里定，或不采纳", "warn")]
    decision = review.returned.decisions.get(ask.key)
    if decision is not None and decision.reason:
        yield from ([(line, "quiet")] for line in wrapped(f"理由：{decision.reason}", width))
    for remark in ask.comments:
        done = "（已解决）" if remark.done else ""
        for line in wrapped(f"批注 {remark.author}：{remark.text}{done}".replace("\n", " "), width):
            yield [(line, "strong")]
        for reply in remark.replies:
            for line in wrapped(f"　　{reply.author} 答：{reply.text}".replace("\n", " "), width):
                yield [(line, "")]
