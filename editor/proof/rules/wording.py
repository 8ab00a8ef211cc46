"""Rules about wording: the word lists that the office edits, and a few slips that no list can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from editor.manuscript.dictionary import crosses, is_seam, stands_alone
from editor.model.lexicon import DIGIT, Level, Term, Word
from editor.model.style import HouseRule
from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.phrases import Mention
from editor.proof.rule import ForArticle
from editor.proof.rules.expressions import Rows, found_in_marks, row
from editor.proof.rules.letters import is_han
from editor.proof.rules.names import mentions
from editor.proof.sheet import Sheet

_RECENT = ("近日", "日前")
_BEFORE_COUNTY = tuple("共市省州区盟和与及同由在向对给从任原为是赴了")
_OFFICES = {"省省委": "省委", "市市委": "市委", "县县委": "县委", "区区委": "区委", "州州委": "州委"}
_PARTICLES = {"的的": "的", "了了": "了"}

NAMED = (*_RECENT, *_OFFICES, *_PARTICLES)
"""Words that the rules here look for themselves, for the one search over all words."""

# What stands before 日前 when it is no word: 3日前, 节日前, 工作日前.
_NO_RECENT = frozenset(
    "0123456789一二三四五六七八九十几数今明昨当次每节假生工作末周平往即同首终翌抗春夏秋冬元半单双某该同整"
)
_ABROAD = (
    row(
        "国外（ 国外(",
        r"(?P<at>国外(?P<a>[（(](?:含|包括)(?:港|澳|台|香港|澳门|台湾)[^）)]{0,8}[）)]))",
        "港澳台不是国外，应为“境外”",
        r"境外\g<a>",
    ),
    row(
        "等国",
        r"(?P<at>(?P<a>(?:港澳台|香港|澳门|台湾|港澳)[^，。；]{0,6}?等)国家(?!和地区|或地区))",
        "港澳台不是国家，应为“等国家和地区”",
        r"\g<a>国家和地区",
    ),
    row(
        "等国",
        r"(?P<at>(?P<a>(?:港澳台|香港|澳门|台湾|港澳)、?等)国(?![家际内外产务有]))",
        "港澳台不是国家，应为“等国家和地区”",
        r"\g<a>国家和地区",
    ),
)
"""What no list of terms can hold. The row is the same as in the rules of expressions."""

_OF_ABROAD = Rows(_ABROAD)

_EVERY = frozenset("各两三全本外该几双每")
_DATE_BEFORE = re.compile("[0-9]{1,2}月[0-9]{1,2}日[，,]?$")
_DATE_AFTER = re.compile("[，,]?(?:于|在)?(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?!起|前)")
_DATE_REACH = 7

_REPEATED = (2, 3, 4)  # characters of a word that is looked for doubled
# Characters that join words and are easily typed twice; others stand doubled in too many words.
_JOINING = "是和在对为与及将被把从向要得以于其并而或由使各"
_DOUBLED_CHARACTER = re.compile(rf"([{_JOINING}])\1(?<!得得(?=心))")
_DOUBLED = sought(digrams(" ".join(character * 2 for character in _JOINING)))
_ONE_CHARACTER_COUNTIES = frozenset(
    "寿泗萧歙黟泾和沛丰单曹莘冠费莒易蠡雄任唐威磁魏成献沧盐青景赵祁代应绛隰吉蒲古嵩滑浚淇温杞睢郏叶息文礼康徽岷陕乾彬户华佳富勉洋眉陇岐达珙兴邱茂理渠盘"
)
"""What stands before 县 in the names of counties of one character (民政部, 行政区划简册)."""

_OFTEN_REPEATED = """
    研究 讨论 商量 考虑 学习 休息 很多 许多 非常 十分 常常 天天 人人 家家 慢慢 好好 上下 来来 请坐 活动
    大片 比较 如何 什么 等等 总结 提醒 见识 鼓励 意思 热闹 多少 那么 这么 打听 琢磨 体验 放松 交流
"""
_REPEATABLE = frozenset(_OFTEN_REPEATED.split())


def _words_of(level: Level, sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    for start, end, entry in mentions(sheet, desk):
        row = entry.row
        if entry.kind != "word" or not isinstance(row, Word) or row.level != level:
            continue
        if not sheet.brackets.quotes(start, end) and stands_alone(sheet.text, start, end):
            yield _word_hit(sheet.text[start:end], start, row)


def _word_hit(found: str, start: int, row: Word) -> Hit:
    """The hit of a wrong form; a figure that a pattern stands for is kept."""
    figures = iter(character for character, sign in zip(found, row.wrong, strict=True) if sign == DIGIT)
    right = "".join(next(figures, "") if sign == DIGIT else sign for sign in row.right)
    message = f"“{found}”应为“{right}”" if right else f"“{found}”"
    if row.reason:
        message += f"：{row.reason}"
    elif not right:
        message += "列在词表里，请再看看"
    return Hit(start, start + len(found), message, right or None)


def sensitive(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Terms on 台港澳."""
    for start, end, entry in mentions(sheet, desk):
        if entry.kind == "term" and isinstance(entry.row, Term) and not sheet.brackets.quotes(start, end):
            yield Hit(start, end, f"“{entry.word}”{entry.row.advice}")
    yield from found_in_marks(_OF_ABROAD, sheet, desk)


def party_committee(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """浙江省省委 for 浙江省委."""
    for start, end, entry in mentions(sheet, desk):
        right = _OFFICES.get(entry.word) if entry.kind == "named" else None
        before = sheet.text[start - 1 : start]
        if right and is_han(before) and before not in _EVERY and not _is_name_of(sheet.text, start):
            yield Hit(start, end, f"“{entry.word}”重复，应为“{right}”", right)


def _is_name_of(text: str, start: int) -> bool:
    """Whether what stands before 县县委 or 区区委 ends in 县 or 区 by its name: 寿县, 浦东新区."""
    if text[start] == "县":
        before = text[start - 2 : start - 1]  # 吉县县委 is right, 安吉县县委 is not
        return text[start - 1] in _ONE_CHARACTER_COUNTIES and (before in _BEFORE_COUNTY or not is_han(before))
    return text[start] == "区" and text[start - 1] in "新郊矿城"


def recent(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """日前 and 近日 twice in a paragraph, or beside an exact date: each paragraph may tell of another place."""
    count, line = 0, -1
    for mention in mentions(sheet, desk):
        if mention.entry.word not in _RECENT or not _is_recent(sheet, mention):
            continue
        start = sheet.text.rfind("\n", 0, mention.start)
        count, line = (count + 1 if start == line else 1), start
        if _is_dated(sheet.text, mention):
            yield Hit(mention.start, mention.end, f"已有确切日期，不必再写“{mention.entry.word}”")
        elif count > 1:
            yield Hit(mention.start, mention.end, "这一段前面已用过“日前”或“近日”")


def _is_recent(sheet: Sheet, mention: Mention) -> bool:
    before = sheet.text[mention.start - 1 : mention.start]
    after = sheet.text[mention.end : mention.end + 1]
    if mention.entry.word == "日前":
        return before not in _NO_RECENT and after not in "往来去" if after else before not in _NO_RECENT
    return before not in "最临靠附" and after != "点" if before else after != "点"


def _is_dated(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - _DATE_REACH) : mention.start]
    return bool(_DATE_BEFORE.search(before) or _DATE_AFTER.match(text, mention.end))


def doubled_word(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """的的, 推动推动."""
    text = sheet.text
    for start, end, entry in mentions(sheet, desk):
        right = _PARTICLES.get(entry.word) if entry.kind == "named" else None
        if right and _is_doubled_particle(text, start, end):
            yield Hit(start, end, f"“{entry.word}”重复", right)
    for at, word in _repeats(text):
        end = at + 2 * len(word)
        if _is_doubled_word(text, at, word) and not sheet.brackets.quotes(at, end):
            yield Hit(at, end, f"“{word}”重复", word)
    for match in _DOUBLED_CHARACTER.finditer(text) if sheet.may_hold(_DOUBLED) else ():
        if stands_alone(text, match.start(), match.end()) and not crosses(text, match.start() + 1):
            yield Hit(match.start(), match.end(), f"“{match[0][0]}”重复", match[0][0])


def _is_doubled_particle(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if crosses(text, start) or crosses(text, end):
        return False
    if text[start] == "的":
        return before not in ("目", "有", "的") and after not in ("确", "的", "士")
    return before not in ("甚", "了") and after not in tuple("解结却断然当事了")


def _repeats(text: str) -> Iterator[tuple[int, str]]:
    """Words of :data:`_REPEATED` characters that stand twice in a row, and where.

    The low bytes of the characters as one number are compared with themselves so many characters on: where nothing
    differs, zeros stand. A pattern with a back reference takes several times as long.
    """
    low = text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(low, "little")
    for length in _REPEATED:
        same = bytes(length)
        differs = (number ^ (number >> length * 8)).to_bytes(len(low), "little")
        at = differs.find(same)
        while 0 <= at <= len(low) - 2 * length:
            word = text[at : at + length]
            if text.startswith(word, at + length):
                yield at, word
                at += length
            else:
                at += 1
            at = differs.find(same, at)


def _is_doubled_word(text: str, at: int, word: str) -> bool:
    if not all(map(is_han, word)) or len(set(word)) < len(word):
        return False
    if word in _REPEATABLE or word[0] in "一半很" or word[-1] in "着啊呀吧":
        return False
    end = at + 2 * len(word)
    if word in (text[end : end + len(word)], text[max(at - len(word), 0) : at]) or (
        text[at - 1 : at].isascii() and text[at - 1 : at].isalnum()
    ):
        return False  # three times is no slip; behind letters the first word belongs to a name: PPP项目
    if text.startswith("性", end):
        return False  # 人民政府政府性债务
    return is_seam(text, at) and is_seam(text, end)


def house_rule(row: HouseRule) -> ForArticle:
    """A rule of the office's own, from its style file."""

    def find(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
        for start, end, entry in mentions(sheet, desk):
            if entry.row is row:
                message = row.message or (f"“{entry.word}”应为“{row.fix}”" if row.fix else f"“{entry.word}”")
                yield Hit(start, end, message, row.fix or None)

    return ForArticle(
        id=row.id,
        says=row.message or "、".join(row.find),
        why="本单位样式文件",
        fix="S" if row.fix else "N",
        severity=row.severity or "warning",
        bad=row.find,
        good=(),
        find=find,
    )


_LISTS = "词表 styles/words/wording.toml，每条注明出处"

WORDING = (
    ForArticle(
        id="wrong-word",
        says="词表中“必错”的写法：布署、毫州",
        why=_LISTS,
        severity="error",
        bad=("⟦布署⟧春季防汛工作。", "走访⟦毫州⟧药材市场。"),
        good=("部署春季防汛工作。", "他在会上说：“布署要快。”"),
        find=partial(_words_of, "必错"),
    ),
    ForArticle(
        id="doubtful-word",
        says="词表中“疑似”的写法：截止目前、其它",
        why=_LISTS,
        bad=("⟦截止目前⟧已完工三成。", "教育、医疗和⟦其它⟧领域。", "⟦截止2⟧025年底完工。"),
        good=("截至目前已完工三成。", "报名截止7月31日，教育和其他领域。"),
        find=partial(_words_of, "疑似"),
    ),
    ForArticle(
        id="hint-word",
        says="词表中“提示”的写法：涉及到、市委市政府",
        why=_LISTS,
        severity="note",
        bad=("⟦涉及到⟧多个部门。", "⟦市委市政府⟧高度重视。"),
        good=("涉及多个部门。", "市委、市政府高度重视。"),
        find=partial(_words_of, "提示"),
    ),
    ForArticle(
        id="doubled-word",
        says="重复的词：的的、推动推动",
        why="习惯：多为录入时误重",
        bad=(
            "完善数据共享⟦的的⟧机制。",
            "⟦推动推动⟧产业升级。",
            "⟦进一步进一步⟧优化流程。",
            "⟦要要⟧加强统筹。",
        ),
        good=(
            "以便民为目的的改革，的的确确见效，为了了解情况。",
            "一个一个落实，人人参与，研究研究再定。",
            "落实退税缓税缓费政策，支持健康产业产业链延伸，各地因地因时施策，并跑领跑领域增多。",
            "保险标的的价值、重要要求、黑龙江龙江县、PPP项目项目管理。",
        ),
        find=doubled_word,
    ),
    ForArticle(
        id="party-committee",
        says="××省省委、××市市委",
        why="习惯：新华社用语规定，称“中共××省委”“××市委”，不重复行政区划名",
        bad=("中共浙江⟦省省委⟧印发意见。", "杭州⟦市市委⟧书记调研。"),
        good=(
            "中共浙江省委印发意见，杭州市市长调研。",
            "各省省委、各市市委负责同志参加。",
            "寿县县委、泗县县委、浦东新区区委联合印发通知。",
        ),
        find=party_committee,
    ),
    ForArticle(
        id="recent",
        says="一段里两次用“日前”“近日”，或与确切日期并用",
        why="习惯：时间只交代一次，有确切日期就不用约数",
        fix="N",
        bad=(
            "近日，上海印发方案。⟦日前⟧，有关部门召开会议。",
            "上海⟦近日⟧于1月12日印发方案。",
            "1月12日，⟦近日⟧印发方案。",
        ),
        good=(
            "近日，上海印发方案，3月1日前完成，节日前开展检查。",
            "日前，上海印发方案，自3月1日起施行。",
            "近日，河南出台方案。\n日前，陕西启动试点。",
        ),
        find=recent,
    ),
    ForArticle(
        id="sensitive",
        says="涉台港澳的不规范用语",
        why="词表 styles/words/sensitive.toml，每条注明出处",
        fix="N",
        severity="error",
        bad=("⟦台湾政府⟧表示欢迎。", "⟦两岸三地⟧企业参展。"),
        good=("台湾当局、台湾地区企业、香港特别行政区政府。", "沪港两地企业参展。"),
        find=sensitive,
    ),
)
