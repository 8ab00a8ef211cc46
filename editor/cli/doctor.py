"""``yaoxun doctor``: what works on this machine, and what to do about the rest."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import chain

from editor.cli.cursor import columns_after
from editor.session.checkup import examine
from editor.session.style_check import MARKS, Point
from editor.tui import widths


def add_arguments(parser: ArgumentParser) -> None:
    """It has none."""


def run(options: Namespace) -> int:
    """Print one line a finding; exit 1 if one of them is bad."""
    bad = False
    for point in chain(examine(options.workspace), _terminal()):
        bad = bad or point.state == "bad"
        advice = f"。{point.advice}" if point.advice else ""
        print(f"{MARKS[point.state]} {point.subject}：{point.finding}{advice}")
    return 1 if bad else 0


def _terminal() -> Iterator[Point]:
    check = widths.WidthCheck()
    if not [check.answer(column, check.ROW) for column in columns_after(widths.MARKS)]:
        yield Point(
            "终端", "doubtful", "问不出字符的宽度（不在终端里，或终端不回答）", "请在终端窗口里直接运行"
        )
    elif advice := check.advice(os.environ):
        yield Point("终端", "bad", advice)
    else:
        yield Point("终端", "good", "“ ” — … 等标点的宽度与画面一致")
