"""Rules about the marks of a sentence: doubled, misplaced, missing, or of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.manuscript.ordinals import counted
from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import BLANKS, CLOSERS, HAN, NUMERALS, PAUSES, STOPS, is_han, side_by_side
from editor.proof.sheet import Sheet
from editor.proof.view import MASK

_DOUBLED = re.compile("[，。、；：！？]{2,}")
_ANY_DOUBLED = sought(digrams(side_by_side("，。、；：！？", "，。、；：！？")))
_SHOUTS = frozenset("！？")
_STRENGTH = {mark: rank for rank, mark in enumerate("、，：；！？。")}

_DUN_DENG = re.compile(
    rf"(?<![{BLANKS}、])[{BLANKS}、]+(?=等(?:[{PAUSES}{STOPS}{CLOSERS}\n]|\Z|[0-9{NUMERALS}两多]{{1,3}}[个项类种家大条地部方]"
    "|领域|地区|地(?![方位])|方面|行业|产业|部门|单位|企业|机构|项目|问题|措施|内容|环节|重点|工作|活动|政策|服务|功能|场景|国家|省市"
    "|城市|相关|有关|各|关键|核心|新兴|特色|主要|重大|设施|平台|资源|要素|技术|产品|材料|手段|方式|形式|途径|渠道|基础|公共|先进|前沿|战略|优势|传统))"
)

_ELLIPSIS = re.compile(
    rf"[.．·]{{3,}}|。{{3,}}|(?<!…)(?:…|…{{3}})(?!…)|(?<=[{HAN}{CLOSERS}，。；：])--+|--+(?=[{HAN}“《])"
)
_TYPED = sought(digrams(".. ．． ·· 。。 --"))
_DASH = re.compile("——*")
_EDGES = frozenset(PAUSES + "。！？")

_BARE = re.compile(rf"\n([{NUMERALS}]{{1,3}})([，,])|\n([0-9]{{1,2}})、(?=[{HAN}])(?![{NUMERALS}]|两)")
_LINE_NUMBER = re.compile(rf"\n(?:([{NUMERALS}]{{1,3}})[，,、]|([0-9]{{1,2}})[、.．])")
_NTH = [re.compile(rf"{sign}([{NUMERALS}]{{1,3}})、(?![第其{NUMERALS}0-9])") for sign in "第其"]
_BRACKETED = re.compile(rf"（([{NUMERALS}]{{1,3}})）[、，](?!（)")
_CLAUSE_ENDS = frozenset("\n。；：")

_CLOSING = frozenset(CLOSERS)
_CLOSED = frozenset(STOPS + "：—" + MASK)
_ANY_MARK = re.compile(f"[，；{STOPS}]")
_LABELLED = re.compile(f"[{HAN}]{{1,6}}：[^。！？\n]*")  # 电话：…，邮编：…
_LABELLED_LENGTH = 60


def doubled(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Two marks where one should be; ！！ and ？！ are allowed, 。。。 is an ellipsis."""
    text = sheet.text
    for match in _DOUBLED.finditer(text):
        marks = match[0]
        if _SHOUTS.issuperset(marks) or marks.startswith("。。。"):
            continue
        keep = max(marks, key=lambda mark: _STRENGTH[mark])
        yield Hit(match.start(), match.end(), f"标点“{marks}”重复，应只留一个", keep)


def dun_deng(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """、before 等."""
    text = sheet.text
    if "、等" in text or ("、" in text and not sheet.odd.isdisjoint(BLANKS)):
        for match in _DUN_DENG.finditer(text):
            if "、" in match[0]:
                yield Hit(match.start(), match.end(), "“等”前不用顿号", "")


def ellipsis_dash(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Ellipses and dashes typed as something else. A single — between words is a 连接号 and right."""
    text = sheet.text
    if "…" in text or sheet.may_hold(_TYPED):
        for match in _ELLIPSIS.finditer(text):
            right = "——" if match[0][0] == "-" else "……"
            name = "破折号" if right == "——" else "省略号"
            yield Hit(match.start(), match.end(), f"“{match[0][:8]}”应为{name}“{right}”", right)
    for match in _DASH.finditer(text) if "—" in text else ():
        start, end = match.span()
        if end - start == 2:
            continue
        if end - start > 2 or _is_dash(text, start, end):
            yield Hit(start, end, "破折号应为两字宽的“——”", "——")


def _is_dash(text: str, start: int, end: int) -> bool:
    """Whether a single — stands where only a dash can stand: beside a mark or at the edge of a paragraph."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return left in _EDGES or right in _EDGES or left in ("", "\n") or right in ("", "\n")


def ordinal_mark(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """The mark after an ordinal: 一、 第一， （一） 1."""
    text = sheet.text
    for match in _BARE.finditer(text):
        if not _is_in_sequence(text, match):
            continue
        start, end = match.start() + 1, match.end()
        numeral, mark = (match[1], "、") if match[1] else (match[3], ".")
        yield Hit(start, end, f"序次语“{numeral}”后面应用“{mark}”", numeral + mark)
    for pattern in _NTH:
        for match in pattern.finditer(text):
            if _opens_clause(text, match.start()):
                ordinal = match[0][:-1]
                yield Hit(match.start(), match.end(), f"序次语“{ordinal}”后面应用逗号", ordinal + "，")
    for match in _BRACKETED.finditer(text) if "）、" in text or "），" in text else ():
        if _opens_clause(text, match.start()):
            yield Hit(match.start(), match.end(), "带括号的序次语后面不用标点", match[0][:-1])


def _is_in_sequence(text: str, match: re.Match[str]) -> bool:
    """Whether a number at the beginning of a line counts: it is 1, or a line before has the number before it."""
    number = counted(match[1] or match[3])
    before = (counted(m[1] or m[2]) for m in _LINE_NUMBER.finditer(text, 0, match.start()))
    return number == 1 or number - 1 in before


def _opens_clause(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _CLAUSE_ENDS


def missing_stop(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """A paragraph or measure without a closing mark."""
    run_in, text, has_line_breaks = sheet.article.run_in, sheet.text, sheet.has_line_breaks
    last = len(sheet.fields) - 1
    for number, (field, place) in enumerate(zip(sheet.fields, sheet.places, strict=True)):
        if text[place.end - 1 : place.end] == "。" and not has_line_breaks:
            continue  # as nearly all do
        if field.kind in ("title", "heading"):
            continue
        follows = sheet.fields[number + 1] if number < last else None
        leads_in = follows is not None and follows.kind == "measure" and follows.block != field.block
        if run_in and leads_in:
            continue
        is_last = follows is None or follows.block != field.block
        yield from _unclosed(text, place.start, place.end, field.kind == "measure", is_last, leads_in)


def _unclosed(text: str, start: int, end: int, measure: bool, is_last: bool, leads_in: bool) -> Iterator[Hit]:
    while start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        at = line_end - 1
        while at > start and text[at] in _CLOSING:
            at -= 1
        mark = text[at : at + 1]
        closed = (
            mark in _CLOSED or mark == "." or (mark == "；" and not (measure and is_last and line_end == end))
        )
        if not closed and at >= start and not _may_stay_open(text, start, line_end, measure):
            edge = line_end - 1
            if mark in PAUSES and at == edge:
                right = "：" if leads_in else "。"
                yield Hit(edge, line_end, f"段末用了“{mark}”，应为“{right}”", right)
            else:
                yield Hit(edge, line_end, "段末缺标点", text[edge] + ("：" if leads_in else "。"))
        start = line_end + 1


def _may_stay_open(text: str, start: int, end: int, measure: bool) -> bool:
    """Whether a line may well have no closing mark: in brackets as a whole, labelled, or like a heading; blank ones."""
    if text[end - 1] in "）)" and _is_noted(text, start, end):
        return True
    if not is_han(text[end - 1]) and text[end - 1] not in _CLOSING and not text[end - 1].isalnum():
        return text[end - 1] not in PAUSES
    if measure:
        return False
    if not _ANY_MARK.search(text, start, end):
        return True
    return end - start <= _LABELLED_LENGTH and bool(_LABELLED.fullmatch(text, start, end))


def _is_noted(text: str, start: int, end: int) -> bool:
    """Whether a line that ends in a bracket is a note as a whole, or a sentence with a note behind it: 。（…负责）."""
    opened = max(text.rfind("（", start, end), text.rfind("(", start, end))
    return opened == start or text[opened - 1 : opened] in _CLOSED | _CLOSING


ORDINAL_MARK = ForArticle(
    id="ordinal-mark",
    says="序次语后面的标点：一，　第一、　（一）、　1、",
    why="GB/T 15834-2011 附录B.2：汉字序次语用顿号，“第、其”字头的用逗号，带括号的不用点号，阿拉伯数字用下脚点",
    fix="A",
    bad=(
        "⟦一，⟧工作目标\n⟦二，⟧工作任务",
        "⟦第一、⟧建立清单；⟦第二、⟧限期办结。",
        "⟦（二）、⟧压实责任。",
        "⟦1、⟧加强领导。",
    ),
    good=(
        "第一、第二产业协同发展。",
        "第一，建立清单；第二，限期办结。",
        "（一）、（二）项所列材料可以容缺。",
        "一、二年级学生免费参加。",
        "二十三，糖瓜粘，各地年味渐浓。",
        "2、万人广场改造。",
    ),
    find=ordinal_mark,
)

DUN_DENG = ForArticle(
    id="dun-deng",
    says="“等”前的顿号",
    why="GB/T 15834-2011 4.5：顿号用于并列词语之间，“等”不是并列的一项",
    fix="A",
    bad=("覆盖教育、医疗⟦、⟧等领域。", "上海、江苏⟦、⟧等地试行。"),
    good=(
        "覆盖教育、医疗等领域。",
        "划分为高、中、等外三类，按层次、等级给予补助。",
        "志愿者、等车的旅客都参加了演练。",
    ),
    find=dun_deng,
)

MARKS = (
    ForArticle(
        id="doubled",
        says="重复的点号：，，　。，　、，",
        why="GB/T 15834-2011 3.2.1：一处停顿用一个点号",
        severity="error",
        bad=("加快建设⟦，，⟧尽快投用。", "今年完工⟦。，⟧明年投用。", "教育⟦、，⟧医疗等领域。"),
        good=("真的能行吗？！群众用脚投票。", "加快建设，尽快投用。"),
        find=doubled,
        signs=_ANY_DOUBLED,
    ),
    ForArticle(
        id="ellipsis-dash",
        says="省略号、破折号的写法：...　。。。　--　单个的—",
        why="GB/T 15834-2011 4.10.2、4.11.2：省略号“……”，破折号“——”，各占两个字位置",
        bad=(
            "覆盖教育、医疗⟦...⟧",
            "群众反映⟦。。。⟧",
            "打造一个平台⟦--⟧数据平台。",
            "实现目标，⟦—⟧这是底线。",
            "覆盖教育⟦…⟧",
        ),
        good=("建立“学校—企业—园区”联动机制。", "打造一个平台——数据平台。", "2026—2028年……"),
        find=ellipsis_dash,
    ),
    ForArticle(
        id="missing-stop",
        says="段末没有句末标点",
        why="GB/T 15834-2011 4.1.3：句号用于句子末尾",
        bad=(
            "各区制定年度计划，报市级部门备⟦案⟧",
            "推行“一站式”服务，全年提供“帮办⟦”⟧",
            "是 摸清底⟦数⟧",
            "先行试点⟦，⟧",
        ),
        good=(
            "联系人：张三，电话：021-12345678",
            "主要做法",
            "（根据有关材料整理）",
            "他说：“三年内完工。”",
            "三方面：\n是 建机制。",
            "推动企业上云用云，降低成本。（省经信厅负责）",
            "“数据多跑路。”他说。（记者 周某）",
        ),
        find=missing_stop,
    ),
)
