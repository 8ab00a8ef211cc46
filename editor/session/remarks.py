"""What an importer had to say of an issue, kept until somebody changes the issue.

It stands among the findings, whoever reads the issue first: the command line, the desk, a colleague. With the bytes of
the file goes what was said about them, so that nobody is told what he has looked at and mended.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

from editor.errors import EditorError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.keeping import beside
from editor.model.remark import Remark

_LARGEST = 4 * 1024 * 1024  # bytes


def keep_remarks(path: Path, data: bytes, remarks: Iterable[Remark]) -> None:
    """Keep the remarks that are the business of a proof rule, as long as the issue file holds these bytes.

    Where nothing can be written they are lost with the program: no work depends on them.
    """
    rows = [astuple(remark) for remark in remarks if remark.rule]
    kept = {"issue": sha256(data).hexdigest(), "remarks": rows}
    with suppress(EditorError):
        if rows:
            write_atomically(
                beside(path).remarks, json.dumps(kept, ensure_ascii=False).encode(), make_folder=True
            )


def keep_left_out(path: Path, remarks: Iterable[Remark]) -> Path | None:
    """Keep the full words of what an import left out or doubts, of which its remarks quote the beginning; where they are.

    None where there is nothing more than was quoted, or nothing can be written.
    """
    longer = [each for each in remarks if each.kind != "repaired" and each.text not in each.message]
    if not longer:
        return None
    words = "\n\n".join(f"第{each.line}行　{each.message}\n{each.text}" for each in longer)
    try:
        write_atomically(beside(path).left_out, f"{words}\n".encode(), make_folder=True)
    except EditorError:
        return None
    return beside(path).left_out


def remarks_of(path: Path, data: bytes | None = None) -> tuple[Remark, ...]:
    """The remarks on an issue file with these bytes (None: as it is now); none where they cannot be read."""
    try:
        kept = json.loads(read_bytes(beside(path).remarks, largest=_LARGEST))
        if kept["issue"] != sha256(read_bytes(path) if data is None else data).hexdigest():
            return ()
        return tuple(Remark(kind, int(line), *map(str, texts)) for kind, line, *texts in kept["remarks"])
    except (EditorError, ValueError, TypeError, LookupError, RecursionError):
        return ()
