"""The first hour of an office that never had the program, from an empty folder and an empty home, in the real program."""

import os
from pathlib import Path

import pytest
from docx import Document as WordFile

from editor.model.body import Chain
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from tests.tui.process import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
SAVE, QUIT, NEW, EXPORT = "\x13", "\x11", "\x0e", "\x05"
PASTED = """\
江海新区开展食堂改造
11月20日，江海新区管委会印发方案，提出两年内改造食堂20家。
一是摸清底数。逐家登记面积、设备和就餐人数。
二是分批改造。先改老旧小区周边的食堂。
"""


@pytest.fixture
def start(tmp_path: Path):
    """Start in the same folder, with the same home, as often as wanted."""
    home, folder = tmp_path / "家", tmp_path / "要讯"
    home.mkdir()
    folder.mkdir()

    def begin(*words: str) -> Terminal:
        own = {"HOME": str(home), "XDG_CONFIG_HOME": None, "XDG_DATA_HOME": None, "XDG_CACHE_HOME": None}
        return Terminal(
            None, *words, state=folder, environment={**own, "XDG_STATE_HOME": str(home / "state")}
        )

    return begin


def test_from_nothing_to_an_issue_sent_out_through_a_kill(start, tmp_path: Path) -> None:
    with start() as terminal:
        terminal.see("这里还没有工作区")
        terminal.press("1")
        terminal.see("刊名")
        terminal.press(SAVE)
        terminal.see("还没有任何一期")
        terminal.press(NEW)
        terminal.see("新一期")
        terminal.press("\r\r\r\r\r\r")  # as proposed
        terminal.see("备用稿")
        terminal.press(f"{NEW}社区助餐点试办一年\r")
        terminal.press(
            "11月3日，市民政局公布社区助餐点试办情况，全市已有助餐点200家。\r一是明码标价。按月公布菜价。\r"
        )
        terminal.see("明码标价", "二是")
        terminal.press("共用厨房。由食堂、企业和物业共用厨房。")
        terminal.press("\x1b")
        terminal.paste(PASTED)
        terminal.see("粘贴", "食堂改造")
        terminal.press("\r")
        terminal.see("已收下1篇")
        terminal.press(SAVE)
        terminal.see("已保存")
        path = next((tmp_path / "要讯" / "issues").glob("*.toml"))
        terminal.press(EXPORT)
        terminal.see("导出到哪个文件夹", "共 2 篇")
        terminal.press("\r")
        terminal.see("已导出", ".docx", "打开文件夹")
        (word,) = Workspace(tmp_path / "要讯").exports_folder.glob("*.docx")
        assert "江海新区开展食堂改造" in "".join(paragraph.text for paragraph in WordFile(word).paragraphs)
        terminal.press("\r")
        terminal.press(f"{NEW}断电之前写的一篇")
        terminal.see("断电之前写的一篇", "未保存")
        terminal._read(1.0)
        terminal._settle()
        terminal.kill()
    first = load_issue(path)
    assert [article.title for article in first.articles] == ["社区助餐点试办一年", "江海新区开展食堂改造"]
    assert all(
        isinstance(article.body[1], Chain) and len(article.body[1].measures) == 2
        for article in first.articles
    )
    with start("edit", path.stem) as terminal:
        terminal.see("有上次未保存的修改")
        terminal.press("\r")
        terminal.see("断电之前写的一篇")
        terminal.press(SAVE)
        terminal.see("已保存")
        terminal.press(QUIT)
        assert terminal.ended() == 0
    with start() as terminal:
        terminal.see(first.label)
        terminal.press("\r")
        terminal.see("备用稿", "断电之前写的")
        terminal.press(QUIT)
        assert terminal.ended() == 0
    assert len(list(load_issue(path).articles)) == 3
