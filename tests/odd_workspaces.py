"""Workspaces of every kind that an office may have, for the tests of commands, of the desk, and for the monkey."""

import os
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from editor.model.body import Paragraph
from editor.model.issue import Article, Section
from editor.session.workspace import Workspace

ROOT = Path(__file__).parents[1]


def _article(number: int, title: str = "社区助餐点试办一年") -> Article:
    text = f"第{number}个街道试办社区助餐点，由食堂、企业和物业共用厨房，按月公布菜价。"
    return Article(f"a{number:05d}", title, (Paragraph(text),))


def _made(root: Path) -> Workspace:
    return Workspace.init(root / "工作区")


def _with(root: Path, *sections: Section) -> Workspace:
    workspace = _made(root)
    workspace.create(replace(workspace.next_issue(), sections=sections))
    return workspace


def _many(root: Path, count: int = 200) -> Workspace:
    workspace = _made(root)
    first = workspace.next_issue()
    for number in range(count):
        year, week = first.year - number // 50, number % 50
        sections = (Section("科创聚焦", (_article(number),)),)
        day = date(year, 1, 2) + timedelta(days=7 * week)
        workspace.create(replace(first, year=year, number=week + 1, date=day, sections=sections))
    return workspace


def _samples(root: Path) -> Workspace:
    workspace = _made(root)
    for sample in (ROOT / "issues").glob("*.toml"):
        shutil.copyfile(sample, workspace.issues_folder / sample.name)
    return workspace


def _read_only(root: Path) -> Workspace:
    workspace = _with(root, Section("科创聚焦", (_article(1),)))
    for folder in (workspace.issues_folder, workspace.styles_folder, workspace.root):
        folder.chmod(0o555)
    return workspace


def _without_rights(root: Path) -> Workspace:
    workspace = _with(root, Section("科创聚焦", (_article(1),)))
    workspace.issues_folder.chmod(0)
    return workspace


def _without_styles(root: Path) -> Workspace:
    workspace = _with(root, Section("科创聚焦", (_article(1),)))
    shutil.rmtree(workspace.styles_folder)
    return workspace


def _broken_style(root: Path) -> Workspace:
    workspace = _with(root, Section("科创聚焦", (_article(1),)))
    (workspace.styles_folder / "official.toml").write_text("title = [", encoding="utf-8")
    return workspace


def _odd_path(root: Path) -> Workspace:
    return _with(root / "要讯 “2026” it's", Section("科创聚焦", (_article(1),)))


KINDS = {
    "just made": _made,
    "one empty issue": _with,
    "one article": lambda root: _with(root, Section("科创聚焦", (_article(1),))),
    "nameless section": lambda root: _with(root, Section("", (_article(1),))),
    "article without title": lambda root: _with(root, Section("科创聚焦", (_article(1, ""),))),
    "300 articles": lambda root: _with(root, Section("科创聚焦", tuple(map(_article, range(300))))),
    "many issues": _many,
    "no styles": _without_styles,
    "broken style": _broken_style,
    "odd path": _odd_path,
    "samples": _samples,
    "read-only": _read_only,
}
"""What each is called, and what makes one in a folder."""

DENYING = {"read-only": _read_only, "folder without rights": _without_rights}
"""Those that deny something to everybody but the superuser."""

AS_ANYBODY = (
    ("setpriv", "--inh-caps=-dac_override,-dac_read_search", "--bounding-set=-dac_override,-dac_read_search")
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else ()
)
"""What stands before a command so that it has no rights beyond those of its user, also where that is the superuser."""
