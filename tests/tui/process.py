"""The interface as a process of its own in a pseudo-terminal: what is typed goes in, what it draws is looked for."""

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 30.0  # seconds for something to appear; on a machine that is not busy it takes one
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;?<>=$ ]*[a-zA-Z@`~]|[\]P_^X].*?(?:\x07|\x1b\\)|[()].|.)", re.DOTALL)


class Terminal:
    """A terminal of 100 × 30 with ``yaoxun`` in it: that of the source tree, or an installed ``program``.

    ``environment`` is set besides; a value of None takes a variable away.
    """

    def __init__(
        self,
        root: Path | None,
        *words: str,
        state: Path,
        program: tuple[str, ...] = (sys.executable, "-m", "editor"),
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        self._here, there = os.openpty()
        self._set_size(100, 30)
        set_so: dict[str, str | None] = {
            **os.environ,
            "TERM": "xterm-256color",
            "XDG_STATE_HOME": str(state),
            "YAOXUN_WORKSPACE": None if root is None else str(root),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **(environment or {}),
        }
        self.process = subprocess.Popen(
            [*program, *words],
            stdin=there,
            stdout=there,
            stderr=there,
            env={name: value for name, value in set_so.items() if value is not None},
            cwd=state,
            start_new_session=True,
        )
        os.close(there)
        self._drawn = b""
        self._from = 0
        self.taken = False  # whether the screen was ever taken over

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._here)

    @property
    def text(self) -> str:
        """What was drawn since the last key, without the sequences that place and colour it."""
        return _SEQUENCE.sub(b"", self._drawn[self._from :]).decode("utf-8", "replace")

    def see(self, *words: str) -> str:
        """Wait until all the words were drawn since the last key."""
        until = time.monotonic() + PATIENCE
        while not all(word in self.text for word in words):
            if not self._read(max(0.0, until - time.monotonic())):
                raise AssertionError(f"{words} not seen in {self.text[-3000:]!r}")
        return self.text

    def settled(self) -> str:
        """What was drawn since the last key, once nothing more is."""
        self._settle()
        return self.text

    def press(self, keys: str) -> None:
        """Send keys, as the terminal would."""
        self._settle()
        self._from = len(self._drawn)
        os.write(self._here, keys.encode())

    def paste(self, text: str) -> None:
        """Send a bracketed paste."""
        self.press(f"\x1b[200~{text}\x1b[201~")

    def forget(self) -> None:
        """What was drawn so far is of no interest any more."""
        self._drawn, self._from = b"", 0

    def send(self, data: bytes) -> None:
        """Send bytes at once, whatever the program is at."""
        os.write(self._here, data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._set_size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def _set_size(self, columns: int, rows: int) -> None:
        import fcntl
        import termios

        fcntl.ioctl(self._here, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stopped(self, patience: float = PATIENCE) -> None:
        """Wait until it has been stopped; where that cannot be known, for a second."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            self._read(0.05)
            try:
                state = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                state, until = "", min(until, time.monotonic() + 1)
            if state in ("T", "Z"):
                return

    def ended(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self._read(0.1)
        assert self.process.returncode is not None, self.text[-3000:]
        return self.process.returncode

    def _settle(self) -> None:
        while self._read(0.3):
            pass

    def _read(self, wait: float) -> bool:
        if not select.select([self._here], [], [], wait)[0]:
            return False
        try:
            data = os.read(self._here, 65536)
        except OSError:  # the other end is closed
            return False
        self._drawn += data
        self.taken = self.taken or b"\x1b[?1049h" in self._drawn[-len(data) - 8 :]
        return bool(data)


def modes_of(terminal: Terminal) -> list[object]:
    """The modes of a terminal, as the shell would find them."""
    import termios

    return termios.tcgetattr(terminal._here)[:4]
