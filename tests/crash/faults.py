"""Makes each call to the disk fail in turn, in a session of its own process, and looks at what is left.

``python -m tests.crash.faults`` runs all of them. The kinds: the call fails once; it and all after it fail; half of a
write arrives before it fails; the process dies at the call.
"""

import errno
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from editor.errors import EditorError, StorageError
from editor.session.document import Document
from editor.store.issue_file import load_issue
from tests.crash.killing import prepare
from tests.crash.typist import Typist, digest

KINDS = ("once", "gone", "half", "dies")
CALLS = ("open", "fdopen", "write", "fsync", "replace", "rename", "link", "mkdir")


class Disk:
    """Counts the calls to the disk, and fails the one with the number ``at`` in the manner of ``kind``."""

    def __init__(self, at: int, kind: str):
        self.at, self.kind, self.count = at, kind, 0
        self.names: list[str] = []
        self.real = {name: getattr(os, name) for name in CALLS}

    def __enter__(self):
        for name in CALLS:
            setattr(os, name, self._failing(name))
        return self

    def __exit__(self, *_):
        for name, call in self.real.items():
            setattr(os, name, call)

    def _due(self, name: str) -> bool:
        number, self.count = self.count, self.count + 1
        self.names.append(name)
        if number == self.at and self.kind == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        return number == self.at or (number > self.at >= 0 and self.kind == "gone")

    def _failing(self, name: str):
        call = self.real[name]

        def counted(*args, **options):
            if self._due(name):
                if name == "write" and self.kind == "half":
                    call(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            made = call(*args, **options)
            return self._counted_file(made) if name == "fdopen" else made

        return counted

    def _counted_file(self, file):
        disk = self

        class Counted:
            def __enter__(self):
                return self

            def __exit__(self, *_):
                file.close()

            def write(self, data):
                if disk._due("write"):
                    if disk.kind == "half":
                        file.write(data[: len(data) // 2])
                        file.flush()
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                return file.write(data)

            def flush(self):
                file.flush()

            def fileno(self):
                return file.fileno()

        return Counted()


def session(path, style, say) -> None:
    """A short day: some work, three saves, a second opening."""
    for seed in (1, 2):
        document = Document.open(path, style, pause=0)
        document.accept_recovered()
        typist = Typist(document, random.Random(seed), say)
        for action in (
            typist.type,
            typist.move,
            typist.flush,
            typist.save,
            typist.type,
            typist.flush,
            typist.save,
        ):
            try:
                action()
            except StorageError as error:
                say(f"refused {error.message}")
        typist.add_or_remove()
        typist.flush()
        if seed == 1:
            document.close()


def trial(folder: Path, at: int, kind: str) -> tuple[list[str], list[str]]:
    """One session in which one call fails: the complaints, and the names of the calls made."""
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    workspace, path = prepare(folder)
    style = workspace.style("official")
    before = digest(load_issue(path))
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        _child(path, style, write_end, at, kind)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        log = pipe.read().decode().splitlines()
    status = os.waitpid(child, 0)[1]
    bad = [line for line in log if line.startswith("unforeseen")]
    if status not in ((0, signal.SIGKILL) if kind == "dies" else (0,)):
        bad.append(f"the session ended with status {status}")
    bad += verdict(workspace, path, before, log)
    return bad, [line.split()[1] for line in log if line.startswith("call ")]


def _child(path, style, log, at, kind) -> None:
    write = os.write

    def say(line):
        write(log, f"{line}\n".encode())

    try:
        with Disk(at, kind) as disk:
            try:
                session(path, style, say)
            except EditorError as error:
                say(f"refused {error}")
        for name in disk.names:
            say(f"call {name}")
    except BaseException as error:
        say(f"unforeseen {error!r}")
    os._exit(0)


def verdict(workspace, path, before, log) -> list[str]:
    """What is wrong with what is left."""
    state = in_file = on_disk = before
    maybe_file, maybe_work = {before}, {before}
    for row in (line.split() for line in log):
        match row[0]:
            case "state":
                state = row[3]
                maybe_work.add(state)
            case "saving":
                maybe_file.add(state)
            case "saved":
                in_file = on_disk = state
                maybe_file, maybe_work = {state}, {state}
            case "flushed":
                on_disk = state
                maybe_work = {state}
    bad = []
    try:
        if digest(load_issue(path)) not in maybe_file:
            bad.append(f"the file is neither {in_file} nor what was being saved")
        with Document.open(path, workspace.style("official")) as document:
            if digest(document.issue) not in maybe_work:
                bad.append(f"the work found again is not {on_disk} or later")
    except EditorError as error:
        bad.append(str(error))
    left = [p.name for p in path.parent.iterdir() if p.suffix == ".toml" and p != path]
    return [*bad, *(f"left behind: {name}" for name in left)]


def run(step: int = 1) -> tuple[Counter, list[str]]:
    """All kinds at every ``step``-th call: how many trials by call, and the complaints."""
    trials: Counter = Counter()
    complaints = []
    with tempfile.TemporaryDirectory() as folder:
        bad, calls = trial(Path(folder), -1, "once")
        complaints += bad
    for number, kind in enumerate(KINDS):
        for at in range(number % step, len(calls), step):
            with tempfile.TemporaryDirectory() as folder:
                bad, _ = trial(Path(folder), at, kind)
            trials[calls[at]] += 1
            complaints += [f"{kind} at call {at} ({calls[at]}): {line}" for line in bad]
    return trials, complaints


def main() -> int:
    trials, complaints = run()
    print(f"trials {sum(trials.values())} ({', '.join(f'{name} {n}' for name, n in trials.items())})")
    print(f"files broken or work missing {len(complaints)}")
    for line in complaints:
        print(line, file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
