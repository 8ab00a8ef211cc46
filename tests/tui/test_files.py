"""Files that are dropped on the window or chosen inside an issue: articles go to the paste screen, returns to the review."""

from pathlib import Path

import pytest
from docx import Document as WordDocument
from textual.pilot import Pilot

from editor.model.issue import Issue
from editor.session.pasted import is_titled
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.paths import given_files, missing_file
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.screens.files import FilesScreen
from editor.tui.screens.import_ import ImportScreen
from editor.tui.screens.paste import PasteScreen
from editor.tui.screens.review import ReviewScreen
from tests.exported import for_readers
from tests.generated import generated_issue
from tests.tui.driving import paste, rows, screen_of, settle, until

pytestmark = pytest.mark.usefixtures("patched")

SIZE = (100, 30)
TITLE, LEAD = "上海启动社区食堂提质行动", "3月2日，上海市民政局印发《社区食堂提质工作方案》，提出两项举措。"
SECOND, TEXT = "江苏试点渔港数字化管理", "3月3日，江苏省农业农村厅在三座渔港开展数字化管理试点。"
ARTICLE = [TITLE, LEAD, "一是扩大供餐范围。覆盖全部街镇。", "二是稳定价格。每餐不高于15元。"]
TWO = [*ARTICLE, "", SECOND, TEXT]


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.resolve("2026-01")


def word(path: Path, lines: list[str], titles: tuple[str, ...] = ()) -> Path:
    document = WordDocument()
    for line in lines:
        document.add_paragraph(line, style="Heading 1" if line in titles else None)
    document.save(str(path))
    return path


async def offered(pilot: Pilot[None], app: DeskApp) -> PasteScreen:
    await until(pilot, lambda: isinstance(app.screen, PasteScreen))
    screen = app.screen
    assert isinstance(screen, PasteScreen)
    return screen


class TestPathsThatTerminalsPaste:
    @pytest.fixture
    def here(self, tmp_path: Path) -> Path:
        folder = tmp_path / "来 稿"
        folder.mkdir()
        for name in ("一.docx", "两 个 字.txt", "it's.docx"):
            (folder / name).write_text("字")
        return folder

    def test_one_file_in_the_writing_of_each_terminal(self, here: Path) -> None:
        file = here / "两 个 字.txt"
        escaped = str(file).replace(" ", "\\ ")
        for text in (str(file), f"'{file}'", f'"{file}"', escaped, file.as_uri(), f" {file} \n"):
            assert given_files(text) == (file,), text

    def test_an_apostrophe_as_the_shell_writes_it(self, here: Path) -> None:
        file = here / "it's.docx"
        assert given_files("'" + str(file).replace("'", "'\\''") + "'") == (file,)

    def test_several_files_on_a_line_or_on_lines(self, here: Path) -> None:
        files = here / "一.docx", here / "两 个 字.txt"
        one, two = map(str, files)
        for text in (
            f"{one} {two}",
            f"'{one}' '{two}'",
            f'"{one}" "{two}"',
            f"{one}\n{two}",
            f"{files[0].as_uri()}\r\n{files[1].as_uri()}\r\n",
            f"{one} {two} ".replace("来 稿", "来\\ 稿").replace("两 个 字", "两\\ 个\\ 字"),
        ):
            assert given_files(text) == files, text

    def test_text_is_no_file(self, here: Path) -> None:
        for text in (
            "",
            "上海印发方案。",
            f"见 {here / '一.docx'}",
            "\n".join(TWO),
            "a\0b.txt",
            "/" + "长" * 999,
        ):
            assert given_files(text) == ()

    def test_a_path_where_nothing_is_is_known_for_one(self, here: Path) -> None:
        assert missing_file(str(here / "没有.docx")) == here / "没有.docx"
        assert missing_file("/记者报道，增长5.3%") is None
        assert missing_file("\n".join(TWO)) is None


async def test_a_dropped_word_file_opens_the_paste_screen_and_is_taken_in_one_step(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    file = word(tmp_path / "来 稿.docx", ARTICLE)
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, f"'{file}'")
        await offered(pilot, app)
        assert any("来 稿.docx：1 篇" in row for row in rows(app))
        await pilot.press("enter")
        screen = screen_of(app)
        assert TITLE in [article.title for article in screen.work.issue.articles]
        await pilot.press("ctrl+z")
        assert screen.work.issue == load_issue(path)


async def test_two_articles_of_a_file_chosen_inside_an_issue(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    file = word(tmp_path / "两篇.docx", TWO, (TITLE, SECOND))
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, FilesScreen))
        await paste(pilot, str(file))
        await pilot.press("enter")
        await offered(pilot, app)
        await pilot.press("enter")
        titles = [article.title for article in screen_of(app).work.issue.articles]
        assert {TITLE, SECOND} <= set(titles)


async def test_several_files_come_one_after_the_other_and_a_bad_one_stops_no_other(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    first = word(tmp_path / "一.docx", ARTICLE)
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    last = tmp_path / "二.txt"
    last.write_text(f"{SECOND}\n{TEXT}\n", encoding="gb18030")
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, f"{first} {broken} {last}")
        await offered(pilot, app)
        assert any("第1个文件，共3个" in row for row in rows(app))
        await pilot.press("enter")
        await until(
            pilot,
            lambda: isinstance(app.screen, PasteScreen) and any("第3个文件" in row for row in rows(app)),
        )
        assert "坏.docx" in "".join(each.message for each in app._notifications)
        await pilot.press("enter")
        titles = [article.title for article in screen_of(app).work.issue.articles]
        assert {TITLE, SECOND} <= set(titles)


async def test_a_return_of_the_issue_goes_to_the_review_and_another_issue_to_the_paste_screen(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    own, other = tmp_path / "回稿.docx", tmp_path / "别的.docx"
    style = samples.style("official")
    own.write_bytes(for_readers(load_issue(path), style))
    other.write_bytes(for_readers(generated_issue(3, 4), style))
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, str(own))
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.press("escape")
        await paste(pilot, str(other))
        await offered(pilot, app)
        assert any("整期" in row for row in rows(app))


async def test_a_file_that_is_not_there_is_said_and_makes_no_article(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, "/没有这样的文件夹/关于社区食堂提质行动的情况报告（第三稿终稿）.docx")
        await pilot.pause()
        assert any("没有这个文件" in row for row in rows(app))


class TestAnArticlePastedIntoABody:
    async def asked(self, pilot: Pilot[None], app: DeskApp, text: str) -> tuple[Issue, str]:
        await settle(pilot)
        await pilot.press("enter")
        screen = screen_of(app)
        assert screen.work.manuscript.body_field.has_focus
        await paste(pilot, text)
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        return screen.work.issue, screen.work.article_id

    async def test_becomes_a_new_one_behind_it(self, samples: Workspace, path: Path) -> None:
        app = DeskApp(samples, path)
        async with app.run_test(size=SIZE) as pilot:
            before, article = await self.asked(pilot, app, "\n".join(ARTICLE))
            await pilot.press("enter")
            await offered(pilot, app)
            await pilot.press("enter")
            issue = screen_of(app).work.issue
            assert TITLE in [each.title for each in issue.articles]
            assert issue.article(article) == before.article(article)

    async def test_or_is_put_in_at_the_caret(self, samples: Workspace, path: Path) -> None:
        app = DeskApp(samples, path)
        async with app.run_test(size=SIZE) as pilot:
            before, _ = await self.asked(pilot, app, "\n".join(ARTICLE))
            await pilot.press("down", "enter")
            issue = screen_of(app).work.issue
            assert len(list(issue.articles)) == len(list(before.articles))
            lines = screen_of(app).work.manuscript.body_field.lines
            assert lines[:2] == ARTICLE[:2] or TITLE in "".join(lines)

    def test_paragraphs_without_a_title_are_none(self) -> None:
        assert is_titled("\n".join(ARTICLE))
        assert not is_titled("\n".join(ARTICLE[1:]))
        assert not is_titled("加强领导\n各地要建立专班。")


async def test_a_file_dropped_on_the_list_of_issues_is_read_as_one(
    samples: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "第九期.docx"
    file.write_bytes(for_readers(generated_issue(3, 4), samples.style("official")))
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, str(file))
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        await settle(pilot)
        assert any("篇" in row and "字" in row for row in rows(app))
