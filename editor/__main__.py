"""``python -m editor`` and the command ``yaoxun``. Imports nothing heavy."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line on ``sys.argv`` and return the exit code."""
    from editor.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
