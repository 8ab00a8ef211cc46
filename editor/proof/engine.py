"""The engine: runs the rules over an issue and turns their hits into findings. It never raises.

Rules of scope article are run once for each state of an article and remembered with it, so that a key in one article
costs the reading of that article; rules about the whole issue work on what was extracted from each article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date  # noqa: N812  (a parameter is called date)
from itertools import chain, islice
from typing import NamedTuple

from editor.model.issue import Article, Issue
from editor.model.lexicon import Lexicon
from editor.model.style import HouseStyle
from editor.proof.desk import Desk
from editor.proof.finding import Finding, accepted_rules
from editor.proof.hit import Hit
from editor.proof.phrases import phrases
from editor.proof.reading import Archive, Reading
from editor.proof.regions import Regions
from editor.proof.rule import ForArticle, ForIssue, Rule, Rules
from editor.proof.rules import NAMED, RULES
from editor.proof.rules.wording import house_rule
from editor.proof.sheet import Field, Sheet


def check(
    issue: Issue, style: HouseStyle, lexicon: Lexicon, archive: Archive | None = None
) -> tuple[Finding, ...]:
    """The findings on an issue, in reading order; those about the issue as a whole come first.

    Spares are not printed and not read.
    """
    return Proofreader(style, lexicon).check(issue, archive)


MOST = 1000  # findings of one rule in one article; beyond that nobody reads on


class _Read(NamedTuple):
    """An article that was read: its sheet and the findings of the rules that need no other article."""

    sheet: Sheet
    findings: tuple[Finding, ...]


class _Begun(NamedTuple):
    """An article that is being read: its sheet, the rules accepted in it, and what was noted so far."""

    sheet: Sheet
    accepted: frozenset[str]
    notes: list[_Note]


class _Note(NamedTuple):
    """A hit with its place in the raw text of a sheet; the order of notes is the order of findings."""

    start: int
    end: int
    number: int
    rule: Rule
    hit: Hit


class Proofreader:
    """Reads an issue again and again while it is edited, each time only what was touched."""

    def __init__(self, style: HouseStyle, lexicon: Lexicon, rules: Rules = RULES) -> None:
        ids = {rule.id for rule in rules}
        own = [row for row in style.proof.rule if row.id not in ids]
        in_force = [rule for rule in (*rules, *map(house_rule, own)) if rule.id not in style.proof.off]
        self._style = style
        self._phrases = phrases(lexicon, own, NAMED)
        self._regions = Regions(lexicon.provinces)
        self._changes = {row.id: row for row in style.proof.rule}
        of_article = [rule for rule in in_force if isinstance(rule, ForArticle)]
        self._menders = [rule for rule in of_article if rule.fix == "A"]
        self._readers = [rule for rule in of_article if rule.fix != "A"]
        self._by_sign: defaultdict[int | str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self._readers):
            for sign in rule.signs:
                self._by_sign[sign].append(number)
        self._comparers = [r for r in in_force if isinstance(r, ForIssue)]
        self._desk: Desk | None = None
        self._read: dict[int, _Read] = {}  # by the identity of the article, which its sheet keeps alive
        self._memory: dict[str, object] = {}

    def check(self, issue: Issue, archive: Archive | None = None) -> tuple[Finding, ...]:
        """The findings on an issue; see :func:`check`."""
        desk = self._at_desk(issue.date)
        self._read_all(issue.articles, desk)
        self._read = {id(article): self._read[id(article)] for article in issue.articles}
        sections = [(s.name, [self._read[id(a)].sheet for a in s.articles]) for s in issue.sections]
        reading = Reading(issue, sections, archive, self._memory)
        about_issue: list[Finding] = []
        compared: dict[int, list[Finding]] = {}
        for rule in self._comparers:
            if rule.scope == "issue" or archive is not None:
                for sheet, hit in rule.find(reading, desk):
                    if sheet is None:
                        about_issue.append(self._finding(rule, hit, "", Field("title"), 0, 0, ""))
                    elif rule.id not in accepted_rules(sheet.article):
                        finding = self._in_sheet(sheet, _note(sheet, rule, hit, 0))
                        compared.setdefault(id(sheet.article), []).append(finding)
        found = about_issue
        for key, read in self._read.items():
            found += (
                _each_once(sorted((*read.findings, *compared[key]), key=lambda finding: finding.place))
                if key in compared
                else read.findings
            )
        return tuple(found)

    def check_article(self, article: Article, date: Date) -> tuple[Finding, ...]:
        """The findings on one article by the rules that need no other."""
        return self._reading_of(article, self._at_desk(date)).findings

    def mended(self, article: Article, date: Date) -> Sheet:
        """The sheet of an article, whose text has every safe fix in it."""
        return self._reading_of(article, self._at_desk(date)).sheet

    def _at_desk(self, date: Date) -> Desk:
        if self._desk is None or self._desk.date != date:
            self._desk = Desk(self._style, self._phrases, self._regions, date)
            self._read = {}
            self._memory = {}
        return self._desk

    def _reading_of(self, article: Article, desk: Desk) -> _Read:
        self._read_all([article], desk)
        return self._read[id(article)]

    def _read_all(self, articles: Iterable[Article], desk: Desk) -> None:
        """Read the articles of which nothing is known.

        Each rule goes through all of them before the next begins, so that its patterns stay in the processor's cache:
        a tenth of the time.
        """
        unread = {id(article): article for article in articles if id(article) not in self._read}
        begun = [_Begun(Sheet(article), accepted_rules(article), []) for article in unread.values()]
        for rule in self._menders:
            for sheet, accepted, notes in begun:
                if rule.id not in accepted and (found := sorted(rule.find(sheet, desk))):
                    hits = _without_overlaps(found)
                    notes += [_note(sheet, rule, hit, at) for at, hit in enumerate(hits[:MOST], len(notes))]
                    sheet.mend(hits)
        for rule, due in zip(self._readers, self._due(begun), strict=True):
            for sheet, accepted, notes in due:
                if rule.id not in accepted:
                    for hit in islice(rule.find(sheet, desk), MOST):
                        notes.append(_note(sheet, rule, hit, len(notes)))
        for sheet, _, notes in begun:
            notes.sort(key=_by_place)
            findings = _each_once(self._in_sheet(sheet, note) for note in notes)
            self._read[id(sheet.article)] = _Read(sheet, tuple(findings))

    def _due(self, begun: Sequence[_Begun]) -> list[Sequence[_Begun]]:
        """For each of the readers the articles that have something for it."""
        due: list[list[_Begun]] = [[] for _ in self._readers]
        for each in begun:
            signs = chain(each.sheet.digrams, each.sheet.odd)
            for number in {number for sign in self._by_sign.keys() & signs for number in self._by_sign[sign]}:
                due[number].append(each)
        return [there if rule.signs else begun for rule, there in zip(self._readers, due, strict=True)]

    def _in_sheet(self, sheet: Sheet, note: _Note) -> Finding:
        place = sheet.raw_place(note.start, note.end)
        return self._finding(note.rule, note.hit, sheet.article.id, *place)

    def _finding(
        self, rule: Rule, hit: Hit, article: str, field: Field, start: int, end: int, text: str
    ) -> Finding:
        changed = self._changes.get(rule.id)
        severity = changed.severity if changed and changed.severity else hit.severity or rule.severity
        message = changed.message if changed and changed.message else hit.message
        return Finding(
            article, field.block, field.item, start, end, text, rule.id, severity, message, hit.fix
        )


def _note(sheet: Sheet, rule: Rule, hit: Hit, number: int) -> _Note:
    return _Note(*sheet.origin(hit.start, hit.end), number, rule, hit)


def _without_overlaps(hits: Sequence[Hit]) -> list[Hit]:
    """Hits in the order of their places, but for those that overlap the one before."""
    pairs = zip(hits, [None, *hits], strict=False)
    return [hit for hit, before in pairs if not before or hit.start >= before.end]


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in their order but for those that propose what another does at the same place: 台账 for 台帐, of two rules."""
    proposed: set[tuple[object, ...]] = set()
    for finding in findings:
        key = (finding.block, finding.item, finding.start, finding.end, finding.fix)
        if finding.fix is None or key not in proposed:
            proposed.add(key)
            yield finding


def _by_place(note: _Note) -> tuple[int, int, int]:
    return note.start, note.end, note.number
