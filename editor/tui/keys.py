"""Commands and their keys. ``BINDINGS`` of the application, its screens and panels is the only table of commands.

Footer, help and command list are derived from it here, and so is what an office has changed: ``[keys]`` of a
house style maps the id of a command to its keys. A command is a binding with an id; a binding without one
moves a cursor and needs no name.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.screen import Screen

NO_KEY = "no-key:"
"""The beginning of a key that no terminal sends: a command of that key is given in the command list only."""

IN_PANE = "@"
"""What follows it in the id of a binding names the pane in which a command has another key as well."""

_NAMES = {
    "enter": "回车",
    "escape": "Esc",
    "space": "空格",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "Del",
    "backspace": "退格",
    "slash": "/",
    "backslash": "\\",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "shift": "Shift",
    "alt": "Alt",
}


def command(id: str, key: str, action: str, label: str, help: str, *, show: bool = False) -> Binding:
    """A command for ``BINDINGS``; one without a key is given in the command list only. ``show`` is for the key bar."""
    return Binding(key or NO_KEY + id, action, label, show=show, tooltip=help, id=id)


GO_TO = command("go.anywhere", "ctrl+g", "go_to", "跳转", "跳到栏目、稿件、各期或命令，打汉字或拼音首字母")
"""A command of two screens."""

TAKE_FILE = command(
    "outline.file",
    "ctrl+o",
    "screen.take_file",
    "收文件",
    "把 Word、文本文件里的稿件收进这一期，或打开回稿",
)
"""A command of the outline, which is given in the command list from within the text as well."""


@dataclass(frozen=True)
class Command:
    """A command as it can be given now: ``keys`` as they are written for people, ``node`` where it is run."""

    id: str
    label: str
    help: str
    keys: tuple[str, ...]
    shown: bool
    action: str
    node: DOMNode

    @property
    def written(self) -> str:
        """All its keys, as they are written for people."""
        return " ".join(self.keys)


def name_of(key: str) -> str:
    """A key as it is written for people: ^S, F7, Alt+↑."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last) or (
        last.upper() if len(last) == 1 or (last[0] == "f" and last[1:].isdigit()) else last
    )
    if modifiers == ["ctrl"] and len(name) == 1:
        return f"^{name}"
    return "+".join([*(_NAMES.get(part, part.capitalize()) for part in modifiers), name])


def commands(screen: Screen[Any]) -> list[Command]:
    """The commands of a screen with its focus where it is: of the screen, of the pane, of the application."""
    label_of: Callable[[str], str] = getattr(screen, "label_of", lambda id: "")
    found: dict[str, Command] = {}
    for key, active in screen.active_bindings.items():
        binding, node = active.binding, active.node
        name = (binding.id or "").partition(IN_PANE)[0]
        if not name or not active.enabled:
            continue
        before = found[name].keys if name in found else ()
        keys = before if key.startswith(NO_KEY) else (*before, name_of(key))
        label = label_of(name) or binding.description
        found[name] = Command(name, label, binding.tooltip, keys, binding.show, binding.action, node)
    rank = {screen: 0, screen.app: 2}
    return sorted(found.values(), key=lambda command: rank.get(command.node, 1))


def free_bindings(widget: type[DOMNode], taken: Container[str]) -> list[BindingType]:
    """The bindings of a shipped widget less the keys that commands need."""
    free: list[BindingType] = []
    for binding in widget.__dict__["BINDINGS"]:
        keys = [key for key in binding.key.split(",") if key not in taken]
        if keys:
            free.append(replace(binding, key=",".join(keys)))
    return free


def _table(classes: Iterable[type[DOMNode]]) -> list[Binding]:
    """The commands of some classes, one for each key; those that a pane gives as well are not told twice."""
    bindings: list[BindingType] = [b for c in classes for b in c.__dict__.get("BINDINGS", ())]
    return [
        binding for binding in Binding.make_bindings(bindings) if binding.id and IN_PANE not in binding.id
    ]


def complaints(
    keymap: Mapping[str, str], contexts: Sequence[Sequence[type[DOMNode]]], own: Container[str] = ()
) -> list[str]:
    """What is wrong with changed keys, in Chinese: names that do not exist, keys that are given twice.

    A context is the classes whose commands can be given at the same time. ``own`` are the names that the person
    changed and not the office.
    """
    known = {binding.id for context in contexts for binding in _table(context)}
    wrong = [
        f"没有名为“{name}”的命令，见{'自己的键位文件' if name in own else '样式的 [keys]'}"
        for name in keymap
        if name not in known
    ]
    for context in contexts:
        taken: dict[str, Binding] = {}
        for binding in _table(context):
            changed = keymap.get(binding.id or "")
            for key in map(str.strip, changed.split(",")) if changed else [binding.key]:
                other = taken.setdefault(key, binding)
                if other.id != binding.id:
                    wrong.append(f"{name_of(key)} 同时指定给“{other.description}”和“{binding.description}”")
    return list(dict.fromkeys(wrong))
