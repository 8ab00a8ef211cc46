"""Find and replace, driven by keys."""

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot

from editor.session.hits import find
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.find import FindScreen
from editor.tui.widgets.field import Field
from tests.tui.driving import rows, screen_of, settle, type_in, until

pytestmark = pytest.mark.usefixtures("patched")

SIZE = (100, 30)
WORDS = "多措并举"


async def searching(pilot: Pilot[None], words: str) -> FindScreen:
    await settle(pilot)
    await pilot.press("ctrl+f")
    await pilot.pause()
    await type_in(pilot, words)
    screen = pilot.app.screen
    assert isinstance(screen, FindScreen)
    return screen


async def test_places_are_listed_as_one_types_and_enter_goes_to_one_with_it_selected(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        screen = await searching(pilot, "医疗机器人")
        hits = find(screen_of(app).document.issue, "医疗机器人")
        assert any(f"{len(hits)} 处" in row for row in rows(app))
        body = next(at for at, hit in enumerate(hits) if hit.block is not None)
        for _ in range(body):
            await pilot.press("down")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, EditScreen) and screen not in app.screen_stack
        assert app.screen.work.article is not None and app.screen.work.article.id == hits[body].article
        assert app.screen.work.manuscript.body_field.has_focus
        assert app.screen.work.manuscript.body_field.selected_text == "医疗机器人"


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (200, 60)])
async def test_the_dialog_looks_as_it_did(
    desk_of: Workspace, looks_like: Callable[[DeskApp, str], None], size: tuple[int, int]
) -> None:
    app = DeskApp(desk_of, desk_of.latest())
    async with app.run_test(size=size) as pilot:
        await searching(pilot, WORDS)
        await pilot.press("tab")
        await type_in(pilot, "着力")
        looks_like(app, "find")


async def test_words_and_enter_that_come_at_once_go_to_the_words(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, "")
        for character in WORDS:
            app.post_message(events.Key(character, character))
        app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert screen_of(app).work.manuscript.title_field.selected_text == WORDS


async def test_a_place_in_a_title_is_selected_in_the_title(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, WORDS)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        field = screen_of(app).work.manuscript.title_field
        assert field.has_focus and field.selected_text == WORDS


async def test_all_are_replaced_in_one_step_after_they_were_shown_less_those_passed_over(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, WORDS)
        document = screen_of(app).document
        before = document.issue
        count = len(find(before, WORDS))
        assert count > 2
        await pilot.press("ctrl+d", "tab")
        await type_in(pilot, "着力")
        assert sum(WORDS + "着力" in row for row in rows(app)) == count - 1
        assert document.issue == before
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert len(find(document.issue, WORDS)) == 1
        assert len(find(document.issue, "着力")) == len(find(before, "着力")) + count - 1
        await pilot.press("escape", "ctrl+z")
        await pilot.pause()
        assert document.issue == before
        assert f"已撤销：替换“{WORDS}”{count - 1}处" in rows(app)[0]


async def test_one_is_replaced_after_the_other_with_the_list_where_it_was(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, WORDS)
        document = screen_of(app).document
        count = len(find(document.issue, WORDS))
        await pilot.press("down", "tab")
        await type_in(pilot, "着力")
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.pause()
        left = find(document.issue, WORDS)
        assert len(left) == count - 1
        assert isinstance(app.screen, FindScreen) and app.screen._rows.cursor == 1


async def test_nothing_is_deleted_before_it_was_shown(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, WORDS)
        document = screen_of(app).document
        before = document.issue
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert document.issue == before
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert len(find(document.issue, WORDS)) == len(find(before, WORDS)) - 1


async def test_only_the_article_is_searched_where_that_is_asked_for(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        screen = await searching(pilot, "的")
        article = screen_of(app).work.article
        assert article is not None
        await pilot.press("ctrl+t")
        assert {hit.article for hit in screen._hits} == {article.id}


async def test_nothing_found_is_said_and_enter_does_nothing(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, "[/没有的词]")
        assert any("没有找到" in row for row in rows(app))
        await pilot.press("enter", "ctrl+e")
        assert isinstance(app.screen, FindScreen)


async def test_an_issue_that_is_read_only_is_searched_and_not_replaced(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        document = screen_of(app).document
        before = document.issue
        document.read_only = True
        screen = await searching(pilot, WORDS)
        assert screen._hits
        await pilot.press("ctrl+e", "ctrl+e", "ctrl+r")
        assert document.issue == before and isinstance(app.screen, FindScreen)


async def test_typing_replaces_what_was_looked_for_last(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, "医疗机器人")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        screen = await searching(pilot, "企业")
        assert screen.query_one("#words", Field).value == "企业"


async def test_what_was_looked_for_and_what_was_to_stand_there_is_remembered_in_the_next_issue(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await searching(pilot, "多措并举")
        await pilot.press("tab")
        await type_in(pilot, "多管齐下")
        await pilot.press("escape")
        await pilot.press("ctrl+l")
        await settle(pilot)
        app.open_issue(samples.issues_folder / "2026-01.toml")
        await until(pilot, lambda: isinstance(app.screen, EditScreen))
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        assert [field.value for field in app.screen.query(Field)] == ["多措并举", "多管齐下"]
