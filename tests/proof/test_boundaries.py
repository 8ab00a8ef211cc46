"""On both sides of a boundary: which text a rule finds, which one beside it it does not, and what it proposes.

The rows of ``boundaries.tsv`` are read and decided by a person, one by one; nothing writes them anew.
"""

from pathlib import Path

import pytest

from editor.proof.engine import Proofreader
from tests.proof.test_cases import issue_of

ROWS = [
    pytest.param(*line.split("\t")[1:], id="-".join(line.split("\t")[:2])[:40])
    for line in Path(__file__).with_name("boundaries.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def reader(style, lexicon):
    return Proofreader(style, lexicon)


@pytest.mark.parametrize(("text", "found"), ROWS)
def test_a_rule_finds_what_is_over_the_boundary_and_nothing_else(reader, text, found):
    findings = [f for f in reader.check(issue_of(text)) if f.block is not None]
    assert "；".join(f"{f.rule} {f.text}→{'－' if f.fix is None else f.fix}" for f in findings) == found
