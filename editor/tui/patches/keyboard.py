"""What arrives from the keyboard, the input method and the terminal's own paste."""

from __future__ import annotations

import re
from collections.abc import Iterable
from time import monotonic
from weakref import WeakKeyDictionary

from textual import events
from textual.message import Message

from editor.tui.patches.setter import Setter

_SEQUENCE = 1024  # characters: a phrase of 60 Han as code points in one kitty sequence, and room to spare
_LONG = 200  # characters: more than anybody commits at once, so it is a paste and the rest may be on its way
_QUIET = 0.03  # seconds without input after which a long paste is over


def plain_text_from_input_method(set_: Setter = setattr) -> None:
    """Do not ask terminals for the kitty keyboard protocol.

    With it a phrase that an input method commits arrives as one escape sequence, which Textual gives up on
    from five characters and shows raw, and which iTerm2 does not send at all. TEXTUAL_DISABLE_KITTY_KEY is no
    way out: Alt+Up then arrives as Escape, Up. On Windows Textual asks for no more than key names.
    """
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows: the module needs termios
        return
    for flag in ("DISAMBIGUATE_ESCAPE_CODES", "REPORT_ALL_KEYS", "REPORT_ASSOCIATED_TEXT"):
        set_(linux_driver, f"KITTY_{flag}", 0)


def line_feed_is_enter(set_: Setter = setattr) -> None:
    """Take a line feed for Enter.

    The terminal makes one of an Enter that is pressed before the program has its keyboard. No key that is bound sends
    one.
    """
    from textual import _xterm_parser
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
    from textual.keys import Keys

    sequences = {**ANSI_SEQUENCES_KEYS, "\n": (Keys.Enter,)}
    set_(_xterm_parser, "ANSI_SEQUENCES_KEYS", sequences)


def longer_sequences(set_: Setter = setattr) -> None:
    """Read escape sequences of more than 32 characters.

    Some terminals use the kitty protocol although they were not asked, or were asked by the program that ran
    before; then a phrase of five characters is longer than what Textual waits for.
    """
    from textual import _xterm_parser

    set_(_xterm_parser, "_MAX_SEQUENCE_SEARCH_THRESHOLD", _SEQUENCE)


_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"  # what a terminal puts before and behind a paste
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~])?")
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*)?\Z")


class _Pastes:
    """What was read, without the escapes in its pastes."""

    def __init__(self) -> None:
        self._inside = False
        self._last = ""  # outside of a paste: what may begin the mark of one, and was passed on
        self._held = ""  # inside: what may begin an escape, and was not

    def cleaned(self, data: str) -> str:
        kept, data, self._held = "", self._held + data, ""
        while data:
            if self._inside:
                body, mark, data = data.partition(_PASTED)
                if not mark and (begun := _BEGUN.search(body)):
                    self._held, body = begun[0], body[: begun.start()]
                kept += _ESCAPE.sub("", body) + mark
                self._inside = not mark
                continue
            read = self._last + data
            end = read.find(_PASTE) + len(_PASTE) - len(self._last)
            self._inside = _PASTE in read
            self._last = "" if self._inside else read[1 - len(_PASTE) :]
            kept, data = (kept + data[:end], data[end:]) if self._inside else (kept + data, "")
        return kept


def escapes_in_pastes_are_no_keys(set_: Setter = setattr) -> None:
    """Leave out of a paste what coloured the text where it was copied.

    Most terminals do; tmux does not. Without it Textual takes an escape, and up to a thousand characters behind it,
    out of the paste and for keys: they are lost, and commands that nobody gave are carried out.
    """
    from textual._xterm_parser import XTermParser

    shipped = XTermParser.feed
    pastes: WeakKeyDictionary[XTermParser, _Pastes] = WeakKeyDictionary()

    def feed(self: XTermParser, data: str) -> Iterable[Message]:
        cleaned = pastes.setdefault(self, _Pastes()).cleaned(data)
        return shipped(self, cleaned) if cleaned or not data else ()

    set_(XTermParser, "feed", feed)


class Burst(events.Paste):
    """A paste that came as keys. ``typed`` is whether they are so few that a hand, or an input method, can have sent them."""

    def __init__(self, text: str, typed: bool) -> None:
        super().__init__(text)
        self.typed = typed


Burst.handler_name = "on_paste"  # what takes a paste takes it


class _Keys:
    """Printable keys that arrive faster than anybody types: a committed phrase, or a paste without brackets."""

    def __init__(self) -> None:
        self._keys: list[events.Key] = []
        self._last = 0.0

    def take(self, tokens: Iterable[Message]) -> Iterable[Message]:
        """Pass tokens on, with each burst among them as one paste."""
        for token in tokens:
            if isinstance(token, events.Key) and _is_text(token, self._keys):
                self._keys.append(token)
            else:
                yield from self.release()
                yield token
        self._last = monotonic()  # after the reading, which on a busy machine takes longer than the quiet
        if len(self._keys) < _LONG:
            yield from self.release()

    def settle(self) -> Iterable[Message]:
        """Let go of a long paste once nothing more of it comes."""
        if self._keys and monotonic() - self._last >= _QUIET:
            yield from self.release()

    def release(self) -> Iterable[Message]:
        """What was held, as keys if a hand can have typed it, else as one paste."""
        keys, self._keys = self._keys, []
        tail: list[events.Key] = []
        if not any(map(_is_break, keys[:-1])):
            while keys and keys[-1].key in ("enter", "tab", "ctrl+j"):
                tail.insert(0, keys.pop())
        if len(keys) > 1:
            text = "".join(key.character or "" for key in keys)
            yield Burst(text.replace("\r\n", "\n").replace("\r", "\n"), len(keys) < _LONG)
        else:
            yield from keys
        yield from tail


def _is_break(key: events.Key) -> bool:
    return key.character in ("\r", "\n")


def _is_text(key: events.Key, burst: list[events.Key]) -> bool:
    """Whether a key is a character of text. Line breaks and tabs are, once text has come before them."""
    if key.is_printable:
        return not key.key.startswith(("alt+", "ctrl+", "super+", "meta+", "hyper+"))
    return bool(burst) and key.character in ("\r", "\n", "\t")


def bursts_are_pastes(set_: Setter = setattr) -> None:
    """Turn a burst of printable input into one paste.

    Without it a paste from a terminal that does not bracket it takes a second for each 400 characters and
    presses Enter at each line end, and a phrase of the input method is as many steps to undo as characters.
    """
    from textual._xterm_parser import XTermParser

    shipped_feed, shipped_tick = XTermParser.feed, XTermParser.tick
    bursts: WeakKeyDictionary[XTermParser, _Keys] = WeakKeyDictionary()

    def burst_of(parser: XTermParser) -> _Keys:
        return bursts.setdefault(parser, _Keys())

    def feed(self: XTermParser, data: str) -> Iterable[Message]:
        if data:
            yield from burst_of(self).take(shipped_feed(self, data))
        else:  # the end of the input
            yield from burst_of(self).release()
            yield from shipped_feed(self, data)

    def tick(self: XTermParser) -> Iterable[Message]:
        yield from burst_of(self).settle()
        yield from shipped_tick(self)

    set_(XTermParser, "feed", feed)
    set_(XTermParser, "tick", tick)
