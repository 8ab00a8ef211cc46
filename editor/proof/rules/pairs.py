"""Rules about marks that come in pairs: quotation marks, book marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.proof.brackets import NAMES, OPENING, OTHER, Pair
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.sheet import Sheet

_INNER = {"“": "‘’", "《": "〈〉"}
_SECOND = frozenset("‘〈")

_LISTED = re.compile("”、“|》、《")
_AFTER_NOTE = re.compile("）[“《]")
_AND = "和及与或、"


def unpaired(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Marks without a partner, and pairs that cross."""
    for lone in sheet.brackets.lone:
        own, other = NAMES[lone.mark], NAMES[OTHER[lone.mark]]
        if lone.crossed:
            message = f"{own}还没有配上{other}，就先出现了{NAMES[lone.crossed]}"
        elif lone.mark in OPENING:
            message = f"{own}没有配对的{other}"
        else:
            message = f"{other}缺失：前面没有与这个{own}配对的"
        yield Hit(lone.at, lone.at + 1, message)


def nesting(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Quotation marks inside quotation marks, book marks inside book marks."""
    brackets = sheet.brackets
    around = {pair.start: pair for pair in brackets.pairs if pair.mark in _INNER}
    inner_ones = [pair for pair in brackets.pairs if pair.mark in _SECOND]
    for pair in brackets.pairs:
        if pair.mark in _INNER and pair.inside is not None and _is_second_level(pair, around, inner_ones):
            inner = _INNER[pair.mark]
            words = sheet.text[pair.start + 1 : pair.end]
            name = "引号" if pair.mark == "“" else "书名号"
            yield Hit(
                pair.start, pair.end + 1, f"{name}里面的{name}应为“{inner}”", f"{inner[0]}{words}{inner[1]}"
            )


def _is_second_level(pair: Pair, around: dict[int, Pair], inner_ones: Iterable[Pair]) -> bool:
    """Whether the pair stands in a closed pair of its kind that itself stands in none: deeper levels alternate.

    With a pair of inner marks between the two it is the third level, and right: 《〈《…》议定书〉修正案》.
    """
    outer = around.get(pair.inside) if pair.inside is not None else None
    if outer is None or outer.inside in around:
        return False
    return not any(
        between.mark == _INNER[pair.mark][0]
        and outer.start < between.start < pair.start < pair.end < between.end
        for between in inner_ones
    )


def listed_quotes(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """、 between quoted items, and its lack behind a bracketed note."""
    text = sheet.text
    if "”、“" in text or "》、《" in text:
        for match in _LISTED.finditer(text):
            if _is_list_of_quotes(sheet, match.start(), match.end() - 1):
                yield Hit(match.start() + 1, match.end() - 1, f"并列的“{match[0]}”之间通常不用顿号", "")
    if "）“" in text or "）《" in text:
        for match in _AFTER_NOTE.finditer(text):
            start = sheet.brackets.opened_by.get(match.start())
            # The bracket closes a note behind an item of the kind that comes next.
            if start and text[start - 1] == OTHER[match[0][1]]:
                yield Hit(
                    match.start(), match.end(), "并列成分后面有括注时，中间宜用顿号", f"）、{match[0][1]}"
                )


def _is_list_of_quotes(sheet: Sheet, left: int, right: int) -> bool:
    """Whether all items beside the 、 between two quoted ones are quoted too, and none has a bracketed note."""
    text, brackets = sheet.text, sheet.brackets
    start, end = brackets.opened_by.get(left), brackets.closed_by.get(right)
    if start is None or end is None:
        return False
    before, after = text[max(0, start - 2) : start], text[end + 1 : end + 3]
    if before[-1:] == "、" and before[:1] != text[left]:
        return False
    if after[:1] in tuple(_AND) and after[1:] != text[right]:
        return False
    return after[:1] != "（" and not (before[-1:] in tuple(_AND) and before[:1] == "）")


PAIRS = (
    ForArticle(
        id="unpaired",
        says="引号、书名号、括号不成对或交叉",
        why="GB/T 15834-2011 4.8.2、4.9.2、4.15.2：这些标号左右成对使用",
        fix="N",
        severity="error",
        bad=("印发⟦《⟧实施方案，明确目标。", "推行“一网通办⟦（⟧试行”）。", "打造样板⟦”⟧工程。"),
        good=(
            "印发《实施方案》（试行），推行“一网通办”。",
            "1）申请；2）受理。",
            "It’s OK，引进James’公司。",
        ),
        find=unpaired,
    ),
    ForArticle(
        id="nesting",
        says="引号里又用双引号，书名号里又用双书名号",
        why="GB/T 15834-2011 4.8.3.3、4.15.3.7：外面用双的，里面用单的",
        severity="error",
        bad=("推动“固定资产投资⟦“一件事”⟧改革”。", "印发《关于落实⟦《条例》⟧的通知》。"),
        good=("推动“固定资产投资‘一件事’改革”。", "印发《关于落实〈条例〉的通知》，推行“甲”“乙”。"),
        find=nesting,
    ),
    ForArticle(
        id="listed-quotes",
        says="并列的引号、书名号之间的顿号；有括注时缺顿号",
        why="GB/T 15834-2011 4.5.3.5：标有引号、书名号的并列成分之间通常不用顿号，有括注插入时宜用",
        severity="note",
        bad=("推行“好办”⟦、⟧“快办”服务。", "修订《条例》⟦、⟧《办法》。", "印发《条例》（修订⟦）《⟧办法》。"),
        good=(
            "推行“好办”“快办”服务。",
            "印发《条例》（修订）、《办法》。",
            "推行“好办”、“快办”、帮办服务。",
            "推行掌办、“好办”、“快办”服务。",
        ),
        find=listed_quotes,
    ),
)
