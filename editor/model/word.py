"""Names inside a Word document, said once for those who write and those who read it: namespaces, styles, bookmarks.

The built-in styles keep Word's own names, so that 目录, navigation and outline know them; all others have
Chinese names. The anchors of articles become bookmarks, so that a document can be traced back to its issue.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OFFICE = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office/word"
NAMESPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "wps": f"{_MICROSOFT}/2010/wordprocessingShape",
    "w14": f"{_MICROSOFT}/2010/wordml",
    "w15": f"{_MICROSOFT}/2012/wordml",
    "wp14": f"{_MICROSOFT}/2010/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "rel": f"{_OFFICE}/package/2006/relationships",
    "ct": f"{_OFFICE}/package/2006/content-types",
    "ds": f"{_OFFICE}/officeDocument/2006/customXml",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "yx": "urn:yaoxun:issue:1",  # of what our documents carry beside their text
}
"""The namespaces of the parts, by the prefix that stands for each in the code and, in ours, in the file."""

EXPORT_PROPERTY = "YaoxunExport"
"""The custom property that says which remembered export a document is."""


class StyleName(NamedTuple):
    """``id`` is what paragraphs refer to; ``name`` is what people see, or Word's own name of a built-in style."""

    id: str
    name: str
    follow: str  # the id of the style of the paragraph that a person types next
    outline: int | None = None  # level in the outline, from 0


STYLES = {
    "topline": StyleName("Topline", "密级和编号", "Masthead"),
    "masthead": StyleName("Masthead", "刊名", "IssueNumber"),
    "number": StyleName("IssueNumber", "期号", "Imprint"),
    "imprint": StyleName("Imprint", "编印单位和日期", "ArticleBody"),
    "contents_heading": StyleName("TOCHeading", "TOC Heading", "Normal"),
    "contents_section": StyleName("TOC1", "toc 1", "Normal"),
    "contents_entry": StyleName("TOC2", "toc 2", "Normal"),
    "section": StyleName("Heading1", "heading 1", "Heading2", outline=0),
    "column": StyleName("Column", "合订本栏目", "Heading2"),
    "title": StyleName("Heading2", "heading 2", "ArticleBody", outline=1),
    "editor_note": StyleName("EditorNote", "编者按", "EditorNote"),
    "body": StyleName("ArticleBody", "稿件正文", "ArticleBody"),
    "measure": StyleName("Measure", "举措", "Measure"),
    "heading": StyleName("InnerHeading", "一级小标题", "ArticleBody"),
    "subheading": StyleName("InnerSubheading", "二级小标题", "ArticleBody"),
    "heading3": StyleName("InnerHeading3", "三级小标题", "ArticleBody"),
    "heading4": StyleName("InnerHeading4", "四级小标题", "ArticleBody"),
    "byline": StyleName("Byline", "署名", "ArticleBody"),
    "source": StyleName("Source", "来源", "Heading2"),
    "attachment": StyleName("Attachment", "附件", "Attachment"),
    "tail": StyleName("Tail", "报尾", "Tail"),
    "page_number": StyleName("Footer", "footer", "Footer"),
}
LEAD = StyleName("MeasureLead", "举措首句", "")
TITLE_BREAK = StyleName("TitleBreak", "标题换行", "")
CONTENTS_END = StyleName("ContentsEnd", "目录末尾", "")
TAIL_ANCHOR = StyleName("TailAnchor", "报尾定位", "")
ODD_NUMBER = StyleName("PageNumberOdd", "页码（单页）", "")
EVEN_NUMBER = StyleName("PageNumberEven", "页码（双页）", "")


def bookmark(anchor: str) -> str:
    """The bookmark of an anchor: ``a_`` and the article id, ``s_`` and the number of the section.

    Word wants a letter first, then letters, digits and underscores, at most 40, and does not tell capitals from
    small letters. An id that is none of ours is replaced by a digest, the same every time.
    """
    section = re.fullmatch("section-([0-9]+)", anchor)
    if section:
        return f"s_{section[1]}"
    if re.fullmatch("[a-z0-9]{1,32}", anchor):
        return f"a_{anchor}"
    from hashlib import sha256

    return f"x_{sha256(anchor.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
