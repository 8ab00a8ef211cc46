"""Mutation testing of one room: which small changes of its code does no test notice?

``python -m tests.mutants ROOM [COUNT] [SEED]`` has mutmut change one thing at a time in a sample of the room's functions,
runs the tests that reach it, and prints the changes that they let pass. COUNT 0 takes them all. What tests reach a
function is learnt once and kept in ``mutants/``; delete that folder when tests were added.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

_MUTMUT = Path(sys.executable).with_name("mutmut")
_NONE = (
    "editor.errors.x_none__mutmut_1"  # matches nothing: makes the mutants and learns which test reaches what
)
_PASSED = {0: "survived", 5: "no test", 33: "no test"}  # exit codes of mutmut's record


def main(room: str, count: int = 60, seed: int = 1) -> None:
    """Make the mutants, try a sample of a room, and say what became of it."""
    if not _verdicts(room):
        _mutmut(_NONE)
    names = sorted(_verdicts(room))
    if not names:
        sys.exit(f"no mutants of {room!r}: see only_mutate in pyproject.toml")
    sample = random.Random(seed).sample(names, min(count or len(names), len(names)))
    _mutmut(*sample)
    verdicts = _verdicts(room)
    tried = [name for name in sample if verdicts[name] is not None]
    left = sorted(name for name in tried if verdicts[name] in _PASSED)
    for name in left:
        print(_PASSED[verdicts[name] or 0], flush=True)
        subprocess.run([_MUTMUT, "show", name], check=False)
    print(f"{room}: {len(left)} of {len(tried)} survived (sample of {len(names)} mutants, seed {seed})")
    sys.exit(0 if tried else "nothing was tried: see what mutmut says above")


def _verdicts(room: str) -> dict[str, int | None]:
    """Exit code of the tests by name of the mutant, None where it was not tried."""
    found: dict[str, int | None] = {}
    for meta in Path("mutants", "editor", room).rglob("*.meta"):
        found |= json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return found


def _mutmut(*names: str) -> None:
    done = subprocess.run(
        [_MUTMUT, "run", "--max-children", "1", *names], capture_output=True, text=True, check=False
    )
    if done.returncode and _NONE not in names:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
