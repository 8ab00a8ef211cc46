"""Flaws that strangers' prose has, prose in which nothing is wrong, and text that no safe fix may touch."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from editor.model.body import Paragraph
from editor.model.issue import Article, Issue
from editor.proof.engine import Proofreader
from editor.proof.fixes import fix, fix_safe
from editor.proof.sample import sample

ROWS = [
    (line.split("\t") + [""] * 2)[:5]
    for line in Path(__file__).with_name("cases.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def rows(verdict: str):
    return [pytest.param(*row[1:], id=f"{row[1]}-{row[2][:12]}") for row in ROWS if row[0] == verdict]


@pytest.fixture(scope="module")
def reader(style, lexicon):
    return Proofreader(style, lexicon)


def issue_of(text: str) -> Issue:
    issue = sample("题 上海推出便民举措\n正文。").issue
    (section,) = issue.sections
    article = Article("aaaaaa", "上海推出便民举措", tuple(map(Paragraph, text.split("⏎"))))
    return replace(issue, sections=(replace(section, articles=(article,)),))


def grave(reader, text: str):
    return [f for f in reader.check(issue_of(text)) if f.severity != "note" and f.block is not None]


@pytest.mark.parametrize(("kind", "text", "place", "right"), rows("flaw"))
def test_a_flaw_is_found_at_its_place_and_its_right_text_is_clean(reader, kind, text, place, right):
    paragraphs = text.split("⏎")
    found = [f for f in reader.check(issue_of(text)) if f.block is not None]
    assert any(
        f.start < at + len(place) and at < f.end
        for f in found
        for at in range(len(paragraphs[f.block]))
        if paragraphs[f.block].startswith(place, at)
    ), kind
    assert grave(reader, right) == []


@pytest.mark.parametrize(("kind", "text", "place", "right"), rows("flaw"))
def test_no_fix_of_a_flaw_leaves_its_own_finding(reader, kind, text, place, right):
    issue = issue_of(text)
    before = Counter(f.rule for f in reader.check(issue))
    for finding in (f for f in reader.check(issue) if f.fix is not None):
        assert (
            Counter(f.rule for f in reader.check(fix(issue, [finding])))[finding.rule] < before[finding.rule]
        )


@pytest.mark.parametrize(("rule", "text", "place", "right"), rows("clean"))
def test_prose_in_which_nothing_is_wrong_has_no_finding(reader, rule, text, place, right):
    assert grave(reader, text) == []


@pytest.mark.parametrize(("rule", "text", "place", "right"), [*rows("keep"), *rows("clean")])
def test_no_safe_fix_touches_what_may_be_meant(reader, rule, text, place, right):
    issue = issue_of(text)
    assert fix_safe(issue, reader) == issue
