"""``yaoxun manual``: the manual that came with the program, offline."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace

from editor.archive.folding import fold
from editor.errors import UsageError
from editor.session.shipped import MANUAL, read_shipped

_HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.MULTILINE)


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("about", nargs="?", metavar="标题", help="只看这一节，如 导出（默认全部）")


def run(options: Namespace) -> int:
    """Print it, or one part of it; in a terminal a page at a time."""
    text = read_shipped(MANUAL).decode("utf-8")
    if options.about:
        text = part(text, options.about)
    if sys.stdout.isatty():
        import pydoc  # brings the system's own pager

        pydoc.pager(text)
    else:
        sys.stdout.write(text)
    return 0


def part(text: str, about: str) -> str:
    """The parts whose heading has the words, each down to the next heading of its level. UsageError for none."""
    headings = list(_HEADING.finditer(text))
    found, end = [], 0
    for place, heading in enumerate(headings):
        if fold(about) not in fold(heading[2]) or heading.start() < end:
            continue
        level = len(heading[1])
        after = (other.start() for other in headings[place + 1 :] if len(other[1]) <= level)
        end = next(after, len(text))
        found.append(text[heading.start() : end].rstrip() + "\n")
    if not found:
        known = "、".join(heading[2] for heading in headings if len(heading[1]) == 2)
        raise UsageError(f"手册里没有“{about}”这一节", advice=f"有：{known}")
    return "\n".join(found)
