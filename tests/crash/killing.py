"""Kills a typist at random moments and looks at what is left. ``python -m tests.crash.killing 300 [SEED]``."""

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from editor.session.document import Document
from editor.session.exports import export_issue
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, save_issue
from tests.crash.typist import digest
from tests.generated import generated_issue

TYPIST = Path(__file__).with_name("typist.py")


@dataclass
class Outcome:
    """What the kills of one run came to."""

    kills: int = 0
    in_save: int = 0
    recovered: int = 0
    lost: list[float] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)


def prepare(folder: Path):
    """A workspace with an issue to work on, and a text and the issue that it is imported as."""
    workspace = Workspace.init(folder / "工作区")
    style = workspace.style("official")
    issue = generated_issue(7, 12)
    path = workspace.path_of(issue.id)
    save_issue(path, issue)
    (text,) = export_issue(generated_issue(8, 12), style, folder, formats=("txt",)).paths
    text.rename(workspace.root / "来稿.txt")
    return workspace, path


def kill_once(workspace, path, pick, outcome) -> None:
    """One session, killed, and the checks."""
    command = [sys.executable, str(TYPIST), str(path), str(pick.randrange(2**32))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    head = b""
    while not head.endswith(b"ready\n"):
        byte = os.read(process.stdout.fileno(), 1)
        if not byte:
            outcome.bad.append(process.stderr.read().decode())
            process.wait()
            return
        head += byte
    # What the log says must be read while it is written, or the typist would wait for room in the pipe.
    until = time.monotonic() + pick.random() * 0.9
    os.set_blocking(process.stdout.fileno(), False)
    log = head
    while time.monotonic() < until:
        log += process.stdout.read1(65536) if _ready(process.stdout, until) else b""
    killed = time.monotonic()
    process.kill()
    process.wait()
    os.set_blocking(process.stdout.fileno(), True)
    log += process.stdout.read()
    outcome.kills += 1
    check(workspace, path, log.decode().splitlines(), killed, outcome)
    process.stdout.close()
    process.stderr.close()


def _ready(stream, until) -> bool:
    import select

    return bool(select.select([stream], [], [], max(0.0, until - time.monotonic()))[0])


def check(workspace, path, log, killed, outcome) -> None:
    """Is the file whole and a state that was saved; is the work back, but for the last moment?"""
    states, saving, saved, flushed = [], [], -1, -1
    for row in (line.split() for line in log):
        if row[0] == "state":
            states.append((float(row[2]), row[3]))
        elif row[0] == "saving":
            saving.append(int(row[1]))
        elif row[0] == "saved":
            saved = int(row[1])
        elif row[0] == "flushed":
            flushed = int(row[1])
    outcome.in_save += bool(saving) and saving[-1] != saved
    in_file = digest(load_issue(path))
    first = saved if saved >= 0 else None
    allowed = {states[number][1] for number in saving if number >= saved}
    if first is None:
        allowed.add(check.file)
    if in_file not in allowed:
        outcome.bad.append("the file holds a state that was not being saved")
    check.file = in_file
    for listed in workspace.issues():
        if listed.error is not None:
            outcome.bad.append(str(listed.error))
    with Document.open(path, workspace.style("official")) as document:
        outcome.recovered += bool(document.recovered)
        found = digest(document.issue)
    numbers = [number for number, (_, state) in enumerate(states) if state == found]
    if not numbers or numbers[-1] < max(flushed, saved):
        outcome.bad.append("the work found again is older than what was on the disk")
    elif numbers[-1] + 1 < len(states):
        outcome.lost.append(killed - states[numbers[-1] + 1][0])


check.file = ""


def run(kills: int, seed: int, folder: Path) -> Outcome:
    """As many kills, one after another, in one workspace."""
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    workspace, path = prepare(folder)
    check.file = digest(load_issue(path))
    pick, outcome = random.Random(seed), Outcome()
    for _ in range(kills):
        kill_once(workspace, path, pick, outcome)
    return outcome


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20260101
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(kills, seed, Path(folder))
    print(f"kills {outcome.kills}, of them inside a save {outcome.in_save}")
    print(f"files broken or work missing {len(outcome.bad)}")
    print(f"unsaved work offered again {outcome.recovered}")
    print(
        f"oldest change lost {max(outcome.lost, default=0.0):.2f} s before the kill (at most 1 s is allowed)"
    )
    for line in outcome.bad:
        print(line, file=sys.stderr)
    return int(bool(outcome.bad) or outcome.kills < kills or max(outcome.lost, default=0.0) > 1.0)


if __name__ == "__main__":
    sys.exit(main())
