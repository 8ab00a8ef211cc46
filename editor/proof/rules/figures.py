"""Rules about figures and the way dates are written (GB/T 15835-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import BLANKS, HAN, NUMERALS, side_by_side
from editor.proof.sheet import Sheet

_BEFORE_FIGURE = re.compile(rf"(?<=[{HAN}])[{BLANKS}]+(?=[0-9])")
_AFTER_FIGURE = re.compile(rf"(?<=[0-9])[{BLANKS}]+(?=[{HAN}%‰℃])")
_BESIDE_MARK = re.compile(
    f"(?:(?<=[，、；：”’》！？])[ \u00a0]+(?=[{HAN}，、；：。“‘《！？])|(?<=[{HAN}])[ \u00a0]+(?=[，、；：。”’》）！？])|(?<=。)[ \u00a0]+(?=[{HAN}“《]))"
)
_NUMBERED_LINE = re.compile(r"(?:^|\n)[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}$")
_NUMBER_REACH = 9
_RUNNING_TEXT = re.compile("[，。；]")  # a line without any of these is a title, a caption or a heading

_PADDED_MONTH = re.compile("0(?<![0-9A-Za-z].)([1-9]月)(?![球亮饼光季子台相])")
_PADDED_DAY = re.compile("月0([1-9][日号])")
_HAO = re.compile(
    "月[0-9]{1,2}号(?=[，。；、）”：！？\n]|\\Z|起|之?前|之后|至|到|在|晚|早|上午|下午|凌晨|召开|举行|举办|开幕|印发|发布|出台|正式|启动|组织|开展|集中|统一|开始|上线|实施|施行|公布|揭晓|发放|抵达|出发|当天|以前|以后|[（(])"
)
_YEAR_AND_MONTH = re.compile("年[0-9]{1,2}月(?!以|内)")
_TWO_DIGITS = re.compile("(?<![0-9.])[0-9]{2}$")
_MIXED = re.compile(rf"年([{NUMERALS}]{{1,3}})月(?!革命)(?:([{NUMERALS}]{{1,3}})日)?")
_MIXED_DAY = re.compile(rf"月([{NUMERALS}]{{1,3}})日")
_HAN_YEAR = re.compile("年(?=[0-9]{1,2}月)(?<=((?:一九|二[〇零○])[〇零○一二三四五六七八九]{2})年)")
_HAN_BESIDE = sought(
    digrams(" ".join((side_by_side("年月", NUMERALS), side_by_side(f"〇零○{NUMERALS}", "年"))))
)
_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_LEADING_DOT = re.compile(r"\.(?<![0-9A-Za-z.)\]]\.)[0-9]+(?![.0-9A-Za-z])")

_COUNTED = (
    "个|名|家|项|天|次|人|倍|岁|年(?!级)|万|亿|千|百|成|公里|小时|分钟|种|条|件|户|台|辆|批|篇|份|座|处|张"
)
_AROUND = re.compile(
    rf"、([2-9二三四五六七八九])(?={_COUNTED}|十[余多]?(?:个|名|家|项|天|人|岁|种|条|件|户|台|辆|座|处|张|公里|万))"
)
_BEFORE_AROUND = re.compile(rf"(?<![0-9.、第列获除{NUMERALS}百千万])([1-8一二三四五六七八])$")
_DIGITS = "零一二三四五六七八九十"
_VALUES = {numeral: value for value, numeral in enumerate(_DIGITS)}


def figure_space(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Blanks between a figure and Han or %. A line may begin with a number and a blank."""
    text = sheet.text
    for pattern in (_BEFORE_FIGURE, _AFTER_FIGURE):
        for match in pattern.finditer(text):
            at = match.start()
            if not _is_running_text(text, at) or sheet.brackets.quotes(at, match.end()):
                continue
            if pattern is _AFTER_FIGURE and _NUMBERED_LINE.search(text[max(0, at - _NUMBER_REACH) : at]):
                continue
            yield Hit(at, match.end(), "数字与汉字、百分号之间不空格", "")


def mark_space(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Half-width blanks beside a full-width mark; before a bracket behind a full stop a blank may be meant."""
    text = sheet.text
    for match in _BESIDE_MARK.finditer(text):
        if _is_running_text(text, match.start()) and not sheet.brackets.quotes(*match.span()):
            yield Hit(match.start(), match.end(), "标点旁边不空格", "")


def _is_running_text(text: str, at: int) -> bool:
    """Whether the line at a place is prose: 表1 主要指标, 附件2　任务清单 and headlines keep their blanks."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return bool(_RUNNING_TEXT.search(text, start, end if end >= 0 else len(text)))


def zero_padded(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Months and days with a leading zero."""
    text = sheet.text
    if "0" not in text:
        return
    for match in _PADDED_MONTH.finditer(text):
        if not text[match.start() - 1 : match.start()].isdigit():
            yield Hit(match.start(), match.start() + 1, f"月份不补零，应为“{match[1]}”", "")
    for match in _PADDED_DAY.finditer(text):
        yield Hit(match.start() + 1, match.start() + 2, f"日期不补零，应为“{match[1]}”", "")


def day_hao(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """号 for 日 in a date."""
    text = sheet.text
    if "号" in text:
        for match in _HAO.finditer(text):
            if text[match.start() - 1 : match.start()].isdigit():
                yield Hit(match.end() - 1, match.end(), "书面语的日期用“日”", "日")


def two_digit_year(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Years of two figures before a month; 15年 alone may be a duration."""
    text = sheet.text
    for match in _YEAR_AND_MONTH.finditer(text):
        at = match.start()
        digits = _TWO_DIGITS.search(text[max(0, at - 3) : at])
        if digits is not None:
            short = int(digits[0])
            century = 2000 if short <= desk.date.year % 100 + 1 else 1900
            yield Hit(at - 2, at, f"年份不简写，应为“{century + short}年”", str(century + short))


def mixed_date(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Dates half in Arabic figures, half in Han."""
    text = sheet.text
    for match in _HAN_YEAR.finditer(text):
        year = match[1].translate(_FIGURES)
        yield Hit(*match.span(1), "同一个日期不混用阿拉伯数字和汉字数字", year)
    for pattern in (_MIXED, _MIXED_DAY):
        for match in pattern.finditer(text):
            numerals = [words for words in match.groups() if words]
            values = [_value(words) for words in numerals]
            if text[match.start() - 1 : match.start()].isdigit() and all(values):
                end = match.start() + 1 + len("月".join(numerals))
                right = "月".join(map(str, values))
                yield Hit(match.start() + 1, end, "同一个日期不混用阿拉伯数字和汉字数字", right)


def _value(numeral: str) -> int:
    """The number of a numeral up to 三十九, 0 if it is none."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _VALUES[numeral] if len(numeral) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * (_VALUES[tens] if tens else 1) + (_VALUES[ones] if ones else 0)


def leading_dot(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Decimals without the 0 before the point."""
    for match in _LEADING_DOT.finditer(sheet.text):
        yield Hit(match.start(), match.end(), "纯小数应写出小数点前的“0”", "0" + match[0])


def approximate_number(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Two neighbouring figures for about so many: 三四个, without 、 and in Han."""
    text = sheet.text
    if "、" not in text:
        return
    for match in _AROUND.finditer(text):
        start, second = match.start() - 1, match[1]
        before = _BEFORE_AROUND.search(text[max(0, start - 1) : start + 1])
        first = before[1] if before else ""
        if not first or first.isdigit() != second.isdigit():
            continue
        values = [int(word) if word.isdigit() else _VALUES[word] for word in (first, second)]
        if values[1] == values[0] + 1 or values == [3, 5]:  # 三五个 is the one that skips a number
            right = _DIGITS[values[0]] + _DIGITS[values[1]]
            yield Hit(start, match.end(), f"概数用汉字，中间不用顿号，应为“{right}”", right)


FIGURE_SPACE = ForArticle(
    id="figure-space",
    says="数字与汉字、百分号之间的空格",
    why="习惯：公文、简报的数字与汉字之间不空格；GB/T 15835-2011 5.1 示例",
    bad=("2026⟦ ⟧年建成。", "新增⟦ ⟧12家企业。", "占比达到20⟦\u3000⟧%。", "占比达到20⟦\u2003⟧%。"),
    good=(
        "2026年新增12家企业，占20%。",
        "全彩Micro LED显示，总量2 748 456吨。",
        "1 总则",
        "附件2\u3000任务清单",
        "一工厂起火 7人受伤",
        "“2023 我们一起走过”活动启动。",
    ),
    find=figure_space,
    signs=frozenset(BLANKS),
)

MARK_SPACE = ForArticle(
    id="mark-space",
    says="标点旁边的半角空格",
    why="GB/T 15834-2011 5.1：标点占一个字的位置，不另空格",
    bad=("建设“一张网”⟦ ⟧，覆盖全域。", "推动“智改数转”⟦ ⟧落地见效，提升效率。", "健全机制，⟦ ⟧压实责任。"),
    good=(
        "表1 主要指标",
        "“要多跑路。” （记者 某某）",
        "（一） 新安装的电梯，由业主委托维护。",
        "引进Micro LED、Mini LED技术，全年投产。",
    ),
    find=mark_space,
    signs=frozenset(" \u00a0"),
)

DATE_FORMS = (
    ForArticle(
        id="zero-padded",
        says="月、日前面补的零：07月05日",
        why="GB/T 15835-2011 5.1.4：年月日按口语习惯书写，全数字形式才补零",
        fix="A",
        bad=("⟦0⟧7月⟦0⟧5日启动。", "2026年⟦0⟧1月完成。", "1月⟦0⟧9日启动。"),
        good=("7月5日启动。", "10月20日启动，日期写作2026-07-05。"),
        find=zero_padded,
    ),
    ForArticle(
        id="day-hao",
        says="日期里的“号”：7月17号",
        why="GB/T 15835-2011 5.1.4：年月日的书写形式",
        fix="A",
        bad=("7月17⟦号⟧启动。", "2026年1月9⟦号⟧前完成。"),
        good=("7月17日启动。", "12月8号线开通，17号地块动工。"),
        find=day_hao,
    ),
)

FIGURES = (
    ForArticle(
        id="two-digit-year",
        says="年份只写两位：25年7月",
        why="GB/T 15835-2011 5.1.4：四位数字的年份不简写为两位",
        bad=("⟦25⟧年7月启动。", "自⟦98⟧年10月起。"),
        good=("2025年7月启动。", "缴费满15年以上，历时25年建成。"),
        find=two_digit_year,
    ),
    ForArticle(
        id="mixed-date",
        says="一个日期里混用两种数字：2025年七月",
        why="GB/T 15835-2011 4.3：同一场合数字形式应当一致",
        bad=("2025年⟦七⟧月启动。", "2025年⟦七月十五⟧日启动。", "7月⟦十五⟧日启动。"),
        good=("2025年7月启动。", "1917年十月革命，五四运动，农历八月十五日。"),
        find=mixed_date,
        signs=_HAN_BESIDE,
    ),
    ForArticle(
        id="leading-dot",
        says="小数点前缺零：.5%",
        why="GB/T 15835-2011 5.1.2：纯小数必须写出小数点前定位的“0”",
        bad=("提高⟦.5⟧个百分点。", "约为⟦.25⟧。"),
        good=("提高0.5个百分点。", "升级到v.2版，打开.docx文件。"),
        find=leading_dot,
        signs=frozenset("."),
    ),
    ForArticle(
        id="approximate-number",
        says="概数中间的顿号：3、4个　三、四个",
        why="GB/T 15835-2011 4.2.2：概数用汉字数字，相邻两数之间不用顿号",
        bad=("每区选⟦3、4⟧个街镇。", "用⟦三、四⟧年时间。"),
        good=("每区选三四个街镇，3、4月份完成。", "一、二年级，第三、四项，1、2、3个档次。"),
        find=approximate_number,
    ),
)
