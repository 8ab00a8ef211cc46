"""The first page in the real program: an empty folder, an empty home."""

import os
import time
from collections import deque

import pytest

from editor.errors import UsageError
from editor.session.founding import plan_of
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.patches.driver import handing_over

from .process import Terminal, modes_of


@pytest.fixture
def start(tmp_path):
    """Start in a folder; the home is empty at the first start."""
    home = tmp_path / "家"
    home.mkdir()

    def begin(name: str = "空 文件夹") -> Terminal:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        environment = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
        return Terminal(None, state=folder, environment=environment)

    return begin


def type_in(terminal, *words):
    """Type into one field after the other."""
    for word in words:
        if word:
            terminal.press(word)
            terminal.see(word[-2:])
        terminal.press("\r")


def test_a_workspace_is_made_on_the_first_page_and_its_first_issue_has_what_was_said(start, tmp_path):
    with start() as terminal:
        terminal.see("这里还没有工作区", "建立工作区", "看一看样例")
        terminal.press("1")
        terminal.see("刊名", "长三角每周要讯")
        type_in(terminal, "江海旬报", "江海市委办公室", "每半月", "5", "2026-01-16", "要闻，动态")
        terminal.see("还没有任何一期")
        terminal.press("\x0e")
        terminal.see("2026年第5期")
    workspace = Workspace(tmp_path / "空 文件夹")
    issue = workspace.next_issue()
    assert (issue.title, issue.number, issue.date.isoformat()) == ("江海旬报", 5, "2026-01-16")
    assert [section.name for section in issue.sections] == ["要闻", "动态"]


def test_keys_behind_the_last_one_of_the_first_page_go_to_the_desk(start, tmp_path):
    """In one write: make it, take all, a new issue as proposed, an article, save."""
    with start() as terminal:
        terminal.see("建立工作区")
        terminal.send("1\x13\x0e\r\r\r\r\x0e抢先写下的标题\r抢先写下的导语。\r\x13".encode())
        terminal.see("已保存")
    (path,) = (tmp_path / "空 文件夹" / "issues").glob("*.toml")
    (article,) = load_issue(path).articles
    assert article.title == "抢先写下的标题"
    assert article.body[0].text == "抢先写下的导语。"


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2, 0.4, 0.8])
def test_no_key_is_lost_between_the_first_page_and_the_desk(start, after):
    with start() as terminal:
        before = modes_of(terminal)
        terminal.see("建立工作区")
        terminal.press("1")
        terminal.see("刊名")
        terminal.send(b"\x13")
        time.sleep(after)
        terminal.send(b"\x0e")
        terminal.see("第1期", "收下")
        terminal.press("\x1b")
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert modes_of(terminal) == before


def test_what_comes_when_the_page_reads_no_more_waits_for_the_desk():
    termios = pytest.importorskip("termios")
    keyboard, terminal = os.openpty()
    shipped = termios.tcflush

    class Shipped:
        def disable_input(self):
            termios.tcflush(terminal, termios.TCIFLUSH)

    os.set_blocking(terminal, False)
    os.write(keyboard, "早\n".encode())
    handing_over(Shipped, deque())().disable_input()
    assert os.read(terminal, 99).decode() == "早\n"
    assert termios.tcflush is shipped
    os.close(keyboard), os.close(terminal)


def test_what_cannot_be_is_said_and_nothing_is_made(start, tmp_path):
    with start() as terminal:
        terminal.see("建立工作区")
        terminal.press("1")
        terminal.see("刊名")
        for _ in range(4):
            terminal.press("\x1b[B")
        terminal.press("2026年13月1日")
        terminal.see("不是日期")
        terminal.press("\x13")
        terminal.press("\x11")
        terminal.process.wait(20)
    assert not list((tmp_path / "空 文件夹").iterdir())


def test_the_last_workspace_is_offered_and_opened(start, tmp_path):
    with start() as terminal:
        terminal.see("建立工作区")
        terminal.press("1")
        terminal.see("刊名")
        terminal.press("\x13")
        terminal.see("还没有任何一期")
    with start("别处") as terminal:
        terminal.see("打开上次的", "空 文件夹")
        terminal.press("\r")
        terminal.see("还没有任何一期")
    assert not list((tmp_path / "别处").iterdir())


def test_another_folder_is_opened_and_the_samples_are_shown(start, tmp_path):
    other = Workspace.init(tmp_path / "另一个")
    other.create(other.next_issue())
    with start() as terminal:
        terminal.see("打开别的文件夹")
        terminal.press("2")
        terminal.see("文件夹")
        terminal.paste(str(other.root))
        terminal.see("另一个")
        terminal.press("\r")
        terminal.see("第1期")
    with start("第三处") as terminal:
        terminal.see("看一看样例")
        terminal.press("4")
        terminal.see("2026年第3期", "2026年第1期")


def test_without_a_terminal_and_with_a_named_folder_it_is_an_error_as_before(yaoxun_outside):
    assert yaoxun_outside().code == 2
    assert "yaoxun init" in yaoxun_outside().err
    assert yaoxun_outside("-w", "没有").code == 2


@pytest.fixture
def yaoxun_outside(tmp_path, monkeypatch, capsys):
    from types import SimpleNamespace

    from editor.cli import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOXUN_WORKSPACE", raising=False)

    def run_command(*words):
        code = run(list(words))
        captured = capsys.readouterr()
        return SimpleNamespace(code=code, out=captured.out, err=captured.err)

    return run_command


@pytest.mark.parametrize(
    "typed",
    [
        ("", "某办", "每周", "1", "2026-01-09", "要闻"),
        ("某刊", " ", "每周", "1", "2026-01-09", "要闻"),
        ("某刊", "某办", "每天", "1", "2026-01-09", "要闻"),
        ("某刊", "某办", "每周", "一", "2026-01-09", "要闻"),
        ("某刊", "某办", "每周", "1", "2026-02-30", "要闻"),
        ("某刊", "某办", "每周", "1", "明天", "要闻"),
        ("某刊", "某办", "每周", "1", "2026-01-09", "，"),
        ("某刊", "某办", "每周", "1", "2026-01-09", "要闻，要闻"),
    ],
)
def test_a_form_with_one_wrong_answer_is_refused_in_one_sentence(typed):
    with pytest.raises(UsageError) as refused:
        plan_of(*typed)
    assert "\n" not in str(refused.value)
