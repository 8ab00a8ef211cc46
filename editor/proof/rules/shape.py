"""Rules about what is missing or left over, and about the shape of a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.layout.setting import width_em
from editor.layout.titles import title_lines
from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.reading import Reading, Spot
from editor.proof.rule import ForArticle, ForIssue
from editor.proof.sheet import Sheet

_PLACEHOLDER = re.compile(
    r"【[^【】\n]{0,12}(?:待|补|略|填|核)[^【】\n]{0,12}】|[（(](?:待补|待核|待定|待续|此处|略写)[^（）()\n]{0,12}[）)]"
    r"|×{2,}|□{2,}|(?<![一二三四五六七八九〇○])○{2,}(?![一二三四五六七八九〇○])|\*{2,}|(?<![A-Za-z0-9])(?:[Xx]{2,}|TODO|FIXME)(?![A-Za-z0-9])|[？?]{3,}"
)
_NAMELESS = ("XX", "xx", "××", "○○")
_BLANK_LINE = re.compile(r"\n\s*(?:\n|\Z)")
_SIGNS = frozenset("×□○*?(")
_WORDS = ("【", "（待", "（此处", "（略写", "XX", "xx", "Xx", "xX", "TODO", "FIXME", "？？？")
_DIGRAMS = sought(digrams(" ".join(word[:2] for word in _WORDS)))

_TITLE_END = re.compile("[。，、；：,;:.]+$")
_MOST_LINES = 2


def leftover(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """An article without title or body, an empty paragraph, and placeholders that were never filled in."""
    article = sheet.article
    if not sheet.words(sheet.places[0]).strip():
        yield Hit(0, 0, "稿件没有标题")
    if not article.body:
        yield Hit(0, 0, "稿件没有正文")
    if _BLANK_LINE.search(sheet.text):
        for place in sheet.places[1:]:
            if not sheet.words(place).strip():
                yield Hit(place.start, place.end, "这一段是空的")
    text = sheet.text
    if "【" in text or not sheet.odd.isdisjoint(_SIGNS) or sheet.may_hold(_DIGRAMS):
        for match in _PLACEHOLDER.finditer(text):
            if match[0] in _NAMELESS and sheet.brackets.quotes(match.start(), match.end()):
                continue  # “XX报” names one that shall not be named
            yield Hit(match.start(), match.end(), f"“{match[0]}”还没有补上")


def empty_section(reading: Reading, _: Desk) -> Iterable[Spot]:
    """Sections without articles: they are not printed, which may be meant."""
    for name, sheets in reading.sections:
        if not sheets:
            yield Spot(None, Hit(0, 0, f"栏目“{name}”没有稿件，不会印出"))


def title_shape(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """A title that ends in a mark, fills more than two lines, or leaves one character to the last."""
    place = sheet.places[0]
    title = sheet.words(place)
    if match := _TITLE_END.search(title):
        yield Hit(match.start(), place.end, "标题末尾不用标点", "")
    yield from _lines(title, width_em(desk.style.elements.title, desk.style))


def _lines(title: str, width: float) -> Iterator[Hit]:
    chars = max(int(width), 1)
    if len(title) <= _MOST_LINES * chars - 4:  # a break costs a line a few characters at most
        return
    lines = title_lines(title, width)
    if len(lines) > _MOST_LINES:
        yield Hit(0, len(title), f"标题排成{len(lines)}行，宜压缩到两行以内（每行{chars}字）")
    elif len(lines) > 1 and len(lines[-1]) == 1:
        yield Hit(len(title) - 1, len(title), "标题末行只有一个字")


SHAPES = (
    ForArticle(
        id="empty",
        says="没有正文的稿件、没有文字的标题、空段、没有补上的【待补】××TODO",
        why="习惯：付印前应补齐",
        fix="N",
        severity="error",
        bad=("总投资⟦××⟧亿元。", "由⟦【待补】⟧牵头实施。", "题 \n正文。", "联系人⟦XX⟧。", "项目名称⟦TODO⟧。"),
        good=(
            "落实“8+X”机制，推出XXL大号产品，测算为3×5米。",
            "【编者按】长三角协同提速。",
            "（二○○四年六月十六日印发）",
            "冒充“XX报”记者的两人受到处罚。",
        ),
        find=leftover,
    ),
    ForArticle(
        id="title-shape",
        says="标题末尾有标点、超过两行或末行只有一个字",
        why="GB/T 9704-2012 7.3.1：标题排列应使用梯形或菱形；习惯：标题末尾不加点号",
        bad=(
            "题 上海推进数据共享⟦。⟧\n正文。",
            "题 ⟦上海多措并举推进公共数据资源登记授权运营收益分配安全监管和跨区域跨行业跨层级共享开放利用试点⟧\n正文。",
        ),
        good=("题 上海推进数据共享\n正文。", "题 江苏支持企业“走出去”\n正文。"),
        find=title_shape,
    ),
)

EMPTY_SECTION = ForIssue(
    id="empty-section",
    says="没有稿件的栏目",
    why="习惯：空栏目不印出，发稿前应当知道",
    fix="N",
    severity="note",
    bad=(
        "栏 科创聚焦\n栏 产业动向\n题 上海推进数据共享\n正文。",
        "栏 产业动向\n题 上海推进数据共享\n正文。\n栏 域外动态",
    ),
    good=(
        "栏 产业动向\n题 上海推进数据共享\n正文。",
        "栏 产业动向\n题 上海甲\n正文。\n栏 域外动态\n题 山东乙\n正文。",
    ),
    find=empty_section,
)
