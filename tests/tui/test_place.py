"""One visible place of action: which pane has the keys, what they do there, and why one can do nothing."""

from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.find import FindScreen
from editor.tui.screens.issues import IssuesScreen
from editor.tui.widgets.field import Field
from tests.tui.driving import rows, screen_of, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def path(samples: Workspace) -> Path:
    """A sample issue."""
    return samples.issues_folder / "2026-01.toml"


def pane_in_accent(app: DeskApp) -> str:
    """The id of the one pane whose head is in accent."""
    accent = app.theme_variables["accent"].casefold()
    heads = [head for head in screen_of(app).query(".head") if head.styles.color.hex.casefold() == accent]
    assert len(heads) == 1
    pane = heads[0].parent
    assert pane is not None and pane.id is not None and pane.display
    return pane.id


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_head_of_the_pane_that_has_the_keys_is_in_accent(
    samples: Workspace, path: Path, size: tuple[int, int]
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen_of(app).columns.show_panel("findings")
        await settle(pilot)
        seen = [pane_in_accent(app)]
        for keys in (["enter"], ["f6"], ["f6"], ["f6"], ["ctrl+f"], ["escape"], ["ctrl+z"], ["escape"]):
            await pilot.press(*keys)
            await settle(pilot)
            seen.append(pane_in_accent(app))
        await pilot.click("BodyField")
        await settle(pilot)
        seen.append(pane_in_accent(app))
    text, outline, column = "manuscript-pane", "outline-pane", "column"
    assert seen == [outline, text, column, outline, text, text, text, text, outline, text]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_bar_says_what_the_keys_do_where_one_is(
    samples: Workspace, path: Path, size: tuple[int, int]
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen_of(app).columns.show_panel("findings")
        await settle(pilot)
        bars = [rows(app)[-1]]
        await pilot.press("home")
        await settle(pilot)
        bars.append(rows(app)[-1])
        await pilot.press("down", "enter")
        await settle(pilot)
        bars.append(rows(app)[-1])
        field = screen_of(app).work.manuscript.body_field
        field.move_cursor((1, 4))
        await settle(pilot)
        bars.append(rows(app)[-1])
        await pilot.press("f6")
        await settle(pilot)
        bars.append(rows(app)[-1])
    for bar in bars:
        assert "^L 各期" in bar and "F4 下一处" in bar and "F5 " in bar and "F2 帮助" in bar
    said = ("F7 上移稿件", "F7 上移栏目", "F7 上移段落", "F7 上移举措", "空格 改正")
    for bar, words in zip(bars, said, strict=True):
        assert words in bar


async def test_a_key_that_can_do_nothing_says_why(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        for key, why in (
            ("f7", "已在最前"),
            ("ctrl+z", "没有可以撤销的了"),
            ("ctrl+y", "没有可以重做的了"),
            ("alt+left", "前面没有栏目了"),
            ("ctrl+v", "还没有在这里复制过"),
            ("home", ""),
            ("f7", "已在最前"),
            ("f9", "先在目录里选一篇稿件"),
            ("ctrl+d", "先在目录里选一篇稿件"),
            ("ctrl+r", "先在目录里选一篇稿件"),
            ("ctrl+k", "先在目录里选一篇稿件"),
            ("spares", ""),
            ("delete", "“备用稿”不能删除"),
            ("f7", "“备用稿”总在最后"),
        ):
            if key == "spares":
                screen_of(app).work.outline.select_section(None)
            else:
                await pilot.press(key)
            await settle(pilot)
            assert why in rows(app)[0], key
        assert not screen_of(app).document.dirty


async def test_what_can_only_be_read_says_so_at_once(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        screen.document.read_only = True
        screen.keeping.hold()
        for key in ("f7", "f9", "f3", "ctrl+d", "ctrl+n", "delete", "ctrl+u", "ctrl+w", "ctrl+k", "shift+f2"):
            screen.work.say("")
            await pilot.press(key)
            await settle(pilot)
            assert "只读，不能" in rows(app)[0], key
            assert app.screen is screen, key
        await pilot.press("enter")
        for key in ("a", "enter", "delete"):
            screen.work.say("")
            await pilot.press(key)
            await settle(pilot)
            assert "只读，不能修改" in rows(app)[0], key


async def test_escape_goes_back_as_far_as_the_list_of_issues(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert isinstance(app.screen, EditScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert "再按一次 Esc 回到各期列表" in rows(app)[0] and isinstance(app.screen, EditScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, IssuesScreen)


async def test_a_spare_goes_back_where_it_came_from(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        work = screen_of(app).work
        section = work.issue.sections[1]
        work.go_to_article(section.articles[0].id)
        await pilot.press("ctrl+d")
        await settle(pilot)
        assert "已转为备用稿" in rows(app)[0] and work.outline.entry.section is None
        await pilot.press("ctrl+d")
        await settle(pilot)
        assert f"原在“{section.name}”" in "\n".join(rows(app))
        await pilot.press("enter")
        await settle(pilot)
        assert f"已移到“{section.name}”" in rows(app)[0]
        assert work.outline.entry.section == 1


async def test_what_was_to_be_replaced_is_there_the_next_time(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+f")
        await type_in(pilot, "推动")
        await pilot.press("tab")
        await type_in(pilot, "促进")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert isinstance(app.screen, FindScreen)
        assert [field.value for field in app.screen.query(Field)] == ["推动", "促进"]


async def test_clicks_select_a_word_and_copy_a_paragraph(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        field = screen_of(app).work.manuscript.body_field
        await pilot.click("BodyField", offset=(20, 0), times=2)
        await settle(pilot)
        assert 0 < len(field.selected_text) <= 6
        await pilot.click("BodyField", offset=(20, 0), times=3)
        await settle(pilot)
        assert app.clipboard == field.lines[0] == field.selected_text
        assert "已复制这一段" in rows(app)[0]
        await pilot.click("Margin", times=3)
        await settle(pilot)
        assert app.clipboard == field.lines[0] and not app.screen.get_selected_text()


async def test_a_strip_with_nothing_to_show_is_one_row(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        findings = screen.findings
        screen.columns.show_panel("findings")
        assert findings.review is not None
        fine = next(a for a in screen.document.issue.articles if a.id not in findings.review.by_article)
        screen.work.go_to_article(fine.id)
        await settle(pilot)
        assert screen.work.column.size.height == 1
        await pilot.press("enter")
        await type_in(pilot, "甲,")
        await pilot.press("f4")
        await settle(pilot)
        assert screen.work.column.size.height > 1


async def test_what_was_said_of_a_finding_goes_when_the_caret_leaves_it(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await type_in(pilot, "甲,乙")
        await pilot.press("f4")
        await settle(pilot)
        said = screen_of(app).work.said
        assert said and said in rows(app)[0]
        await pilot.press("end", "down")
        await settle(pilot)
        assert not screen_of(app).work.said
