"""Every rule on its own examples: what it must flag, at its exact place, and what it must leave alone."""

import pytest

from editor.proof.engine import Proofreader, check
from editor.proof.rule import ForImport
from editor.proof.rules import RULES
from editor.proof.sample import sample
from tests.proof.conftest import PastIssues

IN_AN_ISSUE = [rule for rule in RULES if not isinstance(rule, ForImport)]


def cases(kind: str):
    return [
        pytest.param(rule, text, id=f"{rule.id}-{number}")
        for rule in IN_AN_ISSUE
        for number, text in enumerate(getattr(rule, kind))
    ]


def found_by(rule, text, style, lexicon):
    made = sample(text)
    findings = check(made.issue, style, lexicon, PastIssues(made.earlier) if made.earlier else None)
    return made, [finding for finding in findings if finding.rule == rule.id]


@pytest.mark.parametrize(("rule", "text"), cases("bad"))
def test_a_rule_flags_its_bad_examples_at_their_exact_places(rule, text, style, lexicon):
    made, findings = found_by(rule, text, style, lexicon)
    assert findings
    if not made.marks:  # about an article or the issue as a whole
        assert all(f.block is None and f.text == "" for f in findings)
        return
    ids = [article.id for article in made.issue.articles]
    places = [(ids.index(f.article), f.block, f.item, f.start, f.end) for f in findings]
    assert places == [(m.article, m.block, m.item, m.start, m.end) for m in made.marks]


@pytest.mark.parametrize(("rule", "text"), cases("good"))
def test_a_rule_leaves_its_good_examples_alone(rule, text, style, lexicon):
    _, findings = found_by(rule, text, style, lexicon)
    assert findings == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_two_examples_of_each_kind_and_says_why(rule):
    assert len(rule.good) >= 2
    assert len(rule.bad) >= 2
    assert rule.says
    assert rule.why


def test_ids_are_unique_and_in_one_shape():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(name.replace("-", "").isalpha() and name.islower() and name.isascii() for name in ids)


@pytest.mark.parametrize(("rule", "text"), cases("bad"))
def test_a_finding_names_the_words_at_its_place(rule, text, style, lexicon):
    made = sample(text)
    for finding in Proofreader(style, lexicon).check(made.issue):
        if finding.article:
            assert (
                finding.text
                == text_at(made.issue.article(finding.article), finding)[finding.start : finding.end]
            )


def text_at(article, finding) -> str:
    if finding.block is None:
        return article.title
    block = article.body[finding.block]
    return block.text if finding.item is None else block.measures[finding.item]
