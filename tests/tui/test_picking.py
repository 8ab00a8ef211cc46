"""Several articles at once, sections by region, and spares of earlier issues."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from editor.model.issue import Article, Issue
from editor.session.workspace import Workspace
from editor.store.issue_file import save_issue
from editor.tui.app import DeskApp
from editor.tui.screens.spares import SparesScreen
from tests.tui.driving import rows, screen_of, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")

SIZE = (100, 30)


def titles(issue: Issue, section: int | None) -> list[str]:
    return [article.title for article in issue.articles_in(section)]


async def opened(pilot: Pilot[None]) -> Issue:
    await settle(pilot)
    await pilot.pause()
    return screen_of(pilot.app).document.issue  # type: ignore[arg-type]


async def test_picked_articles_move_together_to_another_section_and_back_in_one_step(
    samples: Workspace,
) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        await pilot.press("space", "down", "space")
        assert sum("✓" in row for row in rows(app)) == 2
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        document = screen_of(app).document
        assert titles(document.issue, 2)[-2:] == titles(before, 0)[:2]
        await pilot.press("ctrl+z")
        assert document.issue == before
        assert "已撤销：移动2篇稿件" in rows(app)[0]


async def test_picked_articles_are_dragged_together(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        document, outline = screen_of(app).document, screen_of(app).work.outline
        await pilot.press("space", "down", "space")
        await pilot.mouse_down(outline, offset=(6, 1))
        await pilot.hover(outline, offset=(6, 4))
        await pilot.mouse_up(outline, offset=(6, 4))
        await pilot.pause()
        assert document.issue != before
        moved = titles(before, 0)[:2]
        assert any(titles(document.issue, n)[at : at + 2] == moved for n in (1, 2) for at in range(5))
        await pilot.press("ctrl+z")
        assert document.issue == before
        assert "已撤销：移动2篇稿件" in rows(app)[0]


async def test_picked_articles_are_stepped_parked_and_deleted_together(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        document = screen_of(app).document
        await pilot.press("shift+down", "f8")
        assert titles(document.issue, 0) == titles(before, 0)[2:]
        assert titles(document.issue, 1)[:2] == titles(before, 0)[:2] or len(titles(before, 0)) > 2
        await pilot.press("ctrl+z", "ctrl+d")
        assert titles(document.issue, None)[-2:] == titles(before, 0)[:2]
        await pilot.press("ctrl+z", "delete")
        assert not set(titles(before, 0)[:2]) & {a.title for a in document.issue.articles}
        await pilot.press("ctrl+z")
        assert document.issue == before
        await pilot.press("escape")
        assert not any("✓" in row for row in rows(app))


async def test_picked_spares_are_taken_back_together(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        document = screen_of(app).document
        await pilot.press("ctrl+a", "ctrl+d")
        assert titles(document.issue, None)[-2:] == titles(before, 0)
        await pilot.press("ctrl+d")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert titles(document.issue, 0) == titles(before, 0)


async def test_all_articles_of_a_section_are_picked_with_one_key(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        await pilot.press("ctrl+a")
        assert screen_of(app).work.picked == {a.id for a in before.sections[0].articles}
        await pilot.press("ctrl+a")
        assert not screen_of(app).work.picked


async def test_in_the_text_the_same_keys_move_what_is_under_the_caret(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        await pilot.press("f8")
        assert titles(screen_of(app).document.issue, 0) == titles(before, 0)


async def test_a_section_is_sorted_by_region_in_one_step(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        screen = screen_of(app)
        screen.work.outline.select_article(before.sections[1].articles[0].id)
        await pilot.pause()
        await pilot.press("ctrl+w")
        after = titles(screen.document.issue, 1)
        assert [title[:2] for title in after] == sorted(
            (title[:2] for title in titles(before, 1)), key=["上海", "江苏", "浙江", "安徽"].index
        )
        await pilot.press("ctrl+z")
        assert screen.document.issue == before


async def test_a_spare_of_an_earlier_issue_is_taken_behind_the_cursor(samples: Workspace) -> None:
    latest, earlier, *_ = [path for _, path in samples.issue_files()]
    old = samples.load(earlier)
    save_issue(earlier, replace(old, spares=(Article("spare1", "甲地备用"), Article("spare2", "乙地备用"))))
    app = DeskApp(samples, latest)
    async with app.run_test(size=SIZE) as pilot:
        before = await opened(pilot)
        await pilot.press("ctrl+u")
        await pilot.pause()
        assert isinstance(app.screen, SparesScreen)
        await settle(pilot)
        await type_in(pilot, "乙地")
        await pilot.press("enter")
        await pilot.pause()
        issue = screen_of(app).document.issue
        assert titles(issue, 0)[1] == "乙地备用"
        taken = issue.sections[0].articles[1]
        assert taken.note == f"取自{old.id.label}备用稿"
        assert samples.load(earlier).spares[1].title == "乙地备用"
        await pilot.press("ctrl+z")
        assert screen_of(app).document.issue == before
