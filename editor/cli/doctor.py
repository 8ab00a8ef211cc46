"""``yaoxun doctor``: what works on this machine, and what to do about the rest."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from time import monotonic

from editor.errors import EditorError
from editor.files.keeping import user_folder
from editor.session.checkup import examine
from editor.session.style_check import Point
from editor.session.workspace import DEFAULT_STYLE, Workspace
from editor.tui import widths

_LEAST = (80, 24)  # columns and rows in which the desk can be worked at


_SECONDS = 1.0  # an answer over a slow line; terminals that know the question answer at once
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")


def columns_after(texts: Iterable[str]) -> Iterator[int]:
    """For each text, written at the left edge: the column, from 0, in which the cursor is then.

    Yields nothing where there is no terminal that could be asked. The line is empty again afterwards.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    if sys.platform == "win32":
        yield from _asking_windows(texts)
    else:
        yield from _asking_the_terminal(texts)


def _asking_the_terminal(texts: Iterable[str]) -> Iterator[int]:
    """Cursor position report, CSI 6 n (ECMA-48, DSR)."""
    import termios
    import tty

    keyboard, screen = sys.stdin.fileno(), sys.stderr.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard)
        for text in texts:
            os.write(screen, f"\r{text}\x1b[6n".encode())
            answer = _answer(keyboard)
            os.write(screen, b"\r\x1b[K")
            if answer is None:
                return
            yield answer
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _answer(keyboard: int) -> int | None:
    import select

    data = b""
    while (found := _ANSWER.search(data)) is None:
        if not select.select([keyboard], [], [], _SECONDS)[0]:
            return None
        data += os.read(keyboard, 64)
    return int(found[2]) - 1


def _asking_windows(texts: Iterable[str]) -> Iterator[int]:
    """GetConsoleScreenBufferInfo: size, then the position of the cursor, 16 bits each."""
    if sys.platform != "win32":  # said once more for mypy, which knows windll there only
        return
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.windll.kernel32
    kernel.GetStdHandle.restype = wintypes.HANDLE
    handle = wintypes.HANDLE(kernel.GetStdHandle(-12))
    info = (ctypes.c_short * 11)()
    for text in texts:
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
        known = kernel.GetConsoleScreenBufferInfo(handle, info)
        sys.stderr.write("\r" + " " * 8 + "\r")
        if not known:
            return
        yield info[2]


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("--self-test", action="store_true", help="在临时工作区里把主要的事做一遍")


def run(options: Namespace) -> int:
    """Print one line a finding; exit 1 if one of them is bad."""
    if options.self_test:
        return _test()
    bad = False
    for point in chain(examine(options.workspace), _keys(options.workspace), _terminal()):
        bad = bad or point.state == "bad"
        print(point)
    return 1 if bad else 0


def _test() -> int:
    """Go through the main job; the last line is for the maintainer."""
    from editor.session.self_test import (  # all that the program does: only here is it wanted
        self_test,
        summary,
    )

    start, stages = monotonic(), []
    for stage in self_test():
        print(f"{'✗' if stage.trouble else '✓'} {stage.name}{'：' if stage.trouble else ''}{stage.trouble}")
        stages.append(stage)
    print(summary(stages, monotonic() - start))
    return int(any(stage.trouble for stage in stages))


def _keys(folder: Path | None) -> Iterator[Point]:
    """Whether the keys that the office and the person changed are commands, each given once."""
    from editor.tui.app import changed_keys  # the whole desk: only here is it asked for beside the desk

    try:
        style = Workspace.find(folder).style(DEFAULT_STYLE)
    except EditorError:
        return  # said of the workspace and of the style
    keymap, wrong = changed_keys(style, user_folder())
    yield from (Point("按键", "bad", complaint) for complaint in wrong)
    if keymap and not wrong:
        yield Point("按键", "good", f"改了 {len(keymap)} 个")


def _terminal() -> Iterator[Point]:
    yield from _output()
    yield from _window()
    check = widths.WidthCheck()
    if not [check.answer(column, check.ROW) for column in columns_after(widths.MARKS)]:
        yield Point(
            "终端", "doubtful", "问不出字符的宽度（不在终端里，或终端不回答）", "请在终端窗口里直接运行"
        )
    elif advice := check.advice(os.environ):
        yield Point("终端", "bad", advice)
    else:
        yield Point("终端", "good", "“ ” — … 等标点的宽度与画面一致")


def _output() -> Iterator[Point]:
    """Whether the streams take every character of a Chinese text."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        "要讯“✓”㐂𠮷".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        yield Point(
            "输出",
            "doubtful",
            f"终端的编码是 {encoding}，有的字显示不出来",
            "Windows 可先运行 chcp 65001，Linux 设 LANG=zh_CN.UTF-8",
        )
    else:
        yield Point("输出", "good", f"编码 {encoding}")


def _window() -> Iterator[Point]:
    """Size and colours of the window, where there is one."""
    try:
        columns, rows = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except (OSError, ValueError):
        return
    if columns < _LEAST[0] or rows < _LEAST[1]:
        yield Point(
            "窗口", "bad", f"{columns} 列 {rows} 行，太小", f"请放大到 {_LEAST[0]} 列 {_LEAST[1]} 行以上"
        )
    else:
        yield Point("窗口", "good", f"{columns} 列 {rows} 行")
    term, true = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    if "NO_COLOR" in os.environ or term in ("dumb", ""):
        if sys.platform != "win32":
            yield Point("颜色", "doubtful", f"终端没有颜色（TERM={term or '空'}）", "记号 ✗ ! · 照常分得清")
    elif true in ("truecolor", "24bit") or "256" in term or sys.platform == "win32":
        yield Point("颜色", "good", "够用")
    else:
        yield Point("颜色", "doubtful", f"颜色不多（TERM={term}）", "可设 TERM=xterm-256color")
