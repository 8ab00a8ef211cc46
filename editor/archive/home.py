"""Where the index of a workspace lives: inside it, else in the user's cache folder, else in memory.

The workspace is the right home, as everybody who works in it shares one index. It may lie on a read-only or full
disk, or on a network drive without locks; then each user keeps an index of his own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.files.keeping import FOLDER
from editor.files.known import programs_folder

NAME = "index.sqlite3"


def homes(
    workspace: Path, *, environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Iterator[Path | None]:
    """The files in which the index may be kept, best first; None, the last, is memory."""
    yield workspace / FOLDER / NAME
    cache = programs_folder("XDG_CACHE_HOME", "Library/Caches", ".cache", environ, platform)
    if cache is not None:
        from hashlib import blake2b

        real = os.path.normcase(os.path.realpath(workspace))
        key = blake2b(os.fsencode(real), digest_size=10).hexdigest()
        yield cache / "yaoxun" / f"index-{key}.sqlite3"
    yield None
