"""Keys that come faster than the screens: each is given once what the key before it did is done.

Textual gives a key to whatever has the focus at that moment, while the key before it may still be on its way up to the
command that it stands for: of ``^F 床位`` in one write the words went into the text under the dialog, and what was
typed while the program started went nowhere. Here every key waits for its screen, in the order in which it was pressed.
"""

from __future__ import annotations

from asyncio import Task, create_task, sleep
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen

from editor.tui.containment import TextError, tell
from editor.tui.patches.keyboard import Burst

_ROUNDS = 3  # of a message from the focus up to the application: the key, what it told its list, what the screen did
_POLL = 0.02  # seconds between two looks whether the screen is there
_LOOKS = 50  # in vain, after which a message is given up; seconds pass while the program works
_UNREADABLE = (
    "有认不出的字（显示为�）：终端的编码不是 UTF-8，或者复制之前就已损坏；请把终端的编码换成 UTF-8 再输入。"
)

Given = events.Key | events.Paste | events.MouseDown | events.MouseUp


@dataclass
class Passed(Message):
    """Follows a key up from the focus: when it arrives, the key was dealt with."""

    number: int


class InputQueue:
    """The input of one application. ``give`` hands an event to what has the focus."""

    def __init__(self, app: QueuedApp[Any], give: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app, self._give = app, give
        self._waiting: deque[Given] = deque()
        self._onward: list[Given] = []  # for the screen that is on its way, not for a question before it
        self._screen: Screen[Any] | None = None  # to which the last key was given
        self._rounds = 0  # until that key was dealt with
        self._way: DOMNode = app  # whom the last message was sent up from
        self._number, self._looks = 0, 0
        self._polling: Task[None] | None = None
        self._told = False

    async def take(self, event: Given) -> None:
        """Give an event at once, or when its turn has come."""
        if not self._told and _unreadable(event):
            self._told = True
            self._app.notify(_UNREADABLE, severity="warning", timeout=60, markup=False)
        self._waiting.append(event)
        await self._go_on()

    @property
    def left(self) -> list[Given]:
        """What was taken and not given."""
        return [*self._onward, *self._waiting]

    async def passed(self, message: Passed) -> None:
        """A message has come up."""
        if message.number == self._number and self._rounds:
            self._rounds -= 1
            if self._rounds:
                self._send()
            else:
                await self._go_on()

    async def _go_on(self) -> None:
        """Give what can be given now, and look again soon if something is left."""
        if self._app.leaving():
            self._onward += self._waiting
            self._waiting.clear()
        elif self._onward and self._app.arrived():
            self._waiting.extendleft(reversed(self._onward))
            self._onward.clear()
        if self._rounds and (not self._way.is_attached or self._looks > _LOOKS):
            self._rounds = 0  # the message went with its widget
        if self._waiting and not self._rounds and self._app.takes(self._waiting[0]):
            if self._app.screen is self._screen:
                await self._give(self._next())
            self._screen = self._app.screen  # one that is new has to find its focus first
            self._number += 1
            self._rounds = _ROUNDS
            self._send()
        if (self._waiting or self._onward) and self._polling is None:
            self._polling = create_task(
                self._look_again()
            )  # Textual's timer skips what a busy machine delays

    async def _look_again(self) -> None:
        await sleep(_POLL)
        self._polling = None
        self._looks += 1
        await self._go_on()

    def _next(self) -> Given:
        event = self._waiting.popleft()
        if isinstance(event, Burst) and event.typed and hasattr(self._app.focused, "cursor_screen_offset"):
            self._waiting.extendleft(reversed(list(_pressed(event))))  # into a field, which has a caret
            event = self._waiting.popleft()
        return event

    def _send(self) -> None:
        self._looks = 0
        self._way = self._app.focused or self._app.screen
        self._way.post_message(Passed(self._number))


class QueuedApp(App[ReturnType]):
    """An application that is given what is typed, pasted or clicked in its turn.

    ``typed`` is what was typed for it before it began.
    """

    def __init__(self, typed: Iterable[Given] = ()) -> None:
        super().__init__()
        self._typed = tuple(typed)
        self._input = InputQueue(self, super().on_event)

    async def _on_mount(self, event: events.Mount) -> None:
        """Take what was typed before."""
        for typed in self._typed:
            await self._input.take(typed)

    async def on_event(self, event: events.Event) -> None:
        """Give what is typed, pasted or clicked in its turn."""
        if isinstance(event, Given) and not event.is_forwarded:
            await self._input.take(event)
        else:
            await super().on_event(event)

    async def _dispatch_message(self, message: Message) -> None:
        """What could not be done is told, and ends nothing."""
        begins = isinstance(message, events.Load | events.Compose | events.Mount)
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if begins or isinstance(error, TextError):
                raise
            tell(self, error)

    async def on_passed(self, message: Passed) -> None:
        """A key was dealt with."""
        await self._input.passed(message)

    def takes(self, event: Given) -> bool:
        """Whether the screen on top can take what is next."""
        raise NotImplementedError

    def leaving(self) -> bool:
        """Whether it is about to make room for another, for which what is typed now is meant."""
        return False

    def arrived(self) -> bool:
        """Whether nothing is on its way any more."""
        return True


def _pressed(burst: Burst) -> Iterator[Given]:
    """What was typed, line by line, with Enter between."""
    first, *more = burst.text.split("\n")
    if first:
        yield Burst(first, typed=True)
    for line in more:
        yield events.Key("enter", "\r")
        if line:
            yield Burst(line, typed=True)


def _unreadable(event: Given) -> bool:
    text = event.text if isinstance(event, events.Paste) else getattr(event, "character", None)
    return bool(text) and "�" in str(text)
