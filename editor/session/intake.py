"""Importing files from outside into the workspace: read, report, and only then write."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editor.errors import EditorError, ExportError, ImportRefusedError
from editor.files.atomic import read_bytes
from editor.importers import Imported, import_text, read_issue
from editor.importers.encoding import suffix_for_conversion
from editor.model.issue import Issue
from editor.session.remarks import keep_remarks
from editor.session.versions import Written, locked, save_over, write_over
from editor.session.workspace import Workspace
from editor.store.issue_file import carried_issue, dump_issue

CLIPBOARD = "剪贴板"
_KINDS_OF_DOCUMENT = {
    ".doc": "旧版 Word 文件（.doc）",
    ".wps": "旧版 WPS 文件",
    ".rtf": "RTF 文件",
    ".odt": "ODF 文档（.odt）",
}


@dataclass(frozen=True)
class Taken:
    """One file taken in: where from, where to, and what its reader had to say.

    ``base`` is the state of the issue that it was made from if the one that is there was changed since, else None.
    """

    source: Path
    path: Path
    imported: Imported
    base: Issue | None = None


Over = Literal["keep", "unchanged", "replace", "merge"]
"""What is done where the issue is there: nothing; replaced unless it was changed since; replaced; merged."""


def read_outside(workspace: Workspace, source: Path) -> Taken:
    """Read a file as an issue without writing anything. An old Word or WPS file goes through LibreOffice first."""
    data = as_docx(source)
    imported = read_issue(data, source.name, workspace.style_for, workspace.style_names(), carried_issue)
    return _onto_present(workspace, source, imported)


def _onto_present(workspace: Workspace, source: Path, imported: Imported) -> Taken:
    """What was read, as a state of the issue that is there if there is one."""
    path = workspace.path_of(imported.issue.id)
    if not path.exists():
        return Taken(source, path, imported)
    from editor.session.bases import changed_since, recognised  # here, as most issues are new

    base = None
    with suppress(EditorError):  # a file that cannot be read has nothing to keep
        present = workspace.load(path)
        style = workspace.style(present.style)
        if not imported.whole:
            imported = recognised(imported, present, style)
        base = changed_since(path, imported.issue, style)
    return Taken(source, path, imported, base)


def _taken_over(taken: Taken, *, merging: bool) -> Written:
    """Replace the issue that is there, or merge it with what was read; its own lines stay as far as they are the same."""
    issue = taken.imported.issue
    if merging and taken.base is not None:
        from editor.session.bases import merged  # here, as hardly any import needs it

        issue = merged(taken.base, taken.path, issue, taken.source)
    try:
        return save_over(taken.path, issue)
    except EditorError:  # what is there cannot be read
        return write_over(taken.path, dump_issue(issue).encode())


def as_docx(source: Path) -> bytes:
    """The bytes of a file, or those of the .docx that LibreOffice makes of an old document."""
    data = read_bytes(source)
    suffix = suffix_for_conversion(data, source.name)
    if not suffix:
        return data
    from editor.exporters.libreoffice import to_docx  # here, as hardly any file needs it

    try:
        return to_docx(data, suffix)
    except ExportError as error:
        kind = _KINDS_OF_DOCUMENT[suffix]
        raise ImportRefusedError(
            f"这是{kind}，须由 LibreOffice 转换，但{error.message}",
            where=source.name,
            advice=f"{error.advice}，或在 Word、WPS 中另存为 .docx",
        ) from error


def read_clipboard(workspace: Workspace, text: str) -> Taken:
    """Read a text as an issue without writing anything; ``source`` then names the clipboard."""
    imported = import_text(text, CLIPBOARD, workspace.style_for(text))
    return _onto_present(workspace, Path(CLIPBOARD), imported)


def take(taken: Taken, *, over: Over = "keep") -> Written:
    """Write what was read into the workspace. ImportRefusedError where the issue is there and ``over`` does not allow it.

    What is replaced is kept as a version, and what the reader had to say beside the issue. LockedError while somebody
    works on it.
    """
    if not taken.path.exists():
        written = write_over(taken.path, dump_issue(taken.imported.issue).encode())
    else:
        if over == "keep":
            raise ImportRefusedError(
                f"{taken.imported.issue.label}已经存在（{taken.path}），没有改动",
                where=taken.source,
                advice="确要覆盖请单独导入这一份，命令行加 --force",
            )
        if over == "unchanged" and taken.base is not None:
            raise ImportRefusedError(
                f"{taken.imported.issue.label}在这份文件之后又改过，覆盖会丢掉那些改动，所以没有导入",
                where=taken.source,
                advice="合并两边的改动用 --merge；仍要覆盖，--force 写两遍",
            )
        with locked(taken.path):
            written = _taken_over(taken, merging=over == "merge")
    keep_remarks(taken.path, written.data, taken.imported.remarks)
    return written
