"""``yaoxun check-style [STYLE…]``: whether house styles are right, and whether their page holds what they say."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from contextlib import suppress

from editor.cli.arguments import given
from editor.errors import EditorError, FileFormatError, StorageError
from editor.session.style_check import Point, style_points, word_points
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "style", type=given, nargs="*", metavar="样式", help="样式名，如 official（默认全部）"
    )


def run(options: Namespace) -> int:
    """Print one line a point, none for a style that is not there; exit 1 if a style cannot be used or prints what it does not say."""
    workspace = Workspace.find(options.workspace)
    names = options.style or workspace.style_names()
    for name in options.style:
        with suppress(FileFormatError, StorageError):  # what is wrong with it is a point of its own
            workspace.style(name)
    if not names:
        print("还没有样式：styles 里没有 .toml 文件。", file=sys.stderr)
        return 1
    bad = False
    points = [point for name in names for point in style_points(workspace, name)]
    points += [*_key_points(workspace, names), *word_points(workspace)]
    for point in dict.fromkeys(points):  # a font is named once, however many styles want it
        bad = bad or point.state == "bad"
        print(point)
    return 1 if bad else 0


def _key_points(workspace: Workspace, names: Iterable[str]) -> Iterator[Point]:
    """What is wrong with the keys that styles give to commands."""
    for name in names:
        try:
            style = workspace.style(name)
        except EditorError:
            continue  # said already
        if style.keys:
            from editor.tui.app import changed_keys  # the whole desk: hardly a style changes a key

            for complaint in changed_keys(style, None)[1]:
                yield Point("按键", "bad", f"{name}.toml：{complaint}")
