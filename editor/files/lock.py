"""Who works on an issue: a file that says so, made with O_EXCL, which network shares honour where locks fail.

A lock goes stale with its process on this machine. On another one it is stale when its heartbeat stops: the times
compared are both given by the share, that of the lock and that of a file made for the purpose, so clocks that
differ do not matter.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from editor.errors import StorageError
from editor.files.atomic import discard, patiently
from editor.files.disk import storage_error
from editor.files.known import user_name

BEAT: Final = 10.0  # seconds between two heartbeats
STALE_AFTER: Final = 120.0  # seconds without one, on another machine
_TURN_PATIENCE = 10.0  # seconds to wait for somebody else's save
_TURN_PAUSE = 0.005
_TRIES = 20
_LARGEST = 4096  # bytes of a lock file that are looked at


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: user, host, process, since when (ISO 8601, UTC), and a token that nobody else has."""

    user: str
    host: str
    pid: int
    since: str
    token: str

    def __str__(self) -> str:
        return f"{self.user or '不知道是谁'}（{self.host or '不知道哪台电脑'}，{self._local_time}起）"

    @property
    def _local_time(self) -> str:
        try:
            return f"{datetime.fromisoformat(self.since).astimezone():%m-%d %H:%M}"
        except (ValueError, OverflowError, OSError):
            return "时间不详"


class Lock:
    """The lock of one issue, ours or not yet. ``beat`` is the time between heartbeats, 0 for none."""

    def __init__(self, path: Path, *, beat: float = BEAT) -> None:
        self.path = path
        self._beat = beat
        self._mine: Holder | None = None
        self._content = b""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.lost = False
        """Whether somebody else took the lock over while we had it; noticed with a heartbeat or by ``held``."""

    def acquire(self) -> Holder | None:
        """Take the lock if it is free or stale; None if we have it now, else who has it.

        StorageError if no file can be made here.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for _ in range(_TRIES):
                if self._create():
                    return None
                holder = read_holder(self.path)
                if holder is None:
                    continue
                if not _stale(self.path, holder):
                    return holder
                self._put_away(holder)
        except OSError as error:
            raise storage_error(self.path, error, "加锁") from error
        return read_holder(self.path)

    def take_over(self) -> None:
        """Take the lock from whoever has it. StorageError if it cannot be had."""
        try:
            for _ in range(_TRIES):
                holder = read_holder(self.path)
                if holder is not None:
                    self._put_away(holder)
                if self._create():
                    return
        except OSError as error:
            raise storage_error(self.path, error, "接管") from error
        raise StorageError("别人正在反复占用，没有接管成功", where=self.path, advice="请稍后再试")

    def held(self) -> bool:
        """Whether the lock is still ours; a file that somebody deleted is made again."""
        if self._mine is None:
            return False
        with suppress(OSError):  # a share that is away for a moment has given the lock to nobody
            holder = read_holder(self.path)
            if holder is None:
                self._create_again()
                holder = read_holder(self.path)
            self.lost = holder is not None and holder.token != self._mine.token
        return not self.lost

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=1)
        mine, self._mine = self._mine, None
        if mine is not None:
            with suppress(OSError):
                holder = read_holder(self.path)
                if holder is not None and holder.token == mine.token:
                    self.path.unlink()

    def _create(self) -> bool:
        self._mine = Holder(
            user_name(), _host(), os.getpid(), datetime.now(UTC).isoformat(), os.urandom(8).hex()
        )
        self._content = json.dumps(asdict(self._mine)).encode()
        self.lost = False
        if not self._create_again():
            self._mine = None
            return False
        if self._beat and self._thread is None:
            self._thread = threading.Thread(target=self._keep_beating, name="yaoxun-lock", daemon=True)
            self._thread.start()
        return True

    def _create_again(self) -> bool:
        """Make the lock file, whole from its first moment where the file system knows hard links."""
        whole = self.path.with_name(f"{self.path.name}.{os.urandom(6).hex()}")
        _write_new(whole, self._content)
        try:
            os.link(whole, self.path)
        except FileExistsError:
            return False
        except OSError:  # a share without hard links: a crash in between leaves a lock that names nobody
            try:
                _write_new(self.path, self._content)
            except FileExistsError:
                return False
        finally:
            discard(whole)
        return True

    def _put_away(self, judged: Holder) -> None:
        """Take away the lock that was judged, and no other: of several that try, the rename lets one succeed."""
        aside = self.path.with_name(f"{self.path.name}.{os.urandom(6).hex()}")
        try:
            patiently(lambda: self.path.rename(aside))  # its holder may be writing a heartbeat
        except FileNotFoundError:
            return
        taken = read_holder(aside)
        if taken is not None and taken.token != judged.token and not self.path.exists():
            aside.rename(self.path)
            return
        discard(aside)

    def _keep_beating(self) -> None:
        while not self._stop.wait(self._beat):
            if self.held():
                with suppress(OSError):
                    self._touch()

    def _touch(self) -> None:
        """Write the same bytes once more: a time set by the writer's clock would be no heartbeat."""
        handle = os.open(self.path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            if os.read(handle, _LARGEST) == self._content:
                os.lseek(handle, 0, os.SEEK_SET)
                os.write(handle, self._content)
        finally:
            os.close(handle)


def read_holder(path: Path) -> Holder | None:
    """Who a lock file names, None if there is no file. One that is being written, or damaged, names nobody."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except FileNotFoundError:
        return None
    try:
        said = json.loads(data)
        return Holder(
            str(said["user"]), str(said["host"]), int(said["pid"]), str(said["since"]), str(said["token"])
        )
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return Holder("", "", 0, "", "")


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Replace a file while nobody else does: what is compared inside is still so when the file is replaced.

    Waits a while for another save. Where no file can be made there is no turn, and the save goes on without.
    """
    lock = Lock(path, beat=0)
    until = time.monotonic() + _TURN_PATIENCE
    with suppress(StorageError):
        while lock.acquire() is not None and time.monotonic() < until:
            time.sleep(_TURN_PAUSE)
    try:
        yield
    finally:
        lock.release()


def _stale(path: Path, holder: Holder) -> bool:
    if holder.host == _host() and holder.pid > 0:
        return not _alive(holder.pid)
    return abs(_silence(path)) > STALE_AFTER


def _silence(path: Path) -> float:
    """Seconds since the last heartbeat, on the clock of the file system that holds the lock."""
    probe = path.with_name(f"{path.name}.{os.urandom(6).hex()}")
    _write_new(probe, b"?")
    try:
        return probe.stat().st_mtime - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0  # released meanwhile
    finally:
        discard(probe)


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        os.write(handle, data)
    except OSError:
        discard(path)  # one that names nobody would keep everybody out
        raise
    finally:
        os.close(handle)


def _host() -> str:
    """The name of this machine."""
    import socket  # here, as it takes a while and most commands lock nothing

    return socket.gethostname()


def _alive(pid: int) -> bool:
    """Whether a process runs."""
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    """The same where os.kill would end the process. The last error is that of our own calls, not of the interpreter's."""
    import ctypes

    load: Any = getattr(ctypes, "WinDLL")  # noqa: B009  (Windows alone has it)
    last_error: Any = getattr(ctypes, "get_last_error")  # noqa: B009
    kernel = load("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p  # a handle has the width of a pointer
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return bool(last_error() == 5)  # ERROR_ACCESS_DENIED: it runs, for somebody else
    code = ctypes.c_ulong()
    handle = ctypes.c_void_p(handle)
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE
