import json
import os
import socket
import subprocess
import sys

import pytest

from editor.errors import StorageError
from editor.files import lock as room
from editor.files.lock import STALE_AFTER, Lock, read_holder, turn


@pytest.fixture
def path(tmp_path):
    return tmp_path / "locks" / "2026-01.lock"


def left_by(path, **said):
    """A lock file of somebody else."""
    path.parent.mkdir(exist_ok=True)
    whole = {"user": "王", "host": "别的电脑", "pid": 1, "since": "2026-01-02T03:04:05+00:00", "token": "x"}
    path.write_text(json.dumps(whole | said), encoding="utf-8")


def dead_process():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def aged(path, seconds):
    now = path.stat().st_mtime
    os.utime(path, (now, now - seconds))


def test_the_second_is_told_who_where_and_since_when(path):
    first, second = Lock(path), Lock(path)
    assert first.acquire() is None
    holder = second.acquire()
    assert (holder.pid, holder.host) == (os.getpid(), socket.gethostname())
    assert socket.gethostname() in str(holder)
    first.release()
    assert second.acquire() is None
    second.release()
    assert list(path.parent.iterdir()) == []


def test_a_dead_process_on_this_machine_holds_nothing(path):
    left_by(path, host=socket.gethostname(), pid=dead_process())
    lock = Lock(path, beat=0)
    assert lock.acquire() is None
    assert lock.held()


def test_another_machine_holds_it_while_its_heart_beats(path):
    left_by(path)
    assert Lock(path, beat=0).acquire().user == "王"
    aged(path, STALE_AFTER + 1)
    assert Lock(path, beat=0).acquire() is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 3000, b'{"pid": 1e999}'])
def test_a_damaged_lock_counts_until_it_is_old(path, content):
    left_by(path)
    path.write_bytes(content)
    assert Lock(path, beat=0).acquire() is not None
    aged(path, STALE_AFTER + 1)
    assert Lock(path, beat=0).acquire() is None


def test_only_one_of_two_that_saw_the_same_stale_lock_gets_it(path):
    left_by(path, token="old")
    stale = read_holder(path)
    winner, late = Lock(path, beat=0), Lock(path, beat=0)
    winner.take_over()
    late._put_away(stale)  # it judged the lock before the winner came
    assert winner.held()


def test_who_was_taken_over_notices_and_does_not_release_the_others_lock(path):
    first, second = Lock(path, beat=0), Lock(path, beat=0)
    first.acquire()
    second.take_over()
    assert not first.held()
    assert first.lost
    first.release()
    assert second.held()


def test_a_heartbeat_renews_the_time_and_never_touches_anothers_lock(path):
    lock = Lock(path, beat=0)
    lock.acquire()
    aged(path, 1000)
    old = path.stat().st_mtime
    lock._touch()
    assert path.stat().st_mtime > old
    left_by(path)
    before = path.read_bytes()
    lock._touch()
    assert path.read_bytes() == before


def test_a_lock_that_somebody_deleted_is_made_again(path):
    lock = Lock(path, beat=0)
    lock.acquire()
    path.unlink()
    assert lock.held()
    assert path.exists()


def test_a_share_without_hard_links_has_locks_too(path, monkeypatch):
    def refused(*_):
        raise PermissionError("no hard links here")

    monkeypatch.setattr(room.os, "link", refused)
    first, second = Lock(path, beat=0), Lock(path, beat=0)
    assert first.acquire() is None
    assert second.acquire().pid == os.getpid()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        Lock(tmp_path / "file" / "x.lock").acquire()


def test_a_turn_waits_for_the_one_before_and_goes_on_where_there_is_no_room(path, monkeypatch):
    with turn(path):
        waits = []
        monkeypatch.setattr(room.time, "sleep", lambda _: (waits.append(1), path.unlink()))
        with turn(path):
            assert waits == [1]
    path.parent.rmdir()
    path.parent.write_bytes(b"")
    with turn(path):
        assert path.parent.is_file()


class Kernel:
    """kernel32 as far as it is asked: one process runs, one has ended, one is somebody else's."""

    def __init__(self) -> None:
        self.closed = []
        self.error = 0
        self.OpenProcess = self._open

    def _open(self, _access, _inherit, pid):
        self.error = {7: 5, 9: 87}.get(pid, 0)
        return None if self.error else pid

    def GetExitCodeProcess(self, handle, code):  # noqa: N802
        code._obj.value = 259 if handle.value == 1 else 0

    def CloseHandle(self, handle):  # noqa: N802
        self.closed.append(handle.value)


@pytest.mark.parametrize(("pid", "runs"), [(1, True), (2, False), (7, True), (9, False)])
def test_windows_is_asked_whether_a_process_runs(monkeypatch, pid, runs):
    kernel = Kernel()
    asked = []

    class Function:
        restype = None

        def __call__(self, *args):
            return kernel._open(*args)

    kernel.OpenProcess = Function()

    def load(name, *, use_last_error):
        asked.append((name, use_last_error))
        return kernel

    import ctypes

    monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: kernel.error, raising=False)
    assert room._alive_on_windows(pid) is runs
    assert asked == [("kernel32", True)]
    assert kernel.closed == ([pid] if pid < 5 else [])
