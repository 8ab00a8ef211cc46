"""Undoing in the steps that a person means, and the list of them."""

from pathlib import Path

import pytest

from editor.model.body import Chain, Paragraph
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.patches.keyboard import Burst
from editor.tui.screens.versions import StepsScreen
from tests.tui.driving import paste, rows, screen_of, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def path(samples: Workspace) -> Path:
    """A sample issue."""
    return samples.issues_folder / "2026-01.toml"


async def phrase(pilot, text: str) -> None:
    """What an input method commits."""
    pilot.app.post_message(Burst(text, typed=True))
    await pilot.pause()


async def test_a_sentence_an_enter_and_a_paste_are_a_step_each(samples: Workspace, path: Path) -> None:
    before = load_issue(path)
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n", "enter")
        await settle(pilot)
        work = screen_of(app).work
        states = [work.article]

        async def done(step: object) -> None:
            await settle(pilot)
            states.append(work.article)

        await done(await type_in(pilot, "上海近日推出举措。"))
        await done(await phrase(pilot, "重点有五项。"))
        await done(await pilot.press("enter"))
        await done(await paste(pilot, "一是建平台。\n二是聚人才。\n三是强服务。\n四是优环境。\n五是抓落实。"))
        await done(await pilot.press("enter"))
        await done(await type_in(pilot, "加强督查。"))
        assert work.article is not None
        assert next(b for b in work.article.body if isinstance(b, Chain)).measures[-1] == "加强督查。"
        for state in states[-2::-1]:
            await pilot.press("ctrl+z")
            await settle(pilot)
            assert work.article == state
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert work.issue == before and not work.document.dirty
        for state in states:
            await pilot.press("ctrl+y")
            await settle(pilot)
            assert work.article == state


async def test_keys_that_come_faster_than_they_are_shown_are_steps_all_the_same(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n", "enter")
        await settle(pilot)
        await pilot.press(*"ab", "enter", *"cd", "enter", *"ef")  # no pause between them
        await settle(pilot)
        work = screen_of(app).work
        seen = []
        for _ in range(5):
            article = work.article
            assert article is not None
            seen.append([b.text for b in article.body if isinstance(b, Paragraph)])
            await pilot.press("ctrl+z")
            await settle(pilot)
        assert seen == [["ab", "cd", "ef"], ["ab", "cd", ""], ["ab", "cd"], ["ab", ""], ["ab"]]


async def test_phrases_of_an_input_method_are_typed_and_not_pasted(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        await phrase(pilot, "上海推出")
        await phrase(pilot, "首发经济")
        await pilot.press("enter")
        await settle(pilot)
        await phrase(pilot, "近日，")
        await phrase(pilot, "市商务委")
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "已撤销：输入 7 字：近日，市商务委" in rows(app)[0]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "已撤销：输入标题 8 字：上海推出首发经济" in rows(app)[0]


async def test_what_was_typed_and_taken_back_is_no_step(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await type_in(pilot, "甲乙")
        await pilot.press("backspace", "backspace")
        await settle(pilot)
        document = screen_of(app).document
        assert not document.dirty and not document.history.steps
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "没有可以撤销的了" in rows(app)[0]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_of_steps_goes_to_any_of_them_and_back(
    samples: Workspace, path: Path, size: tuple[int, int]
) -> None:
    before = load_issue(path)
    app = DeskApp(samples, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        work = screen_of(app).work
        await pilot.press("enter")
        await type_in(pilot, "甲乙丙。")
        await pilot.press("enter", "alt+right")
        await settle(pilot)
        after = work.issue

        async def choose(*keys: str) -> None:
            screen_of(app).parts[-1].action_steps()
            await settle(pilot)
            assert isinstance(app.screen, StepsScreen)
            await pilot.press(*keys, "enter")
            await settle(pilot)

        screen_of(app).parts[-1].action_steps()
        await settle(pilot)
        shown = "\n".join(rows(app))
        assert "输入 4 字：甲乙丙。" in shown and "另起一段" in shown
        assert "移动稿件《" in shown and "最早的样子" in shown and "现在在这里" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert work.issue == after
        await choose("end")
        assert work.issue == before and "已撤销 3 步" in rows(app)[0]
        await choose("home")
        assert work.issue == after and "已重做 3 步" in rows(app)[0]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "已撤销：移动稿件《" in rows(app)[0]
