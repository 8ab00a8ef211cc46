"""An issue made in Word in all the ways of ``word_ways`` comes in equal."""

from pathlib import Path
from random import Random

import pytest

from editor.importers import read_issue
from editor.store.issue_file import load_issue

from .word_ways import STYLE, WAYS, Way, both, made, same

ISSUES = [
    load_issue(path) for path in sorted((Path(__file__).parents[2] / "issues").glob("2026-0[1-3].toml"))
]
PAIRS = [tuple(Random(seed).sample(sorted(WAYS), 2)) for seed in range(40)]


def back(issue, way):
    return read_issue(made(issue, way), "要讯.docx", lambda _: STYLE).issue


@pytest.mark.parametrize("name", WAYS)
def test_an_issue_comes_in_equal(name):
    issue = ISSUES[len(name) % len(ISSUES)]
    assert same(back(issue, WAYS[name]())) == same(issue)


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_an_issue_made_in_two_ways_at_once_comes_in_equal(names):
    one, other = (WAYS[name]() for name in names)
    assert same(back(ISSUES[1], both(one, other))) == same(ISSUES[1])


def test_what_must_be_equal_is_not_equal_when_a_word_is_lost():
    cut = both(WAYS["no contents"](), Way(over=lambda xml: xml.replace("。", "", 1)))
    assert same(back(ISSUES[0], cut)) != same(ISSUES[0])
