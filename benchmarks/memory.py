"""How much the terminal interface grows while one writes. Run: python -m benchmarks.memory [characters] (Linux)

An hour at the desk is 12,000 characters, which a phrase of the input method after the other brings in as fast as the
pages and the findings keep up. The growth is that of the resident memory, over what it was after the first 600; that it
levels off is seen in the four quarters.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.interface import EDITING, YAOXUN
from benchmarks.measure import ROOT
from benchmarks.terminal import Terminal

HOUR, FIRST, QUARTERS = 12_000, 600, 4  # characters
REST = 0.25  # seconds after a phrase, in which pages are made and findings found
MOST = 1.25  # times what it was
NEW, ENTER = "\x0e", "\r"
_WORDS = "为进一步加快,建设现代化产,业体系,推动高质,量发展,强化要素,保障。,支持企业牵头,组建联合体,开展攻关,扩大应用。"


def phrases() -> Iterator[str]:
    """What is typed: phrases, each sentence another one by its number, an Enter after some, then another article."""
    words = _WORDS.split(",")
    for number, word in enumerate(cycle(words), start=1):
        yield f"{number}{word}" if word is words[0] else word
        if number % (8 * len(words)) == 0:
            yield ENTER
        if number % (60 * len(words)) == 0:
            yield from (NEW, ENTER)


def resident(pid: int) -> float:
    """Megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def grown(root: Path, characters: int) -> list[float]:
    """Megabytes after the first characters, and after each quarter of all."""
    terminal = Terminal([YAOXUN, "edit", "latest"], root)
    try:
        terminal.wait_for(EDITING)
        terminal.quiet(1.0)
        typed = 0
        seen: list[float] = []
        for phrase in (NEW, ENTER):
            terminal.send(phrase)
            terminal.quiet()
        for phrase in phrases():
            terminal.send(phrase)
            terminal.quiet(REST)
            typed += len(phrase)
            if typed >= FIRST + len(seen) * characters / QUARTERS:
                time.sleep(1.0)
                seen.append(resident(terminal.pid))
            if len(seen) > QUARTERS:
                break
        return seen
    finally:
        terminal.close()


def main() -> None:
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else HOUR
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("issues", "styles"):
            shutil.copytree(ROOT / name, root / name)
        before, *quarters = grown(root, characters)
    print("quarters: " + ", ".join(f"{each:.1f}" for each in quarters) + " MB")
    print("| what | after | before | ratio | goal | met |\n|---|---|---|---|---|---|")
    after = quarters[-1]
    ratio = after / before
    print(
        f"| memory after {characters:,} characters : after the first {FIRST} | {after:.1f} MB | {before:.1f} MB |"
        f" {ratio:.2f} | ≤ {MOST} | {'yes' if ratio <= MOST else 'no'} |"
    )


if __name__ == "__main__":
    main()
