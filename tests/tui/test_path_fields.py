"""Every field for a path, whatever is typed in it: one sentence, nothing changed, and the desk goes on.

The fields are taken from the code, so that a new one cannot be forgotten.
"""

import ast
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.first_page import FirstPage
from editor.tui.screens.dialogs import NameDialog
from editor.tui.widgets.field import Field, PathField
from tests.conftest import ROOT
from tests.tui.driving import rows, screen_of, settle, until


def bad_paths(folder: Path) -> dict[str, str]:
    """What cannot be read or written, by name."""
    gone = folder / "已经删掉"
    file = folder / "文件.txt"
    file.write_text("甲", encoding="utf-8")
    return {
        "255 bytes": str(folder / ("长" * 85)),
        "name too long": str(folder / ("长" * 300)),
        "path too long": str(folder / "/".join(["层"] * 600)),
        "gone": str(gone / "里面" / "甲.docx"),
        "under a file": str(file / "甲.docx"),
        "no such user": "~没有这个人/甲.docx",
        "half a character": "/甲\ud800乙.docx",
        "control": "/甲\x07\x1b[31m乙.docx",
        "dots": "../" * 40 + "甲/..",
        "root": "/proc/1/mem",
    }


Door = Callable[[Pilot[None]], Awaitable[None]]


def command(name: str) -> Door:
    async def open_it(pilot: Pilot[None]) -> None:
        from editor.tui.keys import commands

        given = next(c for c in commands(pilot.app.screen) if c.id == name)
        await pilot.app.run_action(given.action, given.node)
        await settle(pilot)

    return open_it


async def export(pilot: Pilot[None]) -> None:
    """As it is opened once the findings were looked at."""
    from editor.tui.screens.export import ExportScreen

    edit = screen_of(pilot.app)
    pilot.app.push_screen(ExportScreen(edit.services.workspace, edit.document))
    await settle(pilot)


DOORS: dict[str, tuple[Door, bool]] = {  # class → how it is opened, and whether from the edit screen
    "CopyDialog": (command("issue.copy"), True),
    "ExportScreen": (export, True),
    "FilesScreen": (command("outline.file"), True),
    "ImportScreen": (command("issues.import"), False),
    "return": (command("issue.review"), True),
}


def fields_in_code() -> set[str]:
    """The classes in which a ``PathField`` is made."""
    found = set()
    for path in (ROOT / "editor" / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
                if any(isinstance(f, ast.Name) and f.id == "PathField" for f in calls):
                    found.add(node.name)
    return found


def test_every_field_for_a_path_is_among_those_that_are_tried() -> None:
    assert fields_in_code() == {"FolderScreen", "CopyDialog", "ExportScreen", "FilesScreen"}
    assert {"CopyDialog", "ExportScreen", "FilesScreen"} <= set(DOORS)


@pytest.mark.skipif(os.name == "nt", reason="paths of Linux and macOS")
@pytest.mark.parametrize("door", DOORS)
async def test_whatever_is_typed_as_a_path_is_answered_with_one_sentence(
    samples: Workspace, tmp_path: Path, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "这里"
    here.mkdir()
    monkeypatch.chdir(here)
    path = samples.issues_folder / "2026-01.toml"
    before = {each: each.read_bytes() for each in sorted(samples.root.rglob("*.toml"))}
    opens, editing = DOORS[door]
    app = DeskApp(samples, path if editing else None)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        lowest = app.screen
        if editing:
            app.screen.work.outline.focus()
            await pilot.pause()
        for kind, typed in bad_paths(tmp_path).items():
            if app.screen is lowest:
                await opens(pilot)
                await until(pilot, lambda: app.screen is not lowest)
            screen = app.screen
            field = screen.query_one(Field if isinstance(screen, NameDialog) else PathField)
            field.value = typed
            await pilot.pause()
            await pilot.press("enter")
            await settle(pilot)
            await pilot.pause(0.1)
            told = [each.message for each in app._notifications]
            seen = "\n".join([*rows(app), *told])
            assert app.failure is None and app.is_running, kind
            assert "程序出错" not in seen and "Traceback" not in seen, (kind, seen)
            app.clear_notifications()
        while app.screen is not lowest:
            await pilot.press("escape")
            await pilot.pause()
    for each, data in before.items():
        assert each.read_bytes() == data
    assert not [each.name for each in here.iterdir() if each.name.startswith("~")]


@pytest.mark.skipif(os.name == "nt", reason="paths of Linux and macOS")
async def test_whatever_is_typed_on_the_first_page_is_answered_with_one_sentence(tmp_path: Path) -> None:
    for kind, typed in bad_paths(tmp_path).items():
        app = FirstPage(tmp_path, None)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            from editor.tui.first_page import FolderScreen

            app.push_screen(FolderScreen(tmp_path, None))
            await pilot.pause()
            app.screen.query_one(PathField).value = typed
            await pilot.press("enter")
            await pilot.pause()
            assert app.is_running, kind
            seen = "\n".join(
                "".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()
            )
            assert "程序出错" not in seen, (kind, seen)
