"""The window shrinks in the same moment as a key opens a screen: nothing is left over when it has grown again."""

import os
from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.issues import IssuesScreen
from tests.tui.process import Terminal

SMALL, LARGE = (40, 10), (100, 30)
_FUNCTION = {
    n: f"\x1bO{'PQRS'[n - 1]}" if n < 5 else f"\x1b[{(15, 17, 18, 19, 20)[n - 5]}~" for n in range(1, 10)
}
_LEAVE = {"app.quit", "issue.close", "article.outside", "issues.open"}  # they end what is looked at


def sent(key: str) -> str:
    """What a terminal sends for a key; empty for one that is left out here."""
    if key.startswith("ctrl+") and len(key) == 6:
        return chr(ord(key[-1]) - ord("a") + 1)
    if key == "ctrl+backslash":
        return "\x1c"
    return _FUNCTION[int(key[1:])] if key[0] == "f" and key[1:].isdigit() else ""


def keys_of(screen: type) -> dict[str, str]:
    """The commands of a screen and of the program by their first keys, as they are sent."""
    bindings = (*DeskApp.BINDINGS, *vars(screen)["BINDINGS"])
    found = {b.id: sent(b.key.split(",")[0]) for b in bindings if b.id and b.id not in _LEAVE}
    return {name: keys for name, keys in found.items() if keys}


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("screen", "words"), [(IssuesScreen, ()), (EditScreen, ("edit", "2026-01"))], ids=["issues", "edit"]
)
def test_no_screen_is_left_over_where_the_window_shrinks_while_one_opens(
    samples: Workspace, tmp_path: Path, screen: type, words: tuple[str, ...]
) -> None:
    before = load_issue(samples.issues_folder / "2026-01.toml")
    own = {"COLUMNS": None, "LINES": None}  # the test runner sets them, and then no window has another size
    with Terminal(samples.root, *words, state=tmp_path, environment=own) as terminal:
        terminal.see("全部命令")
        for name, keys in keys_of(screen).items():
            terminal.press("")
            terminal.send(keys.encode())
            terminal.resize(*SMALL)
            terminal.see("窗口太小")
            terminal.press("")
            terminal.resize(*LARGE)
            terminal.see("  ")  # whatever is there is drawn anew
            drawn = terminal.settled()
            assert len(drawn.rsplit("窗口太小", maxsplit=1)[-1]) > LARGE[0] * LARGE[1] // 2, name
            terminal.press("\x1b")
            assert terminal.process.poll() is None, name
        terminal.press("\x1b")
        terminal.press("\x11")
        terminal.press("\x1b[B\r")  # not saved, where that is asked
        terminal.press("\x11")
        assert terminal.ended() == 0
    assert load_issue(samples.issues_folder / "2026-01.toml") == before
