"""An issue being read: its sheets in printing order, and what is known of earlier issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812  (a field is called date)
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from editor.model.issue import Article, Issue, IssueId
from editor.proof.hit import Hit
from editor.proof.sheet import Sheet

_T = TypeVar("_T")


class Spot(NamedTuple):
    """A hit in one of the articles of an issue, or in the issue as a whole where ``sheet`` is None."""

    sheet: Sheet | None
    hit: Hit


@dataclass(frozen=True)
class Imprint:
    """What the masthead of an earlier issue said."""

    id: IssueId
    date: Date
    total: int | None = None


class Run(Protocol):
    """An earlier article that says the same. ``likeness`` is from 0 to 1."""

    @property
    def issue(self) -> str:
        """The name of its issue, as written in commands."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def likeness(self) -> float:
        """How much of the text is the same."""


class Archive(Protocol):
    """What rules of scope archive ask of the earlier issues."""

    def before(self, issue: Issue) -> Imprint | None:
        """The issue before this one in its series, or None if there is none."""

    def runs_before(self, article: Article, issue_id: str) -> Sequence[Run]:
        """Articles of other issues that say the same as this one, most alike first."""

    def usual_phrases(self) -> Sequence[str]:
        """Phrases of four characters that the house has printed again and again."""

    def was_printed(self, words: str, issue_id: str) -> bool:
        """Whether another issue has printed some words."""


@dataclass
class Reading:
    """An issue and the sheets of its printed articles.

    ``memory`` outlives the reading: from one key to the next most rules need not look again.
    """

    issue: Issue
    sections: Sequence[tuple[str, Sequence[Sheet]]]
    archive: Archive | None = None
    memory: dict[str, object] = field(default_factory=dict)

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets of all articles, in printing order."""
        return [sheet for _, sheets in self.sections for sheet in sheets]

    def extracts(self, rule: str, extract: Callable[[Sheet], _T]) -> tuple[_T, ...]:
        """What ``extract`` takes from each sheet, taken once for each state of an article."""
        before: dict[Sheet, _T] = self.memory.get(rule, {})  # type: ignore[assignment]
        now = {sheet: before[sheet] if sheet in before else extract(sheet) for sheet in self.sheets}
        self.memory[rule] = now
        return tuple(now[sheet] for sheet in self.sheets)

    def find_unless_silent(
        self, rule: str, known_by: object, find: Callable[[], Iterable[Spot]]
    ) -> Iterable[Spot]:
        """What ``find`` gives; nothing, without asking, when it gave nothing for an equal ``known_by`` before."""
        if rule in self.memory and self.memory[rule] == known_by:
            return []
        spots = list(find())
        if spots:
            self.memory.pop(rule, None)
        else:
            self.memory[rule] = known_by
        return spots
