"""Articles of all issues whose text holds the words that were typed, each with its excerpt."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.message import Message

from editor.model.issue import IssueId
from editor.session.question import Question
from editor.tui.background import Background
from editor.tui.services import OpenArchive
from editor.tui.widgets.cells import ELLIPSIS, drawable, fit
from editor.tui.widgets.rows import Pieces, Rows, cut

if TYPE_CHECKING:
    from editor.archive.search import Found, Hit

LEAST = 2  # characters that are looked for
_MOST = 50  # hits that are listed
_NARROW = "；加“地区：沪”“年：2025”“栏目：…”缩小范围"
_ISSUE, _TITLE = 16, 28  # cells


class TextHits(Rows, can_focus=False):
    """Hits, best first. Of what was typed, the latest is asked about."""

    DEFAULT_CSS = """
    TextHits { & .rows--found { text-style: bold underline; } }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--found"}

    class Answered(Message):
        """The hits are there, or it is known that there are none."""

    def __init__(self, archive: OpenArchive, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._archive = archive
        self.words = ""
        """What the hits are for, empty for none."""
        self.note = ""
        """How many articles hold the words, or why that is not known."""
        self.active = False
        """Whether the cursor is here and not in another list."""
        self._hits: Sequence[Hit] = ()
        self._asking = Background(self, self._search, self._answer, failed=self._failed, group="search")
        self._asked = Question()

    @property
    def count(self) -> int:
        """How many are listed."""
        return len(self._hits)

    @property
    def shows_cursor(self) -> bool:
        """Only while the cursor is here."""
        return self.active

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor, None while it is elsewhere."""
        return self._hits[self.cursor] if self.active and self._hits else None

    def activate(self, active: bool) -> None:
        """Have the cursor here, or not."""
        self.active = active and bool(self._hits)
        self.refresh()

    # -- asking -------------------------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Look for words; fewer than ``LEAST`` characters are none."""
        self._asked = question
        if len("".join(question.words.split())) >= LEAST:
            self._asking.ask(question)
        else:
            self._asking.drop()
            self._show("", (), "")

    def _search(self, question: Question) -> Generator[tuple[Question, Found], None, None]:
        from editor.archive.search import Filters

        filters = Filters(question.section, question.region, question.year)
        yield question, self._archive.fresh().search(question.words, filters, _MOST)

    def _answer(self, answer: tuple[Question, Found]) -> None:
        question, found = answer
        words, limits = question.words, question.limits
        many = f"，列出前 {len(found.hits)} 篇" if found.total > len(found.hits) else ""
        note = f"正文含“{words}”的稿件 {found.total} 篇{many}" if found.hits else f"正文里没有“{words}”"
        narrow = f"（只找{limits}）" if limits else _NARROW if many else ""
        narrow += f"（{question.unknown}）" if question.unknown else ""
        self._show(words, found.hits, note + narrow)

    def _failed(self, sentence: str) -> None:
        self._show(self._asked.words, (), f"没能检索正文：{sentence}")

    def _show(self, words: str, hits: Sequence[Hit], note: str) -> None:
        self.words, self.note, self._hits = words, note, hits
        self.active = self.active and bool(hits)
        self.cursor = 0
        self.changed()
        self.post_message(self.Answered())

    # -- drawing ------------------------------------------------------------------------------------------

    def pieces(self, index: int, width: int) -> Pieces:
        """The issue, the title, the words in their place."""
        hit = self._hits[index]
        here = self.active and index == self.cursor
        issue = IssueId.parse(hit.issue)
        title = min(_TITLE, max(8, width // 4))
        pieces: Pieces = [
            ("▸ " if here else "  ", "accent"),
            (fit(issue.label if issue else hit.issue, _ISSUE), "quiet"),
            *_marked(fit(hit.title, title), hit.title_marks if cell_len(hit.title) <= title else ()),
            ("  ", ""),
        ]
        room = width - sum(cell_len(text) for text, _ in pieces)
        pieces += _marked(*_near(hit.excerpt.text, hit.excerpt.marks, room))
        return cut(pieces, width)


def _near(text: str, marks: Sequence[tuple[int, int]], room: int) -> tuple[str, Sequence[tuple[int, int]]]:
    """An excerpt cut in front, where its first mark would not be seen in so many cells."""
    if not marks or cell_len(text[: marks[0][1]]) <= room:
        return text, marks
    start = marks[0][0]
    while start > 0 and cell_len(text[start - 1 : marks[0][1]]) + cell_len(ELLIPSIS) <= room * 2 // 3:
        start -= 1
    shift = start - len(ELLIPSIS)
    return ELLIPSIS + text[start:], [(first - shift, last - shift) for first, last in marks]


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> Pieces:
    pieces: Pieces = []
    at = 0
    for start, end in marks:
        pieces += [(drawable(text[at:start]), ""), (drawable(text[start:end]), "found")]
        at = end
    return [*pieces, (drawable(text[at:]), "")]
