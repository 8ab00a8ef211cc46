"""The patches, a workspace that looks the same on every machine, and screens kept as plain text."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.patches import install, install_text_areas
from tests.tui.driving import rows, uncoloured

SNAPSHOTS = Path(__file__).parent / "snapshots"
REWRITE = "YAOXUN_SNAPSHOTS"  # set to "write" to keep what is seen as what is wanted
LONG_AGO = 1_580_000_000  # January 2020: a date that is written in full, whatever today is


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual as the program patches it; tests of the patches need it as it is shipped."""
    for put in (install, install_text_areas):
        put(partial(monkeypatch.setattr, raising=False))


@pytest.fixture
def desk_of(samples: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The sample issues, with the same dates and path on every machine, and none of them proof-read in the list."""
    monkeypatch.setattr("editor.tui.screens.listed.PROOF_AFTER", 3600)
    for path in samples.issues_folder.glob("*.toml"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    samples.root = Path("要讯")
    return samples


@pytest.fixture
def looks_like() -> Callable[[DeskApp, str], None]:
    """Compare a screen with the one that was kept; every row must be as wide as the terminal, and all coloured."""

    def compare(app: DeskApp, name: str) -> None:
        seen = rows(app)
        width, height = app.size
        assert {cell_len(row) for row in seen} == {width}
        assert uncoloured(app) == []
        text = "\n".join(row.rstrip() for row in seen) + "\n"
        path = SNAPSHOTS / f"{name}-{width}x{height}.txt"
        if os.environ.get(REWRITE) == "write":
            SNAPSHOTS.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
