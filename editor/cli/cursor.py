"""Where the cursor of the terminal is, as the terminal itself says: the way to learn how wide it draws a character."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator

_SECONDS = 1.0  # an answer over a slow line; terminals that know the question answer at once
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")


def columns_after(texts: Iterable[str]) -> Iterator[int]:
    """For each text, written at the left edge: the column, from 0, in which the cursor is then.

    Yields nothing where there is no terminal that could be asked. The line is empty again afterwards.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    if sys.platform == "win32":
        yield from _asking_windows(texts)
    else:
        yield from _asking_the_terminal(texts)


def _asking_the_terminal(texts: Iterable[str]) -> Iterator[int]:
    """Cursor position report, CSI 6 n (ECMA-48, DSR)."""
    import termios
    import tty

    keyboard, screen = sys.stdin.fileno(), sys.stderr.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard)
        for text in texts:
            os.write(screen, f"\r{text}\x1b[6n".encode())
            answer = _answer(keyboard)
            os.write(screen, b"\r\x1b[K")
            if answer is None:
                return
            yield answer
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _answer(keyboard: int) -> int | None:
    import select

    data = b""
    while (found := _ANSWER.search(data)) is None:
        if not select.select([keyboard], [], [], _SECONDS)[0]:
            return None
        data += os.read(keyboard, 64)
    return int(found[2]) - 1


def _asking_windows(texts: Iterable[str]) -> Iterator[int]:
    """GetConsoleScreenBufferInfo: size, then the position of the cursor, 16 bits each."""
    if sys.platform != "win32":  # said once more for mypy, which knows windll there only
        return
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.windll.kernel32
    kernel.GetStdHandle.restype = wintypes.HANDLE
    handle = wintypes.HANDLE(kernel.GetStdHandle(-12))
    info = (ctypes.c_short * 11)()
    for text in texts:
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
        known = kernel.GetConsoleScreenBufferInfo(handle, info)
        sys.stderr.write("\r" + " " * 8 + "\r")
        if not known:
            return
        yield info[2]
