"""Whole commands against bare Python with the same imports. Run: python -m benchmarks.commands"""

import os
import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import HEAD, PYTHON, ROOT, compare, process

EMPTY_DOCX = "import docx; docx.Document().save('empty.docx')"


def main() -> None:
    yaoxun = Path(PYTHON).with_name("yaoxun")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        os.environ |= {"HOME": folder, "XDG_STATE_HOME": folder}  # nobody's journals and settings
        for name in ("issues", "styles"):
            shutil.copytree(ROOT / name, workspace / name)
        print(HEAD)
        for ratio in (
            compare(
                "`yaoxun list` : `import tomllib, argparse`",
                process(yaoxun, "list", cwd=workspace),
                process(PYTHON, "-c", "import tomllib, argparse"),
                goal=2.0,
            ),
            compare(
                "`yaoxun export` (both formats) : `import docx` and saving an empty document",
                process(yaoxun, "export", "latest", cwd=workspace),
                process(PYTHON, "-c", EMPTY_DOCX, cwd=workspace),
                goal=1.9,
            ),
        ):
            print(ratio.row())


if __name__ == "__main__":
    main()
