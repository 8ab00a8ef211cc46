"""Nothing beside the text ends the program: where what only helps goes wrong, that is said, and nothing else comes of it.

Each way from Textual into our code has its door: a message (the screens, and :class:`Drawn` for widgets), a row that is
drawn (:class:`Drawn`), a timer or a refresh (:func:`containing`), a value that is watched (:func:`watching`), a command or a worker (the application). What holds
the text passes all of them as :class:`TextError`, for the application to bring the work to safety and end. Fields of
text stand outside: an error in one of them ends the program as well.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from editor.errors import EditorError
from editor.files.disk import storage_error
from editor.session.failure import log_error
from editor.tui.widgets.cells import clip, strip_of

TOLD_ERROR = 20  # seconds that an error stays
_PATH = 80  # cells of a path that are shown
_TELLING = 20  # cells from which a row can say something

Result = TypeVar("Result")
_logs: dict[
    tuple[type[BaseException], str], str
] = {}  # where what went wrong is written down, once for each place


if TYPE_CHECKING:
    _Widget = Widget
else:
    _Widget = object


class TextError(Exception):
    """What holds the text cannot go on."""


@contextmanager
def holding_text() -> Iterator[None]:
    """What is done within is the text's own: a failure that nobody foresaw ends the program, the work being rescued."""
    try:
        yield
    except (EditorError, LookupError):
        raise
    except Exception as error:
        raise TextError from error


def sentence_of(error: Exception) -> str:
    """What is said of something that could not be done; what nobody foresaw is written down, once for each place."""
    if isinstance(error, EditorError):
        return str(error)
    if isinstance(error, OSError):  # the system's own errors are those of paths that were typed
        return str(storage_error(clip(str(error.filename or "这个路径"), _PATH), error, "操作"))
    place = type(error), _place(error)
    if place not in _logs:
        _logs[place] = log_error(error)
    log = _logs[place]
    return f"程序出错（{type(error).__name__}），不影响正文" + (f"，详情已写入 {log}" if log else "")


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""


def contained(show: Callable[[], Result], failed: Callable[[str], object]) -> Result | None:
    """Do something that only helps; where it fails, that is said, and nothing else comes of it."""
    try:
        return show()
    except TextError:
        raise
    except Exception as error:
        failed(sentence_of(error))
        return None


def tell(of: DOMNode, error: Exception) -> None:
    """Say in passing what could not be done, unless it is said already."""
    say_once(of, sentence_of(error))


def say_once(of: DOMNode, sentence: str) -> None:
    """Say something that went wrong in passing, unless it is said already."""
    if all(told.message != sentence for told in of.app._notifications):
        of.app.notify(sentence, severity="error", timeout=TOLD_ERROR, markup=False)


@contextmanager
def telling(of: DOMNode) -> Iterator[None]:
    """Say in passing what could not be done within; what holds the text is not held up."""
    try:
        yield
    except TextError:
        raise
    except Exception as error:
        tell(of, error)


def containing(of: DOMNode, callback: Callable[..., Any]) -> Callable[..., Awaitable[None]]:
    """What a timer or a refresh is given to call: the callback, contained."""

    async def call(*given: Any, **named: Any) -> None:  # noqa: ANN401  (as the callback has it)
        with telling(of):
            result = callback(*given, **named)
            if isawaitable(result):
                await result

    return call


def watching(of: DOMNode, callback: Callable[[], object]) -> Callable[[], None]:
    """What the watch of a value is given to call: the callback, contained."""

    def call() -> None:
        contained(callback, partial(say_once, of))

    return call


class Drawn(_Widget):
    """A widget that draws itself: what cannot be drawn says so in its first row, and a message that fails is told.

    To be named before the widget among the bases, of which Textual takes the first node to be the one whose style counts.
    """

    async def _dispatch_message(self, message: Message) -> None:
        with telling(self):
            await super()._dispatch_message(message)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region."""
        try:
            return super().render_lines(crop)
        except Exception as error:
            base = self.rich_style
            rows = [Strip.blank(crop.width, base)] * crop.height
            if crop.width < _TELLING:
                self.call_later(tell, self, error)
            elif rows and not crop.y:
                said = clip(f"! {sentence_of(error)}", crop.width)
                rows[0] = strip_of([(said, base)], crop.width, base)
            return rows
