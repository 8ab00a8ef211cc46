"""The rule about counts that a text claims: 三项措施, 十条举措, “四张清单”, 等11个事项.

It compares only where the count can be taken for certain: with the measures of the article, with ordinals that follow
in the same paragraph, or with a list of three short items and more that stands right before the claim and is divided
by 、. Everything else is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from editor.manuscript.ordinals import counted
from editor.manuscript.words import VERBS
from editor.model.body import Heading
from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import NUMERALS, is_han, side_by_side
from editor.proof.sheet import Sheet, Stretch

# What counts measures. 工程, 行动 and 政策 are left out: a bulletin names them in other senses too often.
_OF_MEASURES = re.compile(
    "(?P<n>[0-9一二两三四五六七八九十][0-9一二两三四五六七八九十]{0,3})(?:(?:个方面|方面|大方面|[大项条个点])"
    "(?:重点|具体|主要|务实|实质性|关键|工作|政策|改革|创新){0,2}(?:措施|举措|任务|突破点|着力点|做法|抓手)|个方面|方面)"
)
_BESIDE_MEASURES = sought(digrams(side_by_side("0123456789一二两三四五六七八九十", "个方大项条点")))
_NO_CLAIM = frozenset("第近超约逾余百")  # before the number
_FAR = 2  # a claim further above the number of measures counts the document, which the article sums up

# What counts a list that stands before it.
_UNITS = "大类|部门|方面|[个项类种张条家]"
_NO_OTHER_COUNT = "(?=[\u4e00-\u9fff])(?![一二两三四五六七八九十])"  # not 三省一市
_AFTER_ETC = re.compile(
    rf"等“?(?P<n>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})(?:{_UNITS}){_NO_OTHER_COUNT}"
)
_AFTER_LIST = re.compile(
    f"(?P<n>[二两三四五六七八九十][二两三四五六七八九十]{{0,2}})(?:大类|部门|方面|[项类种]){_NO_OTHER_COUNT}(?!规定|制度|改革)"
)
_ANNOUNCED = re.compile("：(?P<list>[^，。；：\n]+)。")
_BESIDE_LIST = sought(digrams(side_by_side("二两三四五六七八九十", "大部方项类种")))
_BEFORE_LIST = re.compile(
    f"(?P<at>“?(?P<n>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})(?:{_UNITS}|[条大])(?!大?字|词)[\u4e00-\u9fff]{{0,4}}”?)"
    "(?:，?(?:包括|即|分别是|分别为))?\\Z"
)
_LONGEST_CLAIM = 15  # code points of a match of _BEFORE_LIST
_IN_MARKS = re.compile("[“《（][^”》）]*[”》）]")
_NO_MATTER = frozenset("等的了共约近超达逾各每这那其前后约以至按和与及或从在对把将给由为是有成出到余多几第、")
_REACH = 300  # code points back to the beginning of a list
_FEWEST = 3  # items that make a list; two may be anything
_MANY = 6  # items that nothing but a list can be
_LONGEST_ITEM = 15  # code points
_OPENERS = ("包括", "涵盖", "分为", "即", "：", ":")
_BODY = re.compile("(?:委|局|厅|部|办|院|会|署|中心)$")  # how the name of a public body ends
_CLAUSE_MARKS = frozenset("，。；：！？\n“《（")
_CLOSING = frozenset("”》）〕’〉")
_MORE_VERBS = ("新增", "分为", "包括", "设有", "共有", "推行", "获得")
_VERBS = frozenset(verb for verb in (*VERBS, *_MORE_VERBS) if len(verb) == 2)


def claimed_count(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Claims that do not fit the measures of the article or the list before them."""
    if sheet.may_hold(_BESIDE_MEASURES):
        yield from _against_measures(sheet)
        yield from _against_ordinals(sheet)
    if "、" in sheet.text:
        yield from _before_list(sheet)
        for match in _AFTER_ETC.finditer(sheet.text):
            yield from _against_list(sheet, match, etc=True)
        for match in _AFTER_LIST.finditer(sheet.text) if sheet.may_hold(_BESIDE_LIST) else ():
            if _can_follow_list(sheet.text, match.start()):
                yield from _against_list(sheet, match, etc=False)


# -- measures -----------------------------------------------------------------------------------------------------


def _against_measures(sheet: Sheet) -> Iterator[Hit]:
    chains = list(map(len, sheet.chains))
    if not chains:
        return
    headings = sum(isinstance(block, Heading) for block in sheet.article.body)
    true = {*chains, sum(chains), len(chains), headings}
    for field, place in zip(sheet.fields, sheet.places, strict=True):
        if field.kind == "measure":
            return  # only the title and the lead claim
        yield from _claims_in(sheet, place, chains, true)


def _claims_in(sheet: Sheet, place: Stretch, chains: Sequence[int], true: set[int]) -> Iterator[Hit]:
    if not _OF_MEASURES.search(sheet.text, place.start, place.end):
        return
    for start, end in _sentences(sheet.text, place):
        claims = [
            (match, value)
            for match in _OF_MEASURES.finditer(sheet.text, start, end)
            if (value := counted(match["n"])) > 1
            and sheet.text[match.start() - 1 : match.start()] not in _NO_CLAIM
            and not sheet.brackets.quotes(match.start(), match.end())
        ]
        # One that fits vouches for its sentence, and one far beyond: the sentence counts a document (五方面18项任务).
        if any(value in true or value > max(chains) + _FAR for _, value in claims):
            continue
        for match, value in claims:
            if value < min(chains) or any(0 < value - count <= _FAR for count in chains):
                counts = "、".join(map(str, chains))
                yield Hit(match.start(), match.end(), f"这里说“{match[0]}”，实有{counts}条")


def _sentences(text: str, place: Stretch) -> Iterator[Stretch]:
    start = place.start
    while start < place.end:
        end = text.find("。", start, place.end)
        end = place.end if end < 0 else end
        yield Stretch(start, end)
        start = end + 1


# -- ordinals of the same paragraph -----------------------------------------------------------------------------------

_CLAIM_BEFORE = re.compile(
    "(?P<n>[0-9一二两三四五六七八九十][0-9一二两三四五六七八九十]{0,2})(?:个方面|方面|[大项条个点])"
    "(?:重点|具体|主要|务实|关键|工作|政策|改革|创新|惠企|便民){0,2}(?:措施|举措|任务|要求|做法|抓手|突破点|着力点|工作|政策|原则|条件|事|实事|行动|工程|机制|制度|服务|路径|转变|能力)?(?=[：。])"
)
_FIRST_IS = re.compile("[：。]\\s*一是")
_NTH_IS = re.compile(f"(?<=[：；。，])(?P<n>[{NUMERALS}]{{1,3}})是")


def _against_ordinals(sheet: Sheet) -> Iterator[Hit]:
    """四项举措：一是…；二是…；三是… in one paragraph, where the ordinals follow each other from one on."""
    text = sheet.text
    for match in _CLAIM_BEFORE.finditer(text) if "一是" in text else ():
        claimed = counted(match["n"])
        if claimed < 2 or text[match.start() - 1 : match.start()] in _NO_CLAIM:
            continue
        if not _FIRST_IS.match(text, match.end()):
            continue
        end = text.find("\n", match.end())
        numbers = [
            counted(m["n"]) for m in _NTH_IS.finditer(text, match.end(), end if end >= 0 else len(text))
        ]
        first = numbers[: numbers.index(1, 1)] if 1 in numbers[1:] else numbers
        if first == list(range(1, len(first) + 1)) and len(first) > 1 and claimed != len(first):
            yield Hit(match.start(), match.end(), f"这里说“{match[0]}”，实有{len(first)}条")


# -- lists --------------------------------------------------------------------------------------------------------


def _against_list(sheet: Sheet, match: re.Match[str], *, etc: bool) -> Iterator[Hit]:
    """The claim of a match, if it does not fit the list before it.

    With 等 a list may name only some, unless the claim is a name in quotation marks: 甲、乙、丙等“四张清单”.
    """
    claimed = counted(match["n"])
    listed = _listed(sheet, match.start()) if claimed > 1 else None
    quoted = match[0].startswith("等“")
    if listed is None:
        return
    fewest, most = listed.counts
    if fewest <= claimed and (claimed <= most or (etc and not quoted)):
        return
    longest = _LONGEST_ITEM if fewest < _MANY else 2 * _LONGEST_ITEM
    if most < _FEWEST or max(map(len, listed.items)) > longest:
        return
    if (
        fewest > claimed
        and not (listed.opened or quoted or fewest >= _MANY)
        and not all(map(_BODY.search, listed.items))
    ):
        return  # what looks like the first items may belong to something else: 市委宣传部、市文旅局推出甲、乙等2种读物
    start = match.start("n") - quoted
    end = sheet.brackets.closed_by.get(start, match.end() - 1) + 1 if quoted else match.end()
    many = str(fewest) if fewest == most else f"{fewest}～{most}"
    said = sheet.text[start:end].strip("“”")
    yield Hit(start, end, f"这里说“{said}”，前面列出{many}项")


def _before_list(sheet: Sheet) -> Iterator[Hit]:
    """编制“四张清单”：权力清单、责任清单、负面清单。A sentence that ends with the list that it announces."""
    text = sheet.text
    for announced in _ANNOUNCED.finditer(text):
        colon = announced.start()
        match = _BEFORE_LIST.search(text, max(0, colon - _LONGEST_CLAIM), colon)
        if match is None:
            continue
        claimed = counted(match["n"])
        words = _IN_MARKS.sub("丨", announced["list"])
        items = words.split("、")
        most = len(items) + sum(words.count(sign) for sign in "和与及")
        if (
            claimed > 1
            and len(items) >= _FEWEST
            and "等" not in words
            and max(map(len, items)) <= _LONGEST_ITEM
            and text[match.start("n") - 1 : match.start("n")] not in _NO_CLAIM
            and not len(items) <= claimed <= most
        ):
            many = str(len(items)) if most == len(items) else f"{len(items)}～{most}"
            yield Hit(*match.span("at"), f"这里说“{match['at'].strip('“”')}”，后面列出{many}项")


def _can_follow_list(text: str, start: int) -> bool:
    """Whether a count can sum up what stands right before it: 甲、乙、丙三类…, not 在甲、乙建设三类…."""
    before = text[start - 1 : start]
    if not (is_han(before) or before in _CLOSING) or before in _NO_MATTER:
        return False
    return text[max(0, start - 2) : start] not in _VERBS


class _List(NamedTuple):
    """A list: the fewest and most items that it may have, their words, and whether a word like 包括 opens it."""

    counts: tuple[int, int]
    items: list[str]
    opened: bool


def _listed(sheet: Sheet, end: int) -> _List | None:
    """The list before ``end``, or None if none stands there.

    Where 和 stands the list may begin: 农业、工业、服务业三类企业和外资、民营两类机构.
    """
    text, opened_by = sheet.text, sheet.brackets.opened_by
    at, commas, ands, fewest = end - 1, 0, 0, 0
    while at >= 0 and end - at <= _REACH:
        character = text[at]
        if character in _CLOSING and at in opened_by:
            at = opened_by[at] - 1
            continue
        if character in _CLAUSE_MARKS:
            break
        if character == "等" and text[at + 1 : at + 2] not in "级待候":
            return None
        if character == "、":
            commas += 1
        elif character in "和与及或":
            ands += 1
            if character != "或" and commas and not fewest:
                fewest = commas + 1
        at -= 1
    else:
        if at >= 0:
            return None
    if not commas:
        return None
    words = text[at + 1 : end].removesuffix("等")
    opener = max((words.find(sign) + len(sign) for sign in _OPENERS if sign in words), default=0)
    opened = bool(opener) or text[at : at + 1] in ("：", ":")
    return _List((fewest or commas + 1, commas + 1 + ands), words[opener:].split("、"), opened)


CLAIMS = (
    ForArticle(
        id="claimed-count",
        says="自称的数目与实际不符：“三项措施”后面是四条，“四张清单”只列了三张",
        why="习惯：数目应与所列相符",
        fix="N",
        bad=(
            "题 上海推出⟦三项措施⟧稳就业\n是 落实贷款。\n是 支持培训。\n是 加强监测。\n是 完善帮扶。",
            "方案有⟦五方面⟧：\n是 落实贷款。\n是 支持培训。\n是 加强监测。\n是 完善帮扶。",
            "提供政策清单、培训清单、岗位清单等⟦“四张清单”⟧。",
            "新增风电设备、储能设备、检测设备⟦四类⟧租赁物。",
            "市科委、市财政局、市教委、市经济信息化委等⟦三部门⟧印发。",
            "推出⟦四项举措⟧：一是减税；二是降费；三是贴息。",
        ),
        good=(
            "题 上海推出四项措施稳就业\n是 落实贷款。\n是 支持培训。\n是 加强监测。\n是 完善帮扶。",
            "题 上海推出二十条措施稳就业\n是 落实贷款。\n是 支持培训。\n是 加强监测。",
            "提供政策清单、培训清单、岗位清单、活动清单等“四张清单”。",
            "市科委、市财政局等五部门印发，在浦东、徐汇建设三类平台。",
            "涵盖小学、初中和高中三类学校，支持甲（含乙、丙）、丁两类企业。",
            "上海、江苏、浙江、安徽三省一市共建，支持农业、工业、服务业三类企业和外资、民营两类机构。",
            "完善省、市、县、乡、村五级和跨部门联动，健全市、县三级医院对口支援。",
            "杭州、合肥贯彻中央八项规定精神，市文旅局、市教委推出《甲》、《乙》、《丙》等3种读物。",
            "推出三项举措：一是减税；二是降费；三是贴息。",
            "方案提出五方面18项任务。\n是 落实贷款。\n是 支持培训。\n是 加强监测。",
        ),
        find=claimed_count,
    ),
)
