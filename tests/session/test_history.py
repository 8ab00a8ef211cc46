from dataclasses import replace
from datetime import date

from editor.model.issue import Issue
from editor.session.history import History, Step

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
