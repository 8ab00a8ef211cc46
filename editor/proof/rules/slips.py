"""The rule that learns: slips of the input method, by how words go together in print (:mod:`editor.proof.usage`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.reading import Reading, Spot
from editor.proof.rule import ForIssue
from editor.proof.rules.names import mentions
from editor.proof.sheet import Sheet
from editor.proof.usage import Slip, Usage, are_alike, usage_of

_USAGE, _SLIPS = "usage", "slips"
_WORD = 2  # code points
_TERM = re.compile("“([\u4e00-\u9fff]{3,6})”")


def input_slip(reading: Reading, desk: Desk) -> Iterable[Spot]:
    """Words that sound or look like the one that belongs there, unless another issue has printed them so."""
    usage = _usage(reading)

    def taken_from(sheet: Sheet) -> list[Slip]:
        return list(_slips(sheet, usage, desk))

    for sheet, slips, terms in zip(
        reading.sheets,
        reading.extracts(_SLIPS, taken_from),
        reading.extracts("term-slips", _terms),
        strict=True,
    ):
        for slip in slips:
            if not _was_printed(reading, sheet, slip):
                typed = sheet.text[slip.start : slip.start + _WORD]
                message = f"“{typed}”疑为“{slip.right}”"
                if slip.phrase != slip.right:
                    message += f"：常见“{slip.phrase}”"
                yield Spot(sheet, Hit(slip.start, slip.start + _WORD, message, slip.right))
        yield from (Spot(sheet, hit) for hit in terms)


def _usage(reading: Reading) -> Usage:
    """What is known of the house's usage; learned once, it holds as long as the memory of the reading."""
    kept = reading.memory.get(_USAGE)
    if isinstance(kept, tuple) and kept[0] is reading.archive:
        known: Usage = kept[1]
        return known
    usage = usage_of(tuple(reading.archive.usual_phrases()) if reading.archive is not None else ())
    reading.memory[_USAGE] = reading.archive, usage
    reading.memory.pop(_SLIPS, None)
    return usage


def _slips(sheet: Sheet, usage: Usage, desk: Desk) -> Iterator[Slip]:
    """The slips of an article but for words that the word lists know better."""
    slips = list(usage.slips(sheet.text, sheet.digrams))
    if not slips:
        return
    listed = [(m.start, m.end) for m in mentions(sheet, desk) if m.entry.kind in ("word", "house")]
    for slip in slips:
        end = slip.start + _WORD
        if sheet.brackets.quotes(slip.start, end):
            continue
        if not any(first < end and slip.start < last for first, last in listed):
            yield slip


def _was_printed(reading: Reading, sheet: Sheet, slip: Slip) -> bool:
    if reading.archive is None:
        return False
    at = slip.phrase.find(slip.right)
    typed = sheet.text[slip.start - at : slip.start - at + len(slip.phrase)]
    return reading.archive.was_printed(typed, str(reading.issue.id))


def _terms(sheet: Sheet) -> list[Hit]:
    """Terms in quotation marks that differ by one character from one that the article has more often: “沪科贷”, “沪科货”."""
    text = sheet.text
    if text.count("“") < 2:
        return []
    hits = []
    counts = Counter(_TERM.findall(text))
    for match in _TERM.finditer(text):
        term = match[1]
        usual = [
            other
            for other, count in counts.items()
            if (count, -text.find(other)) > (counts[term], -match.start(1)) and _is_term_slip(term, other)
        ]
        if len(usual) == 1:
            message = f"“{term}”在本篇别处写作“{usual[0]}”"
            hits.append(Hit(match.start(1), match.end(1), message, usual[0]))
    return hits


def _is_term_slip(term: str, other: str) -> bool:
    if len(term) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(term, other, strict=True) if a != b]
    return len(unlike) == 1 and are_alike(*unlike[0])


INPUT_SLIP = ForIssue(
    id="input-slip",
    says="输入法带来的错词，按常见搭配和本单位印过的用法判断：转行升级、联动基制、主题责任",
    why="习惯：同音、形近的字最易误选；搭配表 set_phrases.txt 和往期各期",
    fix="S",
    severity="warning",
    bad=(
        "提升公共服务⟦水评⟧。",
        "完善⟦考合⟧体系，落实惠企⟦证策⟧。",
        "推出“沪科贷”产品。办理“沪科贷”业务。\n申请“⟦沪科货⟧”的企业增多。",
    ),
    good=(
        "推动传统产业转型升级，健全协调联动机制，压实主体责任。",
        "开展主题教育，加强法制建设，做好政治工作。",
        "推出“沪科贷”“沪农贷”产品。",
    ),
    find=input_slip,
)
