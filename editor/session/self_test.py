"""The main job gone through in a workspace made for it: whether the program does here what it is for.

Nothing of the office's own is touched; what went wrong is told in one line that can be sent to the maintainer.
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor import __version__
from editor.errors import EditorError
from editor.session import proof
from editor.session.articles import move_several
from editor.session.document import Document
from editor.session.exports import export_issue
from editor.session.intake import read_outside
from editor.session.pasted import read_pasted, take_pasted
from editor.session.workspace import Workspace

_PASTED = """江海市试办低碳渔港示范点
1月12日,江海市海洋局印发《低碳渔港示范点建设方案》,提出三项举措。
1. 完善设施。新建岸电桩20个。
2. 规范管理。实行一船一码。
3. 强化保障。安排专项资金。
"""
_COUNT = 7


@dataclass(frozen=True)
class Stage:
    """One part of the job: what it is called and why it failed, empty if it did not."""

    name: str
    trouble: str = ""


def _job(folder: Path) -> Iterator[str]:
    """Does the job part by part, each going on from the one before; what each is called is said before it is done."""
    yield "建立工作区"
    workspace = Workspace.init(folder / "自检 工作区")
    yield "新建一期"
    path = workspace.create(workspace.next_issue())
    yield "粘贴成稿"
    _paste(workspace, path)
    yield "移动和撤销"
    _move(workspace, path)
    yield "校对"
    _check(workspace, path)
    yield "导出"
    exported = _export(workspace, path)
    yield "重新读入"
    _reopen(workspace, path, exported)


def _paste(workspace: Workspace, path: Path) -> None:
    with Document.open(path, workspace.style) as document:
        pasted = read_pasted(_PASTED, document.style, document.issue)
        placed = [(found.article, document.issue.sections[0].name) for found in pasted.articles]
        document.do("粘贴", take_pasted(document.issue, placed, document.style.sections))
        document.save()
    (article,) = workspace.load(path).articles
    _expect(article.title == "江海市试办低碳渔港示范点", "标题不对")
    _expect(len(article.body) == 2, "举措没有认出来")


def _move(workspace: Workspace, path: Path) -> None:
    with Document.open(path, workspace.style) as document:
        before = document.issue
        article = next(before.articles)
        last = len(before.sections) - 1
        document.do("移动", move_several(before, {article.id}, last))
        _expect(bool(document.issue.sections[last].articles), "没有移过去")
        document.undo()
        _expect(document.issue == before, "没有撤销回来")
        document.redo()
        document.save()
    _expect(bool(workspace.load(path).sections[-1].articles), "没有存下来")


def _check(workspace: Workspace, path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("实行一船一码", "布署一船一码")
    path.write_text(text, encoding="utf-8")
    found = proof.check_file(workspace, path).findings
    _expect(any(finding.text == "布署" for finding in found), "没有查出错字")


def _export(workspace: Workspace, path: Path) -> tuple[Path, ...]:
    issue = workspace.load(path)
    exported = export_issue(issue, workspace.style(issue.style), workspace.exports_folder).paths
    _expect(all(path.stat().st_size for path in exported), "导出的文件是空的")
    return exported


def _reopen(workspace: Workspace, path: Path, exported: Sequence[Path]) -> None:
    printed = [(article.title, article.body) for article in workspace.load(path).articles]
    for file in exported:
        again = read_outside(workspace, file).imported.issue
        _expect([(a.title, a.body) for a in again.articles] == printed, f"{file.suffix} 读回来不一样")


def _expect(holds: bool, trouble: str) -> None:
    if not holds:
        raise EditorError(trouble)


def self_test() -> Iterator[Stage]:
    """Each stage as it is done; the first that fails is the last."""
    with tempfile.TemporaryDirectory(prefix="yaoxun-", ignore_cleanup_errors=True) as folder:
        name = ""
        try:
            for following in _job(Path(folder)):
                if name:
                    yield Stage(name)
                name = following
        except Exception as error:  # whatever it is, it is what the test is for
            yield Stage(name, str(error).rstrip("。") or type(error).__name__)
        else:
            yield Stage(name)


def summary(stages: list[Stage], seconds: float) -> str:
    """One line for the maintainer: result, versions, system, and the first trouble."""
    trouble = next((f"{stage.name}：{stage.trouble}" for stage in stages if stage.trouble), "")
    result = f"自检不通过（{trouble}）" if trouble else "自检通过"
    done = sum(not stage.trouble for stage in stages)
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"{result}｜要讯 {__version__}｜Python {platform.python_version()}｜{system}｜{done}/{_COUNT}｜{seconds:.1f}秒"
