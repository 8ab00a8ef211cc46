"""Commands are found by the words people have for them, and explained by what they are for."""

from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp, _contexts
from editor.tui.keys import _table
from editor.tui.screens.commands import CommandRows
from editor.tui.tasks import TASKS
from tests.tui.driving import rows, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")
MANUAL = Path(__file__).parents[2] / "docs" / "manual.zh.md"


@pytest.fixture
def path(samples: Workspace) -> Path:
    """A sample issue."""
    return samples.issues_folder / "2026-01.toml"


def test_every_command_stands_under_a_task_and_in_the_manual() -> None:
    names = {binding.id or "" for context in _contexts() for binding in _table(context)}
    listed = {name for commands in TASKS.values() for name in commands}
    assert listed == names
    manual = MANUAL.read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in manual] == []


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("返回", "issue.close"),
        ("fanhui", "issue.close"),
        ("zhuti", "app.theme"),
        ("主题", "app.theme"),
        ("打印", "issue.export"),
        ("dc", "issue.export"),
        ("daochu", "issue.export"),
        ("替换", "text.find"),
        ("lishi", "edit.steps"),
        ("quit", "app.quit"),
        ("F7", "move.up"),
    ],
)
async def test_a_command_is_found_by_pinyin_and_by_other_words(
    samples: Workspace, path: Path, typed: str, command: str
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await type_in(pilot, typed)
        await settle(pilot)
        found = app.screen.query_one(CommandRows).item
        assert found is not None and found.id == command


async def test_the_help_is_grouped_by_task_without_ids(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        shown = "\n".join(rows(app))
    assert shown.index("写稿改稿") < shown.index("保存：") < shown.index("编排") < shown.index("上移稿件：")
    assert "issue.save" not in shown and "move.up" not in shown
