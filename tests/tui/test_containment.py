"""What only helps is contained: it is said and written down where it fails, and the text goes on.

The services are taken from the code, so that a new one cannot be forgotten: every function of another room that the
interface calls, and every method of the parts and of the widgets that draw themselves, less what holds the text.
"""

import ast
import inspect
from collections.abc import Generator, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from editor.errors import UsageError
from editor.session.workspace import Workspace
from editor.tui import containment
from editor.tui.app import DeskApp
from editor.tui.background import Background
from editor.tui.containment import Drawn
from editor.tui.parts.work import Part
from editor.tui.screens.edit import EditScreen
from tests.conftest import ROOT
from tests.tui.driving import screen_of, settle

HOLD_THE_TEXT = (
    "editor.session.document",
    "editor.session.history",
    "editor.manuscript.",  # the grammar of what is typed
    "editor.merge.tokens",  # by which a field takes a text
    "editor.session.failure",  # says and writes down what failed
    "editor.session.question",  # data
    "editor.session.workspace.Workspace.style",  # without a style no issue is opened
    "editor.tui.parts.keeping.Keeping.action_save",
    "editor.tui.parts.keeping.Keeping._save",
    "editor.tui.parts.keeping.Keeping.begin",  # of the screen, which goes again
    "editor.tui.parts.keeping.Keeping.close",
    "editor.tui.parts.work.Part.run",
)


def _imported() -> Iterator[tuple[str, str]]:
    """What the interface imports from rooms other than the model, the errors and its own."""
    for path in sorted((ROOT / "editor" / "tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("editor.") and module.split(".")[1] not in ("tui", "errors", "model"):
                yield from ((module, alias.name) for alias in node.names)


def _subclasses(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        if each.__module__.startswith("editor."):
            yield each
            yield from _subclasses(each)


@cache
def services() -> dict[str, tuple[Any, str]]:
    """By a name to read: where each stands, and what it is called there."""
    found: dict[str, tuple[Any, str]] = {}
    classes: dict[type, None] = {}
    for module, name in sorted(set(_imported())):
        each = getattr(import_module(module), name)
        if inspect.isclass(each):
            classes[each] = None
        elif inspect.isfunction(each):
            found[f"{each.__module__}.{name}"] = import_module(each.__module__), each.__name__
    for path in (ROOT / "editor" / "tui").rglob("*.py"):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    for owner in (*classes, *_subclasses(Part), *_subclasses(Drawn)):
        if issubclass(owner, BaseException) or not owner.__module__.startswith("editor."):
            continue
        for name, each in vars(owner).items():
            if not name.startswith("__") and (inspect.isfunction(each) or isinstance(each, property)):
                found[f"{owner.__module__}.{owner.__name__}.{name}"] = owner, name
    return {name: place for name, place in found.items() if not name.startswith(HOLD_THE_TEXT)}


async def typed(pilot: Pilot[None]) -> None:
    """A character into the text."""
    field = screen_of(pilot.app).work.manuscript.body_field
    field.focus()
    await pilot.pause()
    await pilot.press("end", "a")
    await pilot.pause()


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "editor" / "tui").rglob("*.py")):
        if path.parent.name != "patches" and path.name not in ("containment.py", "input_queue.py"):
            yield path, ast.parse(path.read_text("utf-8"))


def test_what_a_timer_a_refresh_or_a_watch_calls_is_contained() -> None:
    """Textual ends the program for what they raise, whoever asked for it."""
    bare = []
    for path, tree in _sources():
        made = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and _is_contained(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in ("set_timer", "set_interval", "call_after_refresh", "watch", "subscribe"):
                named = any(isinstance(a, ast.Name) and a.id in made for a in node.args)
                if not named and not any(map(_is_contained, node.args)):
                    bare.append(f"{path.name}:{node.lineno}")
    assert bare == []


def _is_contained(node: ast.AST) -> bool:
    calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Name) and f.id in ("containing", "watching") for f in calls)


def test_a_widget_that_draws_itself_says_what_it_cannot_draw() -> None:
    from textual.widget import Widget

    from editor.tui.widgets.paper import Paper

    services()  # imports all of it
    for widget in _subclasses(Widget):
        if {"render_line", "render_lines", "render"} & set(vars(widget)):
            assert issubclass(widget, Drawn | Paper), widget


async def test_an_answer_for_a_screen_that_has_gone_is_dropped(samples: Workspace) -> None:
    """^G and Escape in one breath: the other issues come when there is nothing to show them in any more."""
    import threading

    from editor.tui.screens.commands import GoToScreen

    app, gate = DeskApp(samples, samples.issues_folder / "2026-01.toml"), threading.Event()

    def late() -> list[Any]:
        gate.wait(5)
        return []

    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        over = GoToScreen([], [], late)
        app.push_screen(over)
        await pilot.pause()
        taken: list[object] = []
        over._take = taken.append
        over.dismiss()
        gate.set()
        await pilot.pause(0.3)
        assert app.failure is None and app.screen is screen_of(app) and not app._notifications


async def test_a_failure_for_a_screen_that_is_going_is_dropped(samples: Workspace) -> None:
    """Its widgets go one by one, and what would say that nothing came of it may be the first."""
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        told: list[str] = []

        def work(_: None) -> Generator[None, None, None]:
            app.screen._pruning = True
            yield from ()
            raise UsageError("读不了")

        Background(app.screen, work, told.append, failed=told.append).ask(None)
        await pilot.pause(0.3)
        app.screen._pruning = False
        assert told == []


async def test_what_holds_the_text_ends_the_program_with_the_work_rescued(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.session.document import Document

    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    with pytest.raises(containment.TextError):
        async with app.run_test(size=(100, 30)) as pilot:
            await settle(pilot)
            await typed(pilot)
            do = Document.do

            def broken(self: Document, *given: Any, **named: Any) -> bool:
                do(self, *given, **named)
                raise ValueError("broken history")

            monkeypatch.setattr(Document, "do", broken)
            await typed(pilot)
    assert str(app.failure) == "broken history" and app.last_words.endswith("接着改。")
    monkeypatch.undo()
    app.document.close(discard=True)


async def test_a_screen_that_cannot_be_composed_goes_again(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.tui.screens.commands import HelpScreen

    def broken(self: HelpScreen) -> Iterator[Any]:
        raise ValueError("math domain error")
        yield

    monkeypatch.setattr(HelpScreen, "compose", broken)
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await pilot.pause(0.3)
        assert isinstance(app.screen, EditScreen) and app.failure is None
        assert any("程序出错" in each.message for each in app._notifications)
        await typed(pilot)
        assert screen_of(app).document.dirty
        screen_of(app).document.discard()


async def test_what_the_first_page_cannot_do_is_said_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.tui import first_page
    from editor.tui.widgets.field import Field

    def broken(*_: object) -> None:
        raise ValueError("math domain error")

    app = first_page.FirstPage(tmp_path, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause(0.2)
        monkeypatch.setattr(first_page, "found", broken)
        monkeypatch.setattr(first_page, "masthead", broken)
        app.screen.query(Field).last().value = "要闻"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.is_running and app.return_code in (None, 0)
        assert any("程序出错" in each.message for each in app._notifications)
