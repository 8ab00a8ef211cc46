"""What holds of every text, and of every harmless edit of a clean one."""

from collections import Counter
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings

from editor.model.issue import Issue, replace_article
from editor.proof.engine import Proofreader
from editor.proof.finding import Finding
from editor.proof.fixes import fix, fix_safe
from editor.proof.rules import rule
from editor.store.issue_file import load_issue
from tests.proof.harmless import harmless_edit
from tests.proof.texts import articles, issues, plain

some = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
SAMPLES = [load_issue(path) for path in sorted((Path(__file__).parents[2] / "issues").glob("2026-0*.toml"))]


def is_safe(finding: Finding) -> bool:
    found = rule(finding.rule)
    return found is not None and found.fix == "A" and finding.fix is not None


def text_of(issue: Issue, finding: Finding) -> str:
    article = issue.article(finding.article)
    if finding.block is None:
        return article.title
    block = article.body[finding.block]
    return block.text if finding.item is None else block.measures[finding.item]


@some
@given(issue=issues())
def test_no_text_makes_a_rule_raise_and_every_place_lies_in_its_text(reader, issue):
    for finding in reader.check(issue):
        if finding.article:
            text = text_of(issue, finding)
            assert 0 <= finding.start <= finding.end <= len(text)
            assert finding.text == text[finding.start : finding.end]


@some
@given(issue=issues())
def test_safe_fixes_remove_their_findings_create_none_and_are_done_once_and_for_all(reader, issue):
    before = reader.check(issue)
    fixed = fix_safe(issue, reader)
    after = reader.check(fixed)
    assert fix_safe(fixed, reader) is fixed
    assert sorted(map(said, after)) == sorted(said(f) for f in before if not is_safe(f))


@some
@given(issue=issues(plain))
def test_one_safe_fix_alone_removes_its_finding_and_creates_none(reader, issue):
    before = reader.check(issue)
    kinds = Counter(map(said, before))
    for finding in [f for f in before if is_safe(f)][:4]:
        after = Counter(map(said, reader.check(fix(issue, [finding]))))
        assert after[said(finding)] < kinds[said(finding)]
        assert after <= kinds


@some
@given(issue=issues(plain))
def test_any_fix_alone_removes_its_finding(reader, issue):
    def where(finding: Finding) -> tuple[object, ...]:
        return finding.rule, finding.article, finding.text, *finding.place

    for finding in [f for f in reader.check(issue) if f.fix is not None and not is_safe(f)][:4]:
        assert where(finding) not in map(where, reader.check(fix(issue, [finding])))


@some
@given(first=issues(), other=articles(name="乙"))
def test_reading_again_after_an_edit_finds_what_reading_afresh_finds(style, lexicon, first, other):
    reader = Proofreader(style, lexicon)
    reader.check(first)
    edited = replace_article(first, other)
    assert reader.check(edited) == Proofreader(style, lexicon).check(edited)
    assert reader.check(first) == Proofreader(style, lexicon).check(first)


def said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.article


def test_harmless_edits_of_the_samples_bring_up_nothing_new(reader):
    random = Random(20260116)
    known = {issue.id: Counter(map(said, reader.check(issue))) for issue in SAMPLES}
    for _ in range(settings.default.max_examples):
        issue = random.choice(SAMPLES)
        edited, how = harmless_edit(issue, random)
        new = Counter(map(said, reader.check(edited))) - known[issue.id]
        assert not new, (how, [f for f in reader.check(edited) if said(f) in new])
