"""What a title looks like, and when two writings of a title are the same title.

Importers use it to tell titles from text where nothing but the words says which is which.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from editor.manuscript.foreign import foreign_ordinal
from editor.manuscript.tables import is_row

_LONGEST = 60  # code points: longer than any title seen, shorter than a first paragraph
_SHORTEST = 6
_SENTENCE_END = re.compile(r"[。；;！!？?：:，,、…][”’」』）)】]*\Z")
_SENTENCE_INSIDE = re.compile(r"[。；;]")
_CLOSED = re.compile(r"[。；;！!？?：:][”’」』）)】]*\Z")
_ALIKE = 0.8  # share of common characters; one word changed in a title of ten leaves more

_PLACE_NAMES = """
    上海 江苏 浙江 安徽 长三角 北京 天津 重庆 河北 山西 辽宁 吉林 黑龙江 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海
    台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 京津冀 粤港澳 全国 国家 我国 南京 苏州 无锡 常州 南通 扬州 镇江 泰州 徐州 盐城 淮安 连云港 宿迁
    杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 马鞍山 安庆 滁州 宣城 深圳 广州 武汉 成都 西安 厦门 青岛 大连
"""
_PLACES = tuple(_PLACE_NAMES.split())


def title_key(text: str) -> str:
    """A title without blanks and punctuation, in one width and case: equal keys mean the same title."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def are_alike(first_key: str, second_key: str) -> bool:
    """Whether two different keys differ by no more than about a word, so that a person must look."""
    if not first_key or not second_key:
        return False
    matcher = SequenceMatcher(None, first_key, second_key, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
    )


def is_title_shaped(text: str) -> bool:
    """Whether a line could be a title: short, no sentence, not left open, without an ordinal, no row of a table."""
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not _SENTENCE_END.search(text)
        and not _SENTENCE_INSIDE.search(text)
        and foreign_ordinal(text) is None
        and not is_row(text)
    )


def begins_with_a_place(text: str) -> bool:
    """Whether a line begins like most titles of the trade, with the province or city it is about."""
    return text.startswith(_PLACES)


def is_long_prose(text: str) -> bool:
    """Whether a line is longer than any title, or holds more than one sentence."""
    return len(text) > _LONGEST or _SENTENCE_INSIDE.search(text, 0, max(len(text) - 2, 0)) is not None


def is_prose(text: str) -> bool:
    """Whether a line is text under a title: a sentence, or longer than any title."""
    return len(text) > _LONGEST or _CLOSED.search(text) is not None
