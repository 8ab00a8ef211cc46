"""The menu of what can be done to the sections of an issue: picked from the house style, named freely, arranged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from editor.model.issue import Issue, add_section, move_section, remove_section, rename_section
from editor.session.articles import add_section_in_order
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import ChoiceDialog, NameDialog


@dataclass(frozen=True)
class Arranged:
    """A change of sections: its name in the history, the issue after it, the section it was about (None: gone)."""

    label: str
    issue: Issue
    section: int | None


_Choice: TypeAlias = tuple[str, Callable[[], Awaitable[Arranged | None]]]


async def arrange_sections(
    screen: DeskScreen[Any], issue: Issue, current: int | None, order: Sequence[str]
) -> Arranged | None:
    """Ask what to do, about the section ``current`` or a new one; None if nothing is to be done.

    ``order`` are the sections of the house style. To be called in a worker.
    """
    choices = _about(screen, issue, current) if current is not None else []
    there = {section.name for section in issue.sections}
    choices += [_picked(issue, name, order) for name in order if name not in there]
    choices.append(_named(screen, issue, current))
    chosen = await screen.ask(ChoiceDialog("栏目", enumerate(label for label, _ in choices)))
    return None if chosen is None else await choices[chosen][1]()


def _about(screen: DeskScreen[Any], issue: Issue, current: int) -> list[_Choice]:
    section = issue.sections[current]

    async def rename() -> Arranged | None:
        name = await screen.ask(NameDialog("栏目名称", section.name))
        return Arranged("栏目改名", rename_section(issue, current, name), current) if name else None

    async def remove() -> Arranged | None:
        return Arranged("删除栏目", remove_section(issue, current), None)

    def moved(step: int) -> Callable[[], Awaitable[Arranged | None]]:
        async def move() -> Arranged | None:
            return Arranged("移动栏目", move_section(issue, current, current + step), current + step)

        return move

    kept = f"，{len(section.articles)}篇转为备用稿" if section.articles else ""
    choices: list[_Choice] = [(f"“{section.name}”改名", rename)]
    if current > 0:
        choices.append((f"“{section.name}”上移", moved(-1)))
    if current + 1 < len(issue.sections):
        choices.append((f"“{section.name}”下移", moved(1)))
    choices.append((f"删除“{section.name}”{kept}", remove))
    return choices


def _picked(issue: Issue, name: str, order: Sequence[str]) -> _Choice:
    async def pick() -> Arranged | None:
        return Arranged("添加栏目", *add_section_in_order(issue, name, order))

    return f"添加“{name}”", pick


def _named(screen: DeskScreen[Any], issue: Issue, current: int | None) -> _Choice:
    async def add() -> Arranged | None:
        name = await screen.ask(NameDialog("新栏目名称"))
        index = len(issue.sections) if current is None else current + 1
        return Arranged("添加栏目", add_section(issue, name, index), index) if name else None

    return "添加其他栏目…", add
