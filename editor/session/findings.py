"""Findings as a person goes through them: in order, article by article, still in their places while one types.

Beside :mod:`editor.session.proof`, which finds and fixes, this holds what both a panel and a list before exporting
need to know of findings. All of it is pure but for :func:`note_override`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import TypeAlias

from editor.files.keeping import FOLDER
from editor.merge.tokens import common_ends
from editor.model.body import Body, Chain
from editor.model.issue import Article, Issue, IssueId
from editor.proof.finding import Finding, Severity
from editor.session.workspace import Workspace

OVERRIDES = "放行记录.txt"
"""The file in ``.yaoxun`` that says who exported in spite of findings, and why."""

EMPTY_SECTION = "empty-section"
"""The rule that finds sections without articles."""

Key: TypeAlias = tuple[int, int, int, int]
"""The place of a finding in an issue: article, block (-1: title or article), item, code point; -1 for the issue."""


@dataclass(frozen=True)
class Tally:
    """How many findings there are of each severity."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0

    def __str__(self) -> str:
        """✗2 !1 ·3, empty if there are none."""
        counted = (("✗", self.errors), ("!", self.warnings), ("·", self.notes))
        return " ".join(f"{mark}{count}" for mark, count in counted if count)

    @property
    def severity(self) -> Severity | None:
        """The gravest of errors and warnings, None for notes alone."""
        return "error" if self.errors else "warning" if self.warnings else None


def tally(findings: Iterable[Finding]) -> Tally:
    """Count findings."""
    counts = Counter(finding.severity for finding in findings)
    return Tally(counts["error"], counts["warning"], counts["note"])


@dataclass(frozen=True)
class Review:
    """An issue and the findings on this state of it, in the order of the engine: on all of it, then by article."""

    issue: Issue
    findings: tuple[Finding, ...]

    @cached_property
    def by_article(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings by the id of their article, in printing order; those on the issue under the empty id, first."""
        found: dict[str, list[Finding]] = {"": []}
        found |= {article.id: [] for article in self.issue.articles}
        for finding in self.findings:
            found.setdefault(finding.article, []).append(finding)
        return {
            name: tuple(sorted(group, key=lambda finding: finding.place[:3]))
            for name, group in found.items()
            if group
        }

    @cached_property
    def ordered(self) -> tuple[Finding, ...]:
        """All findings as one goes from one to the next; sections that are still empty come last."""
        found = [finding for group in self.by_article.values() for finding in group]
        return tuple(sorted(found, key=_is_last))

    @cached_property
    def tally(self) -> Tally:
        """How many there are."""
        return tally(self.findings)

    @cached_property
    def marks(self) -> Mapping[str, Severity]:
        """The gravest of errors and warnings by the id of the article; articles without any are left out."""
        graves = {name: tally(group).severity for name, group in self.by_article.items() if name}
        return {name: grave for name, grave in graves.items() if grave is not None}

    @property
    def grave(self) -> tuple[Finding, ...]:
        """The errors and warnings."""
        return tuple(finding for finding in self.ordered if finding.severity != "note")

    @cached_property
    def _keys(self) -> list[Key]:
        places = {article.id: number for number, article in enumerate(self.issue.articles)}
        last = len(places)
        return [
            (last if _is_last(finding) else places.get(finding.article, -1), *finding.place[:3])
            for finding in self.ordered
        ]

    def article_number(self, article_id: str) -> int:
        """The place of an article among the printed ones, past the last for any other."""
        return sum(1 for _ in takewhile(lambda article: article.id != article_id, self.issue.articles))

    def beyond(self, start: Key, end: Key, step: int) -> Finding | None:
        """The finding after (step 1) or before (-1) a stretch of the issue; from either end on to the other.

        Sections that are still empty are come to by :meth:`step` alone, unless there is nothing else.
        """
        if not self.ordered:
            return None
        real = sum(not _is_last(finding) for finding in self.ordered) or len(self.ordered)
        at = bisect_left(self._keys, end) if step > 0 else bisect_left(self._keys, start) - 1
        return self.ordered[:real][min(at, real) % real]

    def step(self, finding: Finding, step: int) -> Finding:
        """The finding after or before one that is here."""
        return self.ordered[(self.ordered.index(finding) + step) % len(self.ordered)]


def _is_last(finding: Finding) -> bool:
    """Whether a finding is looked at when all the others were: a section that nothing was put into yet."""
    return finding.rule == EMPTY_SECTION


def text_of(article: Article, block: int | None, item: int | None) -> str:
    """The title, paragraph, heading or measure that a finding is in; empty if there is no such text."""
    return article.title if block is None else field_text(article.body, block, item)


def field_text(body: Body, block: int, item: int | None) -> str:
    """The paragraph, heading or measure at a place of a body; empty if there is no such text."""
    if block >= len(body):
        return ""
    found = body[block]
    if not isinstance(found, Chain):
        return found.text
    return found.measures[item or 0] if (item or 0) < len(found.measures) else ""


@dataclass(frozen=True)
class Flaws:
    """Where the findings on an article stand in its texts, also a few keys after they were found."""

    article: Article | None = None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def _by_field(self) -> Mapping[tuple[int | None, int | None], Sequence[Finding]]:
        found: dict[tuple[int | None, int | None], list[Finding]] = {}
        for finding in self.findings:
            found.setdefault((finding.block, finding.item), []).append(finding)
        return found

    def within(self, block: int | None, item: int | None, text: str) -> Iterator[tuple[int, int, Finding]]:
        """The findings in a text as it is now, with their places; none where it was changed since."""
        findings = self._by_field.get((block, item))
        if not findings or self.article is None:
            return
        old = text_of(self.article, block, item)
        for finding in findings:
            place = still(old, text, finding.start, finding.end)
            if place is not None and text:
                start, end = place
                if start == end:  # nothing stands there: what it follows is shown
                    start, end = max(0, start - 1), max(1, end)
                yield start, end, finding


def still(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of a text is after an edit of that text; None if the edit touched it."""
    if old == new:
        return start, end
    before, after = _kept(old, new)
    if end <= before:
        return start, end
    shift = len(new) - len(old)
    return (start + shift, end + shift) if start >= len(old) - after else None


_kept = lru_cache(maxsize=32)(common_ends)  # asked for every row of a paragraph that is drawn


def runs_sentence(run: tuple[str, str, str, str, float]) -> str:
    """“2026年第1期（1月2日）已刊相近稿件《…》 83%” for an article that ran before (archive ``Run``)."""
    issue, date, _, title, likeness = run
    found = IssueId.parse(issue)
    _, month, day = [*date.split("-"), "", ""][:3]
    when = f"（{int(month)}月{int(day)}日）" if month.isdigit() and day.isdigit() else ""
    return f"{found.label if found else issue}{when}已刊相近稿件《{title}》 {likeness:.0%}"


def note_override(workspace: Workspace, issue: Issue, findings: Sequence[Finding], reason: str) -> None:
    """Write down that an issue was exported in spite of findings, and why. OSError if that cannot be written."""
    path = workspace.issues_folder.parent / FOLDER / OVERRIDES
    path.parent.mkdir(exist_ok=True)
    rules = "、".join(f"{rule}×{count}" for rule, count in Counter(f.rule for f in findings).items())
    words = " ".join(reason.split())
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(
            f"{datetime.now():%Y-%m-%d %H:%M}  {issue.label}  {tally(findings)}  理由：{words}  （{rules}）\n"
        )
