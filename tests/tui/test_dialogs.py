"""Questions and their answers."""

import pytest
from textual.screen import ModalScreen

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.dialogs import ChoiceDialog, NameDialog
from editor.tui.widgets.field import LONGEST, Field
from tests.tui.driving import paste, rows, settle

pytestmark = pytest.mark.usefixtures("patched")

HOSTILE = ["[/附件]", "[@click=app.quit]退出", "[bold]粗"]


async def ask(workspace: Workspace, dialog: ModalScreen, *keys: str, pasted: str = "") -> list[object]:
    """The answers that a dialog gave after some keys, and whether it is still there."""
    answers: list[object] = []
    app = DeskApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.push_screen(dialog, answers.append)
        await pilot.pause()
        if pasted:
            await paste(pilot, pasted)
        await pilot.press(*keys)
        await pilot.pause()
        if app.screen is dialog:
            answers.append("open")
    return answers


async def test_a_name_is_taken_without_the_blanks_around_it(workspace: Workspace) -> None:
    assert await ask(workspace, NameDialog("栏目名称", "旧名"), "ctrl+u", "enter", pasted="") == ["open"]
    assert await ask(workspace, NameDialog("栏目名称"), "enter", pasted="  数字 政务　") == ["数字 政务"]


async def test_escape_leaves_everything_as_it_was(workspace: Workspace) -> None:
    for dialog in (
        NameDialog("名称", "有"),
        ChoiceDialog("选", enumerate("甲")),
        ChoiceDialog("吗", [("y", "是")]),
    ):
        assert await ask(workspace, dialog, "escape") == [None]


@pytest.mark.parametrize(
    ("keys", "index"), [(["enter"], 1), (["down", "enter"], 2), (["1"], 0), (["up", "enter"], 0)]
)
async def test_a_choice_is_answered_by_its_place(workspace: Workspace, keys: list[str], index: int) -> None:
    assert await ask(workspace, ChoiceDialog("移到", enumerate("甲乙丙"), 1), *keys) == [index]


async def test_a_figure_past_the_choices_is_no_answer(workspace: Workspace) -> None:
    assert await ask(workspace, ChoiceDialog("移到", enumerate("甲乙")), "3", "0") == ["open"]


async def test_a_confirmation_is_answered_by_its_id(workspace: Workspace) -> None:
    choices = [("save", "保存"), ("discard", "不保存")]
    assert await ask(workspace, ChoiceDialog("有未保存的修改", choices), "2") == ["discard"]


@pytest.mark.parametrize("title", HOSTILE)
async def test_hostile_words_are_shown_as_they_are(workspace: Workspace, title: str) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await app.push_screen(ChoiceDialog(title, [("a", title)]))
        await pilot.pause()
        assert "\n".join(rows(app)).count(title) == 2
        app.tell(title)
        await pilot.pause(0.1)
        assert "\n".join(rows(app)).count(title) == 3


async def test_many_long_choices_stay_within_the_window(workspace: Workspace) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(60, 16)) as pilot:
        await settle(pilot)
        await app.push_screen(ChoiceDialog("选" * 100, enumerate(["长" * 60] * 40), 39))
        await pilot.pause()
        seen = "\n".join(rows(app))
        assert "▸" in seen and "回车 确定" in seen


@pytest.mark.parametrize("keys", ["ctrl+g", "ctrl+f", "ctrl+p", "ctrl+b"])
async def test_a_text_pasted_into_a_line_is_cut_to_a_line_which_is_said(
    samples: Workspace, keys: str
) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(keys)
        await pilot.pause()
        field = app.focused
        assert isinstance(field, Field)
        await paste(pilot, "上海出台措施kcjj" * 30_000)
        assert len(field.value) == LONGEST
        assert any("多出的没有收" in n.message for n in app._notifications)
        assert not field.value.strip("上海出台措施kcj")


async def test_a_text_pasted_into_the_filter_of_the_list_is_cut_to_a_line(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await paste(pilot, "上海出台措施" * 50_000)
        await settle(pilot)
        assert len(app.screen.query_one(Field).value) == LONGEST
