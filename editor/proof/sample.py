"""Examples of rules as short texts, and the issues that they stand for.

Each line is a paragraph, unless a sign and a blank stand before it:
期 the masthead of an issue (期 2026-03 总153 2026-01-16), 栏 a section, 题 an article's title, 是 a measure (those that
follow each other are a chain; 空 alone ends one), 接 a measure of a run-in chain, 节 a heading. What is not said is made up.
⟦ ⟧ enclose what a rule must find there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812  (a field is called date)

from editor.model.body import Block, Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section

_OPEN, _CLOSE = "⟦", "⟧"
_SIGNS = ("期", "栏", "题", "是", "接", "节")
_TITLE = "样例标题"
_SECTION = "政策举措"


@dataclass(frozen=True)
class Mark:
    """What must be found: in which article (its number in the issue), where in it, and the words."""

    article: int
    block: int | None
    item: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Sample:
    """The last issue of an example, the issues before it, and the places marked in it."""

    issue: Issue
    earlier: tuple[Issue, ...]
    marks: tuple[Mark, ...]


def sample(text: str) -> Sample:
    """The issue that an example stands for."""
    issues: list[_Maker] = []
    for line in text.split("\n"):
        sign, blank, rest = line.partition(" ")
        if blank and sign == "期":
            issues.append(_Maker.of(rest))
            continue
        if not issues:
            issues.append(_Maker())
        issues[-1].take(sign if blank and sign in _SIGNS else "", rest if blank and sign in _SIGNS else line)
    made = [maker.issue() for maker in issues]
    return Sample(made[-1], tuple(made[:-1]), tuple(issues[-1].marks))


@dataclass
class _Draft:
    title: str = _TITLE
    blocks: list[Block] = field(default_factory=list)
    run_in: bool = False
    chain_open: bool = False


class _Maker:
    """Makes an issue line by line."""

    def __init__(
        self, number: int = 3, year: int = 2026, total: int = 153, date: Date = Date(2026, 1, 16)
    ) -> None:
        self.marks: list[Mark] = []
        self._number, self._year, self._total, self._date = number, year, total, date
        self._sections: list[tuple[str, list[_Draft]]] = []
        self._articles = -1

    @classmethod
    def of(cls, words: str) -> _Maker:
        """The maker of an issue with that masthead."""
        name, total, day = words.split()
        year, number = name.split("-")
        return cls(int(number), int(year), int(total.removeprefix("总")), Date.fromisoformat(day))

    def take(self, sign: str, text: str) -> None:
        """Read one line."""
        if sign == "栏":
            self._sections.append((text, []))
        elif sign == "题":
            draft = self._new_article()
            draft.title = self._unmarked(text, None, None)
        else:
            self._block(sign, text)

    def issue(self) -> Issue:
        """The issue that was read."""
        number = 0
        sections = []
        for name, drafts in self._sections:
            articles = []
            for draft in drafts:
                number += 1
                articles.append(Article(f"样例{number}", draft.title, tuple(draft.blocks), draft.run_in))
            sections.append(Section(name, tuple(articles)))
        return Issue(
            "长三角每周要讯",
            self._year,
            self._number,
            self._date,
            "某办事处",
            total=self._total,
            sections=tuple(sections),
        )

    def _new_article(self) -> _Draft:
        if not self._sections:
            self._sections.append((_SECTION, []))
        self._articles += 1
        draft = _Draft()
        self._sections[-1][1].append(draft)
        return draft

    def _block(self, sign: str, text: str) -> None:
        draft = (
            self._sections[-1][1][-1]
            if self._articles >= 0 and self._sections[-1][1]
            else self._new_article()
        )
        if text == "空" and not sign:
            draft.chain_open = False
        elif sign in ("是", "接"):
            self._measure(draft, text)
            draft.run_in = sign == "接"
        else:
            words = self._unmarked(text, len(draft.blocks), None)
            draft.blocks.append(Heading(words) if sign == "节" else Paragraph(words))
            draft.chain_open = False

    def _measure(self, draft: _Draft, text: str) -> None:
        last = draft.blocks[-1] if draft.blocks and draft.chain_open else None
        measures = last.measures if isinstance(last, Chain) else ()
        at = len(draft.blocks) - 1 if measures else len(draft.blocks)
        chain = Chain((*measures, self._unmarked(text, at, len(measures))))
        draft.blocks[at:] = [chain]
        draft.chain_open = True

    def _unmarked(self, text: str, block: int | None, item: int | None) -> str:
        """The text without its marks, which are noted."""
        while _OPEN in text:
            start = text.index(_OPEN)
            text = text.replace(_OPEN, "", 1)
            end = text.index(_CLOSE)
            text = text.replace(_CLOSE, "", 1)
            self.marks.append(Mark(self._articles, block, item, start, end))
        return text
