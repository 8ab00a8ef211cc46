"""How units, foreign letters, plans, years and laws are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.expressions import FIGURE, Rows, found, found_in_marks, row
from editor.proof.rules.letters import side_by_side
from editor.proof.sheet import Sheet

# -- units and letters: GB 3100, GB/T 15835-2011 ------------------------------------------------------------------------

_UNITS = {
    "KM": "公里", "Km": "公里", "M2": "平方米", "m2": "平方米", "㎡": "平方米", "M3": "立方米", "m3": "立方米", "㎥": "立方米",
    "KG": "公斤", "Kg": "公斤", "KW": "千瓦", "Kw": "千瓦", "KWH": "千瓦时", "KWh": "千瓦时", "Kwh": "千瓦时", "MM": "毫米",
    "CM": "厘米", "Mm": "毫米", "Cm": "厘米",
}  # fmt: skip
_CASES = {
    "ipv6": "IPv6", "IPV6": "IPv6", "Ipv6": "IPv6", "ipv4": "IPv4", "IPV4": "IPv4", "Ipv4": "IPv4", "ai": "AI", "Ai": "AI",
    "gdp": "GDP", "Gdp": "GDP", "ppp": "PPP", "Ppp": "PPP", "vr": "VR", "Vr": "VR", "pm2.5": "PM2.5", "Pm2.5": "PM2.5",
    "co2": "CO2", "Co2": "CO2", "esg": "ESG", "Esg": "ESG", "lng": "LNG", "Lng": "LNG", "led": "LED", "Led": "LED",
    "nfc": "NFC", "gps": "GPS", "Gps": "GPS", "bim": "BIM", "Bim": "BIM", "cpi": "CPI", "Cpi": "CPI", "r&d": "R&D", "ktv": "KTV", "Wifi": "Wi-Fi", "wifi": "Wi-Fi", "WIFI": "Wi-Fi", "WiFi": "Wi-Fi", "wi-fi": "Wi-Fi", "5g-a": "5G-A",
    "wto": "WTO", "Wto": "WTO", "rcep": "RCEP", "Rcep": "RCEP", "apec": "APEC", "pcr": "PCR", "ct": "CT", "it": "IT", "It": "IT",
}  # fmt: skip
_MOBILE = "基站|网络|专网|应用|技术|信号|商用|融合|通信|用户|手机|工厂|时代|产业|智能|消息|智慧|全连接|轻量化|规模|套餐|流量|建设|覆盖|[＋+]"

_TOKEN = re.compile("[A-Za-z㎡㎥][0-9A-Za-z.&]*")
_NO_EDGE = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_/@")
_AMOUNT = frozenset("0123456789万亿千百")

ELECTRICITY = (
    row(
        "装机",
        rf"装机(?:总?容量|规模|总?量)?[^，。；\n]{{0,14}}?{FIGURE}[万亿]?(?P<at>千瓦时)",
        "装机容量的单位是“千瓦”",
        "千瓦",
    ),
    row(
        "发电量 用电量 售电量 供电量 送电量",
        rf"(?:发|用|售|供|送)电量[^，。；\n]{{0,14}}?{FIGURE}[万亿]?(?P<at>千瓦)(?!时)",
        "电量的单位是“千瓦时”",
        "千瓦时",
    ),
)

MEASURES = (
    row(
        "公尺 公分",
        r"(?P<at>公(?P<u>[尺分]))(?=[，。；、高长宽深厚]|$)(?<=[0-9万亿千百方]公.)",
        "旧的单位名称，应为“米、厘米”",
    ),
    row("立方", rf"{FIGURE}[万亿]?(?P<at>立方)(?=[，。；、）\n]|$)", "单位应写全“立方米”", "立方米"),
    row("平方", rf"{FIGURE}[万亿]?(?P<at>平方)(?=[，。；、）\n]|$)", "单位应写全“平方米”", "平方米"),
)

MOBILE = (
    row(
        "2g 3g 4g 5g 6g",
        rf"(?P<at>(?P<n>[2-6](?<![0-9A-Za-z.][2-6]))g)(?={_MOBILE}|-[aA](?![a-z]))",
        "字母应大写",
        r"\g<n>G",
    ),
)

_OF_UNITS, _OF_LETTERS = Rows((*ELECTRICITY, *MEASURES)), Rows(MOBILE)


def units(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Signs of units behind figures, and kilowatts for kilowatt hours."""
    for start, end, token in _tokens(sheet):
        if (
            token in _UNITS
            and sheet.text[start - 1 : start] in _AMOUNT
            and not sheet.brackets.quotes(start, end)
        ):
            yield Hit(start, end, f"单位应写作“{_UNITS[token]}”", _UNITS[token])
    yield from found(_OF_UNITS, sheet, desk)


def letter_case(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Short forms of foreign words by the letters that are usual."""
    text = sheet.text
    for start, end, token in _tokens(sheet):
        if (
            token in _CASES
            and text[start - 1 : start] not in _NO_EDGE
            and text[end : end + 1] not in _NO_EDGE
            and not sheet.brackets.quotes(start, end)
        ):
            yield Hit(start, end, f"应写作“{_CASES[token]}”", _CASES[token])
    yield from found(_OF_LETTERS, sheet, desk)


def _tokens(sheet: Sheet) -> list[tuple[int, int, str]]:
    """The runs of letters and figures that begin with a letter."""
    return sheet.once("letters", lambda: [(*match.span(), match[0]) for match in _TOKEN.finditer(sheet.text)])


# -- years and plans --------------------------------------------------------------------------------------------------

_FIVE = {
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
    "十五五": (2026, 2030),
    "十六五": (2031, 2035),
}

_HAN_FIGURES, _ZEROS = "〇○零一二三四五六七八九", "0OＯ０"
_IN_YEAR = f"[{_HAN_FIGURES}{_ZEROS}]"
_PERIODS = "规划|时期|期间|末|以来|发展|开局|收官"

PLANS = (
    row(
        side_by_side("五", _PERIODS.split("|")),
        rf"(?P<at>(?P<n>十(?<![“‘0-9一二三四五六七八九]十)[一二三四五六]五)(?P<w>{_PERIODS}))(?![”’])",
        "五年规划的简称应加引号",
        r"“\g<n>”\g<w>",
    ),
    *(
        row(
            name,
            rf"{name}”?(?:规划|时期|期间)?[（(](?P<at>(?!{first}[—～－\-–]+{last})20[0-9]{{2}}年?[—～－\-–]+20[0-9]{{2}})年?[）)]",
            f"“{name}”是{first}—{last}年",
            f"{first}—{last}",
        )
        for name, (first, last) in _FIVE.items()
    ),
    *(
        row(
            name,
            rf"(?P<at>20(?!{last - 2000})[0-9]{{2}}年?)[（(，]?(?:即)?“?{name}”?末",
            f"“{name}”末是{last}年",
            f"{last}年",
        )
        for name, (_, last) in _FIVE.items()
    ),
    row(
        side_by_side("年", "底初末上下全第一二三四度新"),
        r"[。；\n](?P<at>(?P<n>2[0-9])年)(?=底|初|末|上半年|下半年|全[省市区国县年]|第?[一二三四]季度|度|新年)",
        "年份不简写",
        r"20\g<n>年",
    ),
    row(
        side_by_side("到至取保计划争", "23"),
        r"(?:到|至|截至|力争|争取|确保|预计|计划)(?P<at>(?P<n>2[0-9]|3[0-5])年)(?=底|初|末|，|基本|全[省市区国县]|建成|实现|力争|达到|全面)",
        "年份不简写",
        r"20\g<n>年",
    ),
    row(
        side_by_side(_HAN_FIGURES, _ZEROS),
        rf"(?P<at>[一二](?:[{_ZEROS}]{_IN_YEAR}{{2}}|[{_HAN_FIGURES}][{_ZEROS}]{_IN_YEAR}|[{_HAN_FIGURES}]{{2}}[{_ZEROS}]))(?=年)",
        "汉字年份的零应为“〇”",
    ),
)
_OF_PLANS = Rows(PLANS)

# -- laws and slogans -------------------------------------------------------------------------------------------------

_LAWS = {
    "环保法": "环境保护法", "消费者保护法": "消费者权益保护法", "科技进步法": "科学技术进步法", "科普法": "科学技术普及法", "科技成果转化法": "促进科技成果转化法", "大气污染法": "大气污染防治法",
    "水污染法": "水污染防治法", "土壤污染法": "土壤污染防治法", "噪声污染法": "噪声污染防治法", "固体废物污染法": "固体废物污染环境防治法",
    "固体废物污染防治法": "固体废物污染环境防治法", "消费者权益法": "消费者权益保护法", "未成年保护法": "未成年人保护法", "未成年人法": "未成年人保护法",
    "妇女权益法": "妇女权益保障法", "妇女权益保护法": "妇女权益保障法", "老年人权益法": "老年人权益保障法", "老年人权益保护法": "老年人权益保障法",
    "残疾人法": "残疾人保障法", "退役军人法": "退役军人保障法", "反不当竞争法": "反不正当竞争法", "个人信息法": "个人信息保护法", "个人信息安全保护法": "个人信息保护法", "反电信诈骗法": "反电信网络诈骗法", "电信网络诈骗法": "反电信网络诈骗法",
    "反网络诈骗法": "反电信网络诈骗法", "中小企业促进保护法": "中小企业促进法", "网络安全保护法": "网络安全法", "数据安全保护法": "数据安全法", "公务员管理法": "公务员法",
    "长江法": "长江保护法", "野生动物法": "野生动物保护法", "环境法": "环境保护法", "海洋环境法": "海洋环境保护法", "土地法": "土地管理法",
    "城市房地产法": "城市房地产管理法", "中小企业法": "中小企业促进法", "清洁生产法": "清洁生产促进法", "循环经济法": "循环经济促进法",
    "就业法": "就业促进法", "民办教育法": "民办教育促进法", "家庭教育法": "家庭教育促进法", "乡村振兴法": "乡村振兴促进法",
    "民营经济法": "民营经济促进法", "传染病法": "传染病防治法", "职业病法": "职业病防治法", "突发事件法": "突发事件应对法", "文物法": "文物保护法",
    "公共文化服务法": "公共文化服务保障法", "税收征管法": "税收征收管理法", "招投标法": "招标投标法", "安全生产管理法": "安全生产法",
    "农产品安全法": "农产品质量安全法", "农民专业合作法": "农民专业合作社法", "基本医疗法": "基本医疗卫生与健康促进法",
}  # fmt: skip
_SLOGANS = "一网通办|一网统管|一件事|一件事一次办|高效办成一件事|最多跑一次|放管服|不见面审批|不见面办理|双随机、一公开|一带一路|一业一证|证照分离|随申办|浙里办|皖事通|苏服办|互联网\\+|人工智能\\+|千万工程|三权分置"

NAMES = tuple(
    row(f"中华人民共和国{wrong}", rf"中华人民共和国(?P<at>{wrong})", f"法律的名称应为“{right}”", right)
    for wrong, right in _LAWS.items()
)

# In book marks a text is verbatim, but these are no titles.
SLOGANS = (
    row(
        side_by_side(_SLOGANS.split("|"), "》"),
        rf"(?P<at>《(?P<n>{_SLOGANS})》)(?!（)",
        "工作名称用引号，不用书名号",
        r"“\g<n>”",
    ),
)

_OF_LAWS, _OF_SLOGANS = Rows(NAMES), Rows(SLOGANS)


def han_year(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """二0二六: the year is offered with 〇."""
    for hit in found(_OF_PLANS, sheet, desk):
        words = sheet.text[hit.start : hit.end]
        if hit.fix is None and words[:1] in ("一", "二"):
            hit = hit._replace(fix=re.sub("[0OＯ０零○]", "〇", words))
        yield hit


def law_names(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Names of laws: they stand in book marks, which are verbatim otherwise."""
    return found_in_marks(_OF_LAWS, sheet, desk) if "中华人民共和国" in sheet.text else ()


SPELLINGS = (
    ForArticle(
        id="unit",
        says="计量单位：42KM、2万m2、装机……千瓦时",
        why="GB 3100-1993；习惯：简报用汉字单位",
        bad=("全长42⟦KM⟧。", "装机容量达200万⟦千瓦时⟧。"),
        good=("全长42公里，装机200万千瓦，发电20亿千瓦时。", "M2余额增长8%。"),
        find=units,
    ),
    ForArticle(
        id="letter-case",
        says="外文缩写的大小写：5g、ipv6、Ai",
        why="习惯：缩写按通行的写法",
        bad=("新建⟦5g⟧基站。", "推广⟦ipv6⟧部署。", "打造⟦Ai⟧样板。"),
        good=("新建5G基站，推广IPv6，打造AI样板。", "每袋5g盐，访问ai.example.cn。"),
        find=letter_case,
    ),
    ForArticle(
        id="plan-years",
        says="五年规划的引号和起止年份，简写的年份：十五五规划、25年底、二0二六年",
        why="各个五年规划纲要；GB/T 15835-2011 4.3：年份写全，汉字年份的零用“〇”",
        bad=(
            "谋划⟦十五五规划⟧。",
            "“十四五”规划（⟦2021—2026⟧年）实施。",
            "⟦二0二六⟧年建成。",
            "⟦25年⟧底投用。",
        ),
        good=("谋划“十五五”规划，“十四五”规划（2021—2025年）实施。", "二〇二六年建成，近25年来。"),
        find=han_year,
    ),
    ForArticle(
        id="law-name",
        says="法律名称写错：中华人民共和国科技进步法",
        why="全国人大公布的现行法律目录",
        bad=("根据中华人民共和国⟦科技进步法⟧。", "依据《中华人民共和国⟦大气污染法⟧》处罚。"),
        good=("根据中华人民共和国科学技术进步法。", "依据《中华人民共和国大气污染防治法》处罚。"),
        find=law_names,
        signs=_OF_LAWS.digrams,
    ),
    ForArticle(
        id="slogan-marks",
        says="工作名称用了书名号：《一网通办》",
        why="GB/T 15834-2011 4.15：书名号标示作品的名称",
        bad=("推行⟦《一网通办》⟧改革。", "共建⟦《一带一路》⟧。"),
        good=("推行“一网通办”改革。", "印发《“一网通办”条例》。"),
        find=partial(found_in_marks, _OF_SLOGANS),
        signs=_OF_SLOGANS.digrams,
    ),
)
