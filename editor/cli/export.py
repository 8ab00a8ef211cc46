"""``yaoxun export``: an issue, or a year as a volume, as DOCX, plain text, PDF, HTML, Markdown."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from editor.cli.arguments import ISSUE_HELP, find_issue, given, given_path, year
from editor.errors import UsageError
from editor.model.issue import Article, Issue
from editor.session.exports import (
    ALL_FORMATS,
    FORMATS,
    Exported,
    export_article,
    export_issue,
    export_volume,
)
from editor.session.workspace import Listed, Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "issue", type=given, metavar="期", help=f"{ISSUE_HELP}；与 --volume 同用时写年份，如 2025"
    )
    parser.add_argument("--volume", action="store_true", help="把一年各期合订为一册，全册一个目录")
    parser.add_argument(
        "--to",
        action="append",
        choices=ALL_FORMATS,
        help="只导出这种格式，可重复（默认 docx 和 txt；pdf 由 LibreOffice 排版；html 供网站、公众号、邮件，md 是 Markdown）",
    )
    parser.add_argument(
        "-o", "--output", type=given_path, metavar="文件夹", help="导出到哪里（默认工作区的 exports）"
    )
    parser.add_argument("--article", metavar="稿件", help="只导出这一篇：稿件代号，或标题里的几个字")
    parser.add_argument("--verify", action="store_true", help="用 LibreOffice 核对目录页码，不同的改正")
    parser.add_argument(
        "--working",
        action="store_true",
        help="工作稿：DOCX 另带备用稿、来源和内部备注，供再导入；文件名标明，不要外发",
    )
    parser.add_argument(
        "--clean", action="store_true", help="DOCX 连稿件代号也不带（平时只带印出来的文字和稿件代号）"
    )
    parser.add_argument("--published", action="store_true", help="合订本只收标记已发的各期")
    parser.add_argument("--encoding", choices=("utf-8", "gb18030"), help="纯文本的编码（默认依样式）")
    parser.add_argument("--newline", choices=("lf", "crlf"), help="纯文本的换行（默认依样式）")


def run(options: Namespace) -> int:
    """Export, and print each path on a line of its own."""
    exported = _volume(options) if options.volume else _issue(options)
    for remark in exported.remarks:
        print(remark, file=sys.stderr)
    for path in exported.paths:
        print(path)
    return 0


def _issue(options: Namespace) -> Exported:
    if options.published:
        raise UsageError("--published 用在合订本上", advice="请加上 --volume")
    workspace, path = find_issue(options.workspace, options.issue)
    issue = workspace.load(path)
    for error in workspace.misnamed([Listed(path, issue)]):
        print(error, file=sys.stderr)
    if not any(True for _ in issue.articles):
        print(f"{issue.label}还没有稿件，导出的只有刊头。", file=sys.stderr)
    folder = options.output or workspace.exports_folder
    if options.article is not None:
        if options.working or options.verify:
            raise UsageError("单篇没有工作稿，也没有目录可核对", advice="请去掉 --working、--verify")
        article = _article(issue, options.article)
        return export_article(
            issue, article, workspace.style_of(issue, path), folder, formats=options.to or FORMATS
        )
    return export_issue(
        issue,
        workspace.style_of(issue, path),
        folder,
        formats=options.to or FORMATS,
        encoding=options.encoding,
        newline=options.newline,
        verify=options.verify,
        clean=options.clean,
        path=path,
        working=options.working,
    )


def _article(issue: Issue, words: str) -> Article:
    """The article of an issue, printed or spare, that is named by its id or by words of its title."""
    articles = [*issue.articles, *issue.spares]
    found = [each for each in articles if each.id == words]
    found = found or [each for each in articles if words.strip() and words in each.title]
    if not found:
        raise UsageError(f"{issue.label}没有稿件“{words}”", advice="请写稿件代号，或标题里的几个字")
    if len(found) > 1:
        many = "、".join(f"{each.id}（{each.title}）" for each in found[:5])
        raise UsageError(f"{issue.label}有{len(found)}篇稿件标题里有“{words}”", advice=f"请写代号：{many}")
    return found[0]


def _volume(options: Namespace) -> Exported:
    try:
        bound = year(options.issue)
    except ArgumentTypeError:
        raise UsageError(
            f"“{options.issue}”不是年份", advice="合订本写作 yaoxun export 2025 --volume"
        ) from None
    if options.working:
        raise UsageError("合订本没有工作稿", advice="请逐期导出工作稿")
    workspace = Workspace.find(options.workspace)
    issues = workspace.of_year(bound)
    if options.published:
        issues = [issue for issue in issues if issue.published is not None]
        if not issues:
            raise UsageError(f"{bound}年没有标记已发的期", advice="用 yaoxun publish 标记")
    return export_volume(
        bound,
        issues,
        workspace.style(issues[0].style),
        options.output or workspace.exports_folder,
        formats=options.to or FORMATS,
        encoding=options.encoding,
        newline=options.newline,
        verify=options.verify,
    )
