"""Rules about single characters: those that nobody sees, and those that only look like the right one.

They come first: every other rule reads the text as these would mend it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from editor.model.unseen import BREAKS, CONTROLS, FORMATTING, UNWRITABLE
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.sheet import Sheet

# What nobody sees, and the mark of an embedded object. The zero-width joiner between emoji is part of them.
_INVISIBLE = re.compile(
    f"(?:(?![\n\u200d])[{CONTROLS}{FORMATTING}{BREAKS}{UNWRITABLE}\ufffc])+"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d+"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９0-9]+)*")

# Radicals that text copied out of PDF files has instead of characters, and that Unicode does not map itself.
_RADICALS = dict(
    zip(
        "\u2e84\u2e8c\u2e92\u2e9f\u2ea0\u2eb6\u2ebc\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2ee2\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eec\u2eee\u2ef0\u2ef3",
        "乙小巳母民羊肉虎西见角贝车长门青韦页风飞马鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_DIGITS_AND_LETTERS = str.maketrans(
    {
        code: code - 0xFEE0
        for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0E)
    }
)


def invisible(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Characters without a shape."""
    if "\u200d" not in sheet.odd and not _INVISIBLE.search(sheet.odd_text):
        return
    for match in _INVISIBLE.finditer(sheet.clean):
        yield Hit(match.start(), match.end(), f"有看不见的字符（U+{ord(match[0][0]):04X}），应删去", "")


def lookalike(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Radicals and compatibility characters that look like the ordinary character and are none."""
    if not _LOOKALIKE.search(sheet.odd_text):
        return
    for match in _LOOKALIKE.finditer(sheet.clean):
        plain = _RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        if plain != match[0]:
            code = f"U+{ord(match[0]):04X}"
            yield Hit(
                match.start(), match.end(), f"这是形似的部首或兼容字（{code}），应为普通汉字“{plain}”", plain
            )


def full_width(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Full-width digits and Latin letters."""
    if not _FULL_WIDTH.search(sheet.odd_text):
        return
    for match in _FULL_WIDTH.finditer(sheet.clean):
        plain = match[0].translate(_DIGITS_AND_LETTERS)
        yield Hit(match.start(), match.end(), f"全角“{match[0]}”应为半角“{plain}”", plain)


def private_use(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Characters that only one computer can show."""
    if not _PRIVATE.search(sheet.odd_text):
        return
    for match in _PRIVATE.finditer(sheet.text):
        code = f"U+{ord(match[0]):04X}"
        yield Hit(match.start(), match.end(), f"这个字符（{code}）换一台电脑就显示不出来，请对照原文改正")


CHARACTERS = (
    ForArticle(
        id="invisible",
        says="看不见的字符：零宽空格、控制字符、软连字符、半个代理对等",
        why="习惯：检索、排版和查重都会因此出错",
        fix="A",
        bad=("推进⟦\u200b⟧数据共享。", "⟦\ufeff⟧各区制定年度计划。"),
        good=("推进数据共享。", "平台上线👨\u200d👩\u200d👧家庭专区。"),
        find=invisible,
    ),
    ForArticle(
        id="lookalike",
        says="康熙部首、兼容汉字等形似而不是的字",
        why="习惯：多由 PDF 复制带入，检索不到，字体缺字",
        fix="A",
        bad=("方便⟦\u2f08⟧民群众。", "全市⟦\u2ed3⟧期坚持。"),
        good=("方便人民群众。", "全市长期坚持。"),
        find=lookalike,
    ),
    ForArticle(
        id="full-width",
        says="全角的数字和拉丁字母",
        why="GB/T 15835-2011：阿拉伯数字占半个汉字位置",
        fix="A",
        bad=("新增⟦１２⟧家企业。", "建设⟦５Ｇ⟧基站，占比⟦２．５⟧%。"),
        good=("新增12家企业。", "建设5G基站，占比2.5%。"),
        find=full_width,
    ),
)

PRIVATE_USE = ForArticle(
    id="private-use",
    says="私用区字符和替换符（\ufffd）",
    why="习惯：换一台电脑、换一种字体就不显示或显示成别的字",
    fix="N",
    bad=("朱⟦\ue000⟧基调研。", "转换后成为⟦\ufffd⟧的字。"),
    good=("朱镕基调研。", "转换后的字。"),
    find=private_use,
)
