"""``yaoxun check [ISSUE…]``: proof-read, and carry out the safe fixes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from editor.cli.arguments import ISSUE_HELP, find_issue, given, print_json
from editor.cli.marking import Marks, compared, excerpt, marks_for, shown
from editor.errors import EditorError
from editor.model.body import Heading
from editor.model.issue import Article, Issue
from editor.proof.finding import Finding
from editor.session.findings import text_of
from editor.session.hits import fields
from editor.session.misnamed import copy_error, is_copy, original
from editor.session.proof import Checked, check_file, is_safe
from editor.session.workspace import Listed

_LATEST = "latest"
_ALIKE = 3  # findings of one article with the same certain fix that are shown; the rest is counted
_PLACED_AND_SAID = ("block", "item", "start", "end", "text", "rule", "severity", "message", "fix")
_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "issues", type=given, nargs="*", metavar="期", help=f"{ISSUE_HELP}；不写则校对最新一期"
    )
    parser.add_argument("--fix", action="store_true", help="改正有把握的差错，其余列出")
    parser.add_argument("--diff", action="store_true", help="列出 --fix 会改什么；不加 --fix 则只列不改")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(options: Namespace) -> int:
    """Print the findings; the code is 1 when one of severity error is left."""
    marks = marks_for(sys.stdout)
    done: list[Checked] = []
    said: set[str] = set()
    bad: EditorError | None = None
    for word in options.issues or [_LATEST]:
        try:
            workspace, path = find_issue(options.workspace, word)
            checked = check_file(workspace, path, save=options.fix)
        except EditorError as error:  # the others are checked all the same
            if not options.json and len(options.issues) < 2:
                raise
            print(error, file=sys.stderr)
            bad = error
            continue
        copies = (each for each in workspace.stray_files() if original(each) == path and is_copy(each))
        errors = (*workspace.misnamed([Listed(path, checked.issue)]), *map(copy_error, copies))
        for remark in (*map(str, errors), *checked.remarks):
            if remark not in said:
                print(f"{remark.rstrip('。')}。", file=sys.stderr)
            said.add(remark)
        if not options.json:
            _print(checked, options, marks)
        done.append(checked)
    if options.json:
        _print_json(done)
    if bad is not None:
        return 2
    return int(any(finding.severity == "error" for checked in done for finding in checked.findings))


def _print(checked: Checked, options: Namespace, marks: Marks) -> None:
    if options.diff:
        _print_changes(checked, marks)
    if options.fix or not options.diff:
        _print_findings(checked.issue, checked.findings, marks)


# -- findings -----------------------------------------------------------------------------------------------------


def _print_findings(issue: Issue, findings: Sequence[Finding], marks: Marks) -> None:
    for article_id, group in groupby(findings, key=lambda finding: finding.article):
        article = issue.article(article_id) if article_id else None
        print(f"{issue.id}  {shown(article.title) or '（无标题）'}" if article else f"{issue.id}  整期")
        alike: Counter[tuple[str, str, str | None]] = Counter()
        for finding in group:
            kind = finding.rule, finding.text, finding.fix
            alike[kind] += is_safe(finding)
            if alike[kind] > _ALIKE:
                continue
            place = f"  {_SEVERITIES[finding.severity]}  {_place(article, finding.block, finding.item)}"
            print(f"{place}  {_quoted(article, finding, marks)}".rstrip())
            print(f"        {shown(finding.message)}  [{finding.rule}]")
        for (rule, text, fix), count in alike.items():
            if count > _ALIKE:
                change = f"“{shown(text)}”改“{shown(fix or '')}”"
                print(f"  另有{count - _ALIKE}处同样的：{change}，--diff 可以逐处看  [{rule}]")
    safe = sum(map(is_safe, findings))
    print(_summary(issue, findings, safe), file=sys.stderr)


def _quoted(article: Article | None, finding: Finding, marks: Marks) -> str:
    if article is None or not finding.text:
        return ""
    return excerpt(text_of(article, finding.block, finding.item), finding.start, finding.end, marks)


def _summary(issue: Issue, findings: Sequence[Finding], safe: int) -> str:
    if not findings:
        return f"{issue.label}：没有发现问题。"
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    listed = "、".join(f"{name}{counts[key]}条" for key, name in _SEVERITIES.items() if counts[key])
    more = f"，其中{safe}条可用 --fix 改正" if safe else ""
    return f"{issue.label}：{listed}{more}。"


def _place(article: Article | None, block: int | None, item: int | None) -> str:
    if article is None:
        return ""
    if block is None:
        return "标题"
    if item is not None:
        return f"第{block + 1}段第{item + 1}条"
    return f"第{block + 1}段{'小标题' if isinstance(article.body[block], Heading) else ''}"


def _print_json(done: Sequence[Checked]) -> None:
    rows = [
        {
            "issue": str(checked.issue.id),
            "article": finding.article,
            "title": checked.issue.article(finding.article).title if finding.article else "",
            **{name: getattr(finding, name) for name in _PLACED_AND_SAID},
        }
        for checked in done
        for finding in checked.findings
    ]
    print_json(rows)


# -- changes ------------------------------------------------------------------------------------------------------


def _print_changes(checked: Checked, marks: Marks) -> None:
    """What the safe fixes change, text by text, the old one above the new one."""
    count = 0
    for old, new in zip(checked.before.articles, checked.mended.articles, strict=True):
        if old is new:
            continue
        print(f"{checked.issue.id}  {shown(old.title) or '（无标题）'}")
        for block, item, before in fields(old):
            after = text_of(new, block, item)
            if before != after:
                count += 1
                minus, plus = compared(before, after, marks)
                print(f"  {_place(old, block, item)}\n  - {minus}\n  + {plus}")
    if not count:
        print(f"{checked.issue.label}：没有可以自动改正的。", file=sys.stderr)
