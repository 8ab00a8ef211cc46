"""Clocks that jump, times beyond 32 bits, and names that people and programs give to files."""

import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor.files import lock as lock_room
from editor.files import versions as versions_room
from editor.files.keeping import beside
from editor.model.issue import replace_article
from editor.session.catalogue import read_entry, survey
from editor.session.document import Document
from editor.session.versions import earlier_states, restore, save_over
from editor.store.issue_file import load_issue

TIMES = [0, 1, -1, -(2**31), 2**31, 2**32 + 1, 253_402_300_800, 2**40]  # 1901, 1970, 2038, 2106, year 10000


def changed(issue, words):
    article = next(issue.articles)
    return replace_article(issue, replace(article, title=words))


@pytest.fixture
def path(samples):
    return samples.issues_folder / "2026-01.toml"


@pytest.mark.parametrize("seconds", TIMES)
def test_a_file_of_any_time_is_listed_opened_and_saved(samples, path, seconds):
    try:
        os.utime(path, (seconds, seconds))
    except (OverflowError, OSError):
        pytest.skip("the file system has no such time")
    (entry,) = (e for e in survey(samples) if e.path == path)
    assert read_entry(samples, entry).facts is not None
    assert entry.changed is None or entry.changed.year <= 9999
    with Document.open(path, samples.style("official"), pause=0) as document:
        assert not document.changed_outside()
        document.do("输入", changed(document.issue, "改"))
        document.save()
        assert not document.changed_outside()
    assert next(load_issue(path).articles).title == "改"


def test_a_change_elsewhere_is_noticed_though_the_clock_stands_still(samples, path):
    with Document.open(path, samples.style("official"), pause=0) as document:
        assert not document.changed_outside()
        stamp = path.stat()
        save_over(path, changed(load_issue(path), "别人改的"))
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert document.changed_outside()


def test_a_clock_that_jumps_neither_mixes_versions_up_nor_loses_one(samples, path, monkeypatch):
    years = iter([2026, 1970, 9999, 2038, 1, 2026])

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(next(years), 1, 1, tzinfo=UTC)

    monkeypatch.setattr(versions_room, "datetime", Clock)
    for number in range(6):
        save_over(path, changed(load_issue(path), f"第{number}稿"))
    states = list(earlier_states(path))
    titles = [next(state.issue.articles).title for state in states]
    assert titles[:5] == ["第4稿", "第3稿", "第2稿", "第1稿", "第0稿"]
    assert all(state.moment for state in states)
    monkeypatch.undo()
    restore(path, 5)
    assert next(load_issue(path).articles).title == "第0稿"


@pytest.mark.parametrize("jump", [-(10**9), 10**9])
def test_a_clock_that_jumps_ends_no_lock_and_no_journal(samples, path, monkeypatch, jump):
    style = samples.style("official")
    with Document.open(path, style, pause=0) as document:
        document.do("输入", changed(document.issue, "跳之前"))
        monkeypatch.setattr(time, "time", lambda real=time.time: real() + jump)
        os.utime(document._lock.path, None)
        document.do("输入", changed(document.issue, "跳之后"))
        assert document.flush()
        with Document.open(path, style, pause=0) as second:
            second._lock._mine = None
        assert document._lock.held() and not document._lock.lost
        document._lock.release()  # as a kill would leave it, but for the process id
        with Document.open(path, style, pause=0) as again:
            assert next(again.issue.articles).title == "跳之后"
            again.discard()
        document.close()


@pytest.mark.parametrize(
    "since", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "昨天", "", "1e400"]
)
def test_a_lock_of_any_time_names_its_holder(since):
    assert "甲（机器" in str(lock_room.Holder("甲", "机器", 1, since, "t"))


NAMES = [
    "一 期（终稿）.toml",
    "-o.toml",
    "--force.toml",
    "~.toml",
    "$HOME.toml",
    "%PATH%.toml",
    "a'b\"c.toml",
    "👍🏽.toml",
    "e\u0301.toml",
    "[b]x[-b].toml",
    "COM1.toml",
    "要" * 80 + ".toml",
    "a\u202eb\u200b.toml",
    "换\n行.toml",
    "\x1b[31m.toml",
    ".toml.toml",
    "2026-01.副本.toml",
    "nul\udcff.toml",
]


@pytest.mark.skipif(
    os.name == "nt" or sys.platform == "darwin", reason="other systems refuse some of these names"
)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_opened_locked_journalled_saved_and_kept(samples, path, name):
    odd = samples.issues_folder / name
    odd.write_bytes(path.read_bytes())
    style = samples.style("official")
    with Document.open(odd, style, pause=0) as document:
        assert document.notices() == [] and not document.read_only
        document.do("输入", changed(document.issue, "改"))
        assert document.flush()
        document.save()
        assert document.notices() == []
    (state,) = earlier_states(odd)
    assert state.issue == load_issue(path)
    kept = beside(odd)
    folder = samples.root.resolve() / ".yaoxun"
    for place in (kept.versions, kept.journal, kept.lock):
        assert folder in place.parents
    restore(odd, 1)
    assert load_issue(odd) == load_issue(path)
    entries = [read_entry(samples, entry) for entry in survey(samples)]
    assert [entry for entry in entries if entry.path == odd and entry.facts is not None]
