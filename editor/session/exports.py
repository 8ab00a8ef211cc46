"""Exporting an issue: which files, where, under which names, and all of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.errors import StorageError, UsageError
from editor.files.atomic import write_atomically
from editor.files.known import user_name
from editor.files.versions import export_id, remember_sent
from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle
from editor.model.unseen import harmless
from editor.store.issue_file import dump_issue

if TYPE_CHECKING:
    from editor.exporters.edition import Edition
    from editor.exporters.libreoffice import Verified

FORMATS = ("docx", "txt")
ALL_FORMATS = (*FORMATS, "pdf", "html", "md")
ARTICLE_FORMATS = (*FORMATS, "html", "md")
WORKING = "（工作稿）"

_REFUSED = re.compile(r'[<>:"/\\|?*\ud800-\udfff]')  # by Windows, or by any system
_LONGEST_TITLE = 180  # bytes; file systems take 255, and number and ending follow
# Names of devices, which Windows takes for them whatever comes after the first full stop.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in "123456789¹²³")}
)


@dataclass(frozen=True)
class Exported:
    """The files that were written, in the order of the formats, and what there is to say about them."""

    paths: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Documents:
    """The documents of an edition. They are called by its title and label; ``mark`` is for a DOCX that not everybody gets.

    ``options`` are those of the DOCX, ``encoding`` and ``newline`` those of the plain text.
    """

    edition: Edition
    style: HouseStyle
    title: str
    label: str = ""
    mark: str = ""
    encoding: str | None = None
    newline: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    def file_name(self, suffix: str) -> str:
        """The name of its file of one format."""
        return _file_name(self.title, self.label + (self.mark if suffix == "docx" else ""), suffix)

    def docx(self, pages: Mapping[str, int] | None = None) -> bytes:
        """The DOCX with the page numbers of the 目录 by anchor, None for those that are computed."""
        from editor.exporters.docx import export_docx

        return export_docx(self.edition, self.style, pages=pages, **self.options)

    def document(self, suffix: str, verified: Verified | None) -> bytes:
        """The document of one format."""
        if suffix == "txt":
            from editor.exporters.txt import export_txt

            return export_txt(self.edition, self.style, encoding=self.encoding, newline=self.newline)
        if suffix == "html":
            from editor.exporters.html import export_html

            return export_html(self.edition, self.style)
        if suffix == "md":
            from editor.exporters.markdown import export_markdown

            return export_markdown(self.edition, self.style)
        if verified is not None:
            return verified.pdf if suffix == "pdf" else verified.docx
        if suffix == "docx":
            return self.docx()
        from editor.exporters.libreoffice import to_pdf

        return to_pdf(self.docx())

    def verified(self) -> Verified:
        """The DOCX with the page numbers that LibreOffice gives."""
        from editor.exporters.blocks import settled
        from editor.exporters.edition import printed_blocks
        from editor.exporters.libreoffice import verify

        return verify(settled(printed_blocks(self.edition, self.style), self.style), self.docx)


def export_name(issue: Issue, suffix: str, *, working: bool = False) -> str:
    """长三角每周要讯2025年第28期.docx: the title and number, less what file systems refuse."""
    mark = WORKING if working and suffix == "docx" else ""
    return _file_name(issue.title, issue.label + mark, suffix)


def _file_name(title: str, label: str, suffix: str) -> str:
    """The name of a file as every file system takes it, in no other folder."""
    title = _REFUSED.sub("", harmless(title)).lstrip(" .")
    while len(title.encode("utf-8")) > _LONGEST_TITLE:
        title = title[:-1]
    stem = f"{title}{label}"
    reserved = stem.partition(".")[0].strip().casefold() in _RESERVED
    return f"{'_' if reserved else ''}{stem}.{suffix}"


def export_issue(
    issue: Issue,
    style: HouseStyle,
    folder: Path,
    *,
    formats: Sequence[str] = FORMATS,
    encoding: str | None = None,
    newline: str | None = None,
    verify: bool = False,
    clean: bool = False,
    working: bool = False,
    path: Path | None = None,
) -> Exported:
    """Write the issue in each format into a folder.

    Every document is made before the first one is written, so an error leaves all files as they were.
    ``encoding`` and ``newline`` are those of the plain text; None means what the style says. ``verify`` holds the
    page numbers of the 目录 against LibreOffice and corrects them. ``clean`` leaves the ids out of the
    DOCX; ``working`` makes it a working copy, which carries spares, sources and notes, and is named one. ExportError
    where LibreOffice is needed, for page numbers or PDF, and missing; UsageError for a working copy that is none.
    ``path`` is the file of the issue: a DOCX that is exported is remembered beside it, so that what comes back can be held
    against it.
    """
    if working and (clean or "docx" not in formats):
        reason = "又要不带内部内容（--clean）" if clean else "没有选 DOCX"
        raise UsageError(f"工作稿要带内部内容，这次{reason}", advice="工作稿写作 --to docx --working")
    text = dump_issue(issue)
    file = None if clean else text if working else head_text(issue)
    export = export_id(text) if path is not None and not clean else ""

    options = {"file": file, "working": working, "export": export}
    mark = WORKING if working else ""
    documents = _Documents(issue, style, issue.title, issue.label, mark, encoding, newline, options)
    exported = _export(documents, folder, formats, verify=verify)
    if path is not None and "docx" in formats:
        exported = replace(exported, remarks=(*exported.remarks, *_remembered(path, text)))
    if working:
        unprinted = unprinted_parts(issue) or "全部稿件信息"
        warning = f"工作稿里带着{unprinted}，看不见但查得出来，只在办公室内部用，不要外发"
        exported = replace(exported, remarks=(*exported.remarks, warning))
    return exported


def head_text(issue: Issue) -> str:
    """What a document for everybody carries of the issue file: no more than what its head says in print."""
    issue = replace(issue, sections=(), spares=(), secrecy="", serial="", extra=())
    return dump_issue(replace(issue, published=None, published_by=""))


def _remembered(path: Path, text: str) -> Iterator[str]:
    """Remember the state that was sent; a sentence if that is not possible."""
    try:
        remember_sent(path, text, user_name())
    except StorageError as error:
        yield f"已照常导出，但没能记下这次发出的稿（{error.message}），回稿将按文字比对"


def write_document(folder: Path, name: str, data: bytes) -> Path:
    """Write a DOCX that is no issue, under a name that every system takes; its path."""
    path = folder / _file_name(name, "", "docx")
    write_atomically(path, data, make_folder=True)
    return path


def export_article(
    issue: Issue, article: Article, style: HouseStyle, folder: Path, *, formats: Sequence[str] = FORMATS
) -> Exported:
    """Write one article alone, printed or spare, in each format, under its title; all of them or none."""
    from editor.exporters.edition import Alone

    if lacking := [name for name in formats if name not in ARTICLE_FORMATS]:
        raise UsageError(f"单篇不能导出 {lacking[0]}", advice=f"可选 {'、'.join(ARTICLE_FORMATS)}")
    documents = _Documents(Alone(article, issue), style, article.title, encoding="utf-8", newline="lf")
    return _export(documents, folder, formats, verify=False)


def export_volume(
    year: int,
    issues: Sequence[Issue],
    style: HouseStyle,
    folder: Path,
    *,
    formats: Sequence[str] = FORMATS,
    encoding: str | None = None,
    newline: str | None = None,
    verify: bool = False,
) -> Exported:
    """Bind the issues of a year into one document of each format, under the same conditions."""
    from editor.exporters.edition import volume_of

    volume = volume_of(year, issues)
    documents = _Documents(volume, style, volume.title, volume.label, encoding=encoding, newline=newline)
    return _export(documents, folder, formats, verify=verify)


def _export(documents: _Documents, folder: Path, formats: Sequence[str], *, verify: bool) -> Exported:
    wanted = tuple(dict.fromkeys(formats))
    if verify and not {"docx", "pdf"} & set(wanted):
        raise UsageError("核对页码要有 DOCX 或 PDF，这次只导出不分页的格式", advice="请加上 --to docx")
    verified = documents.verified() if verify else None
    made = [(folder / documents.file_name(name), documents.document(name, verified)) for name in wanted]
    for path, data in made:
        write_atomically(path, data, make_folder=True)
    remarks = _remarks(verified, documents.style) if verified else ()
    return Exported(tuple(path for path, _ in made), tuple(remarks))


def _remarks(verified: Verified, style: HouseStyle) -> Iterator[str]:
    """What the comparison with LibreOffice came to, a sentence each."""
    if verified.count == verified.printed_count:
        yield f"LibreOffice 核对：共 {verified.count} 页，与本程序一致"
    else:
        yield f"LibreOffice 核对：排成 {verified.printed_count} 页，本程序算得 {verified.count} 页"
    if not style.contents.page_numbers:
        yield "目录不印页码，无须改正"
    elif not verified.corrections:
        yield f"目录 {verified.entries} 条的页码全部一致"
    else:
        yield f"目录 {verified.entries} 条中有 {len(verified.corrections)} 条页码不同，已照 LibreOffice 改正："
        for correction in verified.corrections:
            yield f"  “{correction.title}”：{correction.ours} → {correction.printed}"
    missing = missing_fonts(style)
    if missing:
        yield (
            f"注意：这台电脑没有 {'、'.join(missing)}，LibreOffice 用了别的字体，页码可能与办公电脑上不同；"
            "不加 --verify 导出的，是按这些字体算的页码"
        )


def unprinted_parts(issue: Issue) -> str:
    """What of an issue only a working copy carries, in words; empty if there is nothing."""
    articles = (*issue.articles, *issue.spares)
    counts = (
        (len(issue.spares), "篇备用稿"),
        (sum(bool(article.source) for article in articles), "处来源"),
        (sum(bool(article.note) for article in articles), "条内部备注"),
    )
    return "、".join(f"{count}{name}" for count, name in counts if count)


def can_render() -> bool:
    """Whether LibreOffice, which PDF and the comparison of page numbers need, is on this machine."""
    from editor.exporters.libreoffice import find

    return find() is not None


def missing_fonts(style: HouseStyle) -> list[str]:
    """The fonts of a style that this machine lacks; none where nobody can be asked."""
    from editor.exporters.fonts import installed

    names = dict.fromkeys(font.name for font in vars(style.fonts).values())
    there = installed()
    return [] if there is None else [name for name in names if name.casefold() not in there]
