"""``yaoxun import FILE|DIR…``: issues from outside into the workspace; ``--into ISSUE``: articles into one of them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.arguments import find_issue, given, given_path
from editor.errors import EditorError, UsageError
from editor.session.intake import Over, Taken, read_outside, take
from editor.session.remarks import keep_left_out
from editor.session.workspace import Workspace

if TYPE_CHECKING:
    from editor.session.folder import Outcome
    from editor.session.submissions import Submitted

_KINDS = {"repaired": "已修正", "left_out": "未收入", "doubtful": "请核对"}
_FILES = 20  # for one reason in the report on a folder


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        type=given_path,
        metavar="文件",
        help="一期的文件（.docx，或 UTF-8、GB18030 的 .txt；.doc、.wps 须装有 LibreOffice），或存有多期的文件夹；有 --into 时是稿件",
    )
    parser.add_argument(
        "--into", type=given, metavar="期", help="把文件里的一篇或几篇稿件并入这一期，如 2026-03、latest"
    )
    parser.add_argument(
        "--section", metavar="栏目", help="并入哪个栏目（默认按文中写明的，其次按内容），或“备用稿”"
    )
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    parser.add_argument(
        "--force", action="count", default=0, help="覆盖已有的同一期；那一期后来又改过的，写两遍才覆盖"
    )
    parser.add_argument("--merge", action="store_true", help="已有的同一期后来又改过时，合并两边的改动")


def run(options: Namespace) -> int:
    """Import each file or folder; what is refused is named on stderr, stops no other, and makes the exit code 2."""
    if options.into is not None:
        return _import_into(options)
    if options.section is not None:
        raise UsageError(
            "--section 要与 --into 一起用", advice="如 yaoxun import --into latest --section 栏目 文件"
        )
    workspace = Workspace.find(options.workspace)
    code = 0
    for source in options.files:
        import_ = _import_folder if source.is_dir() else _import_file
        code = max(code, import_(workspace, source, options))
    return code


def _import_file(workspace: Workspace, source: Path, options: Namespace) -> int:
    try:
        taken = read_outside(workspace, source)
        if not options.dry_run:
            warning = take(taken, over=_over(options)).warning
            if warning:
                print(f"{taken.path}：{warning}。", file=sys.stderr)
    except EditorError as error:
        print(error, file=sys.stderr)
        return 2
    _report(taken)
    if not options.dry_run and (kept := keep_left_out(taken.path, taken.imported.remarks)):
        print(f"  没有收入的和存疑的，全文在 {kept}", file=sys.stderr)
    print(taken.path)
    return 0


def _over(options: Namespace) -> Over:
    if options.merge:
        return "merge"
    ways: tuple[Over, ...] = ("keep", "unchanged", "replace")
    times: int = options.force
    return ways[min(times, 2)]


def _report(taken: Taken) -> None:
    issue = taken.imported.issue
    articles = sum(len(section.articles) for section in issue.sections)
    print(f"{taken.source}：{issue.label}，{len(issue.sections)}个栏目，{articles}篇稿件。", file=sys.stderr)
    for remark in taken.imported.remarks:
        print(f"  第{remark.line}行 {_KINDS[remark.kind]}：{remark.message}", file=sys.stderr)


def _import_into(options: Namespace) -> int:
    """Put the articles of files into an issue, all at once; a file that is refused stops no other."""
    from editor.session.publishing import warning  # here, as whole issues need none of it
    from editor.session.submissions import Submissions

    workspace, path = find_issue(options.workspace, options.into)
    submissions = Submissions(workspace, path, options.section)
    done: list[Submitted] = []
    code = 0
    for source in options.files:
        try:
            done.append(submissions.add(source))
        except EditorError as error:
            print(error, file=sys.stderr)
            code = 2
    new = any(not each.is_there for submitted in done for each in submitted.placed)
    if new and not options.dry_run:
        said = (warning(submissions.issue), submissions.save().warning)
        for sentence in filter(None, said):
            print(f"{path}：{sentence}。", file=sys.stderr)
    for submitted in done:
        _report_submitted(submitted, submissions.issue.label)
    told = [remark for submitted in done for line in submitted.pasted.lines for remark in line.said]
    if new and not options.dry_run and (kept := keep_left_out(path, told)):
        print(f"  没有收入的和存疑的，全文在 {kept}", file=sys.stderr)
    if done:
        print(path)
    return code


def _report_submitted(submitted: Submitted, into: str) -> None:
    print(f"{submitted.source}：并入{into}，{len(submitted.placed)}篇稿件。", file=sys.stderr)
    for each in submitted.placed:
        if each.is_there:
            print(f"  已有，没有再收：{each.article.title}", file=sys.stderr)
        else:
            reason = f"（{each.reason}）" if each.reason else ""
            print(f"  {each.section or '备用稿'}：{each.article.title}{reason}", file=sys.stderr)
    for line in submitted.pasted.lines:
        for remark in dict.fromkeys(line.said):
            print(f"  第{line.number}行 {_KINDS[remark.kind]}：{remark.message}", file=sys.stderr)


def _import_folder(workspace: Workspace, folder: Path, options: Namespace) -> int:
    from editor.session.folder import files_in, import_folder  # here, as it starts other processes

    files = files_in(folder)
    if not files:
        print(f"{folder}：没有可以导入的文件（.docx、.doc、.wps、.txt）。", file=sys.stderr)
        return 2
    done: list[Outcome] = []
    try:
        with closing(
            import_folder(workspace, files, over=_over(options), dry_run=options.dry_run)
        ) as outcomes:
            for count, outcome in enumerate(outcomes, start=1):
                done.append(outcome)
                became = outcome.path.stem if outcome.path else "没有收入"
                print(
                    f"[{count}/{len(files)}] {outcome.source.relative_to(folder)} → {became}", file=sys.stderr
                )
                if outcome.path is not None and outcome.state != "known":
                    print(outcome.path, flush=True)
    finally:  # also where Ctrl+C ends it
        _print_summary(done, len(files), folder)
    return 2 if any(outcome.state == "refused" for outcome in done) else 0


def _print_summary(done: list[Outcome], count: int, folder: Path) -> None:
    from editor.session.folder import SUFFIXES, by_reason, passed_over  # as above

    states = [outcome.state for outcome in done]
    counts = (
        f"收入{states.count('taken') + states.count('doubtful')}，其中须核对{states.count('doubtful')}",
        f"已有{states.count('known')}",
        f"没有收入{states.count('refused')}",
        *([f"还有{count - len(done)}个没有读，再导入一次会接着来"] if len(done) < count else []),
    )
    print(f"共{count}个文件：{'；'.join(counts)}。", file=sys.stderr)
    for title, state in (("须核对", "doubtful"), ("没有收入", "refused")):
        reasons = by_reason(outcome for outcome in done if outcome.state == state)
        if reasons:
            print(f"{title}：", file=sys.stderr)
        for reason, files in reasons.items():
            print(f"  {reason}", file=sys.stderr)
            _print_files([f"{file.relative_to(folder)} {place}".rstrip() for file, place in files])
    for outcome in done:
        if outcome.left_out is not None:
            name = outcome.source.relative_to(folder)
            print(f"{name}：没有收入的和存疑的，全文在 {outcome.left_out}", file=sys.stderr)
    if others := passed_over(folder):
        print(f"另有{len(others)}个文件不是 {'、'.join(SUFFIXES)}，没有读：", file=sys.stderr)
        _print_files([str(file.relative_to(folder)) for file in others])


def _print_files(files: list[str]) -> None:
    for file in files[:_FILES]:
        print(f"    {file}", file=sys.stderr)
    if len(files) > _FILES:
        print(f"    ……另有{len(files) - _FILES}个", file=sys.stderr)
