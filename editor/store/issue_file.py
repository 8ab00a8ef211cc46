"""Issue files: reading one, writing a new one, and saving over one so that only what changed is touched.

Reading needs tomllib alone. Saving works on the text: it knows where each value stands (``scan``, ``locate``), changes
what says something else (``content``), and reorders tables as a whole (``order``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.errors import FileChangedError, StorageError
from editor.model.issue import Issue
from editor.store.atomic import read_bytes, write_atomically
from editor.store.decode import decode_issue
from editor.store.misfit import Misfit
from editor.store.source import Source, read_source


def load_issue(path: Path) -> Issue:
    """The issue in a file. StorageError if it cannot be read, FileFormatError if it is not a valid issue."""
    return parse_issue(read_bytes(path), path)


def parse_issue(data: bytes, where: Path | str) -> Issue:
    """The issue that the bytes of a file stand for; ``where`` names them in the FileFormatError."""
    return _parsed(read_source(data, where), where)


def dump_issue(issue: Issue) -> str:
    """The text of a new file for an issue, in canonical form."""
    from editor.store.canonical import write_issue

    return write_issue(issue)


def new_bytes(path: Path, issue: Issue) -> bytes:
    """The bytes of a new file, checked to say the issue. StorageError if no file can."""
    from editor.store.guard import encoded

    return encoded(Source("", {}), dump_issue(issue), issue, path)[0]


def rewritten(data: bytes, issue: Issue, where: Path) -> bytes:
    """The bytes of a file, changed to say ``issue``; comments, unknown keys and untouched lines stay."""
    source = read_source(data, where)
    saved = _parsed(source, where)
    return data if saved == issue else _changed_bytes(where, source, saved, issue)


def save_issue(
    path: Path,
    issue: Issue,
    *,
    expect: bytes | None = None,
    before: Callable[[bytes], None] = lambda _: None,
) -> bytes:
    """Write an issue over its file and return the bytes that are in the file then.

    Comments, unknown keys and untouched lines stay; an unchanged issue is not written at all. ``expect`` are the
    bytes that were there when the issue was loaded: FileChangedError if others are there now. A file that is not
    a valid issue is left alone (FileFormatError). Without a file a new one is written. ``before`` is given the bytes
    that are about to be replaced.
    """
    present = _present(path)
    if expect is not None and present != expect:
        raise FileChangedError(
            "文件在打开之后被别人或别的程序改动过，没有保存", where=path, advice="请先查看那边的改动"
        )
    if present is None:
        data = new_bytes(path, issue)
    else:
        data = rewritten(present, issue, path)
        if data == present:
            return present
        before(present)
    write_atomically(path, data)
    return data


def _parsed(source: Source, where: Path | str) -> Issue:
    try:
        return decode_issue(source.data)
    except Misfit as misfit:
        raise misfit.in_file(where, source.text) from misfit


def _present(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def _changed_bytes(path: Path, source: Source, saved: Issue, issue: Issue) -> bytes:
    # Imported when something is saved: reading, which every command does, needs none of it.
    from editor.merge.sections import match_sections
    from editor.store.guard import encoded, refuse_lost_keys
    from editor.store.rewrite import rewrite

    sections = match_sections(saved.sections, issue.sections)
    data, written = encoded(source, rewrite(source.text, saved, issue, sections), issue, path)
    refuse_lost_keys(source, written, saved.ids & issue.ids, sections, path)
    return data
