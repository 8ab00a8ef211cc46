import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from editor.files.journal import Journal, framed, read_journal
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section, replace_article
from editor.session import history as room
from editor.session.history import (
    History,
    Moved,
    Saved,
    Step,
    Took,
    Trail,
    compacted,
    record_of,
    replay,
)
from editor.session.journal import _gathered
from editor.store.delta import apply, delta, read_records, write_record
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
    assert apply(None, tomllib.loads(delta(None, new))) == new
    assert apply(old, tomllib.loads(delta(old, new))) == new
    assert delta(new, new) == ""


def test_a_record_says_what_no_issue_file_may_say():
    body = (Paragraph("\x07\x00\r\n\ud800\u2028\ufeff"), Chain(()), Heading("", 4), Chain(("一\n二",)))
    odd = Article("不是编号", "甲\n乙", body)
    issue = replace(
        FIRST, year=-1, copies="\t", sections=(Section("", (odd,)), Section("")), extra=(("", ""),)
    )
    (said,) = read_records(write_record({"k": "x"}, delta(FIRST, issue)))
    assert apply(FIRST, said) == issue


def test_a_record_repeats_only_the_articles_that_changed(samples):
    issue = samples.load(samples.latest())
    article = list(issue.articles)[3]
    changed = replace_article(issue, replace(article, title="另一个标题"))
    said = tomllib.loads(delta(issue, changed))
    assert list(said) == ["article"]
    assert [row["id"] for row in said["article"]] == [article.id]


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
    saved = Saved(trail.saved, "x")
    start = [
        write_record({"k": "start", "generation": 1}, delta(None, trail.first)),
        record_of(trail, saved, 0),
    ]
    good = record_of(trail, Moved(0), 0)
    for bad in (
        *(
            b"",
            b'k = "?"',
            b'k = "move"\ndone = 9',
            b'k = "step"\nlabel = ""\norder = 5',
            b"?",
            b"\xff",
            b"k = " + b"[" * 9000,
        ),
        *(
            b"{",
            b"{}",
            b'{"k":"?"}',
            b'{"k":"step","label":"","to":{"order":5}}',
            b'{"k":"start"}',
            b"{" * 9000,
        ),
    ):
        assert replay([*start, good, bad]).issue == trail.first
        assert replay([bad, *start]) is None
    assert replay([write_record({"k": "start"})]) is None
    assert replay(start[:1]) is None
    assert replay([]) is None


# What the program wrote until journals were TOML: every kind of record, then the same once more, compacted.
ARTICLES_OF_BEFORE = (
    '[{"id":"a1","title":"甲","body":["第一段。",["持续推进。","补齐短板。"],{"heading":"下一步","level":2}],'
    '"run_in":true,"source":"文件","note":"备注","accept":["year-range: 原文"],"unit":"办公室","editor_note":"按",'
    '"byline":"张三","attachments":["名单"]},{"id":"b2","title":"乙","body":["乙文。"]}]'
)
FIRST_OF_BEFORE = (
    '{"fields":{"title":"要讯","year":2026,"number":1,"date":"2026-01-02","issuer":"驻沪办","style":"official",'
    '"total":9,"kind":"regular","number_to":null,"secrecy":"内部","serial":"","editor":"","approver":"","copies":"",'
    '"editor_note":"","published":"2026-01-03","published_by":"","extra":[["phone","021"]]},'
    f'"order":[["科创",["a1","b2"]],["空",[]],[]],"articles":{ARTICLES_OF_BEFORE}}}'
)
SPARED = '{"fields":{"total":null},"order":[["科创",["b2"]],["a1"]]}'
TYPED = '{"fields":{"number":2,"published":null,"extra":[]},"articles":[{"id":"b2","title":"乙","body":["改过。\\u0007"]}]}'
TYPED_AND_SPARED = SPARED.replace(
    '"total":null', '"total":null,"number":2,"published":null,"extra":[]'
).replace('"order"', TYPED[TYPED.index('"articles"') : -1] + ',"order"')
GROWN = (
    f'{{"k":"start","generation":3,"file":"d1","first":{FIRST_OF_BEFORE},"saved":{{}}}}',
    '{"k":"move","done":0}',
    f'{{"k":"step","label":"移到备用","to":{SPARED},"article":"a1","at":0}}',
    f'{{"k":"step","label":"输入","to":{TYPED},"article":"b2","merge":"b2","at":1}}',
    '{"k":"move","done":1}',
    '{"k":"saving"}',
    '{"k":"saved","file":"d2","to":{}}',
    '{"k":"move","done":2}',
    '{"k":"saving"}',
)
COMPACTED = (
    f'{{"k":"start","generation":3,"file":"d2","first":{FIRST_OF_BEFORE},"saved":{SPARED},"saving":{TYPED_AND_SPARED}}}',
    f'{{"k":"step","label":"移到备用","to":{SPARED},"article":"a1"}}',
    f'{{"k":"step","label":"输入","to":{TYPED},"article":"b2","merge":"b2"}}',
    '{"k":"move","done":2}',
)


@pytest.mark.parametrize("rows", [GROWN, COMPACTED])
def test_a_journal_of_before_tells_the_same_trail(rows, tmp_path):
    body = (Paragraph("第一段。"), Chain(("持续推进。", "补齐短板。")), Heading("下一步", 2))
    one = Article(
        *("a1", "甲", body, True, "文件", "备注", ("year-range: 原文",)), *("办公室", "按", "张三", ("名单",))
    )
    other = Article("b2", "乙", (Paragraph("乙文。"),))
    first = replace(
        FIRST,
        issuer="驻沪办",
        total=9,
        secrecy="内部",
        published=date(2026, 1, 3),
        extra=(("phone", "021"),),
        sections=(Section("科创", (one, other)), Section("空")),
    )
    spared = replace(first, total=None, sections=(Section("科创", (other,)),), spares=(one,))
    typed = replace(
        spared,
        number=2,
        published=None,
        extra=(),
        sections=(Section("科创", (replace(other, body=(Paragraph("改过。\x07"),)),)),),
    )
    steps = [Step("移到备用", spared, "a1"), Step("输入", typed, "b2", "b2")]
    expected = Trail(first, spared, "d2", steps, done=2, saving=typed, generation=3)
    journal = Journal(tmp_path / "一期.journal")
    journal.begin(framed(row.encode()) for row in rows)
    journal.close()
    assert replay(read_journal(journal.path)) == expected
    assert told(expected, tmp_path) == (expected, 0)


def test_states_within_a_burst_are_written_once(samples):
    trail = a_trail(samples, 3)
    events = [Took(2, step) for step in trail.steps]
    assert _gathered([*events, Moved(2), Moved(1)]) == [events[-1], Moved(1)]
