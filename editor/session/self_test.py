"""The main job gone through in a workspace made for it: whether the program does here what it is for.

Nothing of the office's own is touched; what went wrong is told in one line that can be sent to the maintainer.
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.errors import EditorError
from editor.session.workspace import Workspace

if TYPE_CHECKING:
    from editor.model.issue import Issue
    from editor.session.document import Document

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


class _Job:
    """The job, stage by stage; each goes on from the one before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workspace = Workspace(folder)
        self._path = folder
        self._exported: tuple[Path, ...] = ()

    @property
    def stages(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Name and work of each."""
        return (
            ("建立工作区", self._found),
            ("新建一期", self._new),
            ("粘贴成稿", self._paste),
            ("移动和撤销", self._move),
            ("校对", self._check),
            ("导出", self._export),
            ("重新读入", self._reopen),
        )

    def _found(self) -> None:
        self._workspace = Workspace.init(self._folder / "自检 工作区")

    def _new(self) -> None:
        self._path = self._workspace.create(self._workspace.next_issue())

    def _opened(self) -> Document:
        from editor.session.document import Document

        return Document.open(self._path, self._workspace.style)

    def _issue(self) -> Issue:
        return self._workspace.load(self._path)

    def _paste(self) -> None:
        from editor.session.pasted import read_pasted, take_pasted

        with self._opened() as document:
            pasted = read_pasted(_PASTED, document.style, document.issue)
            placed = [(found.article, document.issue.sections[0].name) for found in pasted.articles]
            document.do("粘贴", take_pasted(document.issue, placed, document.style.sections))
            document.save()
        (article,) = self._issue().articles
        _expect(article.title == "江海市试办低碳渔港示范点", "标题不对")
        _expect(len(article.body) == 2, "举措没有认出来")

    def _move(self) -> None:
        from editor.session.articles import move_several

        with self._opened() as document:
            before = document.issue
            article = next(before.articles)
            last = len(before.sections) - 1
            document.do("移动", move_several(before, {article.id}, last))
            _expect(bool(document.issue.sections[last].articles), "没有移过去")
            document.undo()
            _expect(document.issue == before, "没有撤销回来")
            document.redo()
            document.save()
        _expect(bool(self._issue().sections[-1].articles), "没有存下来")

    def _check(self) -> None:
        from editor.session.proof import check_file

        text = self._path.read_text(encoding="utf-8").replace("实行一船一码", "布署一船一码")
        self._path.write_text(text, encoding="utf-8")
        found = check_file(self._workspace, self._path).findings
        _expect(any(finding.text == "布署" for finding in found), "没有查出错字")

    def _export(self) -> None:
        from editor.session.exports import export_issue

        issue = self._issue()
        style = self._workspace.style(issue.style)
        self._exported = export_issue(issue, style, self._workspace.exports_folder).paths
        _expect(all(path.stat().st_size for path in self._exported), "导出的文件是空的")

    def _reopen(self) -> None:
        from editor.session.intake import read_outside

        issue = self._issue()
        printed = [(article.title, article.body) for article in issue.articles]
        for path in self._exported:
            again = read_outside(self._workspace, path).imported.issue
            _expect([(a.title, a.body) for a in again.articles] == printed, f"{path.suffix} 读回来不一样")


def _expect(holds: bool, trouble: str) -> None:
    if not holds:
        raise EditorError(trouble)


def self_test() -> Iterator[Stage]:
    """Each stage as it is done; the first that fails is the last."""
    with tempfile.TemporaryDirectory(prefix="yaoxun-", ignore_cleanup_errors=True) as folder:
        for name, work in _Job(Path(folder)).stages:
            try:
                work()
            except Exception as error:  # whatever it is, it is what the test is for
                yield Stage(name, str(error).rstrip("。") or type(error).__name__)
                return
            yield Stage(name)


def summary(stages: list[Stage], seconds: float) -> str:
    """One line for the maintainer: result, versions, system, and the first trouble."""
    trouble = next((f"{stage.name}：{stage.trouble}" for stage in stages if stage.trouble), "")
    result = f"自检不通过（{trouble}）" if trouble else "自检通过"
    done = sum(not stage.trouble for stage in stages)
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"{result}｜要讯 {__version__}｜Python {platform.python_version()}｜{system}｜{done}/{_COUNT}｜{seconds:.1f}秒"
