"""``python -m editor`` and the command ``yaoxun``. Imports nothing heavy."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line on ``sys.argv`` and return the exit code."""
    gc.disable()  # a command is over before a collection would pay; the interface, which is not, turns it on again
    from editor.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
