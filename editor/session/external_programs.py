"""Other programs of the person: an article in an editor of their own, a folder shown in the file manager.

What an editor is given is the text that everybody reads, and it is read back by the grammar: title, blank line, a line a
paragraph, with ordinals. Nothing of the article is changed unless the editor ended well and the text is another one.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.errors import StorageError, UsageError
from editor.files.disk import reason_of
from editor.importers.encoding import decode
from editor.manuscript.grammar import parse
from editor.manuscript.lines import render
from editor.manuscript.source import clean_lines, split_lines
from editor.model.issue import Article
from editor.model.remark import Remark
from editor.model.style import Ordinals

_NAME = "稿件.txt"
_AT_ONCE = 2.0  # seconds: who leaves an editor sooner, without a change, was most likely not waited for
_COMMON = ("nano", "vim", "vi")  # where nothing is chosen, the first that there is


@dataclass(frozen=True)
class Edited:
    """What came back: the article (the same one if nothing changed), and what was repaired or is doubtful in it."""

    article: Article
    remarks: tuple[Remark, ...] = ()


def editor_command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The editor that the person has chosen ($VISUAL, $EDITOR), else one that is there. UsageError if there is none, or it cannot be read."""
    chosen = (environ.get("VISUAL") or environ.get("EDITOR") or "").strip()
    if chosen:
        if program := _with_blanks(chosen):
            return program
        try:
            words = shlex.split(chosen, posix=sys.platform != "win32")
        except ValueError as error:
            raise UsageError(
                f"环境变量 EDITOR（或 VISUAL）的引号不成对：{chosen}", advice="请改正，如 EDITOR=vim"
            ) from error
        return [word.strip('"') for word in words]
    if sys.platform == "win32":
        return ["notepad"]
    found = next((name for name in _COMMON if shutil.which(name)), None)
    if found is None:
        raise UsageError("没有找到外部编辑器", advice="用环境变量 EDITOR 指定一个")
    return [found]


def _with_blanks(chosen: str) -> list[str]:
    """A program in a folder whose name has blanks, written without quotes, and its words; empty if it is none."""
    words = chosen.split(" ")
    for count in range(len(words), 1, -1):
        if Path(program := " ".join(words[:count])).is_file():
            return [program, *filter(None, words[count:])]
    return []


def as_text(article: Article, ordinals: Ordinals) -> str:
    """The article as text."""
    lines = [line.text for line in render(article.body, article.run_in, ordinals)]
    return "\n".join((article.title, "", *lines)) + "\n"


def from_text(text: str, article: Article, ordinals: Ordinals) -> Edited:
    """The article with the title and text of a text. UsageError if nothing stands in it."""
    if text == as_text(article, ordinals):
        return Edited(article)
    lines = split_lines(text)
    kept, _ = clean_lines(lines)
    if not kept:
        raise UsageError("带回来的文字是空的，稿件没有改动", advice="要删去稿件，请在目录里按 Del")
    title, below = kept[0].text, kept[0].line  # the line that the text begins behind
    if not article.title and not lines[0].strip():
        title, below = "", 0
    parsed = parse(lines[below:], ordinals, first_line=below + 1)
    changed = replace(article, title=title, body=parsed.body, run_in=parsed.run_in)
    return Edited(changed, parsed.remarks)


def edit_outside(
    article: Article, ordinals: Ordinals, command: Sequence[str], done: Callable[[], object] = lambda: None
) -> Edited:
    """Have an article edited by a program, and wait for it.

    A program with a window of its own may return at once (``code`` without ``--wait``, a running Notepad): if nothing
    was changed by then, ``done`` is called, which comes back once the person has saved, or raises.
    UsageError if the program is not there or ended badly, StorageError if the file cannot be written or read.
    """
    try:
        with TemporaryDirectory(prefix="yaoxun-") as folder:
            path = Path(folder) / _NAME
            path.write_text(as_text(article, ordinals), encoding="utf-8", newline="\n")
            given, begun = path.read_bytes(), time.monotonic()
            _run([*command, str(path)])
            if time.monotonic() - begun < _AT_ONCE and path.read_bytes() == given:
                done()
            data = path.read_bytes()
    except OSError as error:
        raise StorageError(f"稿件不能交给外部编辑器（{reason_of(error)}），没有改动") from error
    return from_text(decode(data, _NAME).replace("\r\n", "\n"), article, ordinals)


def _run(command: Sequence[str]) -> None:
    try:
        ended = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise UsageError(
            f"外部编辑器“{command[0]}”打不开（{reason_of(error)}），稿件没有改动",
            advice="用环境变量 EDITOR 指定一个",
        ) from error
    if ended:
        raise UsageError(f"外部编辑器“{command[0]}”没有正常结束（{ended}），稿件没有改动")


# -- the file manager ---------------------------------------------------------------------------------------------

_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


def show_folder(folder: Path, environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Open a folder in the file manager. UsageError over SSH, without a desktop or without a file manager."""
    if any(environ.get(name) for name in _REMOTE):
        raise UsageError("这是远程登录（SSH），打不开那台电脑上的文件夹", advice="可以复制路径")
    try:
        if platform == "win32":
            os.startfile(folder)  # type: ignore[attr-defined,unused-ignore]
        else:
            _start([_file_manager(environ, platform), str(folder)])
    except OSError as error:
        raise UsageError(
            f"文件夹打不开（{reason_of(error)}）", where=folder, advice="可以复制路径"
        ) from error


def _file_manager(environ: Mapping[str, str], platform: str) -> str:
    if platform == "darwin":
        return "open"
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        raise UsageError("这里没有图形桌面，打不开文件夹", advice="可以复制路径")
    if shutil.which("xdg-open") is None:
        raise UsageError("这台电脑没有打开文件夹的程序（xdg-open）", advice="可以复制路径")
    return "xdg-open"


def _start(command: list[str]) -> None:
    """Start a program that is nobody's child: it neither draws into the terminal nor ends with it."""
    subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
