"""A file of an issue that is there already (再次导入): read as a state of that issue, and merged where both were changed.

A document for readers lacks what the office keeps besides (ids, notes, sources, spares, empty sections); that comes from
the issue in the workspace. If that issue was changed after the state the file was made from, replacing it would undo
those changes; then both sides can be merged.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from editor.errors import EditorError, ImportRefusedError
from editor.importers import Imported
from editor.merge.threeway import merge
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.bases import LEAST_ALIKE, Printed, states
from editor.session.recognition import Recognition, printed_lines
from editor.store.issue_file import load_issue

_NAMED = 3  # articles that a sentence names


def recognised(imported: Imported, present: Issue, style: HouseStyle) -> Imported:
    """What was read as a state of the issue that is there, with all that no document for readers shows."""
    issue = Recognition(present, style).state(imported.issue)
    ids = {
        old.id: new.id for old, new in zip(imported.issue.articles, issue.articles, strict=True)
    }  # sections and articles keep their order
    remarks = tuple(replace(each, article=ids.get(each.article, each.article)) for each in imported.remarks)
    issue = replace(issue, editor_note=imported.issue.editor_note or issue.editor_note)
    return replace(imported, issue=issue, remarks=remarks)


def changed_since(path: Path, issue: Issue, style: HouseStyle) -> Issue | None:
    """The state of an issue file that a text was made from if the file was changed since; None if it was not, or unknown."""
    with suppress(EditorError):
        view = Printed(issue, style)
        present, *earlier = dict.fromkeys(state.issue for state in states(path))
        lines = list(printed_lines(present, style))
        if lines == list(printed_lines(issue, style)):
            return None
        best, base = _likeness(view, present, style), None
        for state in earlier:  # of two equally like it the earlier one: nothing is undone by a guess
            share = _likeness(view, state, style)
            if share >= best and share[1] >= LEAST_ALIKE and list(printed_lines(state, style)) != lines:
                best, base = share, state
        return base
    return None


def _likeness(view: Printed, state: Issue, style: HouseStyle) -> tuple[float, float]:
    printed = Printed(state, style)
    return round(view.paragraphs(printed), 9), round(view.text(printed), 9)


def merged(base: Issue, path: Path, theirs: Issue, source: Path) -> Issue:
    """The issue of a file with the changes of both sides. ImportRefusedError names what both changed, each in its own way."""
    ours = load_issue(path)
    result = merge(base, ours, theirs)
    if result.conflicts:
        titles = {each.id: each.title for each in (*ours.articles, *theirs.articles, *base.articles)}
        names = [f"《{titles[each.name]}》" for each in result.conflicts if each.name in titles]
        where = "、".join(dict.fromkeys(names[:_NAMED])) or "刊头或栏目"
        raise ImportRefusedError(
            f"两边都改了同一处（{len(result.conflicts)}处，在{where}），没有合并",
            where=source,
            advice="在界面里打开这一期，拖入这个文件逐处审改；或再加一个 --force 全用文件的",
        )
    return result.issue
