"""A document that is killed: what the next one finds. Being killed is simulated by leaving it without closing."""

import os
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.errors import FileChangedError, LockedError, StorageError
from editor.files.journal import stamp
from editor.files.keeping import beside, elsewhere
from editor.files.versions import versions
from editor.merge.threeway import Choice
from editor.model.body import Paragraph
from editor.model.issue import (
    Article,
    Place,
    add_article,
    move_article,
    move_section,
    new_id,
    park_article,
    remove_article,
    replace_article,
)
from editor.session import history
from editor.session.document import DISCARDED, Document
from editor.session.history import Trail
from editor.session.journal import ELSEWHERE, Recorder, has_unsaved
from editor.session.versions import earlier_states, restore
from editor.store.issue_file import dump_issue, load_issue


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path, monkeypatch):
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "用户"))


@pytest.fixture
def path(samples):
    return samples.latest()


@pytest.fixture
def opened(path, samples):
    """Open the issue; what was open before is left as after a kill: its lock freed, its journal not ended."""
    before = []

    def open_again():
        for document in before:
            document.flush()
            if document._lock is not None:
                document._lock.release()
        before.append(Document.open(path, samples.style("official"), pause=0))
        return before[-1]

    yield open_again
    for document in before:
        document.close()


def titled(document, title, number=0):
    article = list(document.issue.articles)[number]
    return replace_article(document.issue, replace(article, title=title))


def test_unsaved_work_comes_back_with_a_list_and_its_history(opened):
    first = opened()
    before = first.issue
    first.do("修改标题", titled(first, "新题"))
    again = opened()
    assert again.issue == first.issue
    assert again.dirty
    assert any(change.sentence.startswith("修改《新题》") for change in again.recovered)
    again.accept_recovered()
    assert not again.recovered
    assert again.undo().label == "修改标题"
    assert again.issue == before


def test_discarded_work_is_not_offered_again_but_undo_brings_it_back(opened):
    first = opened()
    first.do("修改标题", titled(first, "新题"))
    again = opened()
    again.discard()
    assert not again.dirty
    third = opened()
    assert not third.recovered
    assert third.undo().label == DISCARDED
    assert third.issue == first.issue


def test_after_a_save_there_is_nothing_to_recover_and_the_history_is_there(opened):
    first = opened()
    before = first.issue
    first.do("修改标题", titled(first, "新题"))
    first.save()
    again = opened()
    assert not again.recovered
    assert not again.dirty
    again.undo()
    assert again.issue == before


def test_a_kill_between_the_file_and_the_record_of_the_save_is_no_unsaved_work(opened, monkeypatch):
    first = opened()
    first.do("修改标题", titled(first, "新题"))
    monkeypatch.setattr(first, "_now_saved", lambda *_: None)
    first.save()
    again = opened()
    assert not again.recovered
    assert not again.dirty
    assert again.undo() is not None


def test_work_after_such_a_save_is_the_only_unsaved_work_and_can_be_saved(opened, monkeypatch):
    first = opened()
    first.do("修改标题", titled(first, "存过的"))
    with monkeypatch.context() as lost:
        lost.setattr(first, "_now_saved", lambda *_: None)
        first.save()
    first.do("修改标题", titled(first, "没存的", 1))
    again = opened()
    assert [change.sentence[:7] for change in again.recovered] == ["修改《没存的》"]
    again.save()
    assert not again.dirty


def test_closing_without_saving_keeps_the_work_unless_it_is_discarded(opened):
    first = opened()
    first.do("修改标题", titled(first, "新题"))
    first.close()
    second = opened()
    assert second.recovered
    second.close(discard=True)
    assert not opened().recovered


def test_a_journal_cut_anywhere_gives_everything_up_to_there(opened, path):
    first = opened()
    states = [first.issue]
    journal = beside(path).journal
    first.flush()
    sizes = [journal.stat().st_size]
    for number in range(5):
        first.do("修改标题", titled(first, f"第{number}稿"))
        first.flush()
        states.append(first.issue)
        sizes.append(journal.stat().st_size)
    first.close()
    whole = journal.read_bytes()
    for cut in random.Random(7).sample(range(sizes[0], len(whole) + 1), 25):
        journal.write_bytes(whole[:cut] + b"\x00" * random.Random(cut).choice((0, 9, 4096)))
        again = opened()
        assert again.issue == states[sum(size <= cut for size in sizes) - 1]
        again.close()


@pytest.mark.parametrize(
    "junk", [b"", b"junk" * 99, b"YAOXUN-JOURNAL 1\n", b"YAOXUN-JOURNAL 1\n" + b"\xff" * 99]
)
def test_a_journal_that_is_none_does_not_keep_the_issue_from_opening(opened, path, junk):
    journal = beside(path).journal
    journal.parent.mkdir(parents=True)
    journal.write_bytes(junk)
    document = opened()
    assert document.issue == load_issue(path)
    assert not document.recovered


def test_a_record_with_a_changed_letter_is_not_believed(opened, path):
    first = opened()
    first.do("修改标题", titled(first, "letters"))
    first.flush()
    kept = first.issue
    first.do("修改标题", titled(first, "figures"))
    first.close()
    journal = beside(path).journal
    data = journal.read_bytes()
    assert b"figures" in data
    journal.write_bytes(data.replace(b"figures", b"fingers"))
    assert opened().issue == kept


class TestChangedElsewhere:
    def someone(self, path, number, title):
        issue = load_issue(path)
        article = list(issue.articles)[number]
        path.write_text(dump_issue(replace_article(issue, replace(article, title=title))), encoding="utf-8")

    def test_a_save_notices_and_the_merge_takes_both(self, opened, path):
        document = opened()
        document.do("修改标题", titled(document, "我改的"))
        self.someone(path, 1, "别人改的")
        with pytest.raises(FileChangedError):
            document.save()
        theirs = document.theirs()
        assert [change.sentence[:8] for change in theirs.changes] == ["修改《别人改的》"]
        document.take_theirs(theirs)
        document.save()
        assert [a.title for a in load_issue(path).articles][:2] == ["我改的", "别人改的"]
        assert document.undo().label == ELSEWHERE

    def test_the_same_article_is_a_conflict_that_somebody_has_to_settle(self, opened, path):
        document = opened()
        document.do("修改标题", titled(document, "我改的"))
        self.someone(path, 0, "别人改的")
        theirs = document.theirs()
        with pytest.raises(LookupError):
            document.take_theirs(theirs)
        document.take_theirs(theirs, {c.key: Choice.BOTH for c in theirs.merged.conflicts})
        document.save()
        assert [a.title for a in load_issue(path).articles][:2] == ["我改的", "别人改的"]

    def test_recovered_work_goes_through_the_merge(self, opened, path):
        first = opened()
        first.do("修改标题", titled(first, "我改的"))
        first.flush()
        self.someone(path, 1, "别人改的")
        again = opened()
        assert again.recovered
        again.accept_recovered()
        with pytest.raises(FileChangedError):
            again.save()
        again.take_theirs(again.theirs())
        again.save()
        assert [a.title for a in load_issue(path).articles][:2] == ["我改的", "别人改的"]
        assert not opened().recovered

    def test_without_unsaved_work_it_is_a_step_of_the_history(self, opened, path):
        opened().flush()
        self.someone(path, 1, "别人改的")
        again = opened()
        assert not again.recovered
        assert not again.dirty
        assert again.undo().label == ELSEWHERE

    def test_a_file_that_has_gone_can_be_written_again(self, opened, path):
        document = opened()
        document.do("修改标题", titled(document, "我改的"))
        path.unlink()
        with pytest.raises(FileChangedError):
            document.save()
        document.save_copy(path)
        assert not document.dirty
        assert load_issue(path) == document.issue


class TestTwoPeople:
    def test_the_second_reads_and_cannot_change(self, opened, path, samples):
        first = opened()
        with Document.open(path, samples.style("official")) as second:
            assert second.read_only
            assert second.lock_holder is not None
            with pytest.raises(LockedError):
                second.do("修改标题", titled(second, "新题"))
            with pytest.raises(LockedError):
                second.save()
            second.save_copy(path.with_name("2026-90.toml"))
            assert load_issue(path.with_name("2026-90.toml")) == first.issue

    def test_taking_over_brings_the_unsaved_work_along_and_the_first_loses_nothing(
        self, opened, path, samples
    ):
        first = opened()
        first.do("修改标题", titled(first, "第一人的"))
        first.flush()
        with Document.open(path, samples.style("official"), pause=0) as second:
            second.take_over()
            assert second.recovered
            second.save()
            with pytest.raises(LockedError):
                first.save()
            first.do("修改标题", titled(first, "还没存的"))
            assert first.flush()
            assert any("接管" in notice for notice in first.notices())
            assert first.notices() == []
        assert elsewhere(path).journal.exists()
        third = opened()
        assert third.issue == first.issue
        assert third.recovered


def test_of_two_unsaved_works_one_is_offered_and_the_other_put_aside(opened, path, samples):
    first = opened()
    first.do("修改标题", titled(first, "第一人的"))
    first.flush()
    with Document.open(path, samples.style("official"), pause=0) as second:
        second.take_over()
        second.do("修改标题", titled(second, "第二人的"))
        assert second.flush()
        with pytest.raises(LockedError):
            first.save()
        first.do("修改标题", titled(first, "第一人又改"))
        assert first.flush()
    third = opened()
    assert third.recovered
    assert third.issue == first.issue  # the newest
    (state,) = earlier_states(path)
    assert state.issue == second.issue
    assert "留下（没有保存的工作）" in state.moment
    assert any("另有一份没有保存的工作" in notice for notice in third.notices())
    assert not [*beside(path).journal.parent.glob("*.old"), *elsewhere(path).journal.parent.glob("*.old")]


def test_work_that_is_older_than_what_somebody_saved_is_not_offered_but_kept(opened, path, samples):
    first = opened()
    first.do("修改标题", titled(first, "第一人的"))
    first.flush()
    with Document.open(path, samples.style("official"), pause=0) as second:
        second.take_over()
        assert second.recovered  # what the first had not saved
        with pytest.raises(LockedError):
            first.save()
        first.do("修改标题", titled(first, "第一人又改"))
        assert first.flush()
        assert elsewhere(path).journal.exists()
        second.do("修改标题", titled(second, "第二人存的"))
        second.save()
    written = path.stat().st_mtime_ns - 10**9
    os.utime(elsewhere(path).journal, ns=(written, written))
    third = opened()
    assert third.issue == second.issue
    assert not third.recovered
    states = [state for state in earlier_states(path) if state.issue == first.issue]
    assert len(states) == 1
    assert any("早先的版本里" in notice for notice in third.notices())
    with pytest.raises(LockedError):
        restore(path, states[0].number)
    third.close()
    restore(path, states[0].number)
    assert load_issue(path) == first.issue


def test_a_list_knows_of_work_that_was_not_saved(opened, path):
    assert not has_unsaved(path)
    document = opened()
    document.do("修改标题", titled(document, "没存的"))
    document.close()
    assert has_unsaved(path)
    document = opened()
    document.save()
    document.close()
    assert not has_unsaved(path)


def test_a_journal_that_somebody_wrote_meanwhile_is_not_taken_away(path, samples, tmp_path):
    issue = samples.load(path)
    here, there = tmp_path / "这里.journal", tmp_path / "那里.journal"
    there.write_bytes(b"read")
    for read, stays in ((stamp(there), False), ((0, 0, 0), True)):
        there.write_bytes(b"read") if not there.exists() else None
        said = []
        recorder = Recorder(Trail(issue, issue, ""), [here, there], said.append, read={there: read}, pause=0)
        assert recorder.flush()
        recorder.close()
        assert (there.exists(), said) == (stays, [])


def test_where_the_workspace_cannot_be_written_the_journal_is_the_users_and_it_is_said_once(opened, path):
    beside(path).folder.write_bytes(b"no folder")
    first = opened()
    first.do("修改标题", titled(first, "新题"))
    assert first.flush()
    assert any("恢复日志" in notice for notice in first.notices())
    first.do("修改标题", titled(first, "再改"))
    first.flush()
    assert first.notices() == []
    first.save()
    assert load_issue(path) == first.issue
    assert any("没能留下" in notice for notice in first.notices())
    first.do("修改标题", titled(first, "三改"))
    assert opened().issue == first.issue


def test_where_nothing_can_be_written_the_work_goes_on_and_it_is_said(opened, path, monkeypatch, tmp_path):
    beside(path).folder.write_bytes(b"no folder")
    (tmp_path / "用户").write_bytes(b"no folder")
    document = opened()
    document.do("修改标题", titled(document, "新题"))
    assert not document.flush()
    assert any("只在内存里" in notice for notice in document.notices())
    document.save()
    assert load_issue(path) == document.issue


def test_a_copy_keeps_the_comments_and_overwrites_nothing(opened, path):
    document = opened()
    document.do("修改标题", titled(document, "新题"))
    copy = path.with_name("另一份.toml")
    document.save_copy(copy)
    assert copy.read_text("utf-8").splitlines()[0] == path.read_text("utf-8").splitlines()[0]
    assert load_issue(copy) == document.issue
    assert document.dirty
    with pytest.raises(StorageError, match="同名"):
        document.save_copy(copy)


def test_every_save_keeps_what_it_replaced(opened, path):
    document = opened()
    before = path.read_bytes()
    document.do("修改标题", titled(document, "新题"))
    document.save()
    assert versions(path)[0].read() == before


def any_change(document, pick):
    """One random operation."""
    issue = document.issue
    ids = sorted(issue.ids)
    chosen = pick.choice(ids) if ids else ""
    room = pick.choice([None, *range(len(issue.sections))])
    match pick.randrange(9) if ids else 0:
        case 0:
            document.do("新稿", add_article(issue, Article(new_id(ids), "新稿"), Place(room, 0)))
        case 1:
            document.do("移动", move_article(issue, chosen, Place(room, pick.randrange(3))))
        case 2:
            document.do("备用", park_article(issue, chosen))
        case 3:
            document.do("删除", remove_article(issue, chosen))
        case 4:
            document.do("栏目", move_section(issue, pick.randrange(len(issue.sections)), pick.randrange(4)))
        case 5:
            document.undo()
        case 6:
            document.redo()
        case _:
            article = issue.article(chosen)
            text = Paragraph(f"字{pick.randrange(999)}")
            typed = replace_article(issue, replace(article, body=(*article.body[:3], text)))
            document.do("输入", typed, article=chosen, merge=pick.choice(["", chosen]))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_500_operations_lead_back_and_forth_byte_for_byte_after_a_kill(opened, seed):
    pick = random.Random(seed)
    document = opened()
    while document.undo():
        pass
    for number in range(500):
        if number in (200, 400):
            document = opened()
        if number == 300:
            document.save()
        any_change(document, pick)
    last, again = dump_issue(document.issue), opened()
    assert dump_issue(again.issue) == last
    back = walk(document.undo, document)
    assert walk(again.undo, again) == back
    forth = walk(document.redo, document)
    assert walk(again.redo, again) == forth


@pytest.mark.parametrize("seed", range(4))
def test_a_long_sitting_forgets_its_oldest_steps_and_the_journal_says_the_rest(opened, monkeypatch, seed):
    monkeypatch.setattr(history, "MOST_STEPS", 15)
    pick = random.Random(seed)
    document, most = opened(), 0
    for number in range(400):
        if number == 250:
            document = opened()
        any_change(document, pick)
        most = max(most, len(document.history.steps))
    assert most == 30
    last, again = dump_issue(document.issue), opened()
    assert dump_issue(again.issue) == last
    back = walk(document.undo, document)
    assert 0 < len(back) <= 30
    assert walk(again.undo, again)[: len(back)] == back  # a journal may hold more than is kept in memory
    forth = walk(document.redo, document)
    assert walk(again.redo, again)[-len(forth) :] == forth


def walk(step, document):
    """What each step is called and leads to, as bytes."""
    rows = []
    while taken := step():
        rows.append((taken.label, taken.article, dump_issue(document.issue).encode()))
    return rows
