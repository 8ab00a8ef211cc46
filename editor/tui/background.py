"""Work off the key path: the one way in which a screen has something found out while the hand goes on.

A question is asked, a thread answers it, and the answer is shown. Of questions of one kind the latest wins; a thread
that is at an older one ends at its next answer. All of it ends with the widget it belongs to. What goes wrong here, in
the thread or in showing the answer, is one sentence beside the text and never more than that: nothing of it holds the
text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from contextvars import copy_context
from functools import partial
from typing import Generic, TypeVar

from textual.dom import DOMNode
from textual.timer import Timer

from editor.tui.containment import contained, containing, say_once, sentence_of
from editor.tui.services import LeftError

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Background(Generic[Question, Answer]):
    """One kind of question. ``work`` runs in a thread and gives answers one by one; ``take`` shows each.

    ``failed`` is given a sentence when either cannot be done; without it that is said in passing. ``rest`` are the seconds without a further question
    until the latest one is begun. ``group`` names the worker, for whoever waits for it.
    """

    def __init__(
        self,
        of: DOMNode,
        work: Callable[[Question], Generator[Answer, None, None]],
        take: Callable[[Answer], object],
        *,
        failed: Callable[[str], object] | None = None,
        rest: float = 0.0,
        group: str = "read",
    ) -> None:
        self.rest = rest
        self._of = of
        self._work, self._take = work, take
        self._failed = failed or partial(say_once, of)
        self._group = group
        self._wanted: list[Question] = []  # the latest question, until it is begun
        self._turn = 0  # how many questions were asked
        self._due: Timer | None = None
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether a thread is at a question."""
        return self._busy

    @property
    def waits(self) -> bool:
        """Whether a question is asked and not answered."""
        return self._busy or bool(self._wanted)

    def ask(self, question: Question, *, now: bool = False) -> None:
        """Ask once the hand rests, or ``now``."""
        self._wanted = [question]
        self._turn += 1
        if self._due is not None:
            self._due.stop()
            self._due = None
        if now or not self.rest:
            self._begin()
        else:
            self._due = self._of.set_timer(self.rest, containing(self._of, self._begin))

    def drop(self) -> None:
        """Want no answer any more."""
        self._wanted = []
        self._turn += 1

    def _begin(self) -> None:
        self._due = None
        if not self._busy and self._of.is_attached:
            self._busy = True
            self._of.run_worker(self._attend(), group=self._group, exit_on_error=False)

    async def _attend(self) -> None:
        """Answer until nothing is asked."""
        try:
            while self._wanted and self._due is None:
                question = self._wanted.pop()
                await self._answered(question, self._turn)
        finally:
            self._busy = False

    async def _answered(self, question: Question, turn: int) -> None:
        loop = asyncio.get_running_loop()
        shows: asyncio.Queue[Callable[[], object] | None] = asyncio.Queue()  # None: there are no more answers

        def put(show: Callable[[], object] | None) -> None:
            with suppress(RuntimeError):  # the program has ended
                loop.call_soon_threadsafe(shows.put_nowait, show)

        def in_thread() -> None:
            try:
                with closing(self._work(question)) as found:
                    for answer in found:
                        if turn != self._turn:
                            break
                        put(partial(self._take, answer))
            except LeftError:
                pass
            except Exception as error:
                put(partial(self._failed, sentence_of(error)))
            finally:
                put(None)

        try:
            loop.run_in_executor(None, copy_context().run, in_thread)
            while (show := await shows.get()) is not None:
                # While a screen closes its widgets go one by one, so that it is there longer than they are.
                goes = self._of._pruning or not self._of.is_attached
                if turn == self._turn and not goes:
                    contained(show, self._failed)
        except asyncio.CancelledError:
            self.drop()  # the thread sees it at its next answer
            raise
