"""A program in a terminal of its own, timed from outside: when does it show something, how soon does a key arrive?

POSIX only (pty); the figures are for developers.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path

HOME = ".home"
_ANSWERS = {b"\x1b[6n": b"\x1b[1;2R", b"\x1b[c": b"\x1b[?62c"}  # where is the caret, what are you


class Terminal:
    """A child process on a pseudo-terminal of ``columns`` × ``rows`` cells."""

    def __init__(
        self, command: Sequence[str | Path], cwd: Path, *, columns: int = 120, rows: int = 36
    ) -> None:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                "HOME": str(cwd / HOME),  # what the person likes is kept there
                "XDG_STATE_HOME": str(cwd / HOME),
            },
        )
        os.close(slave)
        self._master = master

    @property
    def pid(self) -> int:
        """Of the child process."""
        return self._process.pid

    def wait_for(self, words: str, timeout: float = 30.0) -> float:
        """Read until ``words`` stand in the output; the moment when they were read."""
        marker, seen = words.encode(), b""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            if not select.select([self._master], [], [], 0.05)[0]:
                continue
            chunk = os.read(self._master, 65536)
            now = time.perf_counter()
            for question, answer in _ANSWERS.items():
                if question in chunk:
                    os.write(self._master, answer)
            seen = seen[-len(marker) :] + chunk
            if marker in seen:
                return now
        raise TimeoutError(f"{words!r} was never shown")

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing has come for a while."""
        while select.select([self._master], [], [], seconds)[0]:
            os.read(self._master, 65536)

    def key(self, text: str) -> float:
        """Type a character and wait until it is shown; seconds between."""
        start = time.perf_counter()
        os.write(self._master, text.encode())
        return self.wait_for(text) - start

    def send(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def close(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)
