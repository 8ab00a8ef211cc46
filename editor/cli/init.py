"""``yaoxun init [DIR]``: make a workspace; what is not given is asked in a terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from editor.cli.arguments import day, given_path, positive
from editor.errors import EditorError, UsageError
from editor.model.style import Every
from editor.session.founding import (
    EVERY,
    SHIPPED_STYLE,
    Plan,
    found,
    masthead,
    number_of,
    read_default,
    sections_of,
)
from editor.session.merge import CONFIG, prepare
from editor.session.preferences import remember_workspace
from editor.session.workspace import Workspace, first_date

Answer = TypeVar("Answer")


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("folder", nargs="?", type=given_path, metavar="文件夹", help="默认为当前文件夹")
    parser.add_argument("--title", metavar="刊名", help="刊名")
    parser.add_argument("--issuer", metavar="单位", help="编印单位")
    parser.add_argument(
        "--every", choices=list(EVERY), metavar="周期", help="多久一期：week、fortnight、half-month 或 month"
    )
    parser.add_argument("--first-number", type=positive, metavar="期数", help="第一期是第几期")
    parser.add_argument("--first-date", type=day, metavar="日期", help="第一期的日期，如 2026-01-09")
    parser.add_argument("--sections", metavar="栏目", help="栏目，用逗号隔开，如 要闻,工作动态")
    parser.add_argument(
        "--git", action="store_true", help="写好 .gitattributes 和 .gitignore，用 git 存放各期"
    )
    parser.add_argument("--sample", action="store_true", default=None, help="放一期样例")


def run(options: Namespace) -> int:
    """Make it and print its path; what is already there stays as it is."""
    folder = options.folder or options.workspace or Path()
    plan = Plan(
        title=_spoken(options.title, "--title"),
        issuer=_spoken(options.issuer, "--issuer"),
        every=options.every,
        first_number=options.first_number,
        first_date=options.first_date,
        sections=None if options.sections is None else sections_of(options.sections),
        sample=bool(options.sample),
    )
    if sys.stdin.isatty() and sys.stderr.isatty() and not (folder / SHIPPED_STYLE).exists():
        plan = _ask(plan, options.sample is None)
    workspace = found(folder, plan)
    remember_workspace(workspace.root)
    if options.git:
        prepare(workspace.root)
    print(workspace.root)
    with suppress(EditorError):  # the hint needs what is there already to be readable, the workspace does not
        print(f"工作区已就绪：issues 放各期，styles 放样式。{_next_step(workspace)}", file=sys.stderr)
    if options.git:
        print(f"每台电脑在工作区里运行一次，git 就用要讯合并各期：\n    {CONFIG}", file=sys.stderr)
    return 0


def _spoken(word: str | None, option: str) -> str | None:
    if word is not None and not word.strip():
        raise UsageError("不能为空", where=option)
    return None if word is None else word.strip()


def _next_step(workspace: Workspace) -> str:
    first = workspace.next_issue()
    return f"接着用 yaoxun 打开，或用 yaoxun new 新建{first.id.label}（{first.date.isoformat()}）。"


# -- asking -------------------------------------------------------------------------------------------------------


def _ask(plan: Plan, about_sample: bool) -> Plan:
    """The plan with what it leaves open asked on the terminal, and shown before anything is made."""
    default = read_default()
    numbered = "、".join(f"{place} {name}" for place, name in enumerate(EVERY.values(), 1))
    questions: tuple[tuple[str, str, str, Callable[[str], Any]], ...] = (
        ("title", "刊名", default.title, str),
        ("issuer", "编印单位", default.issuer, str),
        ("every", f"多久一期（{numbered}）", "1", _every),
        ("first_number", "第一期是第几期", "1", number_of),
    )
    for name, question, proposed, read in questions:
        if getattr(plan, name) is None:
            plan = replace(plan, **{name: _answer(question, proposed, read)})
    if plan.first_date is None:
        first = first_date(plan.style.periodical, date.today()).isoformat()
        plan = replace(plan, first_date=_answer("第一期的日期", first, day))
    if plan.sections is None:
        plan = replace(plan, sections=_answer("栏目，用逗号隔开", "，".join(default.sections), sections_of))
    for line in masthead(plan.style):
        print(f"    {line}", file=sys.stderr)
    if about_sample:
        plan = replace(plan, sample=_answer("放一期样例，可以先试着改（y/n）", "y", _yes))
    return plan


def _answer(question: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """What was typed, the default for an empty line; asked again while it cannot be used."""
    while True:
        print(f"{question}【{default}】：", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise UsageError("没有答完，什么也没有建立", advice="可以再运行一次 yaoxun init")
        try:
            return read(line.strip() or default)
        except EditorError as error:
            print(error, file=sys.stderr)
        except ArgumentTypeError as error:
            print(f"{error}。", file=sys.stderr)


def _every(line: str) -> Every:
    if line not in ("1", "2", "3", "4"):
        raise UsageError(f"请输入 1 到 {len(EVERY)}")
    return list(EVERY)[int(line) - 1]


def _yes(line: str) -> bool:
    answers = {"y": True, "yes": True, "是": True, "n": False, "no": False, "否": False}
    if line.lower() not in answers:
        raise UsageError("请输入 y 或 n")
    return answers[line.lower()]
