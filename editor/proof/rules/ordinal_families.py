"""Ordinals of other families than 一是: 一要, 第一, （一）. They count on from one, and families do not mix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.manuscript.ordinals import counted
from editor.proof.desk import Desk
from editor.proof.digrams import digrams_apart, sought
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import NUMERALS
from editor.proof.sheet import Sheet

_FAMILIES = tuple(
    re.compile(rf"[：:；;。，\n](?P<at>{before}(?P<n>[{NUMERALS}]{{1,3}}){after})")
    for before, after in (
        ("", "要(?!素|点|件|案|闻|道|务|么)"),
        ("第", "[，,]"),
        ("（", "）(?![、和与至])"),
        ("", "靠(?!近|前|岸)"),
    )
)
_SHAPES = (("", "要"), ("第", "，"), ("（", "）"), ("", "靠"))


def _signs(before: str, after: str) -> frozenset[int]:
    """The digrams of a sign beside any numeral; one of them is in each ordinal of that family."""
    return sought(
        digrams_apart("".join(before + numeral if before else numeral + after for numeral in NUMERALS))
    )


_SIGNS = tuple(_signs(*shape) for shape in _SHAPES)
_MIXED_SIGNS = _signs("第", "") | _signs("", "、")
_MIXED = re.compile(
    rf"[；;。，](?P<at>(?:第(?P<n>[{NUMERALS}]{{1,2}})(?P<s>[是要，])|(?P<m>[{NUMERALS}]{{1,2}})、(?![{NUMERALS}])))"
)
_IS = re.compile(rf"(?:[：:；;。，\n]|^)(?P<n>[{NUMERALS}]{{1,2}})(?P<s>[是要])")


def ordinal_gap(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """A gap or repeat in 一要…二要…, 第一，…第二，…, （一）…（二）…, and 第三是 among 一是, 二是."""
    text, known = sheet.text, sheet.digrams
    if ("一是" in text or "一要" in text) and not known.isdisjoint(_MIXED_SIGNS):
        for match in _MIXED.finditer(text):
            yield from _mixed(text, match)
    for pattern, shape, signs in zip(_FAMILIES, _SHAPES, _SIGNS, strict=True):
        if known.isdisjoint(signs):
            continue
        matches = list(pattern.finditer(text))
        if len(matches) > 1 and not (shape[0] == "（" and len(sheet.chains) > 1):
            yield from _gaps(matches, shape)


def _gaps(matches: list[re.Match[str]], shape: tuple[str, str]) -> Iterator[Hit]:
    last = 0
    for match in matches:
        number = counted(match["n"])
        if number == last + 2 and last:
            numeral = NUMERALS[last : last + 1]
            right = f"{shape[0]}{numeral}{shape[1]}" if numeral else None
            yield Hit(*match.span("at"), f"“{match['at']}”前面缺第{last + 1}条", right)
        last = number


def _mixed(text: str, match: re.Match[str]) -> Iterator[Hit]:
    """第三是 where 一是 and 二是 came before in its line."""
    last, sign = 0, ""
    for before in _IS.finditer(text, max(0, text.rfind("\n", 0, match.start())), match.start()):
        if counted(before["n"]) == last + 1:
            last, sign = last + 1, before["s"]
    numeral = match["n"] or match["m"]
    if last and counted(numeral) == last + 1 and match["s"] in (sign, "，", None):
        right = numeral + sign
        yield Hit(*match.span("at"), f"前面用“一{sign}”，这里应为“{right}”", right)


FAMILIES = (
    ForArticle(
        id="ordinal-gap",
        says="“一要、第一、（一）”的序号缺漏，或与“一是”混用：一是……二是……第三是",
        why="习惯：序次语依次编号，一组里用一种；GB/T 15834-2011 附录B.2",
        bad=(
            "一是摸清底数；二是分类处置；⟦第三是⟧加强宣传。",
            "会议强调，一要摸底；二要分类；⟦四要⟧督办。",
            "第一，建机制；⟦第三，⟧强队伍。",
            "一是摸底；⟦二、⟧整改；三是验收。",
        ),
        good=(
            "一要摸底；二要分类；三要督办。",
            "第一，建机制；第二，强队伍。统一要求，划一要素。",
            "（一）（三）项所列材料可以容缺。",
        ),
        find=ordinal_gap,
    ),
)
