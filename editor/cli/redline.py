"""``yaoxun redline OLD NEW``: 花脸稿, two states of an issue as one DOCX with tracked changes, or in the terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from editor.cli.arguments import find_workspace, given, given_path
from editor.exporters.redline.paragraphs import Redlined
from editor.session.redlines import between, named_state, style_of, write_redline

_STATE_HELP = "期号、期号@2（第2个早先的版本）、期号@sent（最近一次发出的稿）或 Word 文件"
_STRUCK, _NEW, _PLAIN = "\x1b[9;31m", "\x1b[4;32m", "\x1b[0m"


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("old", type=given, metavar="旧稿", help=_STATE_HELP)
    parser.add_argument("new", type=given, metavar="新稿", help="同上")
    parser.add_argument(
        "-o", "--output", type=given_path, metavar="文件夹", help="写到哪里（默认工作区的 exports）"
    )
    parser.add_argument(
        "--print", action="store_true", dest="printed", help="不写文件，在终端里看：删去的划掉，增加的加线"
    )


def run(options: Namespace) -> int:
    """Write it and print its path, or show it."""
    workspace = find_workspace(
        options.workspace, *(word.partition("@")[0] for word in (options.old, options.new))
    )
    old, new = named_state(workspace, options.old), named_state(workspace, options.new)
    style = style_of(workspace, old, new)
    if options.printed:
        for line in _lines(between(old, new, style), coloured=sys.stdout.isatty()):
            print(line)
        return 0
    print(write_redline(old, new, style, options.output or workspace.exports_folder))
    return 0


def _lines(paragraphs: list[Redlined], *, coloured: bool) -> Iterator[str]:
    """The changed paragraphs, each under the title of its article."""
    title, said = "", ""
    count = 0
    for paragraph in paragraphs:
        if paragraph.block.kind in ("title", "section"):
            title = paragraph.block.text
        if not paragraph.is_changed:
            continue
        count += 1
        if title != said:
            yield f"《{title}》"
            said = title
        moved = (
            {"in": "（移到这里）", "out": "（从这里移走）"}.get(paragraph.side, "") if paragraph.move else ""
        )
        yield (
            "  "
            + moved
            + "".join(_marked(piece.text, piece.op, coloured=coloured) for piece in paragraph.pieces)
            + _end(paragraph)
        )
    if not count:
        yield "没有不同。"


def _end(paragraph: Redlined) -> str:
    words = any(piece.op == "kept" for piece in paragraph.pieces) and not paragraph.move
    return {"in": "〔此处分段〕", "out": "〔与下段合并〕"}.get(paragraph.end, "") if words else ""


def _marked(text: str, op: str, *, coloured: bool) -> str:
    if op == "kept":
        return text
    if coloured:
        return f"{_STRUCK if op == 'out' else _NEW}{text}{_PLAIN}"
    return f"[-{text}-]" if op == "out" else f"{{+{text}+}}"
