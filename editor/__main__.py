# -*- coding: utf-8 -*-
"""``python -m editor`` and the command ``yaoxun``. Parses on any Python, and imports nothing heavy.

An old Python has to read this file before it can say what it lacks, hence neither annotations nor what came later.
"""

from __future__ import unicode_literals

import sys

MYPY = False  # True to a type checker
if MYPY:
    from typing import NoReturn  # noqa: F401  (in the comment of a type)

LEAST = (3, 11)  # requires-python in pyproject.toml


def main():
    # type: () -> NoReturn
    """Run the command line on ``sys.argv`` and leave with its exit code, which who calls this from a zip would forget."""
    if sys.version_info < LEAST:
        _say(
            "要讯需要 Python {0}.{1} 或更新的版本，现在用的是 {2}.{3}（{4}）；请换用新的 Python 再运行。".format(
                *(LEAST + sys.version_info[:2] + (sys.executable,))
            )
        )
        sys.exit(2)
    import gc

    gc.disable()  # a command is over before a collection would pay; the interface, which is not, turns it on again
    from editor.cli import run

    sys.exit(run(sys.argv[1:]))


def _say(sentence):
    # type: (str) -> None
    """Write to stderr in its encoding: text to the streams of Python 3, bytes to those of Python 2."""
    line = sentence + "\n"
    stream = getattr(sys.stderr, "buffer", sys.stderr)
    stream.write(line.encode(getattr(sys.stderr, "encoding", None) or "utf-8", "replace"))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
