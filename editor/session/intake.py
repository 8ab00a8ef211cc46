"""Importing files from outside into the workspace: read, report, and only then write."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from editor.errors import EditorError, ExportError, ImportRefusedError
from editor.files.atomic import read_bytes
from editor.importers import Imported, import_text, read_issue
from editor.importers.old_word import is_old_word, old_suffix
from editor.model.issue import Article, Issue
from editor.session.remarks import keep_remarks
from editor.session.versions import Written, write_over
from editor.session.workspace import Workspace
from editor.store.issue_file import dump_issue, parse_issue

CLIPBOARD = "剪贴板"
_KINDS_OF_DOCUMENT = {
    ".doc": "旧版 Word 文件（.doc）",
    ".wps": "旧版 WPS 文件",
    ".rtf": "RTF 文件",
    ".odt": "ODF 文档（.odt）",
}


@dataclass(frozen=True)
class Taken:
    """One file taken in: where from, where to, and what its reader had to say."""

    source: Path
    path: Path
    imported: Imported


def read_outside(workspace: Workspace, source: Path) -> Taken:
    """Read a file as an issue without writing anything. An old Word or WPS file goes through LibreOffice first."""
    data = as_docx(read_bytes(source), source.name)
    styles = frozenset(path.stem for path in workspace.styles_folder.glob("*.toml"))
    imported = read_issue(data, source.name, workspace.style_for, styles, _issue_file)
    path = workspace.path_of(imported.issue.id)
    with suppress(EditorError):  # a file that cannot be read has nothing to keep
        if not imported.whole:
            imported = replace(imported, issue=_with_unprinted(imported.issue, workspace.load(path)))
    return Taken(source, path, imported)


def _with_unprinted(issue: Issue, present: Issue) -> Issue:
    """An issue that comes back from readers, with what its file has and no document for readers shows.

    It comes back if it has articles of the file.
    """
    if not issue.ids & present.ids:
        return issue
    kept = {article.id: article for article in (*present.articles, *present.spares)}
    sections = tuple(
        replace(each, articles=tuple(_article_with_unprinted(a, kept.get(a.id, a)) for a in each.articles))
        for each in issue.sections
    )
    if [each.name for each in sections] == [each.name for each in present.sections if each.articles]:
        whole = iter(sections)
        sections = tuple(next(whole) if each.articles else each for each in present.sections)
    spares = tuple(article for article in present.spares if article.id not in issue.ids)
    return replace(
        issue, sections=sections, spares=spares, **_missing(issue, present, "sections", "spares", "total")
    )


def _article_with_unprinted(article: Article, kept: Article) -> Article:
    return replace(article, **_missing(article, kept, "title", "body", "run_in"))


def _missing(printed: Issue | Article, kept: Issue | Article, *told: str) -> dict[str, Any]:
    """The values that one has and the other lacks, but for what every document tells."""
    names = (field.name for field in fields(printed) if field.name not in told)
    return {name: getattr(kept, name) for name in names if not getattr(printed, name)}


def _issue_file(text: str) -> Issue:
    """The issue in the text of a file that a working copy carries; StorageError and the like if it is none."""
    return parse_issue(text.encode("utf-8", "surrogatepass"), "")


def as_docx(data: bytes, name: str) -> bytes:
    """The bytes of a file, or those of the .docx that LibreOffice makes of an old document."""
    from editor.importers.forms import suffix_for_conversion  # here, as most files are what they are called

    other = suffix_for_conversion(data)
    if not other and not is_old_word(data):
        return data
    from editor.exporters.libreoffice import to_docx  # here, as hardly any file needs it

    suffix = other or old_suffix(data, name)
    try:
        return to_docx(data, suffix)
    except ExportError as error:
        kind = _KINDS_OF_DOCUMENT[suffix]
        raise ImportRefusedError(
            f"这是{kind}，须由 LibreOffice 转换，但{error.message}",
            where=name,
            advice=f"{error.advice}，或在 Word、WPS 中另存为 .docx",
        ) from error


def read_clipboard(workspace: Workspace, text: str) -> Taken:
    """Read a text as an issue without writing anything; ``source`` then names the clipboard."""
    imported = import_text(text, CLIPBOARD, workspace.style_for(text))
    return Taken(Path(CLIPBOARD), workspace.path_of(imported.issue.id), imported)


def take(taken: Taken, *, force: bool = False) -> Written:
    """Write what was read into the workspace; an issue that is there is replaced only with ``force``.

    What is replaced is kept as a version, and what the reader had to say beside the issue.
    """
    if taken.path.exists() and not force:
        raise ImportRefusedError(
            f"{taken.imported.issue.label}已经存在（{taken.path}），没有改动",
            where=taken.source,
            advice="确要覆盖请单独导入这一份，命令行加 --force",
        )
    written = write_over(taken.path, dump_issue(taken.imported.issue).encode())
    keep_remarks(taken.path, written.data, taken.imported.remarks)
    return written
