"""Every command in workspaces of every kind: what is refused gets one sentence and code 2, nothing ends in a traceback."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from editor.model.body import Paragraph
from editor.model.issue import Article, Section
from editor.session.workspace import Workspace


def _article(number: int, title: str = "社区助餐点试办一年") -> Article:
    text = f"第{number}个街道试办社区助餐点，由食堂、企业和物业共用厨房，按月公布菜价。"
    return Article(f"a{number:05d}", title, (Paragraph(text),))


def _made(root: Path) -> Workspace:
    return Workspace.init(root / "工作区")


def _with(root: Path, *sections: Section) -> Workspace:
    workspace = _made(root)
    workspace.create(replace(workspace.next_issue(), sections=sections))
    return workspace


def _many(root: Path) -> Workspace:
    workspace = _made(root)
    first = workspace.next_issue()
    for number in range(1, 41):
        day = date(first.year, 1, 2) + timedelta(days=7 * (number - 1))
        workspace.create(
            replace(first, number=number, date=day, sections=(Section("科创聚焦", (_article(number),)),))
        )
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
}
COMMANDS = (
    "list",
    "list --json",
    "show latest",
    "check",
    "check --fix",
    "check --json",
    "search 助餐点",
    "search 助餐点 --json",
    "stats",
    "stats --json",
    "stats --csv",
    "stats --by source",
    "export latest",
    "export latest --to md --to html",
    "versions latest",
    "redline latest latest --print",
    "check-style",
    "doctor",
    "new",
)


@pytest.mark.parametrize("kind", KINDS)
def test_each_command_does_its_work_or_says_in_one_sentence_why_not(yaoxun, tmp_path, kind):
    root = KINDS[kind](tmp_path).root
    for command in COMMANDS:
        outcome = yaoxun("-w", root, *command.split())
        said = f"{command}: {outcome.code} {outcome.err}"
        assert outcome.code in (0, 1, 2), said
        assert "程序出错" not in outcome.err, said
        assert "Traceback" not in outcome.err + outcome.out, said
        if outcome.code == 2:
            assert outcome.err.strip(), said
        for line in outcome.err.splitlines():
            assert line.strip()


@pytest.mark.parametrize("failing", ["mkdir", "write_bytes", "open"])
def test_a_folder_without_rights_is_refused_in_one_sentence(yaoxun, tmp_path, monkeypatch, failing):
    """As the superuser, who may write everywhere: the call fails as it does for others."""
    root = KINDS["one article"](tmp_path).root

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, failing, refused)
    for command in ("new", "export latest", "check --fix", "search 助餐点"):
        outcome = yaoxun("-w", root, *command.split())
        assert "程序出错" not in outcome.err, f"{command}: {outcome.err}"
