"""What the keyboard sends, in one write, before the program is there, in another encoding, and around a stop."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from editor.model.body import Chain, Paragraph
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from tests.tui.driving import paste, screen_of, settle, type_in, until
from tests.tui.process import Terminal, modes_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
SAVE, QUIT, NEW, FIND, COMMANDS = "\x13", "\x11", "\x0e", "\x06", "\x10"


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


@pytest.fixture
def terminal(samples: Workspace, tmp_path: Path):
    with Terminal(samples.root, "edit", "2026-01", state=tmp_path) as terminal:
        yield terminal


def saved(terminal: Terminal, path: Path):
    terminal.press(SAVE)
    terminal.see("已保存")
    return load_issue(path)


def test_what_is_typed_before_the_screen_is_there_is_typed_into_it(terminal: Terminal, path: Path) -> None:
    os.write(terminal._here, f"{NEW}抢先写下的标题\r抢先写下的导语。\r一是先说。\r".encode())
    terminal.see("全部命令", "抢先写下的导语", "先说")
    article = next(a for a in saved(terminal, path).articles if a.title == "抢先写下的标题")
    assert article.body[0] == Paragraph("抢先写下的导语。")
    assert isinstance(article.body[1], Chain)


@pytest.mark.parametrize("after", [0.1, 0.25, 0.4, 0.6, 0.9])
def test_no_key_is_lost_whenever_it_is_pressed_while_the_program_starts(
    terminal: Terminal, path: Path, after: float
) -> None:
    time.sleep(after)
    os.write(terminal._here, "\r赶早".encode())
    terminal.see(
        "全部命令", "赶早"
    )  # the first is no echo of the terminal, which takes ^S for itself until then
    assert "赶早" in saved(terminal, path).articles.__next__().body[0].text


def test_from_the_list_an_issue_is_opened_and_written_in_with_one_write(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    with Terminal(samples.root, state=tmp_path) as terminal:
        os.write(terminal._here, "第1期\r\r接着就写。".encode())
        terminal.see("全部命令", "接着就写")
        assert "接着就写。" in next(saved(terminal, path).articles).body[0].text


def test_words_typed_behind_a_command_go_to_the_screen_that_it_opens(terminal: Terminal, path: Path) -> None:
    terminal.see("科创聚焦", "2026年第1期")
    terminal.press("\r")
    terminal.press(f"{FIND}不在里面的字")
    terminal.see("查找", "不在里面的字")
    terminal.press("\x1b")
    terminal.press(f"{COMMANDS}备用")
    terminal.see("备用")
    terminal.press("\x1b")
    terminal.press("x")  # so that there is something to save
    assert "不在里面的字" not in saved(terminal, path).articles.__next__().body[0].text


def test_lines_typed_faster_than_they_are_read_are_lines_and_no_paste(terminal: Terminal, path: Path) -> None:
    terminal.see("科创聚焦", "2026年第1期")
    terminal.press(f"{NEW}题目\r导语。\r一是甲。\r乙。\r\r十一是立项之日。\r尾")
    terminal.see("尾")
    article = next(a for a in saved(terminal, path).articles if a.title == "题目")
    assert [type(block) for block in article.body] == [Paragraph, Chain, Paragraph, Paragraph]
    assert [block.text for block in article.body[2:]] == ["十一是立项之日。", "尾"]


async def test_what_is_typed_before_the_outline_has_told_of_its_cursor_is_kept(workspace: Workspace) -> None:
    """The outline tells the screen in a message, which on a busy machine comes behind what was typed."""
    app = DeskApp(workspace, workspace.create(workspace.next_issue()))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        work = screen_of(app).work
        screen_of(app).articles.action_new_article()
        work.manuscript.title_field.put("社区助餐点试办一年")
        await settle(pilot)
        assert work.manuscript.title_field.text == "社区助餐点试办一年"
        assert [article.title for article in work.issue.articles] == ["社区助餐点试办一年"]


def test_a_terminal_of_another_encoding_is_said_once_and_ends_nothing(terminal: Terminal, path: Path) -> None:
    terminal.see("科创聚焦", "2026年第1期")
    terminal.press("\r")
    terminal._settle()
    os.write(terminal._here, "长三角".encode("gbk"))
    terminal.see("终端的编码不是 UTF-8")
    terminal.press("接着写。")
    assert "接着写。" in next(saved(terminal, path).articles).body[0].text
    os.write(terminal._here, "长三角".encode("gbk"))
    terminal.press("还能写。")
    assert "还能写。" in next(saved(terminal, path).articles).body[0].text


async def test_that_a_character_cannot_be_read_is_said_once(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        for _ in range(3):
            await paste(pilot, "甲�乙")
        assert [n.message for n in app._notifications if "UTF-8" in n.message].__len__() == 1


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP], ids=["unannounced", "announced"])
def test_after_a_stop_there_is_one_reader_and_the_shell_gets_its_terminal_back(
    samples: Workspace, path: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    with Terminal(samples.root, "edit", "2026-01", state=tmp_path) as terminal:
        before = modes_of(terminal)
        terminal.see("科创聚焦", "2026年第1期")
        assert modes_of(terminal) != before
        terminal.press("\r")
        for _ in range(2):
            terminal.process.send_signal(stop)
            terminal.stopped()
            terminal.process.send_signal(signal.SIGCONT)
            terminal.see("科创聚焦", "2026年第1期")
        for character in "一二三四五六七八九十":
            os.write(terminal._here, character.encode())
            time.sleep(0.02)
        terminal.see("十")
        if sys.platform == "linux":
            readers = [t for t in Path(f"/proc/{terminal.process.pid}/task").iterdir() if _reads(t)]
            assert len(readers) <= 1
        assert next(saved(terminal, path).articles).body[0].text.startswith("一二三四五六七八九十")
        terminal.press(QUIT)
        assert terminal.ended() == 0
        assert modes_of(terminal) == before


def _reads(task: Path) -> bool:
    return (task / "comm").read_text().startswith("textual-input")


async def test_what_is_typed_in_a_window_too_small_waits_until_it_is_larger(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await paste(pilot, "先写的。")
        await pilot.resize_terminal(55, 24)
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "先写的。" in path.read_text(encoding="utf-8")
        await paste(pilot, "小窗口里")
        await pilot.click(offset=(5, 5))
        await type_in(pilot, "打的字")
        await pilot.press("ctrl+s")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "先写的。小窗口里打的字" in path.read_text(encoding="utf-8"))
        await pilot.resize_terminal(55, 24)
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert not app._exit
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app._exit)
