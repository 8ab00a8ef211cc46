"""The application: opening, errors, and the way out when it cannot go on."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from editor.model.issue import replace_article
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui import app as app_module
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.issues import IssuesScreen
from editor.tui.theme import DARK, LIGHT
from editor.tui.widths import MARKS, WidthCheck
from tests.conftest import ROOT
from tests.tui.driving import rows, screen_of, settle

pytestmark = pytest.mark.usefixtures("patched")

BOOM = "nobody foresaw this"


class Fragile(Static):
    """A widget that cannot be drawn."""

    def render(self) -> str:
        raise RuntimeError(BOOM)


def change(document: Document) -> str:
    """Change the first article of an issue that is open, and return its new title."""
    from dataclasses import replace

    article = next(document.issue.articles)
    changed = replace(article, title=article.title + "（改）")
    document.do("输入", replace_article(document.issue, changed), article=article.id)
    return changed.title


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


async def test_an_issue_that_is_named_is_opened_over_the_list(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, EditScreen)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert isinstance(app.screen, IssuesScreen) and app.document is None


async def test_an_error_of_a_command_is_a_message_and_the_program_goes_on(samples: Workspace) -> None:
    (samples.issues_folder / "2026-03.toml").write_text("x = [", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for key in ("enter", "ctrl+n", "ctrl+e"):
            before = len(app._notifications)
            await pilot.press(key)
            await settle(pilot)
            assert len(app._notifications) == before + 1, key
        assert isinstance(app.screen, IssuesScreen)


async def crash(app: DeskApp) -> None:
    """Run, change the issue, and meet what nobody foresaw."""
    with pytest.raises(RuntimeError, match=BOOM):
        async with app.run_test(size=(100, 30)) as pilot:
            await settle(pilot)
            change(screen_of(app).document)
            await app.screen.mount(Fragile())
            await settle(pilot)


async def test_unsaved_work_is_there_again_after_a_crash(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    before = path.read_bytes()
    await crash(app)
    assert str(app.failure) == BOOM and app.return_code == 2
    assert app.last_words.endswith("接着改。")
    assert path.read_bytes() == before

    app.document.close()  # as the end of the process would, its lock being stale then
    again = DeskApp(samples, path)
    async with again.run_test(size=(100, 30)) as pilot:
        await settle_question(pilot)
        assert "有上次未保存的修改" in "\n".join(rows(again))
        await pilot.press("1")
        await settle(pilot)
        assert next(screen_of(again).document.issue.articles).title.endswith("（改）")
        screen_of(again).document.discard()


async def settle_question(pilot) -> None:
    """Wait for a question; the worker that asks it does not end before it is answered."""
    for _ in range(5):
        await pilot.pause(0.05)


async def test_unsaved_work_is_copied_beside_the_issue_where_there_is_no_journal(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Document, "flush", lambda self: False)
    app = DeskApp(samples, path)
    await crash(app)
    [copy] = path.parent.glob("2026-01.恢复-*.toml")
    assert str(copy) in app.last_words
    assert next(load_issue(copy).articles).title.endswith("（改）")


def test_run_raises_what_nobody_foresaw_for_the_command_line_to_log(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(self: DeskApp) -> None:
        self.failure, self.last_words = RuntimeError(BOOM), "未保存的修改没有丢。"

    monkeypatch.setattr(app_module.DeskApp, "run", run)
    with pytest.raises(RuntimeError, match=BOOM):
        app_module.run(samples, None)
    assert "没有丢" in capsys.readouterr().err


HOLD = """
import sys
from pathlib import Path
from editor.session.document import Document
from editor.session.workspace import Workspace
root, path = map(Path, sys.argv[1:])
with Document.open(path, Workspace(root).style("official")):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("key", "opened", "read_only"), [("1", True, True), ("3", True, False), ("4", False, None)]
)
async def test_an_issue_that_somebody_holds_is_asked_about(
    samples: Workspace, path: Path, key: str, opened: bool, read_only: bool | None
) -> None:
    words = [sys.executable, "-c", HOLD, str(samples.root), str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"held"
        app = DeskApp(samples, path)
        async with app.run_test(size=(100, 30)) as pilot:
            await settle_question(pilot)
            assert "正在编辑2026年第1期" in "\n".join(rows(app))
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, EditScreen) == opened
            if opened:
                assert app.document is not None and app.document.read_only == read_only
                app.document.close()
        other.communicate()


async def test_the_theme_changes_by_key(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test() as pilot:
        app.theme = DARK
        await pilot.press("ctrl+t")
        assert app.theme == LIGHT


def test_a_terminal_that_draws_marks_two_cells_wide_is_advised() -> None:
    check = WidthCheck()
    assert not check.answer(7, 0)  # the answer to another question
    ends = [check.answer(2 if mark in "“”—" else 1, 1) for mark in MARKS]
    assert ends == [False] * (len(MARKS) - 1) + [True]
    assert check.too_wide == "“”—"
    assert "narrow" in check.advice({"TERM_PROGRAM": "mintty"})
    assert "“ ” —" in check.advice({})


def test_a_terminal_that_draws_them_one_cell_wide_is_left_in_peace() -> None:
    check = WidthCheck()
    for _ in MARKS:
        check.answer(1, 1)
    assert check.advice({}) == ""
