"""``yaoxun import FILE|DIR…``: issues from outside into the workspace."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import EditorError
from editor.session.intake import Taken, read_outside, take
from editor.session.workspace import Workspace

if TYPE_CHECKING:
    from editor.session.folder import Outcome

_KINDS = {"repaired": "已修正", "left_out": "未收入", "doubtful": "请核对"}
_REASONS = 5  # of one file in the report on a folder


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="文件",
        help="一期的文件（.docx，或 UTF-8、GB18030 的 .txt；.doc、.wps 须装有 LibreOffice），或存有多期的文件夹",
    )
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    parser.add_argument("--force", action="store_true", help="覆盖已有的同一期")


def run(options: Namespace) -> int:
    """Import each file or folder; what is refused is named on stderr, stops no other, and makes the exit code 2."""
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
            warning = take(taken, force=options.force).warning
            if warning:
                print(f"{taken.path}：{warning}。", file=sys.stderr)
    except EditorError as error:
        print(error, file=sys.stderr)
        return 2
    _report(taken)
    print(taken.path)
    return 0


def _report(taken: Taken) -> None:
    issue = taken.imported.issue
    articles = sum(len(section.articles) for section in issue.sections)
    print(f"{taken.source}：{issue.label}，{len(issue.sections)}个栏目，{articles}篇稿件。", file=sys.stderr)
    for remark in taken.imported.remarks:
        print(f"  第{remark.line}行 {_KINDS[remark.kind]}：{remark.message}", file=sys.stderr)


def _import_folder(workspace: Workspace, folder: Path, options: Namespace) -> int:
    from editor.session.folder import files_in, import_folder  # here, as it starts other processes

    files = files_in(folder)
    if not files:
        print(f"{folder}：没有可以导入的文件（.docx、.doc、.wps、.txt）。", file=sys.stderr)
        return 2
    by_state: dict[str, list[Outcome]] = {"taken": [], "doubtful": [], "known": [], "refused": []}
    outcomes = import_folder(workspace, files, force=options.force, dry_run=options.dry_run)
    for count, outcome in enumerate(outcomes, start=1):
        by_state[outcome.state].append(outcome)
        became = outcome.path.stem if outcome.path else "没有收入"
        print(f"[{count}/{len(files)}] {outcome.source.relative_to(folder)} → {became}", file=sys.stderr)
        if outcome.path is not None and outcome.state != "known":
            print(outcome.path, flush=True)
    counts = (
        f"收入{len(by_state['taken']) + len(by_state['doubtful'])}",
        f"其中须核对{len(by_state['doubtful'])}",
    )
    print(
        f"共{len(files)}个文件：{'，'.join(counts)}；已有{len(by_state['known'])}；没有收入{len(by_state['refused'])}。",
        file=sys.stderr,
    )
    for title, state in (("须核对", "doubtful"), ("没有收入", "refused")):
        _print_reasons(title, by_state[state], folder)
    return 2 if by_state["refused"] else 0


def _print_reasons(title: str, outcomes: list[Outcome], folder: Path) -> None:
    if outcomes:
        print(f"{title}：", file=sys.stderr)
    for outcome in outcomes:
        print(f"  {outcome.source.relative_to(folder)}", file=sys.stderr)
        for reason in outcome.reasons[:_REASONS]:
            print(f"    {reason}", file=sys.stderr)
        if len(outcome.reasons) > _REASONS:
            print(f"    ……另有{len(outcome.reasons) - _REASONS}处", file=sys.stderr)
