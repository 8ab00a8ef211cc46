"""Proof-reading for both front ends: the findings on an issue, and everything that can be done about one.

Joins what does not know each other: the rules, the word lists and styles in the store, and the earlier issues. The
rules with their hundred patterns are loaded at the first question, so that a screen can open before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from editor.errors import EditorError, UsageError
from editor.files.atomic import read_bytes
from editor.model.issue import Article, Issue, IssueId, replace_article
from editor.model.lexicon import Level, Word
from editor.model.remark import Remark
from editor.model.style import HouseStyle
from editor.proof.finding import Finding, accepted_rules
from editor.session.publishing import warning
from editor.session.remarks import keep_remarks, remarks_of
from editor.session.shipped import shipped_styles
from editor.session.versions import save_closed
from editor.session.workspace import Workspace
from editor.store.issue_file import parse_issue
from editor.store.style_edit import switch_off
from editor.store.style_file import rule_faults
from editor.store.word_file import WordLists, add_word, load_word_lists

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from editor.proof.engine import Proofreader
    from editor.proof.reading import Imprint, Run
    from editor.session.archive import Archive

_T = TypeVar("_T")

_WORDS = "words"
_OWN = "本单位"  # where a word pair comes from that was added while proof-reading


class Proofing:
    """Proof-reading of issues of one house style. Made at once; the word lists are read at the first question.

    ``archive`` is where articles that ran before are looked up, None: nowhere. ``remarks`` are those of the importer
    that read the issue; they stand among its findings. Asking again after an edit costs only what was touched. Not
    for two threads at once.
    """

    def __init__(
        self,
        workspace: Workspace,
        style: HouseStyle,
        archive: Archive | None = None,
        remarks: Sequence[Remark] = (),
    ) -> None:
        self.style = style
        self._workspace = workspace
        self._past = _Past(workspace, archive)
        self.remarks: Sequence[Remark] = remarks

    # -- findings -----------------------------------------------------------------------------------------

    def findings(self, issue: Issue) -> tuple[Finding, ...]:
        """The findings on an issue in reading order: those on all of it, then article by article, those of its import too.

        FileFormatError or StorageError if a word list cannot be used at all.
        """
        found = self._reader.check(issue, self._past)
        imported = tuple(self._of_import(issue))
        if not imported:
            return found
        places = {article.id: number for number, article in enumerate(issue.articles)}
        return tuple(
            sorted((*imported, *found), key=lambda each: (places.get(each.article, -1), *each.place))
        )

    def oddities(self, issue: Issue) -> Iterator[str]:
        """What of the settings has no effect, in sentences: bad rows of word lists and of the office's own rules, rules
        that are switched off or accepted and that nobody has, and acceptances without a reason.
        """
        for fault in (*self._word_lists.faults, *self._rule_faults):
            yield f"有一条没有用上，其余照常：{fault}"
        yield from _about_silenced(issue, self.style)

    def refresh(self) -> None:
        """Read style and word lists again, and ask the earlier issues again: somebody may have changed them."""
        self.style = self._workspace.reload_style(self.style.name)
        self._past.forget()
        self._start_again()

    def consult(self, archive: Archive) -> None:
        """Look articles up in this archive from now on, which was opened meanwhile."""
        self._past = _Past(self._workspace, archive)
        self._start_again()

    @property
    def trouble(self) -> EditorError | None:
        """Why earlier issues could not be looked through, None if they could: then the findings are without them."""
        return self._past.trouble

    # -- what can be done about them ----------------------------------------------------------------------

    def fix(self, issue: Issue, *findings: Finding) -> Issue:
        """The issue with the fixes of some findings. LookupError if one is not of this state of the issue."""
        from editor.proof.fixes import fix

        return fix(issue, findings)

    def fix_safe(self, issue: Issue) -> Issue:
        """The issue with every fix of kind A. Doing it twice changes nothing more."""
        from editor.proof.fixes import fix_safe

        return fix_safe(issue, self._reader)

    def accept(self, issue: Issue, finding: Finding, reason: str) -> Issue:
        """The issue with the findings of this rule accepted in this article, now and later, for a reason.

        UsageError without a reason, and for findings that are on no article.
        """
        reason = " ".join(reason.split())
        if not reason:
            raise UsageError("没有写理由", advice="请写明为什么可以保留原文")
        if not finding.article:
            raise UsageError("这条意见是关于整期的，不能记在稿件上", advice="可在样式里停用这条规则")
        article = issue.article(finding.article)
        if finding.rule in accepted_rules(article):
            return issue
        entry = f"{finding.rule}: {reason}"
        return replace_article(issue, replace(article, accept=(*article.accept, entry)))

    def switch_off(self, rule_id: str) -> None:
        """Switch a rule off for the house, in its style file. FileFormatError if that must be done by hand."""
        switch_off(self._workspace.styles_folder / f"{self.style.name}.toml", rule_id)
        self.refresh()

    def add_word(self, wrong: str, right: str, reason: str = "", level: Level = "疑似") -> None:
        """Add a word pair to the list of the house; ``right`` may be empty. FileFormatError if it contradicts one."""
        word = Word(wrong, right, level, reason or f"应写作“{right}”", _OWN)
        add_word(self._words, word, self._shipped_words)
        self._start_again()

    # -- inside -------------------------------------------------------------------------------------------

    @cached_property
    def _reader(self) -> Proofreader:
        from editor.proof.engine import Proofreader

        return Proofreader(self.style, self._word_lists.lexicon)

    @cached_property
    def _word_lists(self) -> WordLists:
        return load_word_lists(self._words, self._shipped_words)

    @cached_property
    def _rule_faults(self) -> Sequence[EditorError]:
        return rule_faults(self._workspace.styles_folder / f"{self.style.name}.toml")

    def _start_again(self) -> None:
        for name in ("_reader", "_word_lists", "_rule_faults"):
            self.__dict__.pop(name, None)

    def _of_import(self, issue: Issue) -> Iterable[Finding]:
        if not self.remarks:
            return ()
        from editor.proof.imported import findings_from_remarks

        accepted = {article.id: accepted_rules(article) for article in issue.articles}
        return (
            finding
            for finding in findings_from_remarks(issue, self.remarks)
            if finding.rule not in self.style.proof.off
            and finding.rule not in accepted.get(finding.article, ())
        )

    @property
    def _words(self) -> Path:
        return self._workspace.styles_folder / _WORDS

    @property
    def _shipped_words(self) -> Traversable:
        return shipped_styles() / _WORDS


def is_safe(finding: Finding) -> bool:
    """Whether the fix of a finding may be carried out unseen (kind A)."""
    from editor.proof.rules import rule

    found = rule(finding.rule)
    return finding.fix is not None and found is not None and found.fix == "A"


@dataclass(frozen=True)
class Checked:
    """An issue file that was proof-read: the issue as it was, with every fix of kind A, and as it is in the file now.

    ``findings`` are those on the last. ``remarks`` are sentences that the person should read.
    """

    before: Issue
    mended: Issue
    issue: Issue
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()


def check_file(workspace: Workspace, path: Path, *, save: bool = False) -> Checked:
    """Proof-read an issue file, with ``save`` carrying out the fixes of kind A in it.

    LockedError if somebody works on it, FileChangedError if it was changed meanwhile; then nothing is written.
    """
    from editor.session.archive import Archive

    data = read_bytes(path)
    before = parse_issue(data, path)
    with closing(Archive(workspace.root)) as archive:
        said = remarks_of(path, data)
        proofing = Proofing(workspace, workspace.style_of(before, path), archive, said)
        mended = proofing.fix_safe(before)
        remarks = []
        if save and mended is not before:
            written = save_closed(path, mended, expect=data)
            remarks.append(warning(before))
            keep_remarks(path, written.data, said)
            remarks.append(written.warning)
        issue = mended if save else before
        findings = proofing.findings(issue)
        if proofing.trouble is not None:
            remarks.append(f"没有与往期比对，{proofing.trouble}")
        remarks += (*proofing.oddities(before), *_other_names(archive, path))
    return Checked(before, mended, issue, findings, tuple(filter(None, remarks)))


def _other_names(archive: Archive, path: Path) -> list[str]:
    """The other files that are called otherwise than their issue: the archive would count an issue twice."""
    try:
        return [said for said in archive.misnamed() if Path(said.partition("：")[0]).name != path.name]
    except EditorError:
        return []


def _about_silenced(issue: Issue, style: HouseStyle) -> Iterator[str]:
    """What is wrong with what the style switches off and articles accept: rules that nobody has, and no reason given."""
    from editor.proof.rules import RULES, rule

    known = {rule.id for rule in (*RULES, *style.proof.rule)}
    for name in style.proof.off:
        if name not in known:
            yield f"样式“{style.name}”停用的“{name}”不是规则的代号，不起作用"
    for row in style.proof.rule:
        if not row.find and rule(row.id) is None:
            yield f"样式“{style.name}”的规则“{row.id}”没有写 find，也不是程序的规则，不起作用"
    for article in issue.articles:
        for entry in article.accept:
            name, _, reason = (part.strip() for part in entry.replace("：", ":", 1).partition(":"))
            if name not in known:
                yield f"“{article.title}”保留的“{name}”不是规则的代号，不起作用"
            elif not reason:
                yield f"“{article.title}”保留了“{name}”，没有写理由"


_MOST_WORDS = 10_000  # that are known to have been printed, or not


class _Past:
    """The earlier issues as the rules ask for them; what was once found holds until it is forgotten."""

    def __init__(self, workspace: Workspace, archive: Archive | None) -> None:
        self._workspace = workspace
        self._archive = archive
        self._imprints: dict[IssueId, Imprint | None] = {}
        self._printed: dict[tuple[str, str], bool] = {}
        self.trouble: EditorError | None = None

    def forget(self) -> None:
        """Ask again from now on."""
        self._imprints.clear()
        self._printed.clear()
        self.trouble = None

    def before(self, issue: Issue) -> Imprint | None:
        """The issue before this one in its series; None if there is none, or it cannot be read."""
        if issue.id not in self._imprints:
            self._imprints[issue.id] = self._find_before(issue.id)
        return self._imprints[issue.id]

    def runs_before(self, article: Article, issue_id: str) -> Sequence[Run]:
        """Articles of other issues that say the same; none once the index has failed."""
        return self._asked(lambda archive: archive.runs_before(article, issue_id), ())

    def usual_phrases(self) -> Sequence[str]:
        """Phrases that the house has printed again and again; none once the index has failed."""
        return self._asked(lambda archive: archive.usual_phrases(), ())

    def was_printed(self, words: str, issue_id: str) -> bool:
        """Whether another issue has printed some words; asked once for each state of the archive."""
        key = words, issue_id
        if len(self._printed) > _MOST_WORDS:
            self._printed.clear()
        if key not in self._printed:
            self._printed[key] = self._asked(lambda archive: archive.was_printed(words, issue_id), False)
        return self._printed[key]

    def _asked(self, question: Callable[[Archive], _T], otherwise: _T) -> _T:
        """The archive's answer; ``otherwise`` without one, and once the index has failed."""
        if self._archive is None or self.trouble is not None:
            return otherwise
        try:
            return question(self._archive)
        except EditorError as error:
            self.trouble = error
            return otherwise

    def _find_before(self, issue_id: IssueId) -> Imprint | None:
        series = (
            (found, path)
            for found, path in self._workspace.issue_files()
            if found.supplement == issue_id.supplement and found < issue_id
        )
        for _, path in sorted(series, reverse=True):
            try:
                issue = self._workspace.load(path)
            except EditorError:
                return None
            if (
                issue.id.supplement == issue_id.supplement and issue.id < issue_id
            ):  # its file may be called otherwise
                from editor.proof.reading import Imprint

                return Imprint(issue.id, issue.date, issue.total)
        return None
