"""Issue files: reading one, writing a new one, and saving over one so that only what changed is touched.

Reading needs tomllib alone. Saving works on the text: it is cut where tables begin (``chunks``), what says something
else is changed entry by entry (``tables``, ``values``), and tables are reordered as a whole (``order``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date as Date  # noqa: N812  (the model calls its field date)
from pathlib import Path
from typing import Any

from editor.errors import EditorError, FileChangedError, FileFormatError, StorageError
from editor.files.atomic import read_bytes, write_atomically
from editor.model.issue import Issue
from editor.store import keys
from editor.store.decode import decode_issue
from editor.store.misfit import Misfit
from editor.store.source import Source, placed, read_source

_LAST: list[tuple[bytes, Source, Issue]] = []  # at most one
# What may be a table of which there are several, written inline.
_INLINE = re.compile(r"""^[ \t]*["']?(?:section|spare|article)["']?[ \t]*[=.]""", re.MULTILINE)


def load_issue(path: Path) -> Issue:
    """The issue in a file. StorageError if it cannot be read, FileFormatError if it is not a valid issue."""
    return parse_issue(read_bytes(path), path)


def parse_issue(data: bytes, where: Path | str) -> Issue:
    """The issue that the bytes of a file stand for; ``where`` names them in the FileFormatError."""
    return _read(data, where)[1]


def line_of_style(path: Path) -> int | None:
    """The line, from 1, where an issue file names its house style; None if it cannot be read."""
    from editor.store.values import locate  # here, as good files need no tomlkit

    with suppress(EditorError):
        source, _ = _read(read_bytes(path), path)
        return locate(source.text, (keys.ISSUE, keys.STYLE))[0]
    return None


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
    source, saved = _read(data, where)
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


def _read(data: bytes, where: Path | str) -> tuple[Source, Issue]:
    """What bytes say; the last ones are not read again, as whoever saves has just opened or written them."""
    last = _LAST[0] if _LAST else None
    if last is not None and last[0] == data:
        return last[1:]
    source = read_source(data, where)
    try:
        _refuse_inline(source)
        issue = decode_issue(source.data)
    except Misfit as misfit:
        raise placed(misfit, where, source) from misfit
    _LAST[:] = [(data, source, issue)]
    return source, issue


def _refuse_inline(source: Source) -> None:
    """Refuse sections, articles and spares that are written inline: nobody could move them with their comments."""
    if not _INLINE.search(source.text):
        return
    from editor.store.chunks import cut, entries

    for chunk in cut(f"{source.text}\n")[0]:
        names = keys.ARRAYS.get(chunk.key, ())
        for entry in entries(chunk.text)[1] if names else ():
            (name, *more) = entry.key
            if name in names and not (not more and entry.text[entry.value_start :].startswith("[]")):
                header = ".".join((*chunk.key, name))
                raise Misfit(
                    (*chunk.path, *entry.key),
                    f"{name} 不能写在方括号里，应另起一行写 [[{header}]]，它的各项写在下面，一行一项",
                    advice=f'如 [[{header}]] 下面写 {keys.NAME if name == keys.SECTION else keys.TITLE} = "…"',
                )


def _present(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def _changed_bytes(path: Path, source: Source, saved: Issue, issue: Issue) -> bytes:
    # Imported when something is saved: reading, which every command does, needs none of it.
    from editor.merge.order import match_sections
    from editor.store.guard import encoded, refuse_lost_keys
    from editor.store.tables import rewrite
    from editor.store.values import UnreadableEntry

    sections = match_sections(saved.sections, issue.sections)
    try:
        text = rewrite(source.text, saved, issue, sections)
    except (Misfit, UnreadableEntry) as error:
        raise StorageError(
            "这个文件的写法太特别，无法在原处改写，没有写入",
            where=path,
            advice="请另存一份，或导出后重新导入",
        ) from error
    data, written = encoded(source, text, issue, path)
    _LAST[:] = [(data, written, issue)]
    refuse_lost_keys(source, written, saved.ids & issue.ids, sections, path)
    return data


def carried_issue(carried: object) -> Issue:
    """The issue in what a document of ours carries: the text of its file, or what the first documents had, as JSON.

    FileFormatError, which nobody need see, if there is none in it.
    """
    if isinstance(carried, str):
        return parse_issue(carried.encode("utf-8", "surrogatepass"), "")
    try:
        return decode_issue(_tables_of_before(carried))
    except (Misfit, ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileFormatError(str(error)) from error


def _tables_of_before(carried: Any) -> dict[str, Any]:  # noqa: ANN401  (whatever JSON has)
    """The tables of the issue file for the JSON that documents carried before they carried these."""
    head = {name: value for name, value in carried.items() if value is not None}
    sections, spares = head.pop("sections", []), head.pop("spares", [])
    return {
        keys.FORMAT_KEY: keys.FORMAT,
        keys.ISSUE: head | {keys.DATE: Date.fromisoformat(head[keys.DATE])},
        keys.SECTION: [{keys.NAME: each["name"], keys.ARTICLE: each["articles"]} for each in sections],
        keys.SPARE: spares,
    }
