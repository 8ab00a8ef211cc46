"""What of the surroundings works, and what to do about the rest: workspace, issues, styles, fonts, LibreOffice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from editor import __version__
from editor.errors import EditorError
from editor.exporters.blocks import unnumbered
from editor.exporters.fonts import installed, lacking_characters, stand_in
from editor.exporters.libreoffice import INSTALL, find
from editor.model.issue import Issue
from editor.model.style import Font, HouseStyle
from editor.session.founding import read_default
from editor.session.git import is_repository, shortcomings
from editor.session.shipped import missing
from editor.session.workspace import DEFAULT_STYLE, Workspace

State = Literal["good", "doubtful", "bad"]

_NAMED = 12  # missing characters that are listed; the rest is counted


@dataclass(frozen=True)
class Point:
    """One thing that was looked at: what it is, how it stands, and what to do (empty if nothing)."""

    subject: str
    state: State
    finding: str
    advice: str = ""


def examine(folder: Path | None) -> Iterator[Point]:
    """Look at the workspace (``folder`` None: the nearest) and at the machine. Never an EditorError."""
    workspace: Workspace | None = None
    try:
        workspace = Workspace.find(folder)
        yield Point("工作区", "good", str(workspace.root))
    except EditorError as error:
        yield Point("工作区", "bad", error.message, error.advice)
    style: HouseStyle | None = None
    yield _complete()
    if workspace is not None:
        yield _writable(workspace.root)
        yield from _issues(workspace)
        yield from _styles(workspace)
        yield from _git(workspace)
        style = _style(workspace)
    if style is None:
        with suppress(EditorError):  # that it did not come was said
            style = read_default()
    if style is not None:
        yield from _fonts(style)
    if workspace is not None and style is not None:
        yield from _missing_characters(workspace, style)
    yield _libreoffice()


def _complete() -> Point:
    """Whether what should have come with the program did."""
    lacking = missing()
    if lacking:
        return Point("程序", "bad", f"自带的文件不全，缺少 {'、'.join(lacking)}", "请重新安装要讯")
    return Point("程序", "good", f"要讯 {__version__}，自带的样式、词表、手册齐全")


def _writable(folder: Path) -> Point:
    try:
        with tempfile.NamedTemporaryFile(prefix=".yaoxun-", dir=folder):
            pass
    except OSError as error:
        return Point("写入", "bad", f"不能写入工作区（{error.strerror}）", "请检查文件夹的权限和磁盘空间")
    return Point("写入", "good", "工作区可以写入")


def _issues(workspace: Workspace) -> Iterator[Point]:
    listed = list(workspace.issues())
    broken = [entry.error for entry in listed if entry.error is not None]
    state: State = "bad" if broken else "good"
    yield Point("各期", state, f"共 {len(listed)} 期" + (f"，{len(broken)} 期打不开" if broken else ""))
    for error in broken:
        yield Point("各期", "bad", str(error))
    for path in workspace.stray_files():
        yield Point(
            "各期", "doubtful", f"{path.name} 的文件名不是期号，没有列入", "请改成 2026-03.toml 这样的名字"
        )


def _styles(workspace: Workspace) -> Iterator[Point]:
    for path in sorted(workspace.styles_folder.glob("*.toml")):
        try:
            yield Point("样式", "good", f"{path.name}：{workspace.style(path.stem).title}")
        except EditorError as error:
            yield Point("样式", "bad", str(error))


def _git(workspace: Workspace) -> Iterator[Point]:
    """How a workspace under git stands; nothing for any other."""
    if not is_repository(workspace.root):
        return
    lacking = list(shortcomings(workspace.root))
    for finding, advice in lacking:
        yield Point("git", "doubtful", finding, advice)
    if not lacking:
        yield Point("git", "good", "各期由要讯合并")


def _style(workspace: Workspace) -> HouseStyle | None:
    """The style of the latest issue, else the default one; None if it is broken, which was said."""
    try:
        issue = _latest(workspace)
        return workspace.style(issue.style if issue else DEFAULT_STYLE)
    except EditorError:
        return None


def _latest(workspace: Workspace) -> Issue | None:
    return workspace.load(workspace.latest()) if workspace.issue_files() else None


def _fonts(style: HouseStyle) -> Iterator[Point]:
    there = installed()
    if there is None:
        yield Point("字体", "doubtful", "查不到这台电脑装了哪些字体", "请在 Word 的字体列表里看看")
        return
    for font in dict.fromkeys(getattr(style.fonts, field.name) for field in fields(style.fonts)):
        yield _font(font, there)


def _font(font: Font, there: frozenset[str]) -> Point:
    if font.name.casefold() in there:
        return Point("字体", "good", font.name)
    other = next((name for name in font.substitutes if name.casefold() in there), None)
    if other is not None:
        return Point("字体", "doubtful", f"没有 {font.name}，可用 {other} 代替", "正式印发前请装上原字体")
    taken = stand_in(font.name)
    used = f"，将以 {taken} 代替" if taken else "，Word 会用别的字体代替"
    return Point("字体", "bad", f"没有 {font.name}{used}", "请向信息部门索取并安装这一字体")


def _missing_characters(workspace: Workspace, style: HouseStyle) -> Iterator[Point]:
    """Characters of the latest issue that its fonts do not have, where these hold GB 2312 only."""
    try:
        issue = _latest(workspace)
    except EditorError:
        return
    if issue is None:
        return
    titles = {article.id: article.title for article in issue.articles}
    stream = unnumbered(issue, style)
    lacking = {
        character: titles.get(block.article or block.anchor, issue.label)
        for character, block in lacking_characters(stream, style).items()
    }
    if not lacking:
        yield Point("生僻字", "good", f"{issue.label}的字，所用字体都有")
        return
    shown = "、".join(f"{character}（{where}）" for character, where in list(lacking.items())[:_NAMED])
    more = f"等 {len(lacking)} 个" if len(lacking) > _NAMED else ""
    yield Point(
        "生僻字",
        "doubtful",
        f"{issue.label}：{shown}{more}，GB2312 字库里没有",
        "打印前请核对；缺字处可换用 GBK 字库，如“仿宋”",
    )


def _libreoffice() -> Point:
    program = find()
    if program is None:
        return Point("LibreOffice", "doubtful", "没有找到，不能核对页码和导出 PDF", INSTALL)
    return Point("LibreOffice", "good", str(program))
