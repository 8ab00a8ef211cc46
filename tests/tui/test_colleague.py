"""Somebody else saves the issue while it is open here with unsaved work: merged by field and word at ^S."""

from dataclasses import replace

import pytest

from editor.model.issue import replace_article
from editor.store.issue_file import load_issue, save_issue
from editor.tui.app import DeskApp
from editor.tui.parts.keeping import LOOK
from editor.tui.screens.conflicts import ConflictsScreen
from editor.tui.widgets.status import StatusLine
from tests.tui.driving import rows, screen_of, settle, type_in, until

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def at_work(samples):
    """Opens the newest issue, types into its first article, and has a colleague change that article in the file."""
    path = samples.issues_folder / "2026-03.toml"
    app = DeskApp(samples)

    async def go(pilot, change):
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = screen_of(app)
        await pilot.press("enter")
        await settle(pilot)
        field = screen.work.manuscript.body_field
        field.focus()
        await pilot.pause()
        field.move_cursor((0, 3))
        await type_in(pilot, "我加的字")
        issue = load_issue(path)
        article = issue.article(screen.work.article_id)
        save_issue(path, replace_article(issue, change(article)))
        await until(pilot, lambda: "文件已被别人修改" in "\n".join(rows(app)))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConflictsScreen))
        await settle(pilot)

    assert LOOK < 10
    return app, path, go


def titled(article):
    return replace(article, title=f"{article.title}（修订）")


def with_words_behind(article):
    lead, *rest = article.body
    return replace(article, body=(replace(lead, text=f"{lead.text}对方补的话。"), *rest))


@pytest.mark.parametrize("change", [titled, with_words_behind])
async def test_another_field_or_other_words_of_the_paragraph_come_in_and_are_named(at_work, change):
    app, path, go = at_work
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, change)
        assert "与我的修改不冲突" in "\n".join(rows(app))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, ConflictsScreen))
        await settle(pilot)
        said = [note.message for note in app._notifications if "合入了别人的修改：修改《" in note.message]
        assert len(said) == 1 and "\n" not in said[0]
        assert "已保存" in "\n".join(line.left for line in app.screen.query(StatusLine))
        await pilot.press("ctrl+z")  # their changes are a step of the history like any other
        await settle(pilot)
    text = path.read_text(encoding="utf-8")
    assert "我加的字" in text
    assert ("（修订）" if change is titled else "对方补的话。") in text


async def test_only_the_same_words_are_asked_about(at_work):
    app, path, go = at_work

    def at_my_place(article):
        lead, *rest = article.body
        return replace(article, body=(replace(lead, text=f"{lead.text[:3]}对方的字{lead.text[3:]}"), *rest))

    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, lambda article: titled(at_my_place(article)))
        assert "其中 1 处两人都改了" in "\n".join(rows(app))
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("1", "enter")
        await until(pilot, lambda: not isinstance(app.screen, ConflictsScreen))
        await settle(pilot)
    text = path.read_text(encoding="utf-8")
    assert "我加的字" in text
    assert "（修订）" in text
