"""A rule as a row of data and one small function, with the texts that it must flag and must leave alone.

Examples are written in the notation of :mod:`editor.proof.sample`; ⟦ ⟧ in a bad one enclose the place to be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from editor.proof.desk import Desk
from editor.proof.finding import Severity
from editor.proof.hit import Hit
from editor.proof.reading import Reading, Spot
from editor.proof.sheet import Sheet

FixKind: TypeAlias = Literal["A", "S", "N"]


ArticleRule: TypeAlias = Callable[[Sheet, Desk], Iterable[Hit]]
IssueRule: TypeAlias = Callable[[Reading, Desk], Iterable[Spot]]


@dataclass(frozen=True, kw_only=True)
class _Row:
    """What every rule says about itself.

    ``id`` stays for ever. ``says`` is what it reports and ``why`` the clause of GB/T 15834-2011 or 15835-2011, or the
    custom, that it goes by. ``fix``: A is safe to apply unseen, S is a suggestion, N is a report only. Most rules warn and
    suggest; what a row does not say is so.
    """

    id: str
    says: str
    why: str
    fix: FixKind = "S"
    severity: Severity = "warning"
    bad: tuple[str, ...]
    good: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ForArticle(_Row):
    """A rule that needs one article and nothing else, so that an edit elsewhere does not concern it.

    ``signs``: a text without any of them has nothing for it, so that it need not be asked. They are sought digrams, or
    unusual characters (:attr:`Sheet.odd`); a rule without signs is asked about every text.
    """

    find: ArticleRule
    signs: frozenset[int] | frozenset[str] = frozenset()
    scope: Literal["article"] = "article"


@dataclass(frozen=True, kw_only=True)
class ForIssue(_Row):
    """A rule that compares the articles of an issue, or the issue with earlier ones (scope archive)."""

    find: IssueRule
    scope: Literal["issue", "archive"] = "issue"


@dataclass(frozen=True, kw_only=True)
class ForImport(_Row):
    """A rule about a text that was imported: its findings are remarks of the importer, not found in an issue."""

    scope: Literal["import"] = "import"


Rule: TypeAlias = ForArticle | ForIssue | ForImport
Rules: TypeAlias = Sequence[Rule]
