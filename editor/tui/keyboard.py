"""The keyboard from the first moment: what is typed while the program starts is kept for it.

Until Textual has begun, which takes a good half second, the terminal would edit lines of its own: it would turn Enter
into a line feed, stop at ^S, and keep ^U, ^W and ^Z for itself. Imports nothing of Textual.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_before: list[Any] | None = None  # the modes of the terminal while its keyboard is taken


def modes_before() -> list[Any] | None:
    """The modes of the terminal, as termios has them, before its keyboard was taken; None where it is not taken."""
    return _before


@contextmanager
def taken() -> Iterator[None]:
    """Have the terminal hand over each key as it is. Nothing on Windows, where keys wait as they were pressed."""
    global _before
    try:
        import termios
    except ImportError:
        yield
        return
    _before = take()
    try:
        yield
    finally:
        if _before is not None:
            with suppress(termios.error):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _before)
            _before = None


def take() -> list[Any] | None:
    """Set the modes in which each key comes as it is; the modes as they were, None where there is no terminal."""
    import termios

    with suppress(termios.error, OSError, ValueError):
        modes = termios.tcgetattr(sys.stdin.fileno())
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _raw(modes))
        return modes
    return None


def _raw(modes: list[Any]) -> list[Any]:
    """The modes that Textual's driver sets; what is printed still begins at the left edge."""
    import termios

    incoming, outgoing, control, local, *rest = modes
    incoming &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    local &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    return [incoming, outgoing, control, local, *rest]
