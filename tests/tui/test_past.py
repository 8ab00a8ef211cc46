"""An earlier article is read beside the one at work: the one most like it, and what is found by its words."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Key

from editor.model.issue import Place, add_article
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, new_bytes
from editor.tui.app import DeskApp
from editor.tui.widgets.finding_rows import Ran
from editor.tui.widgets.reading import ArticleRows
from tests.tui.driving import rows, screen_of, settle, type_in, until


@pytest.fixture
def path(samples: Workspace) -> Path:
    """An issue whose first article ran before, but for a few words."""
    ran = next(load_issue(samples.issues_folder / "2026-01.toml").articles)
    path = samples.issues_folder / "2026-03.toml"
    issue = load_issue(path)
    again = replace(ran, id="zzzzzz", title=ran.title + "又讯", accept=("duplicate: 后续报道",))
    path.write_bytes(new_bytes(path, add_article(issue, again, Place(0, 0))))
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_article_most_like_it_stands_beside_it_and_one_key_closes_it(
    samples: Workspace, path: Path, size: tuple[int, int]
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        shown = screen.work.column.shown
        await pilot.press("ctrl+backslash")
        await until(pilot, lambda: screen.past.panel.reads)
        assert "往期  2026年第1期 相近" in "\n".join(rows(app))
        text = screen.past.panel.query_one(ArticleRows)
        assert "2.6万台" in "".join(piece for row in range(text.count) for piece, _ in text.pieces(row, 0))
        assert text.region.width >= 30 and screen.work.manuscript.region.width >= 38
        screen.work.manuscript.body_field.focus()
        await type_in(pilot, "甲乙")
        assert screen.work.issue.article("zzzzzz").body[0].text.startswith("甲乙")
        screen.past.panel.focus()
        await pilot.pause()
        await pilot.press("pagedown")
        await until(pilot, lambda: text.scroll_y > 0 or not text.max_scroll_y)
        assert screen.work.manuscript.body_field.scroll_y == 0
        await pilot.press("ctrl+backslash")
        await pilot.pause()
        assert screen.work.column.shown == shown
        screen.document.discard()


async def test_words_find_earlier_articles_which_are_read_there(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        await pilot.press("ctrl+backslash")
        await until(pilot, lambda: screen.past.panel.reads)
        screen.past.panel.focus()
        await pilot.pause()
        for character in "概念验证":
            app.post_message(Key(character, character))
        await until(pilot, lambda: "江苏出台" in "\n".join(rows(app)))
        await pilot.press("enter")
        await until(pilot, lambda: screen.past.panel.reads)
        text = screen.past.panel.query_one(ArticleRows)
        said = "".join(piece for row in range(text.count) for piece, _ in text.pieces(row, 0))
        assert "打通成果从实验室到样品样机" in said
        await pilot.press("escape")
        await pilot.pause()
        assert screen.work.manuscript.has_caret
        before = screen.work.column.shown
        await pilot.press("f5")
        assert before == "past" != screen.work.column.shown and app.preferences.panel != "past"


async def test_the_row_of_what_ran_before_opens_it_and_what_cannot_be_read_is_one_line(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.tui.parts import past

    app = DeskApp(samples, path)
    async with app.run_test(size=(150, 40)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        screen.columns.show_panel("findings")
        await until(pilot, lambda: "≈ 2026年第1期" in "\n".join(rows(app)))

        def broken(*_: object) -> None:
            raise ValueError("math domain error")

        monkeypatch.setattr(past, "alike", broken)
        screen.findings.panel.focus()
        await pilot.pause()
        assert isinstance(screen.findings.panel.item, Ran)
        await pilot.press("enter")
        await until(pilot, lambda: "往期  ! 程序出错" in "\n".join(rows(app)))
        await pilot.press("ctrl+backslash")
        assert screen.work.column.shown == "findings"
