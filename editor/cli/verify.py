"""``yaoxun verify FILE.pdf [ISSUE]``: a PDF that Word or WPS printed, held against the page numbers of its 目录."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from editor.cli.arguments import ISSUE_HELP, find_issue, given, given_path
from editor.session.printed import verify_pdf
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("file", type=given_path, metavar="文件.pdf", help="用 Word 或 WPS 打印、另存的 PDF")
    parser.add_argument("issue", type=given, nargs="?", metavar="期", help=f"{ISSUE_HELP}（默认按标题认）")


def run(options: Namespace) -> int:
    """Name each article that stands on another page, one a line. Exit code 1 if there is one."""
    path = None
    if options.issue is None:
        workspace = Workspace.find(options.workspace)
    else:
        workspace, path = find_issue(options.workspace, options.issue)
    verdict = verify_pdf(workspace, options.file, path)
    for article in verdict.moved:
        where = "文中没有找到这个标题" if article.page is None else f"印在第{article.page}页"
        said = "目录里没有读到它的页码" if article.said is None else f"目录写第{article.said}页"
        print(f"{article.title}：{said}，{where}")
    count, moved = len(verdict.articles), len(verdict.moved)
    told = f"{moved}篇与目录不同" if moved else "与目录全部一致"
    print(
        f"{verdict.label}：PDF 共{verdict.sheets}页（本程序算得{verdict.expected}页），目录{count}篇，{told}。",
        file=sys.stderr,
    )
    return 1 if moved else 0
