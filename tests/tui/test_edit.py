"""The edit screen, driven by keys as at the desk."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from rich.cells import cell_len

from editor.model.body import Chain, Paragraph, characters
from editor.model.issue import Issue, replace_article
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.keys import commands
from editor.tui.screens.edit import EditScreen
from tests.generated import generated_issue
from tests.tui.driving import paste, rows, screen_of, settle, type_in

SIZE = (100, 30)
PASTED = (
    "据悉，全市推出多项措施。\n一是优化布局。新建网点。\n二是强化服务。开通热线。\n三是落实保障。安排资金。\n"
)


@pytest.fixture
def path(samples: Workspace) -> Path:
    """A sample issue."""
    return samples.issues_folder / "2026-01.toml"


def titles(issue: Issue, section: int | None) -> list[str]:
    return [article.title for article in issue.articles_in(section)]


async def test_a_day_at_the_desk(samples: Workspace, path: Path) -> None:
    """Issue 2: type one, paste one, move its second measure, move it, undo all, redo, save, quit, reopen."""
    before = load_issue(path)
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        document = screen_of(app).document
        await pilot.press("ctrl+n")
        await pilot.pause()
        await type_in(pilot, "上海新设示范岗\n上海市近日设立示范岗。\n一是明确职责。\n加强培训。")
        typed = screen_of(app).work.article
        assert typed is not None
        assert typed.title == "上海新设示范岗"
        assert typed.body == (Paragraph("上海市近日设立示范岗。"), Chain(("明确职责。", "加强培训。")))

        await pilot.press("ctrl+n")
        await pilot.pause()
        await paste(pilot, "江苏推出多项措施\n" + PASTED)
        pasted = screen_of(app).work.article
        assert pasted is not None and pasted.title == "江苏推出多项措施"
        assert [b.measures for b in pasted.body if isinstance(b, Chain)] == [
            ("优化布局。新建网点。", "强化服务。开通热线。", "落实保障。安排资金。")
        ]
        field = screen_of(app).work.manuscript.body_field
        field.move_cursor((2, 3))
        await pilot.press("f7")
        assert field.lines[1:3] == ["一是强化服务。开通热线。", "二是优化布局。新建网点。"]
        assert field.cursor_location == (1, 3)
        await pilot.press("alt+right")
        await pilot.pause()
        assert titles(document.issue, 1)[-1] == "江苏推出多项措施"
        after = document.issue

        for _ in range(30):
            await pilot.press("ctrl+z")
        assert document.issue == before and not document.dirty
        for _ in range(30):
            await pilot.press("ctrl+y")
        assert document.issue == after
        await pilot.press("ctrl+s")
        assert "已保存" in rows(app)[0]
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert load_issue(path) == after


async def test_a_burst_of_typing_is_one_step_and_a_jump_of_the_caret_ends_it(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        screen = screen_of(app)
        screen.work.manuscript.body_field.move_cursor((0, 0))
        await pilot.pause()
        await type_in(pilot, "甲乙丙")
        await pilot.press("right", "left")
        await type_in(pilot, "丁戊")
        assert screen.work.manuscript.body_field.lines[0].startswith("甲乙丙丁戊")
        await pilot.press("ctrl+z")
        assert screen.work.manuscript.body_field.lines[0].startswith("甲乙丙2025")
        assert screen.work.manuscript.body_field.cursor_location == (0, 3)
        await pilot.press("ctrl+z")
        assert not screen.document.dirty


async def test_a_step_elsewhere_is_shown_where_it_was_made(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "甲")
        changed = screen_of(app).work.article
        await pilot.press("escape", "end")
        await pilot.pause()
        assert screen_of(app).work.article != changed
        await pilot.press("ctrl+z")
        assert changed is not None and screen_of(app).work.article is not None
        assert screen_of(app).work.article.id == changed.id
        assert "已撤销：输入" in rows(app)[0]


async def test_articles_are_parked_taken_back_deleted_and_undone(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        before = screen.work.issue
        first = screen.work.article
        assert first is not None
        await pilot.press("ctrl+d")
        assert screen.work.issue.spares[-1] == first
        await pilot.press("ctrl+d")  # asks for a section
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert titles(screen.work.issue, 2)[-1] == first.title
        await pilot.press("delete")
        assert first.id not in screen.work.issue.ids
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert screen.work.issue == before


async def test_deleting_while_the_caret_is_in_the_text_deletes_characters_only(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        ids = screen_of(app).work.issue.ids
        await pilot.press("delete", "backspace")
        assert screen_of(app).work.issue.ids == ids


async def test_sections_are_added_renamed_moved_and_removed(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        await pilot.pause()
        screen = screen_of(app)
        names = [section.name for section in screen.work.issue.sections]
        await pilot.press("f8")
        assert [s.name for s in screen.work.issue.sections][:2] == [names[1], names[0]]
        await pilot.press("f3", "1")  # rename
        await pilot.pause()
        await paste(pilot, "[/栏目]")
        await pilot.press("enter")
        await pilot.pause()
        assert "[/栏目]" in screen.work.issue.sections[1].name
        await pilot.press("f3", "4")  # remove
        await pilot.pause()
        assert len(screen.work.issue.sections) == len(names) - 1
        assert len(screen.work.issue.spares) == 3
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("end", "up", "enter")  # the one of the house style that is missing
        await pilot.pause()
        assert screen.work.issue.sections[0].name == names[0]
        for _ in range(4):
            await pilot.press("ctrl+z")
        assert not screen.document.dirty


async def test_cutting_and_joining_loses_no_word(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        screen = screen_of(app)
        whole = screen.work.article
        assert whole is not None
        screen.work.manuscript.body_field.move_cursor((2, 8))
        await pilot.press("ctrl+o")
        await pilot.pause()
        second = screen.work.article
        assert second is not None and second.id != whole.id
        kept = screen.work.issue.article(whole.id)
        assert kept.characters + second.characters == whole.characters
        await type_in(pilot, "后半篇")
        await pilot.press("escape", "up")
        await pilot.pause()
        await pilot.press("ctrl+r")
        joined = screen.work.issue.article(whole.id)
        assert joined.characters == whole.characters + 3
        assert Paragraph("后半篇") in joined.body
        for _ in range(3):
            await pilot.press("ctrl+z")
        assert not screen.document.dirty


@pytest.mark.parametrize("title", ["[/附件]", "[@click=app.quit]退出", "[b]", "a\\[b", "长" * 300])
async def test_hostile_titles_are_shown_as_they_are(samples: Workspace, path: Path, title: str) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        await paste(pilot, title)
        await pilot.press("escape")
        await pilot.pause()
        assert any(title[:12] in row for row in rows(app))
        await pilot.press("delete")  # the title stands in the status line
        await pilot.pause()
        assert any(title[:12] in row for row in rows(app))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 35), (200, 60)])
async def test_every_row_is_as_wide_as_the_terminal(
    samples: Workspace, path: Path, size: tuple[int, int]
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=size) as pilot:
        for keys in ((), ("enter",), ("f6",), ("home",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert {cell_len(row) for row in rows(app)} == {size[0]}


async def test_on_a_narrow_screen_the_outline_is_a_drawer(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen_of(app).work.outline.region.width > 0
        await pilot.press("enter")
        await pilot.pause()
        assert screen_of(app).work.outline.region.width == 0
        assert screen_of(app).work.manuscript.body_field.has_focus
        await pilot.press("f6")
        await pilot.pause()
        assert screen_of(app).work.outline.has_focus and screen_of(app).work.outline.region.width > 0


async def test_quitting_with_unsaved_work_asks(samples: Workspace, path: Path) -> None:
    before = path.read_bytes()
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "甲")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert any("未保存" in row for row in rows(app)[3:])
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running and path.read_bytes() == before
        await pilot.press("ctrl+q", "1")
        await pilot.pause()
    assert path.read_bytes() != before


async def test_an_issue_without_sections_takes_a_first_article(workspace: Workspace) -> None:
    path = workspace.create(replace(workspace.next_issue(), sections=()))
    app = DeskApp(workspace, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+n")
        await pilot.pause()
        await type_in(pilot, "甲")
        assert titles(screen_of(app).work.issue, None) == ["甲"]


COMMANDS = ["f7", "f8", "alt+left", "alt+right", "ctrl+d", "ctrl+n", "ctrl+o", "ctrl+r", "enter", "escape"]
MOVES = ["up", "down", "home", "end", "pagedown", "left", "right", "delete", "backspace", "enter", "f6"]


@pytest.mark.parametrize("seed", range(2))
async def test_undoing_everything_leads_back_and_redoing_everything_leads_forward(
    samples: Workspace, path: Path, seed: int
) -> None:
    random = Random(seed)
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        before = screen.work.issue
        for _ in range(35):
            kind = random.random()
            if kind < 0.3 and screen.work.manuscript.has_caret:
                await paste(
                    pilot, random.choice(["措施", "一是甲。\n二是乙。", "二是", "，", "标题\n导语。"])
                )
            else:
                await pilot.press(random.choice(COMMANDS if kind < 0.6 else MOVES))
            if len(app.screen_stack) > app.screen_stack.index(screen) + 1:
                await pilot.press(random.choice(["enter", "escape"]))
                await pilot.pause()
            shown, held = screen.work.manuscript.current, screen.work.article
            assert shown == held
        after = screen.work.issue
        while "没有可以撤销的了" not in screen.work.status.left:
            await pilot.press("ctrl+z")
        assert screen.work.issue == before
        while "没有可以重做的了" not in screen.work.status.left:
            await pilot.press("ctrl+y")
        assert screen.work.issue == after


async def test_articles_are_dragged_to_another_section(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        article = screen.work.article
        assert article is not None
        await pilot.mouse_down(screen.work.outline, offset=(8, 1))
        await pilot.hover(screen.work.outline, offset=(8, 4))
        await pilot.mouse_up(screen.work.outline, offset=(8, 4))
        await pilot.pause()
        assert article in screen.work.issue.sections[1].articles
        await pilot.press("ctrl+z")
        assert not screen.document.dirty


async def test_every_command_has_a_name_and_a_sentence_in_chinese(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        given = [command for command in commands(app.screen) if command.node is not app]
        assert {"issue.save", "move.up", "outline.delete"} <= {command.id for command in given}
        assert all(not command.label.isascii() and len(command.help) > 4 for command in given)


async def test_large_issues_chains_and_paragraphs_are_edited(workspace: Workspace) -> None:
    issue = generated_issue(7, articles=300)
    first = next(issue.articles)
    body = (Paragraph("长三角一体化" * 833), Chain(tuple(f"措施{n}。" for n in range(100))))
    path = workspace.create(replace_article(issue, replace(first, body=body, run_in=False)))
    app = DeskApp(workspace, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        screen.work.outline.select_article(first.id)
        await pilot.pause()
        await pilot.press("enter")
        field = screen.work.manuscript.body_field
        field.move_cursor((1, 3))
        await pilot.pause()
        await type_in(pilot, "\n新")
        assert field.lines[101].startswith("一百零一是")
        field.move_cursor((0, 4000))
        await pilot.pause()
        await paste(pilot, "插入")
        await pilot.press("ctrl+s")
        assert "已保存" in screen.work.status.left
    saved = load_issue(path).article(first.id)
    assert isinstance(saved.body[0], Paragraph) and saved.body[0].text[4000:4002] == "插入"
    assert isinstance(saved.body[1], Chain) and len(saved.body[1].measures) == 101


async def test_an_issue_that_somebody_else_works_on_can_be_read_and_not_changed(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    document = Document(path, samples.style("official"))
    document.read_only = True
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(EditScreen(app, document))
        await pilot.pause()
        await pilot.press("enter", "down")
        await paste(pilot, "甲\n乙")
        await type_in(pilot, "甲\n乙")
        await pilot.press("f8", "delete", "backspace", "ctrl+x", "ctrl+o", "f6", "f8", "delete", "ctrl+n")
        await pilot.pause()
        assert document.issue == document.saved and app.is_running
        assert "只读" in rows(app)[0]


async def test_an_issue_longer_than_the_screen_opens_at_its_top(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert rows(app)[2].startswith("▾ 科创聚焦")


async def test_history_is_there_again_after_a_restart_and_undo_says_what_it_undid(
    samples: Workspace, path: Path
) -> None:
    """Closed after saving, or killed before it: the steps of the time before can still be undone and done again."""
    before = load_issue(path)
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+d")
        await pilot.press("ctrl+s", "enter")
        await type_in(pilot, "新")
        document = screen_of(app).document
        after = document.issue
        assert document.flush()
        document.close()  # as the end of the process would, its lock being stale then
    again = DeskApp(samples, path)
    async with again.run_test(size=SIZE) as pilot:
        for _ in range(5):
            await pilot.pause(0.05)
        await pilot.press("1")  # go on with what was not saved
        for _ in range(3):
            await pilot.pause(0.05)
        screen = screen_of(again)
        assert screen.work.issue == after
        for label in ("输入", "转为备用稿"):
            await pilot.press("ctrl+z")
            assert f"已撤销：{label}" in rows(again)[0]
        assert screen.work.issue == before
        for label in ("转为备用稿", "输入"):
            await pilot.press("ctrl+y")
            assert f"已重做：{label}" in rows(again)[0]
        assert screen.work.issue == after


async def test_ctrl_home_and_ctrl_end_go_to_either_end_of_the_text_and_of_the_outline(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+end")
        outline = screen_of(app).work.outline
        assert outline.cursor == outline.count - 1
        await pilot.press("ctrl+home", "down", "enter", "ctrl+end")
        field = screen_of(app).work.manuscript.body_field
        assert field.cursor_location == field.document.end
        await pilot.press("ctrl+home")
        assert field.cursor_location == (0, 0)
        await pilot.press("ctrl+shift+end")
        assert field.selected_text == "\n".join(field.lines)


async def test_the_margin_tells_characters_and_lines_of_each_paragraph_and_follows_the_text(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 20)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = screen_of(app)
        article = screen.work.article
        assert article is not None and screen.pages.printed is not None
        lead = article.body[0]
        assert isinstance(lead, Paragraph)
        _, first, second, *_ = screen.pages.printed.lines[article.id]
        told = [
            row.split()[-1 - row.endswith("行") :]
            for row in (r.rstrip() for r in rows(app))
            if row.endswith("行")
        ]
        chain = article.body[1]
        assert isinstance(chain, Chain)
        assert told[1:3] == [
            [f"{characters(lead.text)}字", f"{first}行"],
            [f"{characters(chain.measures[0])}字", f"{second}行"],
        ]
        screen.work.manuscript.body_field.scroll_to(y=1, animate=False)
        await pilot.pause()
        assert f"{characters(lead.text)}字" not in "\n".join(rows(app)[2:])
        await pilot.resize_terminal(99, 30)
        await settle(pilot)
        assert not screen.work.manuscript.margin.display or screen.work.manuscript.margin.region.width == 0


async def test_what_brings_in_a_file_is_found_while_the_caret_is_in_the_text(samples: Workspace) -> None:
    from editor.tui.screens.files import FilesScreen

    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "ctrl+p")
        await settle(pilot)
        await paste(pilot, "导入")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, FilesScreen)
