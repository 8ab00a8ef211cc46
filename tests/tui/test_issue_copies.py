"""Copies that shared folders leave beside an issue: seen in the list, merged with one key."""

import pytest

from editor.files.versions import versions
from editor.session.versions import locked, save_over
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.keys import commands
from tests.cli.test_merge_copy import NAMES
from tests.conftest import ROOT
from tests.tui.driving import rows, settle, until

pytestmark = pytest.mark.usefixtures("patched")
SIZE = (80, 24)


@pytest.fixture
def sent(samples: Workspace):
    """An issue that was saved once more after the copy was made, and its first text."""
    path = samples.issues_folder / "2026-05.toml"
    base = (ROOT / "tests" / "returns" / "2026-05" / "2026-05.toml").read_text(encoding="utf-8")
    path.write_text(base, encoding="utf-8", newline="")
    mine = path.with_name("mine.toml")
    mine.write_text(base.replace("50家", "60家", 1), encoding="utf-8", newline="")
    save_over(path, load_issue(mine))
    mine.unlink()
    return path, base


def notes(app: DeskApp) -> str:
    return "\n".join(note.message for note in app._notifications)


async def go_to(pilot, name: str) -> None:
    from editor.tui.widgets.issue_rows import IssueRows

    for _ in range(8):
        entry = pilot.app.screen.query_one(IssueRows).item
        if entry is not None and entry.path.name == name:
            return
        await pilot.press("down")
    raise AssertionError(name)


@pytest.mark.parametrize("name", NAMES)
async def test_a_copy_is_told_in_its_row_and_merged_with_one_key(samples, sent, name):
    path, base = sent
    copy = path.with_name(name)
    title = next(load_issue(path).articles).title
    copy.write_text(base.replace(title, f"{title}续", 1), encoding="utf-8", newline="")
    before = len(versions(path))
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "issues.merge_copy" not in {command.id for command in commands(app.screen)}
        await go_to(pilot, name)
        await settle(pilot)
        seen = "\n".join(rows(app))
        assert "● 副本可合并" in seen
        assert "F8 合并副本" in rows(app)[-1]
        await pilot.press("f8")
        await until(pilot, lambda: notes(app) != "")
        await settle(pilot)
        assert f"{name} 已合并进 2026-05.toml" in notes(app)
        assert "副本" not in "\n".join(rows(app)[:-1]).replace(notes(app), "")[:800]
        assert not copy.exists()
        assert len(versions(path)) == before + 2
        text = path.read_text(encoding="utf-8")
        assert "60家" in text
        assert f"{title}续" in text


async def test_where_both_changed_the_same_words_it_says_so_and_keeps_both(samples, sent):
    path, base = sent
    path.with_name(NAMES[1]).write_text(base.replace("50家", "70家", 1), encoding="utf-8", newline="")
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await go_to(pilot, NAMES[1])
        await pilot.press("f8")
        await until(pilot, lambda: notes(app) != "")
        await settle(pilot)
        assert "两份都改了的有1处" in notes(app)
    text = path.read_text(encoding="utf-8")
    assert "60家" in text
    assert "70家" in text


async def test_an_issue_that_somebody_works_on_is_left_alone(samples, sent):
    path, base = sent
    copy = path.with_name(NAMES[3])
    copy.write_text(base.replace("50家", "70家", 1), encoding="utf-8", newline="")
    before = path.read_bytes()
    app = DeskApp(samples)
    with locked(path):
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await go_to(pilot, NAMES[3])
            await pilot.press("f8")
            await until(pilot, lambda: notes(app) != "")
            await settle(pilot)
            assert "已合并" not in notes(app)
            assert len(notes(app).splitlines()) >= 1
    assert copy.exists()
    assert path.read_bytes() == before


async def test_on_an_issue_that_is_no_copy_the_key_does_nothing(samples, sent):
    path, _ = sent
    before = path.read_bytes()
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        assert notes(app) == ""
    assert path.read_bytes() == before
