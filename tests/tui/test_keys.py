"""Commands, their keys, and the bar that shows them."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp, _contexts
from editor.tui.keys import _table, commands, complaints, free_bindings, name_of
from editor.tui.screens.issues import IssuesScreen
from editor.tui.widgets.keybar import fitting
from tests.tui.driving import rows, settle

pytestmark = pytest.mark.usefixtures("patched")

# contract.md, terminal.md: these do not arrive, or belong to the input method.
DEAD = {"f1", "f10", "f11", "ctrl+space", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+enter", "shift+f3"}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ctrl+s", "^S"),
        ("f7", "F7"),
        ("alt+up", "Alt+↑"),
        ("escape", "Esc"),
        ("enter", "回车"),
        ("shift+f4", "Shift+F4"),
    ],
)
def test_a_key_is_written_as_people_say_it(key: str, name: str) -> None:
    assert name_of(key) == name


def test_every_command_has_a_name_and_a_sentence_in_chinese() -> None:
    for context in _contexts():
        for binding in _table(context):
            assert binding.description and not binding.description.isascii(), binding
            assert binding.tooltip and not binding.tooltip.isascii(), binding


def test_no_key_is_given_twice_where_both_could_be_meant() -> None:
    assert complaints({}, [[IssuesScreen, *context[:1]] for context in _contexts()]) == []
    assert complaints({}, [context[1:] for context in _contexts()]) == []


def test_every_command_has_a_key_that_arrives_with_an_input_method_on() -> None:
    for context in _contexts():
        keys: dict[str, set[str]] = {}
        for binding in _table(context):
            keys.setdefault(binding.id or "", set()).add(binding.key)
        for name, given in keys.items():
            assert not given & DEAD, name
            if name not in ("move.previous", "move.next"):  # F9 asks for the section
                assert any(not key.startswith("alt+") for key in given), name


def test_changed_keys_that_clash_or_name_nothing_are_complained_about_in_chinese() -> None:
    context = [[DeskApp, IssuesScreen]]
    assert complaints({"issues.new": "ctrl+o"}, context) == ["^O 同时指定给“新一期”和“导入”"]
    assert complaints({"no.such": "f5"}, context) == ["没有名为“no.such”的命令，见样式的 [keys]"]
    assert complaints({"issues.new": "f5,f4"}, context) == []


async def test_the_keys_of_the_house_style_are_taken_and_shown(samples: Workspace) -> None:
    style = samples.style("official")
    samples._styles["official"] = replace(style, keys=(("app.help", "f3"), ("wrong.name", "f4")))
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "F3 帮助" in rows(app)[-1]
        assert any("wrong.name" in note.message for note in app._notifications)
        await pilot.press("f3")
        assert "这里能用的键" in "\n".join(rows(app))


async def test_a_bar_too_short_drops_commands_of_the_screen_before_those_of_the_program(
    samples: Workspace,
) -> None:
    app = DeskApp(samples)
    async with app.run_test() as pilot:
        await settle(pilot)
        shown = [command for command in commands(app.screen) if command.shown]
        assert fitting(shown, 500, app) == shown
        short = [command.id for command in fitting(shown, 48, app)]
        assert short[-3:] == ["app.commands", "app.help", "app.quit"]
        assert short[0] == "issues.open" and "issues.export" not in short


async def test_a_click_on_the_bar_gives_the_command(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.click("KeyBar", offset=(12, 0))
        await pilot.pause()
        assert "新建2026年第4期" in "\n".join(rows(app))


def test_a_shipped_widget_gives_up_only_the_keys_that_are_taken() -> None:
    keys = {key for binding in free_bindings(Input, {"ctrl+e", "enter"}) for key in binding.key.split(",")}
    assert "end" in keys and "ctrl+w" in keys
    assert not keys & {"ctrl+e", "enter"}


async def test_ones_own_keys_go_before_those_of_the_house_style(samples: Workspace, tmp_path: Path) -> None:
    style = samples.style("official")
    samples._styles["official"] = replace(style, keys=(("app.help", "f3"), ("issues.new", "f4")))
    (tmp_path / "keys.toml").write_text('[keys]\n"app.help" = "f7"\n"no.such" = "f8"\n', encoding="utf-8")
    app = DeskApp(samples, likes=tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "F7 帮助" in rows(app)[-1] and "F4 新一期" in rows(app)[-1]
        told = [note.message for note in app._notifications]
        assert any("no.such" in message and "自己的键位文件" in message for message in told)
        await pilot.press("f7")
        shown = "\n".join(rows(app))
        assert "这里能用的键" in shown


async def test_a_file_of_keys_that_cannot_be_read_is_told_and_changes_nothing(
    samples: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "keys.toml").write_text("这不是键位", encoding="utf-8")
    app = DeskApp(samples, likes=tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "F2 帮助" in rows(app)[-1]
        assert sum("键位照旧" in note.message for note in app._notifications) == 1


async def test_ones_own_keys_that_clash_are_complained_about(samples: Workspace, tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"issues.new" = "ctrl+o"', encoding="utf-8")
    app = DeskApp(samples, likes=tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert any("^O 同时指定给" in note.message for note in app._notifications)
