"""Measuring one command against another in the same run, as ratios of medians.

Machines are noisy and differ: what counts is how many times the work of a bare baseline a command costs. The two
are run in turn, A B A B …, and the ratio is taken pair by pair.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable

# As installed, where the bytecode of the program lies ready; that of the baselines does in any case.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass(frozen=True)
class Ratio:
    """A against B: seconds of each (medians), and the median of the ratios pair by pair."""

    name: str
    ours: float
    base: float
    ratio: float
    goal: float

    def row(self) -> str:
        verdict = "yes" if self.ratio <= self.goal else "NO"
        return f"| {self.name} | {self.ours * 1000:.1f} ms | {self.base * 1000:.1f} ms | {self.ratio:.2f} | ≤ {self.goal} | {verdict} |"


HEAD = "| what | ours | baseline | ratio | goal | met |\n|---|---|---|---|---|---|"


def seconds(run: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    run()
    return clock() - start


def compare(
    name: str,
    ours: Callable[[], object],
    base: Callable[[], object],
    *,
    goal: float,
    runs: int = 15,
    clock: Callable[[], float] = time.perf_counter,
) -> Ratio:
    """Run both in turn, after one uncounted pair.

    ``clock`` may be ``time.process_time`` where both run inside this process: then other programs do not count.
    """
    seconds(ours), seconds(base)
    pairs = [(seconds(ours, clock), seconds(base, clock)) for _ in range(runs)]
    return Ratio(
        name,
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
        goal,
    )


def process(*words: str | Path, cwd: Path | None = None) -> Callable[[], object]:
    """A whole process, its output read and thrown away."""
    command: Sequence[str] = [str(word) for word in words]
    return lambda: subprocess.run(command, cwd=cwd, check=True, capture_output=True)
