from dataclasses import replace

from hypothesis import given

from editor.session import trail as room
from editor.session.history import Step
from editor.session.recorder import _gathered
from editor.session.trail import Moved, Saved, Took, Trail, compacted, record_of, replay
from editor.store.delta import apply, delta
from editor.store.journal import Journal, read_journal
from tests.strategies import issues


@given(issues(), issues())
def test_a_delta_makes_the_new_issue_of_the_old_one(old, new):
    assert apply(None, delta(None, new)) == new
    assert apply(old, delta(old, new)) == new
    assert delta(new, new) == {}


def a_trail(samples, steps):
    first = samples.load(samples.latest())
    trail = Trail(first, first, "x")
    for number in range(steps):
        trail.take(Took(number, Step(f"第{number}步", replace(first, total=number + 1))))
    return trail


def told(trail, tmp_path):
    journal = Journal(tmp_path / "一期.journal")
    rows, dropped = compacted(trail)
    journal.begin(rows)
    journal.close()
    return replay(read_journal(journal.path)), dropped


def test_a_compacted_journal_tells_the_same_trail(samples, tmp_path):
    trail = a_trail(samples, 7)
    trail.take(Moved(3))
    trail.take(Saved(trail.state(2), "y"))
    assert told(trail, tmp_path) == (trail, 0)


def test_a_long_history_keeps_the_steps_nearest_to_the_present(samples, tmp_path, monkeypatch):
    monkeypatch.setattr(room, "MOST_STEPS", 5)
    trail = a_trail(samples, 12)
    trail.take(Moved(9))
    short, dropped = told(trail, tmp_path)
    assert dropped == 4
    assert [step.label for step in short.steps] == [f"第{n}步" for n in range(4, 9)]
    assert short.issue == trail.issue
    assert short.saved == trail.saved


def test_a_record_that_makes_no_sense_ends_the_trail(samples):
    trail = a_trail(samples, 1)
    start = [{"k": "start", "generation": 1, "file": "x", "first": delta(None, trail.first), "saved": {}}]
    good = record_of(trail, Moved(0), 0)
    for bad in ({}, {"k": "?"}, {"k": "move", "done": 9}, {"k": "step", "label": "", "to": {"order": 5}}):
        assert replay([*start, good, bad]).issue == trail.first
    assert replay([{"k": "start"}]) is None
    assert replay([]) is None


def test_states_within_a_burst_are_written_once(samples):
    trail = a_trail(samples, 3)
    events = [Took(2, step) for step in trail.steps]
    assert _gathered([*events, Moved(2), Moved(1)]) == [events[-1], Moved(1)]
