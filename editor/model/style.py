"""The house style (样式): everything another office would want to change, as data.

The fields mirror ``styles/*.toml`` one to one: a table is a dataclass, a key is a field of the same name.
Lengths are millimetres (``_mm``), points (``_pt``) or characters of the body size (``_chars``).
Numbers come from GB/T 9704-2012 where it speaks (page, margins, density, fonts of titles and headings) and
from the custom of 简报 elsewhere; the standard says nothing of 简报 itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (as in the issue)
from typing import Literal

FontRole = Literal["fangsong", "kaiti", "heiti", "xiaobiaosong", "songti"]
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Page:
    """Paper, margins and grid. Defaults: A4, 22 lines of 28 characters (GB/T 9704-2012, 5.2)."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    top_mm: float = 37.0
    bottom_mm: float = 35.0
    left_mm: float = 28.0
    right_mm: float = 26.0
    lines: int = 22
    chars: int = 28
    line_pt: float = 28.95  # exact line pitch; 29 gives 21 lines
    char_spacing_pt: float = -0.25  # added to each 16 pt character so that 28 fit
    first_page: Literal["masthead", "body"] = "masthead"  # the page that carries number 1
    number: str = "— {page} —"  # {pages} is how many there are; empty: no page numbers
    number_pt: float = 14.0
    number_gap_mm: float = 7.0  # from the type area down to the number
    number_inset_chars: float = 1.0
    number_align: Literal["outside", "center"] = "outside"

    @property
    def type_area_mm(self) -> tuple[float, float]:
        """Width and height between the margins (版心), in millimetres; not above 0 where the margins leave nothing."""
        return self.width_mm - self.left_mm - self.right_mm, self.height_mm - self.top_mm - self.bottom_mm


@dataclass(frozen=True)
class Font:
    """One font role: its name as written into the DOCX, and what may stand in for it, best first."""

    name: str
    substitutes: tuple[str, ...] = ()
    gb2312: bool = False  # covers GB 2312 only, so characters such as 镕 are missing


@dataclass(frozen=True)
class Fonts:
    """The five fonts of official documents, by role."""

    fangsong: Font = Font("仿宋_GB2312", ("仿宋", "FangSong", "STFangsong"), gb2312=True)
    kaiti: Font = Font("楷体_GB2312", ("楷体", "KaiTi", "STKaiti"), gb2312=True)
    heiti: Font = Font("黑体", ("SimHei", "STHeiti"))
    xiaobiaosong: Font = Font("方正小标宋简体", ("方正小标宋_GBK", "华文中宋"))
    songti: Font = Font("宋体", ("SimSun",))


@dataclass(frozen=True)
class Element:
    """How one kind of paragraph is set.

    ``line_pt`` is the exact line pitch; None means the pitch of the page grid. Indents count characters of
    the element's own size; a negative first line hangs out to the left of the rest. The text at the right tab
    of a row (page number, date) ends at the right indent. ``lead`` is the font of a measure's first sentence; None means that of the rest.
    """

    font: FontRole = "fangsong"
    size_pt: float = 16.0
    align: Align = "justify"
    bold: bool = False
    color: str = "000000"
    first_line_chars: float = 0.0
    left_chars: float = 0.0
    right_chars: float = 0.0
    line_pt: float | None = None
    before_pt: float = 0.0
    after_pt: float = 0.0
    keep_next: bool = False
    lead: FontRole | None = None
    lead_bold: bool = False


@dataclass(frozen=True)
class Elements:
    """Every kind of paragraph on the page, by name. The same names are the kinds of the block stream."""

    topline: Element = Element("heiti", 16.0, "left")  # 密级 and 编号 (GB/T 9704-2012, 7.2.1 and 7.2.2)
    masthead: Element = Element("xiaobiaosong", 42.0, "center", color="FF0000", line_pt=57.9)
    number: Element = Element("kaiti", 16.0, "center", before_pt=14.0)
    imprint: Element = Element("fangsong", 16.0, "left", before_pt=14.0)  # issuer and date, one row
    contents_heading: Element = Element("heiti", 16.0, "center", before_pt=14.0, after_pt=7.0)
    contents_section: Element = Element("heiti", 16.0, "left", keep_next=True)
    contents_entry: Element = Element("fangsong", 16.0, "left", left_chars=1.0)
    section: Element = Element("heiti", 16.0, "center", keep_next=True, before_pt=14.0)
    title: Element = Element(
        "xiaobiaosong", 22.0, "center", keep_next=True, line_pt=34.0, before_pt=14.0, after_pt=7.0
    )
    editor_note: Element = Element("kaiti", 16.0, "justify", first_line_chars=2.0)  # 编者按
    body: Element = Element(first_line_chars=2.0)
    measure: Element = Element(first_line_chars=2.0, lead="kaiti")
    heading: Element = Element(first_line_chars=2.0, font="heiti", keep_next=True)
    subheading: Element = Element(first_line_chars=2.0, font="kaiti", keep_next=True)
    heading3: Element = Element(first_line_chars=2.0, keep_next=True)
    heading4: Element = Element(first_line_chars=2.0, keep_next=True)
    byline: Element = Element("kaiti", 16.0, "right")  # 署名
    source: Element = Element("kaiti", 16.0, "justify", first_line_chars=2.0)  # 来源
    attachment: Element = Element("fangsong", 16.0, "justify", first_line_chars=2.0)  # 附件
    tail: Element = Element(  # 报尾: long lists hang under the first name
        "fangsong", 14.0, "left", first_line_chars=-2.0, left_chars=3.0, right_chars=1.0
    )
    page_number: Element = Element("songti", 14.0, "left")


Every = Literal["week", "fortnight", "half-month", "month"]


@dataclass(frozen=True)
class Periodical:
    """How often the bulletin appears, and how its issues are numbered and named.

    ``weekday`` (1 Monday to 7 Sunday) puts the issue after one that was early or late back on its day; None: the day
    goes on from the last issue. ``first_number`` and ``first_date`` are those of the first issue in a new workspace.
    ``{…}`` in the labels stands for year, number, number_to (the last number of a 合刊), numbers (28、29 of a 合刊).
    """

    every: Every = "week"
    weekday: int | None = None
    numbering: Literal["year", "through"] = "year"  # from 1 each year, or through the years
    first_number: int = 1
    first_date: Date | None = None
    label: str = "{year}年第{number}期"
    supplement: str = "{year}年增刊第{number}期"
    combined: str = "{year}年第{numbers}期合刊"


@dataclass(frozen=True)
class Masthead:
    """The red head of the first page. ``{…}`` stands for a field of the issue.

    Fields: title, year, number, numbers (28、29 of a 合刊), total, issuer, date (2025年7月25日), label (2025年第28期), secrecy,
    serial, editor, approver, copies, and extra.NAME for the office's own. ``left`` and ``right`` are the two ends of the
    row above the rule, ``above_left`` and ``above_right`` those of the row above the title.
    """

    above_left: str = "{secrecy}"
    above_right: str = "{serial}"
    number: str = "{label}"
    number_with_total: str = "（第{number}期　总第{total}期）"
    left: str = "{issuer}"
    right: str = "{date}"
    rule_pt: float = 2.25  # 0: no rule
    rule_space_pt: float = 11.0
    rule_color: str = "FF0000"
    fit: float = 0.96  # the title shrinks until it fits in this share of the width


@dataclass(frozen=True)
class Contents:
    """The table of contents (目录), and whether the 编者按 of the issue stands before or after it."""

    show: bool = True
    heading: str = "目　　录"
    sections: bool = True
    page_numbers: bool = True
    leader: Literal["dot", "none"] = "dot"
    page_break_after: bool = True
    editor_note: Literal["after", "before"] = "after"


@dataclass(frozen=True)
class Articles:
    """What is printed of an article beside its title and body; a line whose field is empty is left out.

    ``{…}`` stands for a field of the article: byline, unit (来稿单位), source. An empty pattern: not printed.
    """

    byline: str = "（{byline}）"
    byline_place: Literal["end", "title"] = "end"  # after the article, or under its title
    source: str = ""
    attachments: str = "附件："


@dataclass(frozen=True)
class Ordinals:
    """How positions are written. The 一, 1 or ① in each pattern stands for the number."""

    measure: str = "一是"
    heading: str = "一、"
    subheading: str = "（一）"
    heading3: str = "1."
    heading4: str = "（1）"


@dataclass(frozen=True)
class PlainText:
    """The plain-text form of an issue. Defaults: the form in which the bulletin stands on the web."""

    contents_heading: str = "目录"
    indent: str = ""  # before each paragraph, e.g. two U+3000
    blank_between_articles: bool = False
    newline: Literal["lf", "crlf"] = "lf"
    encoding: Literal["utf-8", "gb18030"] = "utf-8"


@dataclass(frozen=True)
class Tail:
    """报尾 at the foot of the last page; nothing is printed while all lines are empty.

    Custom of 简报. ``report``, ``send`` and ``copy_to`` are the lists after 报, 送 and 发; ``issued_by`` and ``issued_on``
    the two ends of the row with 印发机关 and date (GB/T 9704-2012, 7.4.3), printed where there is an ``issued_by``. ``{…}``
    stands for a field of the issue, as in the masthead. What the issue says of copies, editor and approver goes first.
    """

    report: str = ""
    send: str = ""
    copy_to: str = ""
    copies: str = ""  # 共印 N 份
    editor: str = ""  # 责任编辑
    approver: str = ""  # 签发
    issued_by: str = ""  # 印发机关
    issued_on: str = "{date}印发"


@dataclass(frozen=True)
class HouseRule:
    """A proof rule of the office's own, or what the office changes in one of the program's.

    With the id of a rule of the program, ``severity`` and ``message`` replace its own where they are given. With any
    other id, ``find`` holds the words to be found and ``fix`` what to write instead (empty: only reported).
    """

    id: str
    find: tuple[str, ...] = ()
    fix: str = ""
    message: str = ""
    severity: Literal["error", "warning", "note"] | None = None


@dataclass(frozen=True)
class Proof:
    """How the proof rules are set: those switched off, and changes to them.

    ``outside`` names the sections for items from outside the Delta.
    """

    off: tuple[str, ...] = ()
    outside: tuple[str, ...] = ("域外动态",)
    rule: tuple[HouseRule, ...] = ()


@dataclass(frozen=True)
class HouseStyle:
    """A complete house style, as read from ``styles/NAME.toml``."""

    name: str
    title: str
    issuer: str
    sections: tuple[str, ...]
    editor_note: str = ""  # 编者按, before the first section; empty: none
    periodical: Periodical = Periodical()
    page: Page = Page()
    fonts: Fonts = Fonts()
    elements: Elements = Elements()
    masthead: Masthead = Masthead()
    contents: Contents = Contents()
    articles: Articles = Articles()
    ordinals: Ordinals = Ordinals()
    text: PlainText = PlainText()
    tail: Tail = Tail()
    proof: Proof = Proof()
    keys: tuple[tuple[str, str], ...] = ()  # key bindings changed by the office: (binding id, keys)
