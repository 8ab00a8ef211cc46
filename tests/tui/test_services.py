"""Every service is made to fail, one after the other: it is said and written down, and the text goes on and is saved."""

import inspect
import sys
import traceback
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from itertools import cycle
from typing import Any

import pytest
from textual.pilot import Pilot

from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui import containment
from editor.tui.app import DeskApp
from editor.tui.keys import commands
from editor.tui.screens.edit import EditScreen
from tests.tui.driving import paste, rows, screen_of, settle
from tests.tui.test_containment import services, typed

MOST_PROVEN = 200  # services that the steps below reach at least; what nobody asks cannot fail
NOT_GIVEN = {
    "app.quit",
    "issue.close",
    "issue.save",
    "article.outside",
}  # they end the sitting, or start a program
ARTICLE = (
    "上海试点概念验证平台\n3月5日，上海试点概念验证平台，提出到2027年建成10家。\n一是完善机制。二是加强保障。"
)


class Breaker:
    """Stands before every service: notes which are asked, and lets one of them fail, each time with another error."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: set[str] = set()
        self.broken = ""
        self.failed = 0
        self._errors = cycle([ValueError, Exception])
        for name, (owner, attribute) in services().items():
            each = inspect.getattr_static(owner, attribute)
            if isinstance(each, property):
                monkeypatch.setattr(owner, attribute, property(self._before(name, each.fget), each.fset))
                continue
            before = self._before(name, each)
            if inspect.isclass(owner):
                monkeypatch.setattr(owner, attribute, before)
                continue
            for module in [m for key, m in sys.modules.items() if key.startswith("editor.")]:
                if vars(module).get(attribute) is each:
                    monkeypatch.setattr(module, attribute, before)

    def _before(self, name: str, service: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(service)
        def call(*given: Any, **named: Any) -> Any:
            self.asked.add(name)
            if name == self.broken:
                self.failed += 1
                raise next(self._errors)("math domain error")
            return service(*given, **named)

        return call


Step = Callable[[Pilot[None]], Awaitable[None]]


async def back(pilot: Pilot[None]) -> None:
    """To the edit screen, whatever stands over it."""
    app = pilot.app
    for _ in range(6):
        if isinstance(app.screen, EditScreen):
            return
        await pilot.press("escape")
        await pilot.pause()
    while not isinstance(app.screen, EditScreen):  # a screen whose own command is broken
        app.screen.dismiss(None)
        await pilot.pause()


def given(command: str) -> Step:
    async def step(pilot: Pilot[None]) -> None:
        each = next((c for c in commands(screen_of(pilot.app)) if c.id == command), None)
        if each is not None:
            await pilot.app.run_action(each.action, each.node)
            await settle(pilot)

    return step


async def pasted(pilot: Pilot[None]) -> None:
    """An article into the outline."""
    screen_of(pilot.app).work.outline.focus()
    await paste(pilot, ARTICLE)
    await settle(pilot)


class Trial:
    """One sitting after the other, in which services fail in their turn; what is wrong with how is gathered."""

    def __init__(self, workspace: Workspace, breaker: Breaker, logged: list[BaseException]) -> None:
        self.workspace, self.path = workspace, workspace.issues_folder / "2026-01.toml"
        self.breaker, self.logged = breaker, logged
        self.proven: set[str] = set()
        self.wrong: list[str] = []
        self.service_at = ""

    async def sit(self, steps: dict[str, Step]) -> None:
        """Take the steps that are left, each as often as it asks services that were not broken yet."""
        app = DeskApp(self.workspace, self.path)
        with suppress(Exception):  # it is in ``failure``
            async with app.run_test(size=(150, 40)) as pilot:
                await settle(pilot)
                while steps:
                    label, step = next(iter(steps.items()))
                    self.breaker.asked.clear()
                    await step(pilot)
                    await back(pilot)
                    for service in sorted(self.breaker.asked - self.proven):
                        self.breaker.broken, self.breaker.failed = service, 0
                        try:
                            await self._fail(pilot, step, f"{service} at {label}")
                        finally:
                            self.breaker.broken = ""
                            if self.breaker.failed:
                                self.proven.add(service)
                        await back(pilot)
                    del steps[label]
                screen_of(app).document.discard()
        if app.failure is not None:
            trace = traceback.extract_tb(app.failure.__traceback__)
            way = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(trace))
            self.wrong.append(f"{self.service_at} ended the program: {way}")
        if app.document is not None:
            app.document.close(discard=True)

    async def _fail(self, pilot: Pilot[None], step: Step, service: str) -> None:
        app, screen = pilot.app, screen_of(pilot.app)
        self.service_at = service
        screen.work.go_to_article(next(screen.document.issue.articles).id)
        await pilot.pause()
        app.clear_notifications()
        containment._logs.clear()
        self.logged.clear()
        self.breaker.failed = 0
        await step(pilot)
        seen = rows(app)
        await back(pilot)
        await typed(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        notes = [*screen.work.column._notes.values(), screen.findings._trouble_before]
        told = "".join([*seen, *rows(app), *(each.message for each in app._notifications), *notes])
        if screen.document.dirty or load_issue(self.path) != screen.document.issue:
            self.wrong.append(f"{service}: not saved")
        if self.breaker.failed and not (self.logged and "出错" in told):
            self.wrong.append(f"{service}: logged {len(self.logged)}, told {'出错' in told}")


@pytest.mark.long
async def test_every_service_fails_in_one_line_and_the_text_is_saved(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr(containment, "log_error", lambda error: logged.append(error) or "甲.log")
    trial = Trial(samples, Breaker(monkeypatch), logged)
    names = [b.id for b in EditScreen.BINDINGS if b.id and b.id not in NOT_GIVEN]
    steps: dict[str, Step] = {"typed": typed, "pasted": pasted, **{n: given(n) for n in names}}
    while steps:
        await trial.sit(steps)
    assert trial.wrong == []
    assert len(trial.proven) >= MOST_PROVEN
