"""One article alone, for mail, a website or somebody's desk, in any format that needs no pages of an issue around it."""

from __future__ import annotations

from dataclasses import replace

from editor.exporters.blocks import article_blocks
from editor.exporters.printable import require_printable
from editor.exporters.txt import article_text
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle

ARTICLE_FORMATS = ("docx", "txt", "html", "md")


def export_article(article: Article, issue: Issue, style: HouseStyle, suffix: str) -> bytes:
    """The article of an issue in one of :data:`ARTICLE_FORMATS`. ExportError if it has no title or cannot be stored."""
    alone = replace(issue, sections=(Section("", (article,)),), spares=())
    stream = tuple(article_blocks(article, style))
    require_printable(stream, alone)
    if suffix == "docx":
        from editor.exporters.docx.package import Properties, package_bytes

        issuer = issue.issuer
        return package_bytes(stream, style, Properties(article.title, issue.title, issuer, "", issue.date))
    if suffix == "html":
        from editor.exporters.html import export_article_html

        return export_article_html(article, style)
    if suffix == "md":
        from editor.exporters.markdown import export_article_markdown

        return export_article_markdown(article, style)
    return article_text(article, style).encode("utf-8")
