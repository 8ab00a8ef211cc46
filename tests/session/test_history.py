from dataclasses import replace
from datetime import date

from hypothesis import given

from editor.files.journal import Journal, read_journal
from editor.model.issue import Issue
from editor.session import history as room
from editor.session.history import History, Moved, Saved, Step, Took, Trail, compacted, record_of, replay
from editor.session.journal import _gathered
from editor.store.delta import apply, delta
from tests.strategies import issues

FIRST = Issue(title="要讯", year=2026, number=1, date=date(2026, 1, 2), issuer="处")


def numbered(number: int) -> Issue:
    return replace(FIRST, number=number)


def test_undo_goes_back_step_by_step_and_says_what_it_undid():
    history = History(FIRST)
    history.do(Step("移动稿件", numbered(2)))
    history.do(Step("删除稿件", numbered(3)))
    assert history.undo().label == "删除稿件"
    assert history.issue == numbered(2)
    assert history.undo().label == "移动稿件"
    assert history.issue == FIRST
    assert history.undo() is None


def test_redo_leads_to_the_last_state_again():
    history = History(FIRST)
    history.do(Step("一", numbered(2)))
    history.do(Step("二", numbered(3)))
    history.undo()
    history.undo()
    assert [history.redo().label, history.redo().label, history.redo()] == ["一", "二", None]
    assert history.issue == numbered(3)


def test_a_new_step_forgets_what_had_been_undone():
    history = History(FIRST)
    history.do(Step("一", numbered(2)))
    history.undo()
    history.do(Step("三", numbered(4)))
    assert history.redo() is None
    assert history.issue == numbered(4)


def test_a_burst_of_typing_is_one_step():
    history = History(FIRST)
    for number in range(2, 6):
        history.do(Step("输入", numbered(number), merge="a"))
    history.undo()
    assert history.issue == FIRST


def test_a_sealed_burst_takes_no_more():
    history = History(FIRST)
    history.do(Step("输入", numbered(2), merge="a"))
    history.seal()
    history.do(Step("输入", numbered(3), merge="a"))
    history.undo()
    assert history.issue == numbered(2)


def test_bursts_in_two_articles_are_two_steps():
    history = History(FIRST)
    history.do(Step("输入", numbered(2), merge="a"))
    history.do(Step("输入", numbered(3), merge="b"))
    history.undo()
    assert history.issue == numbered(2)


def test_typing_after_an_undo_does_not_join_the_burst_before():
    history = History(FIRST)
    history.do(Step("输入", numbered(2), merge="a"))
    history.seal()
    history.do(Step("输入", numbered(3), merge="a"))
    history.undo()
    history.do(Step("输入", numbered(4), merge="a"))
    history.undo()
    assert history.issue == numbered(2)


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
