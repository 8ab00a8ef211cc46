"""Names that do not agree: places with the province they lie in, and one person written two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.manuscript.readings import sound_alike
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import HAN
from editor.proof.sheet import Sheet

_PROVINCE_OF_CITY = re.compile(r"省(?!重点|技术|产业|实验|工程|[级会际内外直道域部市管控属定委情城力重、]|$)")

_POSTS = "书记|市长|县长|区长|主任|局长|厅长|部长|主席|总理|院长|会长|董事长|总经理|总裁|负责人|教授|院士|处长|镇长|乡长|省长|秘书长|校长|经理|专家|队长|所长|站长|研究员|工程师|委员长|科长|股长|理事长|厂长|行长"
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲封芮储靳邴糜井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰"
    "秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧"
    "肖付代闫冷")  # fmt: skip
_SAYS = "表示|说|介绍|强调|指出|认为|主持|出席|告诉|要求|提出|透露|坦言|宣布|致辞|讲话|率队|率团|带队|调研|参加|陪同|[，、。在于就向对为任]"
_NAMED = re.compile(rf"(?:{_POSTS})(?P<name>[{_SURNAMES}][{HAN}]{{2}})(?={_SAYS})")
_MOST = 50  # people of an article that are compared


def place_superior(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """浙江省芜湖市, 上海市昆山市, and 苏州省: a place with a superior that is not its own."""
    text = sheet.text
    for first in desk.regions.all(text):
        name = text[first.start : first.end]
        if name in first.province.cities:
            if _PROVINCE_OF_CITY.match(text, first.end):
                right = first.province.name
                yield Hit(first.start, first.end + 1, f"“{name}”是市，不是省", right)
            continue
        if name != first.province.name and not (
            name == first.province.short and text[first.end : first.end + 1] in "省市"
        ):
            continue
        start = first.end if name == first.province.name else first.end + 1
        below = desk.regions.at(text, start)
        if (
            below is not None
            and below.province is not first.province
            and text[below.end : below.end + 1] in ("市", "县")
        ):
            end = below.end + 1
            yield Hit(
                first.start,
                end,
                f"“{text[below.start : end]}”属{below.province.name}",
                below.province.name + text[below.start : end],
            )


def person_name(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """陆建华 who is 陆建化 further on: a name of three characters that differs by one of the same sound."""
    text = sheet.text
    names = list(dict.fromkeys(match["name"] for match in _NAMED.finditer(text)))[:_MOST]
    for name in names:
        yield from _variants(text, name, names)


def _variants(text: str, name: str, names: list[str]) -> Iterator[Hit]:
    for at in range(3):
        pattern = re.compile(f"{re.escape(name[:at])}(?P<c>[{HAN}]){re.escape(name[at + 1 :])}(?={_SAYS})")
        for match in pattern.finditer(text):
            other = match[0]
            if (
                other == name
                or not sound_alike(match["c"], name[at])
                or not _is_later(text, name, other, names)
            ):
                continue
            yield Hit(match.start(), match.end(), f"前面写作“{name}”，姓名应当一致", name)


def _is_later(text: str, name: str, other: str, names: list[str]) -> bool:
    """Whether ``other`` is the variant of ``name``: it comes later and is not written more often."""
    return text.find(name) < text.find(other) and text.count(other) <= text.count(name)


AGREEMENT = (
    ForArticle(
        id="place-superior",
        says="地名与所属省份不符：浙江省芜湖市、上海市昆山市、苏州省",
        why="《中华人民共和国行政区划简册》（民政部）；地名见 styles/words/places.toml",
        fix="S",
        severity="warning",
        bad=("⟦浙江省芜湖市⟧发展海洋经济。", "⟦上海市昆山市⟧推进同城化。", "⟦苏州省⟧出台政策。"),
        good=("江苏省南京市、安徽省马鞍山市共建。", "吉林省吉林市，苏州省级开发区，浙江省对口支援阿克苏市。"),
        find=place_superior,
    ),
    ForArticle(
        id="person-name",
        says="同一人的姓名前后不一：陆建华、陆建化",
        why="习惯：姓名前后一致",
        fix="S",
        severity="warning",
        bad=(
            "镇党委书记陆建华介绍了经验。\n⟦陆建化⟧表示，下一步将扩大试点。",
            "区委书记王建明主持会议。⟦王健明⟧强调，要压实责任。",
        ),
        good=(
            "镇党委书记陆建华介绍了经验。\n陆建华表示，下一步将扩大试点。",
            "镇党委书记陆建华、镇长陆建国出席。陆建国介绍了经验。",
        ),
        find=person_name,
    ),
)
