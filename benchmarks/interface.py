"""The terminal interface against a bare Textual program. Run: python -m benchmarks.interface (POSIX)

Every figure is taken from outside, on a pseudo-terminal: from a key, or the start, to the moment when what it should
show has been drawn.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.measure import HEAD, PYTHON, ROOT, Ratio
from benchmarks.terminal import HOME, Terminal
from editor.manuscript.lines import render
from editor.model.issue import new_id
from editor.session.workspace import Workspace

BARE = ROOT / "benchmarks" / "bare.py"
YAOXUN = Path(PYTHON).with_name("yaoxun")
KEYS = "qwertyuiop"  # none stands twice, so that each is seen when it comes
ROUNDS = range(7)
F5, F6, F8, DOWN = "\x1b[15~", "\x1b[17~", "\x1b[19~", "\x1b[B"
EDITING = "本篇"  # stands in the status line of the edit screen and nowhere else


@contextmanager
def opened(command: list[str | Path], cwd: Path, marker: str, *first_keys: str) -> Iterator[Terminal]:
    """A program that shows the marker, after some keys, at rest."""
    for kept in (".yaoxun", HOME):  # else what the last round left unsaved is offered, its panes are open
        shutil.rmtree(cwd / kept, ignore_errors=True)
    terminal = Terminal(command, cwd)
    try:
        terminal.wait_for(marker)
        terminal.quiet()
        for key in first_keys:
            terminal.send(key)
            terminal.quiet()
        yield terminal
    finally:
        terminal.close()


def first_paint(command: list[str | Path], cwd: Path, marker: str) -> float:
    """Seconds from the start to the marker."""
    terminal = Terminal(command, cwd)
    try:
        return terminal.wait_for(marker) - terminal.started
    finally:
        terminal.close()


def typing(terminal: Terminal) -> float:
    """Seconds from a key to its character, median over three rounds of ten keys."""
    times = []
    for _ in range(3):
        for key in KEYS:
            time.sleep(0.03)
            times.append(terminal.key(key))
            terminal.quiet(0.05)
        terminal.send("\x7f" * len(KEYS))
        terminal.quiet()
    return statistics.median(times)


def stepping(key: str) -> Callable[[Terminal], float]:
    """Seconds from a key to the place of the article in the head of the text, median over ten keys."""

    def measured(terminal: Terminal) -> float:
        times = []
        for number in range(2, 12):
            start = time.perf_counter()
            terminal.send(key)
            times.append(terminal.wait_for(f"第{number}篇") - start)
            terminal.quiet(0.1)
        return statistics.median(times)

    return measured


def with_articles(workspace: Workspace, number: int) -> Path:
    """An issue of so many articles, made of a sample's, all in its first section."""
    sample = workspace.load(workspace.path_of(workspace.issue_files()[-1][0]))
    models = list(sample.articles)
    articles = tuple(
        replace(models[i % len(models)], id=new_id(), title=f"稿件{i + 1:04}") for i in range(number)
    )
    sections = (replace(sample.sections[0], articles=articles), *sample.sections[1:])
    return workspace.create(replace(sample, number=900 + number % 90, sections=sections, spares=()))


def with_issues(folder: Path, number: int) -> Path:
    """A workspace of so many issues, copies of a sample, the newest of 18 October 2999."""
    for name in ("issues", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    workspace = Workspace(folder)
    sample = workspace.load(workspace.latest())
    newest = sample.date.replace(year=2999, month=10, day=18)
    for path in workspace.issues_folder.glob("*.toml"):
        path.unlink()
    for index in range(number):
        date = newest - timedelta(days=7 * index)
        workspace.create(replace(sample, year=date.year, number=date.timetuple().tm_yday, date=date))
    return folder


def body_lines(workspace: Workspace) -> list[str]:
    """The text of the article that is open first."""
    article = next(workspace.load(workspace.latest()).articles)
    return [line.text for line in render(article.body, article.run_in, workspace.style("official").ordinals)]


def paired(name: str, ours: list[float], base: list[float], goal: float) -> str:
    pairs = list(zip(ours, base, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return Ratio(name, statistics.median(ours), statistics.median(base), ratio, goal).row()


def starting(root: Path, bare: list[str | Path]) -> Iterator[str]:
    ten, thousand = with_issues(root / "ten", 10), with_issues(root / "thousand", 1000)
    ours, read, base, few, many = [], [], [], [], []
    for _ in ROUNDS:
        ours.append(first_paint([YAOXUN], root, "筛选"))
        read.append(first_paint([YAOXUN], root, "2026-01-16"))
        base.append(first_paint(bare, root, "bare"))
        few.append(first_paint([YAOXUN], ten, "2999-10-18"))
        many.append(first_paint([YAOXUN], thousand, "2999-10-18"))
    yield paired("first paint : bare Textual program", ours, base, 1.4)
    yield paired("three issues read and listed : bare Textual program", read, base, 1.6)
    yield paired("newest of 1,000 issues listed : of 10", many, few, 1.3)


def working(root: Path, bare: list[str | Path]) -> Iterator[str]:
    workspace = Workspace(root)
    small, large = with_articles(workspace, 15), with_articles(workspace, 300)
    to_small, to_large = ([YAOXUN, "edit", path] for path in (small, large))
    runs: dict[str, tuple[list[str | Path], str, tuple[str, ...], Callable[[Terminal], float]]] = {
        "15": (to_small, EDITING, (F6,), typing),
        "300": (to_large, EDITING, (F6,), typing),
        "300 with pages": (to_large, EDITING, (F6, F5), typing),
        "bare": (bare, "bare", (), typing),
        "switching": (to_large, EDITING, (), stepping(DOWN)),
        "moving": (to_large, EDITING, (), stepping(F8)),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in ROUNDS:
        for name, (command, marker, first_keys, measure) in runs.items():
            with opened(command, root, marker, *first_keys) as terminal:
                times[name].append(measure(terminal))
    yield paired("key to screen, 300 articles : 15 articles", times["300"], times["15"], 1.2)
    yield paired("key to screen, 300 articles : bare TextArea, same text", times["300"], times["bare"], 2.0)
    yield paired("key to screen with pages open : without", times["300 with pages"], times["300"], 1.2)
    yield paired("another article of 300 : one key", times["switching"], times["300"], 10.0)
    yield paired("moving an article among 300 : one key", times["moving"], times["300"], 10.0)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("issues", "styles"):
            shutil.copytree(ROOT / name, root / name)
        text = root / "text"  # the bare text area holds the same article
        text.write_text("\n".join(body_lines(Workspace(root))), encoding="utf-8")
        bare: list[str | Path] = [PYTHON, BARE, text]
        print(HEAD)
        for measure in (starting, working):
            for row in measure(root, bare):
                print(row, flush=True)


if __name__ == "__main__":
    main()
