"""Nothing is lost at the desk: what others change, a place that cannot be written, earlier versions, broken files."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from editor.errors import StorageError
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Place, add_article, remove_article, replace_article
from editor.session.document import Document
from editor.session.versions import save_over
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.file_questions import CopyDialog
from editor.tui.screens.conflicts import ConflictsScreen
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.versions import VersionsScreen
from tests.conftest import ROOT
from tests.tui.driving import paste, rows, screen_of, settle
from tests.tui.test_app import HOLD, settle_question

pytestmark = pytest.mark.usefixtures("patched")
SIZES = [(80, 24), (120, 35), (200, 60)]


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


def said(issue: Issue, index: int, text: str) -> Issue:
    """The issue with another first paragraph in one of its articles."""
    article = list(issue.articles)[index]
    return replace_article(issue, replace(article, body=(Paragraph(text), *article.body[1:])))


def elsewhere(path: Path, change: Callable[[Issue], Issue]) -> Issue:
    """Somebody else changes the file and saves it."""
    issue = change(load_issue(path))
    save_over(path, issue)
    return issue


def first_texts(issue: Issue) -> list[str]:
    return [article.body[0].text for article in issue.articles if isinstance(article.body[0], Paragraph)]


def work(app: DeskApp, index: int, text: str) -> None:
    document = screen_of(app).document
    document.do("输入", said(document.issue, index, text))
    screen_of(app).work.show_issue()


async def ask(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle_question(pilot)


def screen_text(app: DeskApp) -> str:
    return "\n".join(rows(app))


async def test_changes_to_other_articles_are_shown_merged_and_saved(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "我改的第一篇。")
        elsewhere(path, lambda issue: said(issue, 1, "别人改的第二篇。"))
        await ask(pilot, "ctrl+s")
        assert isinstance(app.screen, ConflictsScreen)
        assert "+ 别人改的第二篇。" in screen_text(app) and "与我的修改不冲突" in screen_text(app)
        await ask(pilot, "enter")
        assert isinstance(app.screen, EditScreen)
        assert first_texts(load_issue(path))[:2] == ["我改的第一篇。", "别人改的第二篇。"]
        assert not screen_of(app).document.dirty
        await pilot.press("ctrl+z")  # their changes came in as a step
        assert first_texts(screen_of(app).work.issue)[1] != "别人改的第二篇。"
        screen_of(app).document.close()


@pytest.mark.parametrize(
    ("figure", "kept"), [("1", ["我的。"]), ("2", ["对方的。"]), ("3", ["我的。", "对方的。"])]
)
async def test_where_both_changed_an_article_it_is_chosen(
    samples: Workspace, path: Path, figure: str, kept: list[str]
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "我的。")
        before = len(load_issue(path).ids)
        elsewhere(path, lambda issue: said(issue, 0, "对方的。"))
        await ask(pilot, "ctrl+s", "enter")
        assert "两人都改了" in screen_text(app)
        assert any("我的。" in row and "≠" in row and "对方的。" in row for row in rows(app))
        await ask(pilot, figure)
        assert isinstance(app.screen, EditScreen)
        assert first_texts(load_issue(path))[: len(kept)] == kept
        assert len(load_issue(path).ids) == before + len(kept) - 1
        screen_of(app).document.close()


async def test_several_conflicts_are_chosen_one_by_one_and_one_can_go_back(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for index in (0, 1):
            work(app, index, f"我的{index}。")
        second = list(screen_of(app).work.issue.articles)[2]
        screen_of(app).work.do("删除稿件", remove_article(screen_of(app).work.issue, second.id))

        def theirs(issue: Issue) -> Issue:
            return said(said(said(issue, 0, "对方0。"), 1, "对方1。"), 2, "对方2。")

        elsewhere(path, theirs)
        await ask(pilot, "ctrl+s", "enter")
        assert "第 1 处，共 3 处" in screen_text(app)
        await ask(pilot, "1", "2")
        assert "我已删去，对方改了" in screen_text(app) and "用我的（删去这一篇）" in screen_text(app)
        await ask(pilot, "left", "left", "down", "enter")  # the first one again: theirs
        assert "第 2 处，共 3 处" in screen_text(app)
        await ask(pilot, "enter", "enter")
        assert first_texts(load_issue(path))[:2] == ["对方0。", "对方1。"]
        assert second.id not in load_issue(path).ids
        screen_of(app).document.close()


@pytest.mark.parametrize("keys", [["escape"], ["2"], ["1", "escape"], ["1", "1", "left", "escape"]])
async def test_leaving_the_choice_changes_nothing(samples: Workspace, path: Path, keys: list[str]) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "我的。")
        work(app, 1, "也是我的。")
        mine = screen_of(app).work.issue
        elsewhere(path, lambda issue: said(said(issue, 0, "对方的。"), 1, "也是对方的。"))
        before = path.read_bytes()
        await ask(pilot, "ctrl+s")
        await ask(pilot, *keys)
        assert isinstance(app.screen, EditScreen)
        assert path.read_bytes() == before
        assert screen_of(app).work.issue == mine and screen_of(app).document.dirty
        screen_of(app).document.close()


async def test_a_file_changed_in_its_comments_only_is_merged_without_a_question(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "我的。")
        path.write_text("# 别人写的注释\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        await ask(pilot, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert "# 别人写的注释" in path.read_text(encoding="utf-8")
        assert first_texts(load_issue(path))[0] == "我的。"
        screen_of(app).document.close()


async def test_a_changed_file_is_noticed_before_saving(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        screen.keeping.look()
        await settle_question(pilot)
        assert "文件已被别人修改" not in rows(app)[0]
        elsewhere(path, lambda issue: said(issue, 1, "别人改的。"))
        screen.keeping.look()
        await settle_question(pilot)
        assert "文件已被别人修改" in rows(app)[0]
        await ask(pilot, "ctrl+s", "enter")
        assert "文件已被别人修改" not in rows(app)[0]
        screen.document.close()


async def test_our_own_save_and_a_mere_touch_are_no_change(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        document = screen_of(app).document
        work(app, 0, "我的。")
        await ask(pilot, "ctrl+s")
        assert not document.changed_outside()
        path.touch()
        assert not document.changed_outside()
        path.unlink()
        assert document.changed_outside()
        document.close()


async def test_a_file_that_has_gone_is_written_back(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "还在。")
        path.unlink()
        await ask(pilot, "ctrl+s")
        assert "已不在原处" in screen_text(app)
        await ask(pilot, "1")
        assert first_texts(load_issue(path))[0] == "还在。"
        assert not screen_of(app).document.dirty
        screen_of(app).document.close()


async def test_a_file_that_was_broken_elsewhere_is_not_overwritten(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "好的。")
        path.write_text("format = 1\nx = [", encoding="utf-8")
        await ask(pilot, "ctrl+s")
        assert "改坏" in screen_text(app) and "第2行" in screen_text(app)
        await ask(pilot, "1")
        assert isinstance(app.screen, CopyDialog)
        await ask(pilot, "enter")
        [copy] = path.parent.glob("2026-01.另存-*.toml")
        assert first_texts(load_issue(copy))[0] == "好的。"
        assert path.read_text(encoding="utf-8") == "format = 1\nx = ["
        screen_of(app).document.close()


def refusing(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    def refuse(self: Document) -> None:
        raise StorageError(words, where=self.path, advice="请腾出空间后再试")

    monkeypatch.setattr(Document, "save", refuse)


async def test_where_saving_fails_another_place_is_offered_and_said(
    samples: Workspace, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DeskApp(samples, path)
    before = path.read_bytes()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "要紧的话。")
        refusing(monkeypatch, "写入失败，磁盘已满")
        await ask(pilot, "ctrl+s")
        assert "磁盘已满" in screen_text(app) and "另存一份" in screen_text(app)
        await ask(pilot, "1")
        await pilot.press("ctrl+u")
        await paste(pilot, str(path))
        await ask(pilot, "enter")
        assert "已有同名的文件" in screen_text(app).replace("\n", "")
        await pilot.press("ctrl+u")
        await paste(pilot, str(tmp_path / "U盘" / "救回来"))
        await ask(pilot, "enter")
        copy = tmp_path / "U盘" / "救回来.toml"
        assert first_texts(load_issue(copy))[0] == "要紧的话。"
        assert [f"已写入 {copy}"] == [notice.message for notice in app._notifications]
        assert path.read_bytes() == before and screen_of(app).document.dirty
        screen_of(app).document.close()


async def test_leaving_with_a_copy_saved_elsewhere_is_leaving(
    samples: Workspace, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "要紧的话。")
        refusing(monkeypatch, "写入失败，所在的磁盘是只读的")
        await ask(pilot, "ctrl+l")
        await ask(pilot, "1")  # save
        await ask(pilot, "escape")  # and leave it unsaved after all: nothing is closed
        assert isinstance(app.screen, EditScreen)
        await ask(pilot, "ctrl+l")
        await ask(pilot, "1")
        await ask(pilot, "1")
        await pilot.press("ctrl+u")
        await paste(pilot, str(tmp_path / "别处.toml"))
        await ask(pilot, "enter")
        assert not isinstance(app.screen, EditScreen)
        assert first_texts(load_issue(tmp_path / "别处.toml"))[0] == "要紧的话。"


async def test_an_issue_that_somebody_holds_can_be_worked_on_in_a_copy(
    samples: Workspace, path: Path
) -> None:
    words = [sys.executable, "-c", HOLD, str(samples.root), str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"held"
        app = DeskApp(samples, path)
        async with app.run_test(size=(100, 30)) as pilot:
            await settle_question(pilot)
            await ask(pilot, "2")
            assert isinstance(app.screen, CopyDialog)
            await ask(pilot, "enter")
            await settle(pilot)
            assert app.document is not None and not app.document.read_only
            assert app.document.path.name.startswith("2026-01.另存-")
            assert app.document.issue == load_issue(path)
            app.document.close()
        other.communicate()


async def test_a_lock_that_was_taken_away_can_be_taken_back_at_the_next_save(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        work(app, 0, "我的。")
        with Document.open(path, samples.style("official")) as other:
            other.take_over()
            await ask(pilot, "ctrl+s")
            assert "已被别人接管" in screen_text(app)
            await ask(pilot, "2")
            assert first_texts(load_issue(path))[0] == "我的。"
        screen_of(app).document.close()


async def test_an_earlier_version_is_looked_at_restored_and_undone(samples: Workspace, path: Path) -> None:
    old = load_issue(path)
    elsewhere(path, lambda issue: said(issue, 0, "第二稿。"))
    elsewhere(path, lambda issue: add_article(issue, Article("zz9zz9", "又一篇"), Place(0, 0)))
    new = load_issue(path)
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen_of(app).keeping.action_versions()
        await settle(pilot)
        await settle_question(pilot)
        assert isinstance(app.screen, VersionsScreen)
        assert "回车 恢复" in rows(app)[-1]
        assert "与现在有 1 处不同" in screen_text(app) and "删去《又一篇》" in screen_text(app)
        await ask(pilot, "down")
        assert "- 第二稿。" in screen_text(app)
        await ask(pilot, "tab")
        assert old.issuer in screen_text(app)
        await ask(pilot, "tab")
        assert "从第 2 个版本到现在的稿子" in screen_text(app) and "第二稿。" in screen_text(app)
        await ask(pilot, "up", "space", "down")
        assert "从第 2 个版本到第 1 个版本" in screen_text(app) and "又一篇" not in "".join(rows(app)[12:])
        await ask(pilot, "f8")
        (written,) = (samples.root / "exports").glob("*花脸稿.docx")
        assert written.stat().st_size
        before = path.read_bytes()
        await ask(pilot, "enter")
        assert screen_of(app).work.issue == old and path.read_bytes() == before
        assert "已恢复" in rows(app)[0]
        await pilot.press("ctrl+z")
        assert screen_of(app).work.issue == new
        screen_of(app).document.close()


async def test_without_earlier_versions_that_is_said(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen_of(app).keeping.action_versions()
        await settle_question(pilot)
        assert "还没有早先的版本" in screen_text(app)
        await ask(pilot, "enter", "tab", "escape")
        assert isinstance(app.screen, EditScreen)
        screen_of(app).document.close()


async def test_commands_without_a_key_are_in_the_command_list(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await ask(pilot, "ctrl+p")
        await paste(pilot, "早先的版本")
        assert "no-key" not in screen_text(app)
        await ask(pilot, "enter")
        assert isinstance(app.screen, VersionsScreen)
        await ask(pilot, "escape")
        screen_of(app).document.close()


async def test_a_broken_file_offers_its_last_good_version(samples: Workspace) -> None:
    path = samples.issues_folder / "2026-03.toml"
    elsewhere(path, lambda issue: said(issue, 0, "第二稿。"))
    elsewhere(path, lambda issue: said(issue, 0, "第三稿。"))
    good = load_issue(path)
    save_over(path, said(good, 0, "第四稿。"))
    path.write_text("format = 1\n[issue\n", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await ask(pilot, "enter")
        assert "第2行" in screen_text(app) and "留有" in screen_text(app)
        await ask(pilot, "1")
        assert path.read_text(encoding="utf-8") == "format = 1\n[issue\n"
        await ask(pilot, "enter", "2")
        await settle(pilot)
        assert isinstance(app.screen, EditScreen) and screen_of(app).work.issue == good == load_issue(path)
        broken = [p for p in (samples.root / ".yaoxun").rglob("*.toml") if "[issue\n" in p.read_text("utf-8")]
        assert len(broken) == 1  # what was there is a version too
        screen_of(app).document.close()


@pytest.mark.parametrize("size", SIZES)
async def test_a_conflict_looks_as_it_did(
    desk_of: Workspace, path: Path, looks_like: Callable[[DeskApp, str], None], size: tuple[int, int]
) -> None:
    app = DeskApp(desk_of, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        work(app, 0, "1月9日，上海市六部门印发通知，要求各区在三月底前完成摸底。")
        elsewhere(
            path, lambda issue: said(issue, 0, "1月9日，上海市七部门印发通知，要求各区在四月底前完成摸底。")
        )
        await ask(pilot, "ctrl+s")
        looks_like(app, "theirs")
        await ask(pilot, "enter")
        looks_like(app, "conflict")
        await ask(pilot, "escape")
        screen_of(app).document.close()
