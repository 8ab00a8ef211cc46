"""Two processes that save one issue as fast as they can, without a lock. ``python -m tests.crash.hammer SECONDS``."""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from editor.errors import FileChangedError
from editor.model.issue import Article, Place, add_article
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from tests.crash.killing import prepare

ROOT = Path(__file__).parents[2]


def hammer(path: Path, name: str, until: float) -> None:
    """Add an article, save, merge when the other was quicker; print what was saved for good."""
    style = Workspace(path.parent.parent).style("official")
    document = Document(path, style)
    number = merged = 0
    pick = random.Random(name)
    while time.monotonic() < until:
        article = Article(f"{name}{number:05d}", f"{name}第{number}篇")
        document.do("新稿", add_article(document.issue, article, Place(None, 0)))
        while True:
            try:
                document.save()
                break
            except FileChangedError:
                document.take_theirs(document.theirs())
                merged += 1
        number += 1
        time.sleep(pick.random() * 0.02)  # without it one of the two hardly gets a turn
    print(number, merged)


def run(seconds: float, folder: Path) -> tuple[int, int, list[str]]:
    """Articles saved, merges made, complaints."""
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    _, path = prepare(folder)
    until = time.monotonic() + seconds + 1
    names = ("aaa", "bbb")
    pair = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.crash.hammer", "--one", str(path), name, str(until)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        for name in names
    ]
    saved = merges = 0
    complaints = []
    counts = []
    for process in pair:
        out, err = process.communicate()
        complaints += err.decode().splitlines()
        counts.append(tuple(map(int, out.split())) if not err else (0, 0))
    issue = load_issue(path)
    for name, (number, merged) in zip(names, counts, strict=True):
        saved, merges = saved + number, merges + merged
        lost = {f"{name}{n:05d}" for n in range(number)} - issue.ids
        complaints += [f"lost: {article}" for article in sorted(lost)]
    return saved, merges, complaints


def main() -> int:
    if sys.argv[1] == "--one":
        hammer(Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        saved, merges, complaints = run(float(sys.argv[1]), Path(folder))
    print(f"saves {saved}, of them after a merge {merges}; articles lost or files broken {len(complaints)}")
    for line in complaints:
        print(line, file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
