"""Findings as rows: a mark, one sentence, and the words in their place with what would stand there instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from editor.model.issue import Article
from editor.proof.finding import Finding
from editor.session.findings import Tally, text_of
from editor.tui.keys import IN_PANE
from editor.tui.widgets.cells import clip, drawable, wrapped
from editor.tui.widgets.rows import Pieces, Rows, cut

MARKS: Mapping[str, tuple[str, str]] = {
    "error": ("✗", "accent"),
    "warning": ("!", "warn"),
    "note": ("·", "quiet"),
}
"""Mark and tone of each severity."""

_INDENT = 2
_BEFORE = 8  # characters before the words


@dataclass(frozen=True)
class Flaw:
    """A finding with all of the text that it is in."""

    finding: Finding
    text: str


@dataclass(frozen=True)
class Note:
    """A quiet sentence, or a strong one, that cannot be chosen."""

    text: str
    tone: str = "quiet"


@dataclass(frozen=True)
class Other:
    """An article that has findings which are not listed here."""

    article: str
    title: str
    tally: Tally


@dataclass(frozen=True)
class Ran:
    """A sentence about an article that ran before and is like this one; it can be read beside it."""

    text: str


Item: TypeAlias = Flaw | Note | Other | Ran


def flaw_of(articles: Mapping[str, Article], finding: Finding) -> Flaw:
    """A finding with the text that it is in."""
    article = articles.get(finding.article)
    return Flaw(finding, text_of(article, finding.block, finding.item) if article else "")


class FindingRows(Rows):
    """Items under a cursor, which stands on what one can go to. Set anew for every width."""

    DEFAULT_CSS = """
    FindingRows {
        & .rows--found { text-style: underline; }
        & .rows--struck { text-style: strike; color: $quiet; }
        & .rows--new { color: $success; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--found", "rows--struck", "rows--new"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: Sequence[Item] = ()
        self._rows: list[tuple[int, bool, Pieces]] = []  # number of the item, whether its first row, the row

    def selectable(self, index: int) -> bool:
        """The first row of what one can go to."""
        number, first, _ = self._rows[index]
        return first and not isinstance(self._items[number], Note)

    def pieces(self, index: int, width: int) -> Pieces:
        """One row."""
        return self._rows[index][2]

    @property
    def item(self) -> Item | None:
        """What is under the cursor."""
        return self._items[self._rows[self.cursor][0]] if self._rows else None

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        item = self.item
        return item.finding if isinstance(item, Flaw) else None

    def show(self, items: Sequence[Item]) -> None:
        """Show other items; the cursor stays on its finding, or where that was."""
        if items != self._items:
            before = self.finding
            self._items = items
            self._set(before)

    def go_to(self, finding: Finding) -> bool:
        """Put the cursor on a finding; False if it is not here."""
        for row, (number, first, _) in enumerate(self._rows):
            item = self._items[number]
            if first and isinstance(item, Flaw) and item.finding == finding:
                self.cursor = row
                return True
        return False

    def on_resize(self) -> None:
        """Break the sentences for the new width."""
        self._set(self.finding)

    def _set(self, keep: Finding | None) -> None:
        """Make the rows, with the cursor on a finding if it is there, else on what can be chosen next to it."""
        width, height = self.content_size
        if not width:
            return
        self._rows = self._broken(width)
        if len(self._rows) > height:  # the scrollbar that is to come takes its columns
            self._rows = self._broken(width - self.styles.scrollbar_size_vertical)
        self.changed()
        if self._rows and (keep is None or not self.go_to(keep)) and not self.selectable(self.cursor):
            self.action_step(-1)
            if not self.selectable(self.cursor):
                self.action_step(1)

    def _broken(self, width: int) -> list[tuple[int, bool, Pieces]]:
        return [
            (number, not at, row)
            for number, item in enumerate(self._items)
            for at, row in enumerate(_rows_of(item, width))
        ]


class FindingPanel(FindingRows):
    """The findings in the right column, with keys of their own while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"screen.{action}", label, id=f"{name}{IN_PANE}findings", show=False)
        for key, action, label, name in (
            ("space", "fix_finding", "改正", "finding.fix"),
            ("delete,backspace", "accept_finding", "保留原文", "finding.accept"),
            ("ctrl+a", "fix_rule", "同类全改", "finding.fix_rule"),
            ("ctrl+w", "add_word", "加入词表", "finding.word"),
            ("ctrl+u", "rule_off", "停用规则", "finding.rule_off"),
        )
    ]


def _rows_of(item: Item, width: int) -> list[Pieces]:
    if isinstance(item, Note):
        return [[(line, item.tone)] for line in wrapped(item.text, width)]
    if isinstance(item, Ran):
        lines = wrapped(item.text, width - _INDENT)
        return [[("  " if number else "≈ ", "quiet"), (line, "quiet")] for number, line in enumerate(lines)]
    if isinstance(item, Other):
        counts = f" {item.tally}"
        return [[("  ", ""), (clip(item.title, width - 2 - cell_len(counts)), ""), (counts, "quiet")]]
    finding = item.finding
    mark, tone = MARKS[finding.severity]
    rows: list[Pieces] = []
    for number, line in enumerate(wrapped(finding.message, width - _INDENT)):
        rows.append([(mark if not number else " ", tone), (" ", ""), (line, "")])
    if finding.text or finding.fix:
        rows.append(cut([("  " + " " * _INDENT, ""), *in_place(finding, item.text)], width))
    return rows


def in_place(finding: Finding, text: str) -> Pieces:
    """The words of a finding in their text, struck and followed by its fix where it has one."""
    before = drawable(text[max(0, finding.start - _BEFORE) : finding.start])
    if finding.start > _BEFORE:
        before = "…" + before
    pieces: Pieces = [(before, "quiet")]
    if finding.fix is None:
        pieces.append((drawable(finding.text), "found"))
    else:
        pieces += [(drawable(finding.text), "struck"), ("→", "quiet"), (drawable(finding.fix) or "删", "new")]
    pieces.append((drawable(text[finding.end :]), "quiet"))
    return pieces
