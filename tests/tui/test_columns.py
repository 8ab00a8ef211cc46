"""The columns of the desk: shown, hidden, resized, and there again the next time."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from editor.session.preferences import read_preferences
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.theme import LIGHT
from tests.tui.driving import rows, screen_of, settle

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


def widths(screen: EditScreen) -> tuple[int, int, int]:
    """Cells of outline, manuscript and right column."""
    panes = ("#outline-pane", "#manuscript-pane", "#column")
    return tuple(screen.query_one(name).region.width for name in panes)  # type: ignore[return-value]


async def test_f5_goes_through_the_panels_and_ends_with_none(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        names = [panel.name for panel in screen.work.column.panels if not panel.asked]
        assert names == ["pages", "contents", "findings"]
        for name in [*names, ""]:
            await pilot.press("f5")
            await settle(pilot)
            assert screen.work.column.shown == name
            assert (widths(screen)[2] > 0) == bool(name)
            assert {cell_len(row) for row in rows(app)} == {200}


async def test_the_right_column_is_hidden_and_comes_back_as_it_was(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5", "f5", "shift+f5")
        assert screen_of(app).work.column.shown == ""
        await pilot.press("shift+f5")
        assert screen_of(app).work.column.shown == "contents"


async def test_a_wide_screen_has_three_columns(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5", "enter")
        await settle(pilot)
        outline, text, column = widths(screen_of(app))
        assert outline == 46 and column == 61 and outline + text + column == 198


async def test_where_three_do_not_fit_the_outline_is_a_drawer(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        assert widths(screen)[0] == 34 and widths(screen)[1] > 80
        await pilot.press("f5")
        await settle(pilot)
        assert widths(screen) == (58, 0, 61)  # wide enough for whole titles
        await pilot.press("enter")
        await settle(pilot)
        assert widths(screen) == (0, 58, 61)
        assert screen.work.manuscript.body_field.has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert screen.work.outline.has_focus and widths(screen)[0] == 58


async def test_on_a_narrow_screen_the_right_column_is_a_strip_of_three_rows(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5", "enter")
        await settle(pilot)
        screen = screen_of(app)
        assert screen.work.column.region.size == (80, 4) and screen.pages.view.region.height == 3
        assert screen.work.column.region.bottom == 23
        assert widths(screen)[:2] == (0, 80)
        assert screen.work.article is not None and screen.work.article.title in "".join(rows(app)[-4:])


async def test_the_outline_is_hidden_and_f6_brings_it_for_a_moment(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.press("shift+f6")
        await settle(pilot)
        screen = screen_of(app)
        assert widths(screen)[0] == 0 and screen.work.manuscript.has_caret
        await pilot.press("f6")
        await settle(pilot)
        assert widths(screen)[0] == 34 and screen.work.outline.has_focus
        await pilot.press("enter")
        await settle(pilot)
        assert widths(screen)[0] == 0
        await pilot.press("shift+f6")
        await settle(pilot)
        assert widths(screen)[0] == 34


async def test_columns_are_resized_by_key_and_keep_room_for_the_text(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5", "shift+f8", "shift+f8")
        await settle(pilot)
        screen = screen_of(app)
        assert widths(screen)[0] == 54
        await pilot.press("enter", "shift+f7")
        await settle(pilot)
        assert widths(screen)[0] == 54 and widths(screen)[2] == 57
        for _ in range(60):
            await pilot.press("shift+f8")
        await settle(pilot)
        assert widths(screen)[1] >= 30
        for _ in range(60):
            await pilot.press("shift+f7")
        await settle(pilot)
        assert widths(screen)[2] == 20


async def test_columns_are_resized_with_the_mouse(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5")
        await settle(pilot)
        screen = screen_of(app)
        await pilot.mouse_down("#outline-rule", offset=(0, 5))
        await pilot.hover(None, offset=(50, 7))
        await pilot.mouse_up(None, offset=(50, 7))
        await settle(pilot)
        assert widths(screen)[0] == 50
        await pilot.mouse_down("#column-rule", offset=(0, 5))
        await pilot.hover(None, offset=(149, 7))
        await pilot.mouse_up(None, offset=(149, 7))
        await settle(pilot)
        assert widths(screen)[2] == 50


async def test_the_desk_is_found_again_as_it_was_left(samples: Workspace, path: Path, tmp_path: Path) -> None:
    likes = tmp_path / "likes"
    first = DeskApp(samples, path, likes=likes)
    async with first.run_test(size=(200, 60)) as pilot:
        first.theme = "yaoxun-dark"
        await pilot.press("ctrl+t", "f5", "shift+f8", "enter", "shift+f7", "ctrl+q")
        await pilot.pause()
    kept = read_preferences(likes)
    assert (kept.theme, kept.panel, kept.widths) == (LIGHT, "pages", {"outline": 50, "pages": 57})
    again = DeskApp(samples, path, likes=likes)
    async with again.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        assert again.theme == LIGHT
        assert widths(screen_of(again)) == (50, 91, 57)
        assert screen_of(again).pages.view.count > 0


async def test_a_kept_width_gives_way_in_a_smaller_window(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "desk.json").write_text('{"panel": "pages", "widths": {"pages": 150, "outline": 900}}')
    app = DeskApp(samples, path, likes=tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        for keys in ((), ("enter",), ("f6",), ("f5",), ("f5",), ("f5",), ("enter",)):
            await pilot.press(*keys)
            await settle(pilot)
            assert {cell_len(row) for row in rows(app)} == {100}
            shown = [width for width in widths(screen_of(app)) if width]
            assert sum(shown) <= 100 and min(shown) >= 20
            assert screen_of(app).focused is not None


async def test_a_theme_that_is_no_more_is_no_error(samples: Workspace, tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text('{"theme": "gone"}')
    app = DeskApp(samples, likes=tmp_path)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme.startswith("yaoxun-")


async def test_f6_goes_round_the_columns_that_are_there_and_escape_back(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        screen = screen_of(app)

        async def focus_after(key: str) -> object:
            await pilot.press(key)
            await settle(pilot)
            return screen.focused

        text = screen.work.manuscript.body_field
        assert [await focus_after("f6") for _ in range(2)] == [text, screen.work.outline]
        await pilot.press("f5")
        around = [await focus_after("f6") for _ in range(3)]
        assert around == [text, screen.pages.view, screen.work.outline]
        assert [await focus_after(key) for key in ("f6", "f6", "escape", "escape")] == [
            text,
            screen.pages.view,
            text,
            screen.work.outline,
        ]


async def test_enter_on_the_page_goes_to_the_text_there(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.press("f5", "enter", "f6")
        await settle(pilot)
        screen = screen_of(app)
        await pilot.press("down", "down", "down")
        await pilot.pause()
        row = screen.pages.view.chosen
        assert row is not None and row.paragraph >= 0
        await pilot.press("enter")
        await settle(pilot)
        field = screen.work.manuscript.body_field
        line, column = field.cursor_location
        assert field.has_focus and field.lines[line][column:].startswith(row.text)


async def test_where_there_is_room_each_article_shows_its_lines_on_paper(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        outline = screen_of(app).work.outline
        article = next(screen_of(app).work.issue.articles)
        entry = next(e for e in outline._entries if e.article == article)
        lines = sum(outline._printed.lines[article.id])
        assert f" {lines}行 " in "".join(
            text for text, _ in outline.pieces(outline._entries.index(entry), 46)
        )
        assert "行" not in "".join(text for text, _ in outline.pieces(outline._entries.index(entry), 34))
