"""What the tests of the interface drive it with."""

from collections.abc import Callable

from rich.style import Style
from textual import events
from textual.pilot import Pilot

from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen


def rows(app: DeskApp) -> list[str]:
    """The screen as plain text, a string for each row."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def uncoloured(app: DeskApp) -> list[str]:
    """What would come in the terminal's own colours, which may not be told from the theme's."""
    segments = (segment for strip in app.screen._compositor.render_strips() for segment in strip)
    return [text for text, style, _ in segments if not _is_coloured(text, style)]


def _is_coloured(text: str, style: Style | None) -> bool:
    return bool(style and style.bgcolor and (style.color or text.isspace()))


def screen_of(app: DeskApp) -> EditScreen:
    """The edit screen, whatever stands over it."""
    return next(screen for screen in reversed(app.screen_stack) if isinstance(screen, EditScreen))


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text key by key, as a hand does that needs no input method; ``\\n`` is Enter."""
    for character in text:
        key = "enter" if character == "\n" else character
        pilot.app.post_message(events.Key(key, None if character == "\n" else character))
        if character == "\n":
            await pilot.pause()  # what follows may go to another field
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    """What the terminal sends for a paste or a committed phrase."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for something that takes a while beside the workers that :func:`settle` knows."""
    for _ in range(600):
        if holds():
            break
        await pilot.pause(0.05)
    assert holds()
    await pilot.pause()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what runs in the background has been done and shown."""
    await pilot.pause()
    working = [
        worker
        for worker in pilot.app.workers
        if worker.group in ("load", "read", "pages", "proof", "past", "search", "marks", "export", "default")
    ]
    if working:  # for none Textual waits for all, and a question waits for its answer
        await pilot.app.workers.wait_for_complete(working)
    await pilot.pause()
