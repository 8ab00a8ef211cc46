"""The dialogs for what is said about an article or an issue outside its text."""

import json
import re

import pytest
from textual.pilot import Pilot

from editor.session.workspace import DEFAULT_STYLE, Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.particulars import ArticleFields, IssueFields
from tests.tui.driving import rows, screen_of, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")


async def asked(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+b")
    await pilot.pause()
    await pilot.pause()


async def test_source_and_note_are_typed_and_taken_as_one_step(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = screen_of(app).document.issue
        await asked(pilot)
        assert isinstance(app.screen, ArticleFields)
        await type_in(pilot, "来电")
        await pilot.press("down")
        await type_in(pilot, "待核")
        await pilot.press("enter")
        await pilot.pause()
        article = screen_of(app).work.article
        assert article is not None and (article.source, article.note) == ("来电", "待核")
        await pilot.press("ctrl+z")
        assert screen_of(app).document.issue == before
        assert "已撤销：修改稿件信息" in rows(app)[0]


async def test_the_measures_are_run_in_and_set_apart_again(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        issue = screen_of(app).document.issue
        article = next(article for article in issue.articles if article.run_in)
        screen_of(app).work.outline.select_article(article.id)
        await pilot.pause()
        await asked(pilot)
        assert any("接排成一段" in row for row in rows(app))
        await pilot.press("ctrl+r", "enter")
        await pilot.pause()
        assert not screen_of(app).document.issue.article(article.id).run_in
        lines = screen_of(app).work.manuscript.body_field.lines
        assert any(line.startswith("二是") for line in lines)


async def test_a_wrong_date_is_said_in_the_dialog_and_nothing_is_taken(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        document = screen_of(app).document
        before = document.issue
        await asked(pilot)
        await asked(pilot)
        assert isinstance(app.screen, IssueFields)
        await pilot.press("down", "ctrl+u")
        await type_in(pilot, "2026-02-30")
        await pilot.press("enter")
        await pilot.pause()
        assert any("没有“2026-02-30”这一天" in row for row in rows(app))
        await pilot.press("ctrl+u")
        await type_in(pilot, "2026-01-23")
        await pilot.press("enter")
        await pilot.pause()
        assert document.issue.date.day == 23
        await pilot.press("ctrl+z")
        assert document.issue == before


async def test_a_style_that_is_chosen_takes_effect_at_once_on_ordinals_and_proof(samples: Workspace) -> None:
    path = samples.issues_folder / "2026-01.toml"
    path.write_text(path.read_text("utf-8").replace("联合印发", "联合布署", 1), encoding="utf-8")
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        rules = {finding.rule for finding in screen.findings.now().findings if finding.text == "布署"}
        assert rules
        other = (samples.styles_folder / f"{DEFAULT_STYLE}.toml").read_text("utf-8")
        other = re.sub(r"(?m)^off = \[\]", f"off = {json.dumps(sorted(rules))}", other)
        other = other.replace('"一是"', '"①"', 1)
        assert '"①"' in other and "off = [" in other
        (samples.styles_folder / "别样.toml").write_text(other, encoding="utf-8")
        await asked(pilot)
        await asked(pilot)
        assert isinstance(app.screen, IssueFields)
        for _ in range(11):
            await pilot.press("down")
        await pilot.press("ctrl+u")
        await type_in(pilot, "别样")
        await pilot.press("enter")
        await pilot.pause()
        await settle(pilot)
        assert screen.document.issue.style == "别样"
        article = next(a for a in screen.work.issue.articles if any(not hasattr(b, "text") for b in a.body))
        screen.work.go_to_article(article.id)
        await settle(pilot)
        assert any(line.startswith("①") for line in screen.work.manuscript.body_field.lines)
        assert not any(f.text == "布署" for f in screen.findings.now().findings)
        assert screen.work.manuscript.current == article  # the text is the same
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert screen.document.issue.style == DEFAULT_STYLE
        assert any(line.startswith("一是") for line in screen.work.manuscript.body_field.lines)
        assert any(f.text == "布署" for f in screen.findings.now().findings)
