"""The terminal interface against a bare Textual program. Run: python -m benchmarks.interface (POSIX)"""

import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import HEAD, PYTHON, ROOT, Ratio
from benchmarks.terminal import Terminal
from editor.model.issue import new_id
from editor.session.workspace import Workspace

BARE = ROOT / "benchmarks" / "bare.py"
KEYS = "qwertyuiop"  # none stands twice, so that each is seen when it comes


def first_paint(command: list[str | Path], cwd: Path, marker: str) -> float:
    terminal = Terminal(command, cwd)
    try:
        return terminal.wait_for(marker) - terminal.started
    finally:
        terminal.close()


def key_to_screen(command: list[str | Path], cwd: Path, marker: str, opening: str = "") -> float:
    """Seconds from a key to its character on the screen, median over three rounds of ten keys."""
    terminal = Terminal(command, cwd)
    try:
        terminal.wait_for(marker)
        terminal.quiet()
        for key in opening:
            terminal.send(key)
            terminal.quiet()
        times = []
        for _ in range(3):
            for key in KEYS:
                time.sleep(0.03)
                times.append(terminal.key(key))
                terminal.quiet(0.05)
            terminal.send("\x7f" * len(KEYS))
            terminal.quiet()
        return statistics.median(times)
    finally:
        terminal.close()


def with_articles(workspace: Workspace, number: int) -> Path:
    """An issue of so many articles, made of a sample's."""
    sample = workspace.load(workspace.latest())
    models = list(sample.articles)
    articles = tuple(
        replace(models[i % len(models)], id=new_id(), title=f"第{i + 1}篇") for i in range(number)
    )
    sections = (replace(sample.sections[0], articles=articles), *sample.sections[1:])
    return workspace.create(replace(sample, number=900 + number % 90, sections=sections))


def paired(name: str, ours: list[float], base: list[float], goal: float) -> Ratio:
    pairs = list(zip(ours, base, strict=True))
    return Ratio(
        name,
        statistics.median(ours),
        statistics.median(base),
        statistics.median(a / b for a, b in pairs),
        goal,
    )


def main() -> None:
    yaoxun = Path(PYTHON).with_name("yaoxun")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("issues", "styles"):
            shutil.copytree(ROOT / name, root / name)
        workspace = Workspace(root)
        small, large = with_articles(workspace, 15), with_articles(workspace, 300)
        edit: dict[Path, list[str | Path]] = {path: [yaoxun, "edit", path] for path in (small, large)}
        bare: list[str | Path] = [PYTHON, BARE]
        rounds = range(5)
        print(HEAD)
        ours, base = [], []
        for _ in rounds:
            ours.append(first_paint([yaoxun], root, "2026-01-16"))
            base.append(first_paint(bare, root, "bare"))
        print(paired("first paint : bare Textual program", ours, base, 1.4).row())
        keys: dict[Path | None, list[float]] = {small: [], large: [], None: []}
        for _ in rounds:
            for path in (small, large):
                keys[path].append(key_to_screen(edit[path], root, "第1篇", OPENING))
            keys[None].append(key_to_screen(bare, root, "bare"))
        print(paired("key to screen, 300 articles : 15 articles", keys[large], keys[small], 1.2).row())
        print(paired("key to screen, 300 articles : bare TextArea", keys[large], keys[None], 2.0).row())


OPENING = "\x1b[17~"  # F6: from the outline to the text

if __name__ == "__main__":
    main()
