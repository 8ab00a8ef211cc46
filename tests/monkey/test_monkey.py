"""The monkey, one short session of it: ``make monkey`` plays many; docs/reliability.md says what came out."""

import os

import pytest

from tests.monkey.monkey import Monkey, Outcome, too_wide

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")


def test_a_row_that_is_wider_than_the_window_is_seen():
    fits = "\x1b[3;5H\x1b[1m长三角ab\x1b[0m".encode()
    assert list(too_wide(fits, 12)) == []
    assert list(too_wide(fits, 11)) == [(3, "长三角ab")]


def test_a_session_has_no_complaint_and_its_marker_is_found_after_the_kill(tmp_path):
    outcome = Outcome()
    Monkey(4, tmp_path, outcome).session(25)
    assert outcome.complaints == []
    assert outcome.sessions == 1
    assert sum(outcome.events.values()) >= 20
