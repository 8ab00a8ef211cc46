"""The menu of what can be done to the sections of an issue: picked from the house style, named freely, arranged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from editor.model.issue import Issue, add_section, move_section, remove_section, rename_section
from editor.session.articles import add_section_in_order
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import ChoiceDialog, NameDialog


class Arranged(NamedTuple):
    """A change of sections: its name in the history, the issue after it, the section it was about (None: gone)."""

    label: str
    issue: Issue
    section: int | None


class _Named(NamedTuple):
    """A change that wants a name: how it is asked for, the present one, what is done with it."""

    question: str
    present: str
    change: Callable[[str], Arranged]


async def arrange_sections(
    screen: DeskScreen[Any], issue: Issue, current: int | None, order: Sequence[str]
) -> Arranged | None:
    """Ask what to do, about the section ``current`` or a new one; None if nothing is to be done.

    ``order`` are the sections of the house style. To be called in a worker.
    """
    choices = _about(issue, current) if current is not None else []
    there = {section.name for section in issue.sections}
    for name in order:
        if name not in there:
            picked = Arranged("添加栏目", *add_section_in_order(issue, name, order))
            choices.append((picked, f"添加“{name}”"))
    index = len(issue.sections) if current is None else current + 1
    add = _Named("新栏目名称", "", lambda name: Arranged("添加栏目", add_section(issue, name, index), index))
    menu = ChoiceDialog("栏目", [*choices, (add, "添加其他栏目…")])
    chosen: Arranged | _Named | None = await screen.ask(menu)
    if isinstance(chosen, _Named):
        given = await screen.ask(NameDialog(chosen.question, chosen.present))
        return chosen.change(given) if given else None
    return chosen


def _about(issue: Issue, current: int) -> list[tuple[Arranged | _Named, str]]:
    section = issue.sections[current]
    rename = _Named(
        "栏目名称",
        section.name,
        lambda name: Arranged("栏目改名", rename_section(issue, current, name), current),
    )
    choices: list[tuple[Arranged | _Named, str]] = [(rename, f"“{section.name}”改名")]
    for to, way in ((current - 1, "上移"), (current + 1, "下移")):
        if 0 <= to < len(issue.sections):
            moved = Arranged("移动栏目", move_section(issue, current, to), to)
            choices.append((moved, f"“{section.name}”{way}"))
    kept = f"，{len(section.articles)}篇转为备用稿" if section.articles else ""
    removed = Arranged("删除栏目", remove_section(issue, current), None)
    return [*choices, (removed, f"删除“{section.name}”{kept}")]
