"""What of the surroundings works, and what to do about the rest: workspace, issues, styles, fonts, LibreOffice."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from editor import __version__
from editor.errors import EditorError, StorageError
from editor.exporters.blocks import unnumbered
from editor.exporters.fonts import lacking_characters
from editor.exporters.libreoffice import INSTALL, find
from editor.files.disk import storage_error
from editor.files.keeping import FOLDER
from editor.files.lock import Lock
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.founding import read_default
from editor.session.merge import is_repository, shortcomings
from editor.session.misnamed import copy_error, is_copy
from editor.session.root import as_numbers, newest_version
from editor.session.shipped import missing
from editor.session.style_check import Point, State, font_points, style_points, word_points
from editor.session.workspace import DEFAULT_STYLE, Workspace

_NEWEST = (3, 14)  # Python that the program was tried with
_NAMED = 12  # missing characters that are listed; the rest is counted


def examine(folder: Path | None) -> Iterator[Point]:
    """Look at the workspace (``folder`` None: the nearest) and at the machine. Never an EditorError."""
    workspace: Workspace | None = None
    try:
        workspace = Workspace.find(folder)
        yield Point("工作区", "good", str(workspace.root))
    except EditorError as error:
        yield Point("工作区", "bad", error.message, error.advice)
    issue: Issue | None = None
    style: HouseStyle | None = None
    yield _python()
    yield _complete()
    if workspace is not None:
        yield _writable(workspace)
        yield _locking(workspace.root)
        yield from _shared_version(workspace.root)
        yield from _issues(workspace)
        yield from _styles(workspace)
        yield from word_points(workspace)
        yield from _git(workspace)
        with suppress(EditorError):  # a broken one was said
            issue = workspace.load(workspace.latest()) if workspace.issue_files() else None
            style = workspace.style(issue.style if issue else DEFAULT_STYLE)
    if style is None:
        with suppress(EditorError):  # that it did not come was said
            style = read_default()
    if style is not None:
        yield from font_points(style)
    if issue is not None and style is not None:
        yield from _missing_characters(issue, style)
    yield _libreoffice()


def _complete() -> Point:
    """Whether what should have come with the program did."""
    lacking = missing()
    if lacking:
        return Point("程序", "bad", f"自带的文件不全，缺少 {'、'.join(lacking)}", "请重新安装要讯")
    return Point("程序", "good", f"要讯 {__version__}，自带的样式、词表、手册齐全")


def _writable(workspace: Workspace) -> Point:
    """Whether the workspace and the folder of the issues, which may differ in permissions, can be written."""
    for folder in filter(Path.exists, (workspace.root, workspace.issues_folder)):
        try:
            with tempfile.NamedTemporaryFile(prefix=".yaoxun-", dir=folder):
                pass
        except OSError as error:
            reason = storage_error(folder, error, "写入")
            where = "" if folder == workspace.root else f"{folder.name} 文件夹"
            return Point(
                "写入", "bad", f"{where}{reason.message}", reason.advice or "请检查文件夹的权限和磁盘空间"
            )
    return Point("写入", "good", "工作区可以写入")


def _python() -> Point:
    found = f"Python {platform.python_version()}（{sys.executable}）"
    if sys.version_info[:2] > _NEWEST:
        return Point("Python", "doubtful", f"{found}，比试过的新", f"如有异常，请换用 3.{_NEWEST[1]}")
    return Point("Python", "good", found)


def _locking(folder: Path) -> Point:
    """Whether a lock keeps a second one out: network shares do not all honour it."""
    path = folder / FOLDER / "locks" / ".doctor.lock"
    first, second = Lock(path, beat=0), Lock(path, beat=0)
    try:
        free, kept_out = first.acquire() is None, second.acquire() is not None
    except StorageError as error:
        return Point("占用记号", "bad", f"写不下（{error.message}）", "两个人会同时改一期而不知道")
    finally:
        second.release()
        first.release()
        for made in (path.parent, path.parent.parent):  # what was made for this and is empty
            with suppress(OSError):
                made.rmdir()
    if not (free and kept_out):
        return Point("占用记号", "bad", "这个文件夹不认占用记号", "请不要两个人同时编辑，或换一个共享文件夹")
    return Point("占用记号", "good", "别人正在编辑时看得出来")


def _shared_version(folder: Path) -> Iterator[Point]:
    newest = newest_version(folder)
    if newest is not None and newest > as_numbers(__version__):
        there = ".".join(map(str, newest))
        yield Point(
            "版本", "doubtful", f"这个工作区有人用要讯 {there}，这里是 {__version__}", "请升级到同一版本"
        )


def _issues(workspace: Workspace) -> Iterator[Point]:
    try:
        listed = list(workspace.issues())
    except StorageError as denied:
        yield Point("各期", "bad", denied.message, denied.advice)
        return
    broken = [entry.error for entry in listed if entry.error is not None]
    state: State = "bad" if broken else "good"
    yield Point("各期", state, f"共 {len(listed)} 期" + (f"，{len(broken)} 期打不开" if broken else ""))
    for error in broken:
        yield Point("各期", "bad", str(error))
    for error in workspace.misnamed(listed):  # the issue would be counted and bound more than once
        yield Point("各期", "bad", f"{Path(str(error.where)).name} {error.message}", error.advice)
    for path in workspace.stray_files():
        if is_copy(path):
            error = copy_error(path)
            yield Point("各期", "bad", f"{path.name} {error.message}", error.advice)
            continue
        yield Point(
            "各期", "doubtful", f"{path.name} 的文件名不是期号，没有列入", "请改成 2026-03.toml 这样的名字"
        )


def _styles(workspace: Workspace) -> Iterator[Point]:
    try:
        names = workspace.style_names()
    except StorageError as error:
        yield Point("样式", "bad", error.message, error.advice)
        return
    for name in names:
        yield from style_points(workspace, name, fonts=False)  # those of the style in use follow


def _git(workspace: Workspace) -> Iterator[Point]:
    """How a workspace under git stands; nothing for any other."""
    if not is_repository(workspace.root):
        return
    lacking = list(shortcomings(workspace.root))
    for finding, advice in lacking:
        yield Point("git", "doubtful", finding, advice)
    if not lacking:
        yield Point("git", "good", "各期由要讯合并")


def _missing_characters(issue: Issue, style: HouseStyle) -> Iterator[Point]:
    """Characters of an issue that its fonts do not have, where these hold GB 2312 only."""
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
