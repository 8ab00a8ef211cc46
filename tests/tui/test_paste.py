"""Paste and go: at the list of issues, in the outline, and a whole issue made of pasted articles."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from editor.exporters.txt import plain_text
from editor.importers import import_text
from editor.manuscript.lines import render
from editor.manuscript.titles import title_key
from editor.model.issue import Article, Issue
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.findings import PreflightScreen
from editor.tui.screens.import_ import ImportScreen
from editor.tui.screens.paste import PastedRows, PasteScreen
from tests.session.test_pasted import PAGE, SEVERAL
from tests.tui.driving import paste, rows, screen_of, settle

pytestmark = pytest.mark.usefixtures("patched")

SIZE = (100, 30)
MOST_KEYS = 6  # an article, beyond the paste


async def shown(pilot: Pilot[None]) -> PasteScreen:
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, PasteScreen)
    return screen


def text_of(article: Article, workspace: Workspace) -> str:
    ordinals = workspace.style("official").ordinals
    lines = render(article.body, article.run_in, ordinals)
    return "\n".join([article.title, *(line.text for line in lines)])


def names(issue: Issue) -> list[tuple[str, list[str]]]:
    return [(s.name, [title_key(a.title) for a in s.articles]) for s in issue.sections if s.articles]


async def filled(workspace: Workspace, wanted: Issue) -> tuple[Issue, int]:
    """The next issue, made and filled by pasting the articles of another one by one, exported; and the keys."""
    app = DeskApp(workspace)
    keys = 0
    async with app.run_test(size=SIZE) as pilot:

        async def press(*pressed: str) -> None:
            nonlocal keys
            keys += len(pressed)
            await pilot.press(*pressed)
            await pilot.pause()

        await settle(pilot)
        await press("ctrl+n", "enter")
        await settle(pilot)
        await pilot.app.workers.wait_for_complete()
        for section in wanted.sections:
            for article in section.articles:
                await paste(pilot, text_of(article, workspace))
                screen = await shown(pilot)
                if screen._chosen[0] != section.name:
                    await press(str(screen._names.index(section.name) + 1))
                await press("enter")
                await pilot.pause()
        made = screen_of(app).document.issue
        await press("ctrl+e")
        if isinstance(app.screen, PreflightScreen):
            await press("ctrl+e", "enter")
            await pilot.pause()
        await press("enter")
        await settle(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.press("escape", "ctrl+s")
        await pilot.pause()
    return made, keys


async def check_filled(workspace: Workspace, wanted: Issue) -> None:
    made, keys = await filled(workspace, wanted)
    assert names(made) == names(wanted)
    ordinals = workspace.style("official").ordinals
    for one, other in zip(made.articles, wanted.articles, strict=True):
        one_lines = [line.text for line in render(one.body, one.run_in, ordinals)]
        assert len(one_lines) == len(render(other.body, other.run_in, ordinals))
    assert keys <= MOST_KEYS * sum(1 for _ in wanted.articles)
    exported = {path.suffix for path in workspace.exports_folder.iterdir()}
    assert {".docx", ".txt"} <= exported


async def test_an_issue_is_filled_by_pasting_in_at_most_six_keys_an_article(samples: Workspace) -> None:
    latest = samples.latest()
    wanted = samples.load(latest)
    latest.unlink()  # so that nothing is known of its articles
    await check_filled(samples, wanted)


async def test_the_published_issue_is_filled_by_pasting_in_at_most_six_keys_an_article(
    samples: Workspace, published: Path
) -> None:
    text = published.read_text(encoding="utf-8")
    await check_filled(samples, import_text(text, "", samples.style("official")).issue)


async def test_the_original_stands_beside_the_article_with_what_is_left_out_struck_through(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        await paste(pilot, PAGE)
        await shown(pilot)
        seen = rows(app)
        assert any("粘贴：1 篇 · 修正 4 行 · 未收 4 行" in row for row in seen)
        assert any("－首页 > 新闻中心 > 正文" in row for row in seen)
        assert any("一是优化布局。" in row for row in seen)
        styles = [
            segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if "首页 > 新闻中心" in segment.text
        ]
        assert styles and all(style is not None and style.strike for style in styles)


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (200, 60)])
async def test_the_dialog_looks_as_it_did(
    desk_of: Workspace, looks_like: Callable[[DeskApp, str], None], size: tuple[int, int]
) -> None:
    app = DeskApp(desk_of, desk_of.latest())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.app.workers.wait_for_complete()
        await paste(pilot, PAGE)
        await shown(pilot)
        looks_like(app, "paste")


async def test_an_article_is_taken_into_the_chosen_section_and_taken_back_in_one_step(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        document = screen_of(app).document
        before = document.issue
        await paste(pilot, PAGE)
        await shown(pilot)
        await pilot.press("2", "enter")
        await pilot.pause()
        assert document.issue.sections[1].articles[-1].title == "上海市设立示范岗提升窗口服务"
        assert screen_of(app).work.outline.has_focus
        await pilot.press("ctrl+z")
        assert document.issue == before
        assert "已撤销：粘贴稿件" in rows(app)[0]


async def test_keys_that_come_at_once_take_the_section_that_was_typed(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, PAGE)
        await shown(pilot)
        for key, character in (("3", "3"), ("enter", "\r")):
            app.post_message(events.Key(key, character))
        await pilot.pause()
        await pilot.pause()
        issue = screen_of(app).document.issue
        assert issue.sections[2].articles[-1].title == "上海市设立示范岗提升窗口服务"


async def test_leaving_changes_nothing_and_editing_goes_into_the_text(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        before = screen_of(app).document.issue
        await paste(pilot, PAGE)
        await shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert screen_of(app).document.issue == before
        await paste(pilot, PAGE)
        await shown(pilot)
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.pause()
        screen = screen_of(app)
        assert screen.work.manuscript.body_field.has_focus
        assert screen.work.article is not None and screen.work.article.title == "上海市设立示范岗提升窗口服务"


async def test_several_articles_are_taken_at_once_each_into_its_section(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        document = screen_of(app).document
        await paste(pilot, SEVERAL)
        await shown(pilot)
        await pilot.press("right", "4", "enter")
        await pilot.pause()
        issue = document.issue
        assert "上海市设立甲类示范岗" in [a.title for a in issue.sections[0].articles]
        assert issue.sections[3].articles[-1].title == "江苏省设立乙类示范岗"
        assert issue.sections[-1].name == "本省新闻"
        await pilot.press("ctrl+z")
        assert not document.dirty


async def test_a_line_is_turned_over_with_a_blank(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, PAGE)
        screen = await shown(pilot)
        await pilot.press("tab")
        for _ in range(4):
            await pilot.press("down")
        await pilot.press("space")
        await pilot.pause()
        turned = screen._how.turned
        assert len(turned) == 1
        await pilot.press("space")
        await pilot.pause()
        assert not screen._how.turned


async def test_what_is_pasted_is_never_read_as_markup_nor_reaches_the_terminal_as_a_command(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(
            pilot, "上海[/附件][@click=app.quit]退出\n\x1b[31m近日，上海\u202e部署。\n来源：[b]某报\n"
        )
        await shown(pilot)
        seen = rows(app)
        assert {cell_len(row) for row in seen} == {SIZE[0]}
        assert any("上海[/附件][@click=app.quit]退出" in row for row in seen)
        assert not {"\x1b", "\u202e"} & set("".join(seen))
        await pilot.press("enter")
        await pilot.pause()
        article = screen_of(app).work.article
        assert article is not None and article.source == "[b]某报"
        await pilot.press("ctrl+b")
        await pilot.pause()
        await pilot.pause()
        assert {cell_len(row) for row in rows(app)} == {SIZE[0]}


async def test_what_was_copied_here_is_pasted_into_the_outline(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.copy_to_clipboard(PAGE)
        await pilot.press("ctrl+v")
        assert (await shown(pilot))._pasted.articles


async def test_a_few_characters_pasted_into_the_outline_are_no_article(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, "提示词")
        assert isinstance(app.screen, EditScreen)
        assert "太短" in rows(app)[0]


async def test_a_whole_issue_pasted_at_the_list_is_imported(samples: Workspace) -> None:
    latest = samples.latest()
    text = plain_text(samples.load(latest), samples.style("official"))
    latest.unlink()
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, text)
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert latest.exists()


async def test_an_article_pasted_at_the_list_says_where_it_can_go(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, PAGE)
        await pilot.pause()
        assert any("单篇稿件" in note.message for note in app._notifications)
        await paste(pilot, "2026")
        assert "2026" in "".join(rows(app)[:2])


async def test_no_character_is_lost_at_the_wrap_of_the_left_pane(samples: Workspace) -> None:
    lines = [
        f"上海市设立第{n}示范岗，" + "甲乙丙丁戊己庚辛壬癸" * 9 + f"第{n}段到此为止。" for n in range(12)
    ]
    for count in (1, 5, 6, 7, 8, 12):
        app = DeskApp(samples, samples.resolve("2026-01"))
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await paste(pilot, "\n".join(["上海市设立示范岗推进服务", *lines[:count]]))
            pane = (await shown(pilot)).query_one(PastedRows)
            width = pane.scrollable_content_region.width
            for index in range(pane.count):
                assert sum(cell_len(text) for text, _ in pane.pieces(index, width)) <= width, (count, index)
