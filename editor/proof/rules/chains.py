"""Rules about chains of measures: ordinals that are missing, repeated or out of order, and marks that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from editor.manuscript.ordinals import patterns
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import NUMERALS
from editor.proof.rules.ordinal_walk import Flaw, FlawKind, flaws_of
from editor.proof.sheet import Sheet, Stretch

_ENDS = frozenset("；。")
_OPENS = frozenset("，：、")


def _flaws(sheet: Sheet, desk: Desk) -> list[Flaw]:
    return sheet.once("ordinals", lambda: list(flaws_of(sheet, patterns(desk.style.ordinals).measure)))


def _flawed(wanted: FlawKind, sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Gaps, repeats and new chains without a lead-in; 四完善… after three measures; 一是 and nothing after it."""
    return [hit for kind, hit in _flaws(sheet, desk) if kind == wanted]


_IN_LINE = re.compile(f"(?P<end>^|[：；。，\n])(?P<n>[{NUMERALS}])是(?P<mark>[，、：]?)", re.MULTILINE)
_FEWEST = 3  # ordinals of a paragraph from which one that is unlike the others is no chance


def chain_punctuation(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Measures of one chain that begin or end with different marks."""
    for fields in sheet.chains:
        if len(fields) > 1:
            yield from _unlike_ends(sheet, fields)
            yield from _unlike_beginnings(sheet, fields)
    if "三是" in sheet.text:
        for line in sheet.lines:
            yield from _unlike_in_line(sheet.text, line)


def _unlike_in_line(text: str, line: Stretch) -> Iterator[Hit]:
    """一是…；二是…。三是…；四是… and 一是，…；二是… in one paragraph: one mark unlike all others."""
    found = list(_IN_LINE.finditer(text, line.start, line.end))
    if len(found) < _FEWEST or [match["n"] for match in found] != list(NUMERALS[: len(found)]):
        return
    ends = Counter(match["end"] for match in found[1:])
    if ends.keys() == {"；", "。"} and min(ends.values()) == 1 and len(found) > _FEWEST:
        usual = ends.most_common(1)[0][0]
        for match in found[1:]:
            if match["end"] != usual:
                at = match.start("end")
                yield Hit(at, at + 1, f"同组举措多以“{usual}”隔开，这里用了“{match['end']}”", usual)
    marked = [match for match in found if match["mark"]]
    if len(marked) == 1:
        yield Hit(*marked[0].span("mark"), "同组举措的序次语后面有的有标点，有的没有", "")


def _unlike_ends(sheet: Sheet, fields: Sequence[int]) -> Iterator[Hit]:
    """Ends that differ: all but the last decide by majority; the last one ends with 。anyhow."""
    text = sheet.text
    marks = [
        (at, text[at]) for at in [sheet.places[field].end - 1 for field in fields[:-1]] if text[at] in _ENDS
    ]
    if len({mark for _, mark in marks}) < 2:
        return
    counts = Counter(mark for _, mark in marks)
    usual = "；" if counts["；"] > counts["。"] else "。"
    for at, mark in marks:
        if mark != usual:
            yield Hit(at, at + 1, f"同组举措多以“{usual}”结尾，这一条用了“{mark}”", usual)


def _unlike_beginnings(sheet: Sheet, fields: Sequence[int]) -> Iterator[Hit]:
    """A mark right behind the ordinal in some measures and none in others."""
    starts = [sheet.places[at].start for at in fields]
    marked = [at for at in starts if sheet.text[at : at + 1] in _OPENS]
    if marked and len(marked) < len(starts):
        for at in marked:
            yield Hit(at, at + 1, "同组举措的序次语后面有的有标点，有的没有", "")


CHAINS = (
    ForArticle(
        id="chain-gap",
        says="序号缺漏、重复，或没有引导语又从“一是”开始",
        why="习惯：举措依次编号；GB/T 15834-2011 附录B.2 序次语",
        severity="error",
        bad=(
            "措施有：一是摸清底数；二是健全机制；⟦四是⟧加强宣传。",
            "一是摸清底数。\n二是健全机制。\n⟦四是⟧加强宣传。",
            "是 摸清底数。\n是 健全机制。\n空\n是 ⟦加强宣传⟧。\n是 落实经费。",
            "是 ⟦一是⟧摸清底数。\n是 健全机制。",
            "措施有：一是摸清底数；⟦一是⟧健全机制；三是加强宣传。",
        ),
        good=(
            "措施有：一是摸清底数；二是健全机制。难点有：一是人手少；二是经费紧。",
            "三省一市共建，五年规划实施，坚持一是一、二是二。",
            "一是摸清底数。\n二是健全机制。",
        ),
        find=partial(_flawed, "gap"),
    ),
    ForArticle(
        id="chain-missing-shi",
        says="序次语漏了“是”：四完善……",
        why="习惯：同组举措的序次语写法一致",
        severity="error",
        bad=(
            "是 摸清底数。\n是 健全机制。\n⟦三⟧完善保障。",
            "措施有：一是摸清底数；⟦二⟧加强宣传；三是落实经费。",
            "一是摸清底数。\n⟦二⟧健全机制。\n三是落实经费。",
        ),
        good=(
            "是 摸清底数。\n是 健全机制。\n三省一市联合发布。",
            "是 摸清底数。\n四川完善保障。",
            "措施有：一是摸清底数；二是五年内建成。三大平台同步上线。",
        ),
        find=partial(_flawed, "missing"),
    ),
    ForArticle(
        id="chain-single",
        says="只有“一是”，没有“二是”",
        why="习惯：一条不成一组",
        fix="N",
        bad=("主要做法：⟦一是⟧摸清底数。", "是 ⟦摸清底数⟧。"),
        good=("主要做法：一是摸清底数；二是健全机制。", "其中一是指目标，一是一、二是二。"),
        find=partial(_flawed, "single"),
    ),
    ForArticle(
        id="chain-punctuation",
        says="同组举措的开头或结尾标点不一致",
        why="习惯：同组举措的标点一致；GB/T 15834-2011 4.6：分项列举用分号或句号",
        severity="note",
        bad=(
            "是 摸清底数。\n是 健全机制⟦；⟧\n是 加强宣传。\n是 落实经费。",
            "是 ⟦，⟧摸清底数。\n是 健全机制。",
        ),
        good=("是 摸清底数；\n是 健全机制；\n是 加强宣传。", "是 摸清底数。\n是 健全机制。"),
        find=chain_punctuation,
    ),
)
