"""``yaoxun review FILE``: the leader's Word back change by change: listed, taken, refused, proved."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from editor.cli.arguments import ISSUE_HELP, find_issue, given, given_path, print_json
from editor.errors import UsageError
from editor.files.atomic import read_bytes
from editor.merge.article_edits import Edit
from editor.merge.asks import Ask, Status
from editor.model.issue import Issue
from editor.model.remark import Comment
from editor.session.asks import STATUS_LABELS, kind_label, sentence, short
from editor.session.decisions import Decision
from editor.session.returns import Return, read_return
from editor.session.versions import save_closed
from editor.session.workspace import Workspace
from editor.store.issue_file import parse_issue

_ALL: Final = "all"
_RANGE = re.compile(r"\s*([0-9]{1,5})\s*(?:[-—–~～至]\s*([0-9]{1,5})\s*)?")


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "file", type=given_path, nargs="+", metavar="文件", help="领导改过发回的 Word 文件，可以几份"
    )
    parser.add_argument(
        "--issue", type=given, metavar="期", help=f"这是哪一期的回稿：{ISSUE_HELP}（默认按文字认）"
    )
    parser.add_argument("--take", metavar="序号", help="采纳这些改动：all，或 1,3-5")
    parser.add_argument("--refuse", metavar="序号", help="不采纳这些改动：all，或 2,6")
    parser.add_argument(
        "--other", metavar="序号", help="这几处换另一种读法（列表里写着“须问”的），在采纳之前换好"
    )
    parser.add_argument("--reason", metavar="理由", default="", help="不采纳的理由，与 --refuse 同用")
    parser.add_argument(
        "--check", action="store_true", help="核红：逐条核对是否落实，另有没有别的改动；有未了的退出码为 1"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 列出")


def run(options: Namespace) -> int:
    """List the asks, or decide them, or prove that all were done."""
    if options.reason and options.refuse is None:
        raise UsageError("--reason 是不采纳的理由", advice="请同时用 --refuse 写明是哪几处，如 --refuse 2,6")
    workspace, issue_path = _issue(options)
    code = 0
    listed: list[dict[str, Any]] = []
    for file in options.file:
        returned = read_return(workspace, file, issue_path)
        for ask in _chosen(returned, options.other):
            returned = _read_otherwise(returned, ask)
        if options.take is not None and sys.stdin.isatty() and sys.stderr.isatty():
            returned = _asked(returned)
        if options.take is not None or options.refuse is not None:
            _decide(returned, options)
        _tell_questions(returned)
        issue = workspace.load(returned.path)
        if options.json:
            listed += [_data(ask, returned.status(ask, issue)) for ask in returned.asks]
        if options.check:
            code = max(code, _check(returned, issue, quiet=options.json))
        elif not options.json:
            _list(returned, issue)
    if options.json:
        print_json(listed)
    return code


def _issue(options: Namespace) -> tuple[Workspace, Path | None]:
    if options.issue is not None:
        return find_issue(options.workspace, options.issue)
    return Workspace.find(options.workspace), None


# -- deciding ---------------------------------------------------------------------------------------------------


def _decide(returned: Return, options: Namespace) -> None:
    taken = _chosen(returned, options.take)
    refused = _chosen(returned, options.refuse)
    if both := [ask.number for ask in taken if ask in refused]:
        raise UsageError(f"第{both[0]}处改动既要采纳又不采纳", advice="每处只能定一样")
    data = read_bytes(returned.path)
    issue = parse_issue(data, returned.path)
    waiting = [ask for ask in taken if returned.status(ask, issue) not in ("done", "conflict")]
    clashing = [ask for ask in taken if returned.status(ask, issue) == "conflict"]
    result, failed = returned.take(issue, waiting)
    for ask in refused:
        if not ask.is_comment and returned.status(ask, result) == "done":
            without = returned.untake(result, ask)
            if without is None:
                print(f"第{ask.number}处已经落实，之后又改过，没有退回：{sentence(ask)}", file=sys.stderr)
            else:
                result = without
    if result != issue:
        warning = save_closed(returned.path, result, expect=data).warning
        if warning:
            print(f"{returned.path}：{warning}。", file=sys.stderr)
    made: dict[str, Decision | None] = {
        ask.key: Decision("taken") for ask in taken if ask not in failed and ask not in clashing
    }
    made |= {ask.key: Decision("refused", options.reason) for ask in refused}
    returned.decisions.decide(made, returned.base.issue)
    for ask in (*clashing, *failed):
        print(f"第{ask.number}处没有采纳，稿子里同一处文字已另行改过：{sentence(ask)}", file=sys.stderr)
    if result.id != issue.id:
        print(
            f"期号改成了{result.id.label}，文件名仍是 {returned.path.name}，请改为 {result.id}.toml。",
            file=sys.stderr,
        )


def _chosen(returned: Return, words: str | None) -> list[Ask]:
    """The asks that all, or numbers and ranges, name. UsageError for one that is not there."""
    if words is None:
        return []
    if words.strip().casefold() == _ALL:
        return list(returned.asks)
    numbers: list[int] = []
    for part in re.split("[,，、]", words):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise UsageError(f"“{part}”不是改动的序号", advice="写作 all，或 1,3-5")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= len(returned.asks):
            have = f"共{len(returned.asks)}处" if returned.asks else "没有改动"
            raise UsageError(f"没有第{part.strip()}处改动，{have}", where=returned.source)
        numbers += range(first, last + 1)
    return [returned.asks[number - 1] for number in dict.fromkeys(numbers)]


# -- asking ---------------------------------------------------------------------------------------------------


def _read_otherwise(returned: Return, ask: Ask) -> Return:
    """The return with the other reading of what an ask comes of."""
    question = next((each for each in returned.questions if each.is_about(ask)), None)
    if question is None:
        raise UsageError(
            f"第{ask.number}处只有一种读法", where=returned.source, advice="--other 只用于写着“须问”的"
        )
    return returned.answered(question, 1 - returned.decisions.answers.get(question.key, 0))


def _asked(returned: Return) -> Return:
    """The return with what it leaves open asked on the terminal."""
    for question in returned.open_questions:
        first, second = question.readings
        print(
            f"{question.what}（“{short(question.words)}”）：1 {first}；2 {second}？【1】",
            end="",
            file=sys.stderr,
        )
        sys.stderr.flush()
        returned = returned.answered(question, int(sys.stdin.readline().strip() == "2"))
    return returned


def _tell_questions(returned: Return) -> None:
    """Say what is open and how it was read."""
    for ask in returned.asks:
        question = returned.question(ask)
        if question is not None:
            first, second = question.readings
            print(
                f"须问：第{ask.number}处，{question.what}（“{short(question.words)}”）。现按“{first}”；"
                f"若是“{second}”，请先运行 --other {ask.number}。",
                file=sys.stderr,
            )


# -- telling ----------------------------------------------------------------------------------------------------


def _list(returned: Return, issue: Issue) -> None:
    rows = [(ask, returned.status(ask, issue)) for ask in returned.asks]
    print(f"{returned.source}：{returned.path.stem} 的回稿，依据{returned.base.name}。", file=sys.stderr)
    if not rows:
        print("没有改动。", file=sys.stderr)
    for ask, status in rows:
        _row(returned, ask, status)
    print(_summary(returned, rows), file=sys.stderr)


def _row(returned: Return, ask: Ask, status: Status) -> None:
    where = f"《{ask.edit.title}》" if ask.edit.article else ask.edit.title
    when = f" {ask.date[:16].replace('T', ' ')}" if ask.date else ""
    print(f"{ask.number:>3}  {STATUS_LABELS[status]}  {kind_label(ask.edit)}  {where}  {ask.author}{when}")
    for line in _words(ask.edit):
        print(f"     {line}")
    for comment in ask.comments:
        for line in _comment(comment, already=ask.is_comment):
            print(f"     {line}")
    decision = returned.decisions.get(ask.key)
    if status == "refused" and decision is not None and decision.reason:
        print(f"     理由：{decision.reason}")


def _words(edit: Edit) -> list[str]:
    if edit.kind == "comment":
        return [f"针对“{edit.before}”"] if edit.before else []
    lines = [f"- {line}" for line in edit.before.splitlines()] if edit.before != edit.after else []
    return lines + [f"+ {line}" for line in edit.after.splitlines()]


def _comment(comment: Comment, *, already: bool) -> list[str]:
    who = "" if already else f"{comment.author}："
    first, *rest = comment.text.splitlines() or [""]
    lines = [f"批注 {who}{first}{'（已解决）' if comment.done else ''}", *rest]
    return lines + [f"  {reply.author} 答：{reply.text}" for reply in comment.replies]


def _summary(returned: Return, rows: Sequence[tuple[Ask, Status]]) -> str:
    count = {status: sum(each == status for _, each in rows) for status in STATUS_LABELS}
    said = f"共{len(rows)}处：" + "，".join(
        f"{label.strip()}{count[status]}" for status, label in STATUS_LABELS.items() if count[status]
    )
    aside = f"另有{returned.asides}，不必定。" if returned.asides else ""
    return f"{said if rows else '没有要定的改动'}。{aside}"


def _check(returned: Return, issue: Issue, *, quiet: bool) -> int:
    check = returned.check(issue)
    out = sys.stderr if quiet else sys.stdout
    for ask, status in check.rows:
        if status in ("open", "conflict"):
            print(f"{STATUS_LABELS[status].strip()}  第{ask.number}处 {sentence(ask)}", file=out)
        elif status == "refused":
            decision = returned.decisions.get(ask.key)
            reason = f"（{decision.reason}）" if decision is not None and decision.reason else ""
            print(f"不采纳  第{ask.number}处 {sentence(ask)}{reason}", file=out)
    for edit in check.others:
        where = f"《{edit.title}》" if edit.article else edit.title
        print(f"另有改动  {kind_label(edit)} {where}", file=out)
        for line in _words(edit):
            print(f"     {line}", file=out)
    if check.is_clean:
        print(f"核红无误：{len(check.rows)}处改动都已落实或注明不采纳，别处没有改动。", file=sys.stderr)
        return 0
    left = sum(status in ("open", "conflict") for _, status in check.rows)
    print(f"核红未过：{left}处未了，另有改动{len(check.others)}处。", file=sys.stderr)
    return 1


# -- JSON -------------------------------------------------------------------------------------------------------


def _data(ask: Ask, status: Status) -> dict[str, Any]:
    edit = ask.edit
    return {
        "number": ask.number,
        "kind": edit.kind,
        "article": edit.article or None,
        "title": edit.title,
        "block": edit.block,
        "item": edit.item,
        "before": edit.before,
        "after": edit.after,
        "author": ask.author,
        "date": ask.date or None,
        "tracked": ask.tracked,
        "status": status,
        "comments": [_comment_data(comment) for comment in ask.comments],
    }


def _comment_data(comment: Comment) -> dict[str, Any]:
    replies = [_said(reply) for reply in comment.replies]
    return {**_said(comment), "replies": replies, "done": comment.done}


def _said(comment: Comment) -> dict[str, Any]:
    return {"author": comment.author, "date": comment.date or None, "text": comment.text}
