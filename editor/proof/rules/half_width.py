"""The commonest flaw of typed text: half-width marks in Chinese, and straight quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import CLOSERS, HAN, OPENERS, PAUSES, STOPS, is_han
from editor.proof.sheet import Sheet

_FULL = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
_SAYS = {half: f"半角“{half}”应为全角“{full}”" for half, full in _FULL.items()}
_HALF = frozenset(_FULL)
_FULL_WIDTH = frozenset((*_FULL.values(), "、"))
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")

_RUN = re.compile("[,;:?!().，；：？！（）。、]+")  # marks that follow each other, of either width
_FORMULA = re.compile(r"[A-Za-z]\([0-9A-Za-z,.+*/= -]{1,20}\)|\([0-9.]+, ?[0-9.]+\)")  # f(x), (31.2, 121.5)
_NO_POINT = re.compile("[^.]+")
_ANY = re.compile("[,;:?!().]")
_NO_STOP_BEHIND = re.compile("[.0-9A-Za-z]")
_INNER_POINT = re.compile(r"(?<![.0-9A-Za-z])\.(?![.0-9A-Za-z\n”’]|\Z)")

_LEFT = frozenset(CLOSERS + "%％‰℃")
_RIGHT = frozenset(OPENERS)
_AROUND = _LEFT | _RIGHT | frozenset(STOPS + PAUSES)

_QUOTE = re.compile("[\"'“”‘’\n]")
_HAS_HAN = re.compile(f"[{HAN}]")


def half_width(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Half-width , ; : ? ! ( ) . beside Han, closing quotes, 》, ）or %."""
    text = sheet.text
    if sheet.odd.isdisjoint(_HALF) or all(_is_in_figure(text, m.start()) for m in _ANY.finditer(text)):
        return []
    hits = [
        Hit(at, at + 1, _SAYS[text[at]], _FULL[text[at]])
        for run in _chinese_runs(text)
        for at in range(*run)
        if text[at] in _HALF
    ]
    return [*hits, *_inner_points(text, hits)] if "." in sheet.odd else hits


def _is_in_figure(text: str, at: int) -> bool:
    """Whether a mark belongs to a figure: 1,200, 9:30, 2.5."""
    return text[at] in ",:." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _chinese_runs(text: str) -> list[tuple[int, int]]:
    """The runs of marks that are Chinese: by what stands beside them, or by another run that is.

    What belongs together is judged together, so that a pair of brackets has one width, and mending one mark leaves
    the verdict on all others as it was.
    """
    formulas = [match.span() for match in _FORMULA.finditer(text)] if "(" in text else []
    runs = [
        (start, end)
        for start, end in _runs(text)
        if not any(first <= start and end <= last for first, last in formulas)
    ]
    linked = _linked_by_brackets(text, runs)
    waiting = [number for number, (start, end) in enumerate(runs) if _is_chinese(text, start, end)]
    chinese = set(waiting)
    while waiting:
        for number in linked.get(waiting.pop(), ()):
            if number not in chinese:
                chinese.add(number)
                waiting.append(number)
    return [runs[number] for number in sorted(chinese)]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The runs of marks. A point is among them only where it can be nothing but a full stop."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if "." not in match[0]:
            yield start, end
            continue
        stop = end if _is_full_stop(text, end - 1) else 0
        for piece in _NO_POINT.finditer(match[0]):
            at, behind = start + piece.start(), start + piece.end()
            yield at, behind + (behind == stop - 1)
        if stop and not match[0][-2:-1].strip("."):
            yield stop - 1, stop


def _is_full_stop(text: str, at: int) -> bool:
    if text[at] != "." or text[at + 1 : at + 2] not in ("", "\n", "”", "’"):
        return False
    return at == 0 or not _NO_STOP_BEHIND.match(text, at - 1)


def _is_chinese(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]  # empty at either end of the text
    if is_han(left) or left in _LEFT or is_han(right) or right in _RIGHT:
        return True
    if not _FULL_WIDTH.isdisjoint(text[start:end]):
        return True
    return (text[start] in "()" and left in _RIGHT) or (text[end - 1] in "()" and right in _LEFT)


def _linked_by_brackets(text: str, runs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """For each run the runs in which the partners of its brackets stand; brackets pair within one line."""
    linked: dict[int, list[int]] = {}
    opened: list[int] = []
    before = 0
    for number, (start, end) in enumerate(runs):
        if opened and text.find("\n", before, start) >= 0:
            opened = []
        before = end
        for at in range(start, end):
            if text[at] in _OPENING:
                opened.append(number)
            elif text[at] in _CLOSING and opened:
                partner = opened.pop()
                linked.setdefault(partner, []).append(number)
                linked.setdefault(number, []).append(partner)
    return linked


def _inner_points(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Half-width points inside a sentence: they may be a name's 间隔号, so that nothing is offered."""
    mended = {hit.start for hit in hits}
    for match in _INNER_POINT.finditer(text):
        at = match.start()
        left, right = text[at - 1 : at], text[at + 1 : at + 2]
        after = is_han(left) or left in _LEFT or (left == ")" and at - 1 in mended)
        if after and (is_han(right) or right in _RIGHT or (right == "(" and at + 1 in mended)):
            yield Hit(at, at + 1, "半角“.”应为句号“。”或间隔号“·”")


def straight_quotes(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Straight quotation marks in Chinese text."""
    text = sheet.text
    inside = {'"': False, "'": False}
    chinese = False
    line_start = True
    for match in _QUOTE.finditer(text):
        mark, at = match[0], match.start()
        if line_start:
            end = text.find("\n", at)
            chinese = bool(_HAS_HAN.search(text, text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)))
            line_start = False
        if mark == "\n":
            inside = {'"': False, "'": False}
            line_start = True
        elif mark in "“”":
            inside['"'] = mark == "“"
        elif mark in "‘’":
            inside["'"] = mark == "‘"
        elif chinese and _is_quote(text, at, inside[mark]):
            curly = ("”" if inside[mark] else "“") if mark == '"' else ("’" if inside[mark] else "‘")
            inside[mark] = not inside[mark]
            yield Hit(at, at + 1, f"直引号应为弯引号“{curly}”", curly)


def _meets_chinese(text: str, at: int) -> bool:
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    return is_han(left) or left in _AROUND or is_han(right) or right in _AROUND


def _is_quote(text: str, at: int, inside: bool) -> bool:
    """Whether a straight mark is a quotation mark: not an apostrophe, nor inches, feet and minutes."""
    after_figure = text[at - 1 : at].isdigit()
    if text[at] == "'":
        return _meets_chinese(text, at) and not after_figure
    return inside or not after_figure


HALF_WIDTH = ForArticle(
    id="half-width",
    says="汉字、后引号、》、）、%旁边的半角标点 , ; : ? ! ( ) .",
    why="GB/T 15834-2011 4.1—4.9、5.1：点号、括号的形式，在文稿中占一个字位置",
    fix="A",
    severity="error",
    bad=(
        "1月12日⟦,⟧上海市发布方案。",
        "设立特殊目的机构⟦(⟧SPV⟦)⟧，占比分别为20%⟦,⟧5%。",
        "印发《行动方案⟦(⟧2026—2028⟦)⟧》⟦:⟧明确目标⟦.⟧",
        "学习约翰⟦.⟧史密斯的经验⟦!⟧",
    ),
    good=(
        "1月12日，上海市发布方案。",
        "总投资1,200万元，比例为3:1，9:30开始，见www.example.com,可下载。",
        "发展AI+AR、AI+MR产品，PM2.5浓度下降。",
    ),
    find=half_width,
)

STRAIGHT_QUOTES = ForArticle(
    id="straight-quotes",
    says="直引号 \" '",
    why="GB/T 15834-2011 4.8.2：引号的形式为“ ”和‘ ’",
    severity="error",
    bad=('推行⟦"⟧一网通办⟦"⟧改革。', "他说：“推行⟦'⟧好办⟦'⟧服务。”"),
    good=("推行“一网通办”改革。", "引进Moody's评级机构，采购55\"显示屏。"),
    find=straight_quotes,
    signs=frozenset("\"'"),
)
