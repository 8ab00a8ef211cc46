"""The terminal as a device: bytes of any encoding, a process that is stopped and goes on, a reader that fails.

All of it is Textual's driver for Linux and macOS; that for Windows reads characters and is never stopped.
"""

from __future__ import annotations

import os
import signal
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.driver import Driver
from textual.events import Key, Paste
from textual.message import Message

from editor.tui.patches.setter import Setter

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver


Typed = Key | Paste


def mend(set_: Setter = setattr) -> None:
    """Put all patches of the driver in place; nothing where it is another one."""
    try:
        import textual.drivers.linux_driver  # noqa: F401
    except ImportError:  # Windows: the module needs termios
        return
    any_bytes(set_)
    one_reader(set_)
    failures_of_the_reader_are_told(set_)
    modes_of_the_terminal_as_they_were(set_)


def any_bytes(set_: Setter = setattr) -> None:
    """Read bytes that are not UTF-8 as U+FFFD, and the end of the input as an error.

    Without it a terminal that is set to GBK ends the reading thread at its first character, and one that has gone is
    read again and again without end.
    """
    from textual.drivers import linux_driver

    class Decoder:
        def __init__(self) -> None:
            self._decoder = getincrementaldecoder("utf-8")(errors="replace")

        def decode(self, data: bytes, final: bool = False) -> str:
            if not data and not final:  # there was something to be read
                raise EOFError("the terminal has gone")
            return self._decoder.decode(data, final)

    set_(linux_driver, "getincrementaldecoder", lambda encoding: Decoder)


def one_reader(set_: Setter = setattr) -> None:
    """Take the terminal again after a stop, with one reader, whatever stopped the process.

    Textual foresees SIGTSTP alone. After a SIGSTOP that nobody announced it starts a second reader, which takes every
    other key, and takes the raw modes for those that were there before, so that the shell is left with them. What it does, it does
    inside the handler of the signal, which stands still for ever if the signal came while something was being written.
    """
    from textual.drivers.linux_driver import LinuxDriver

    from editor.tui import keyboard

    asked: list[int] = []  # to stop, and not to go on since

    def stops(self: LinuxDriver, number: int, *_: object) -> None:
        asked.append(number)
        self._loop.call_soon_threadsafe(stop, self)

    def stop(self: LinuxDriver) -> None:
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True  # and so taken again
        if asked:
            os.kill(os.getpid(), signal.SIGSTOP)

    def goes_on(self: LinuxDriver, *_: object) -> None:
        asked.clear()
        self._loop.call_soon_threadsafe(take_terminal, self)

    def take_terminal(self: LinuxDriver) -> None:
        if not self._auto_restart:  # another program has the terminal
            return
        if self._must_signal_resume:
            self.resume_application_mode()
        elif self._key_thread is not None and self._key_thread.is_alive():
            take_again(self)
        else:  # not begun, or over
            return
        self._app.call_later(self._app.refresh, layout=True)

    def take_again(self: LinuxDriver) -> None:
        """What the shell may have changed meanwhile. The reader goes on: what waits for it is not lost."""
        keyboard.take()
        self.write("\x1b[?1049h\x1b[?1004h")  # the other screen; focus in and out
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        os.kill(os.getpid(), signal.SIGWINCH)

    set_(LinuxDriver, "_sigtstp_application", stops)
    set_(LinuxDriver, "_sigcont_application", goes_on)


def failures_of_the_reader_are_told(set_: Setter = setattr) -> None:
    """Let what ends the reading thread end the program as any other error does: work rescued, log written, said in Chinese.

    Textual prints an English box and leaves with exit code 0.
    """
    from textual.drivers.linux_driver import LinuxDriver

    def read(self: LinuxDriver) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            failure = error

            def fail() -> None:
                raise failure

            self._app.call_later(fail)

    set_(LinuxDriver, "_run_input_thread", read)


def modes_of_the_terminal_as_they_were(set_: Setter = setattr) -> None:
    """Leave the terminal as it was before its keyboard was taken, which was before Textual began."""
    from textual.drivers.linux_driver import LinuxDriver

    from editor.tui import keyboard

    shipped = LinuxDriver.start_application_mode

    def start(self: LinuxDriver) -> None:
        shipped(self)  # type: ignore[no-untyped-call]  # Textual's
        modes: list[Any] | None = keyboard.modes_before()
        if modes is not None and self.attrs_before is not None:
            self.attrs_before = modes

    set_(LinuxDriver, "start_application_mode", start)


def handing_over(shipped: type[Driver], unread: deque[Typed]) -> type[Driver]:
    """A driver for an application after which another one has the terminal.

    The modes of the terminal stay, and keys and pastes are in ``unread`` as well until their application takes them
    out: what comes behind the key that ends it Textual drops. What comes when nobody reads any more waits in the terminal,
    which Textual would empty: a tenth of a second of typing.
    """

    class HandingOver(shipped):  # type: ignore[misc, valid-type]
        def send_message(self, message: Message) -> None:
            if isinstance(message, Typed):
                unread.append(message)
            super().send_message(message)

        def disable_input(self) -> None:
            with _unread_kept():
                super().disable_input()

        def stop_application_mode(self) -> None:
            self.attrs_before = None
            super().stop_application_mode()

    return HandingOver


@contextmanager
def _unread_kept() -> Iterator[None]:
    """Have nobody empty the terminal's input; nothing on Windows, where nobody does."""
    try:
        import termios
    except ImportError:
        yield
        return
    empty = termios.tcflush
    termios.tcflush = lambda descriptor, queue, /: None
    try:
        yield
    finally:
        termios.tcflush = empty
