"""Trouble with disk, folder, file and lock, met by the real program in a terminal of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from editor.model.body import Paragraph
from editor.model.issue import Issue, replace_article
from editor.session.versions import save_over
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from tests.conftest import ROOT
from tests.tui.process import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
SAVE, QUIT, CLEAR = "\x13", "\x11", "\x15"
TYPED = "要紧的话"


def mounted(folder: Path, *options: str) -> bool:
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    words = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    return (
        bool(mount) and sys.platform == "linux" and not subprocess.run(words, capture_output=True).returncode
    )


@pytest.fixture
def small_disk(tmp_path: Path):
    """A workspace on a disk of one megabyte, which can be filled or made read-only."""
    folder = tmp_path / "小盘"
    if not mounted(folder, "size=1m"):
        pytest.skip("a tmpfs cannot be mounted here")
    workspace = Workspace.init(folder)
    shutil.copyfile(ROOT / "issues" / "2026-01.toml", workspace.issues_folder / "2026-01.toml")
    yield workspace
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "用户"
    folder.mkdir()
    return folder


def fill(folder: Path) -> None:
    try:
        with (folder / "填满").open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
    except OSError:
        pass


def has(path: Path, words: str) -> bool:
    return words in path.read_text(encoding="utf-8")


def type_something(terminal: Terminal) -> None:
    terminal.see("科创聚焦", "2026年第1期")
    terminal.press("\r")
    terminal.paste(TYPED)
    terminal.see("未保存")


def save_elsewhere(terminal: Terminal, copy: Path) -> None:
    terminal.press("1")
    terminal.see("另存到哪里")
    terminal.press(CLEAR)
    terminal.paste(str(copy))
    terminal.see(copy.name)
    terminal.press("\r")
    terminal.see("已另存一份")
    assert has(copy, TYPED)


def test_on_a_full_disk_the_work_is_kept_offered_another_place_and_found_again(
    small_disk: Workspace, state: Path, tmp_path: Path
) -> None:
    path = small_disk.issues_folder / "2026-01.toml"
    before = path.read_bytes()
    with Terminal(small_disk.root, "edit", "2026-01", state=state) as terminal:
        terminal.see("科创聚焦", "2026年第1期")
        fill(small_disk.root)
        type_something(terminal)
        terminal.press(SAVE)
        terminal.see("磁盘已满", "另存一份")
        assert path.read_bytes() == before
        save_elsewhere(terminal, tmp_path / "救回来.toml")
        terminal.kill()
    (small_disk.root / "填满").unlink()
    with Terminal(small_disk.root, "edit", "2026-01", state=state) as terminal:
        terminal.see("有上次未保存的修改")
        terminal.press("1")
        terminal.see("未保存")
        terminal.press(SAVE)
        terminal.see("已保存")
        assert has(path, TYPED)


def test_in_a_read_only_folder_another_place_is_offered(
    small_disk: Workspace, state: Path, tmp_path: Path
) -> None:
    path = small_disk.issues_folder / "2026-01.toml"
    before = path.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.root)], check=True)
    with Terminal(small_disk.root, "edit", "2026-01", state=state) as terminal:
        type_something(terminal)
        terminal.press(SAVE)
        terminal.see("只读", "另存一份")
        save_elsewhere(terminal, tmp_path / "别处.toml")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [["new"], ["export", "2026-01"], ["import", "来稿.txt"]], ids=" ".join)
def test_commands_in_a_read_only_folder_say_so_in_one_sentence(
    small_disk: Workspace, words: list[str]
) -> None:
    text = (
        "长三角每周要讯\n2026年第9期\n某办 2026年3月6日\n科创聚焦\n上海试点概念验证平台\n3月4日，上海试点。\n"
    )
    (small_disk.root / "来稿.txt").write_text(text, encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.root)], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "editor", *words], cwd=small_disk.root, capture_output=True, timeout=60
    )
    assert done.returncode == 2
    assert "磁盘是只读的" in done.stderr.decode() and len(done.stderr.decode().splitlines()) == 1


def said(issue: Issue, index: int, text: str) -> Issue:
    article = list(issue.articles)[index]
    return replace_article(issue, replace(article, body=(Paragraph(text), *article.body[1:])))


def test_a_file_replaced_underneath_is_noticed_and_merged(samples: Workspace, state: Path) -> None:
    path = samples.issues_folder / "2026-01.toml"
    with Terminal(samples.root, "edit", "2026-01", state=state) as terminal:
        type_something(terminal)
        save_over(path, said(load_issue(path), 2, "别人改的第三篇。"))
        terminal.see("文件已被别人修改")  # before anybody saves
        terminal.press(SAVE)
        terminal.see("别人改的第三篇", "合在一起并保存")
        assert not has(path, TYPED)
        terminal.press("\r")
        terminal.see("已保存")
        assert has(path, TYPED) and has(path, "别人改的第三篇。")
        terminal.press(QUIT)
        assert terminal.ended() == 0


def test_a_lock_left_by_a_dead_process_is_seen_through_and_its_work_offered(
    samples: Workspace, state: Path
) -> None:
    path = samples.issues_folder / "2026-01.toml"
    with Terminal(samples.root, "edit", "2026-01", state=state) as terminal:
        type_something(terminal)
        terminal._read(1.0)  # the journal takes a fifth of a second
        terminal._settle()
        terminal.kill()
    assert list((samples.root / ".yaoxun" / "locks").glob("*.lock"))
    with Terminal(samples.root, "edit", "2026-01", state=state) as terminal:
        seen = terminal.see("有上次未保存的修改")
        assert "正在编辑" not in seen
        terminal.press("1")
        terminal.see("未保存")
        terminal.press(SAVE)
        terminal.see("已保存")
        assert has(path, TYPED)
        terminal.press(QUIT)
        assert terminal.ended() == 0
    assert not list((samples.root / ".yaoxun" / "locks").glob("*.lock"))


def test_a_lock_of_a_living_process_is_asked_about(samples: Workspace, state: Path) -> None:
    with Terminal(samples.root, "edit", "2026-01", state=state) as first:
        first.see("科创聚焦")
        with Terminal(samples.root, "edit", "2026-01", state=state) as second:
            second.see("正在编辑2026年第1期", "只读打开", "另存一份", "接管")
