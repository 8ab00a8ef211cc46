"""The crash harness, a little of it: ``make crash`` runs all of it, and docs/reliability.md says what came out."""

import os

import pytest

from tests.crash import faults, hammer, killing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills and forks as POSIX does")


@pytest.fixture(autouse=True)
def own_state_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_kill_at_any_moment_leaves_a_whole_file_and_the_work(tmp_path):
    outcome = killing.run(10, 5, tmp_path)
    assert outcome.bad == []
    assert outcome.kills == 10


def test_a_call_to_the_disk_that_fails_leaves_a_whole_file_and_the_work():
    trials, complaints = faults.run(step=13)
    assert complaints == []
    assert set(trials) >= {"open", "write", "fsync", "replace"}


def test_two_processes_that_save_at_once_lose_no_article(tmp_path):
    saved, merges, complaints = hammer.run(1.5, tmp_path)
    assert complaints == []
    assert saved
    assert merges
