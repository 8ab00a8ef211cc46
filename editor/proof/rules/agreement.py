"""Names that do not agree: places with the province they lie in, and one person written two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.manuscript.readings import sound_alike
from editor.proof.desk import Desk
from editor.proof.digrams import digrams, digrams_apart, sought
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import HAN, is_han
from editor.proof.rules.names import places
from editor.proof.sheet import Sheet

_LEVELS = frozenset("省市")
_PROVINCE_OF_CITY = re.compile(r"省(?!重点|技术|产业|实验|工程|[级会际内外直道域部市管控属定委情城力重、]|$)")

_POSTS = "书记|市长|县长|区长|主任|局长|厅长|部长|主席|总理|院长|会长|董事长|总经理|总裁|负责人|教授|院士|处长|镇长|乡长|省长|秘书长|校长|经理|专家|队长|所长|站长|研究员|工程师|委员长|科长|股长|理事长|厂长|行长"
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲封芮储靳邴糜井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰"
    "秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧"
    "肖付代闫冷")  # fmt: skip
_SAYS = "表示|说|介绍|强调|指出|认为|主持|出席|告诉|要求|提出|透露|坦言|宣布|致辞|讲话|率队|率团|带队|调研|参加|陪同|[，、。在于就向对为任]"
_NAMED = re.compile(rf"(?:{_POSTS})(?P<name>[{_SURNAMES}][{HAN}]{{2}})(?={_SAYS})")
_DIGRAMS_OF_POSTS = sought(digrams(_POSTS))
_MOST = 50  # people of an article that are compared


def place_superior(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """浙江省芜湖市, 上海市昆山市, and 苏州省: a place with a superior that is not its own."""
    text = sheet.text
    for first in places(sheet, desk):
        name = text[first.start : first.end]
        if name != first.province.name and text[first.end : first.end + 1] not in _LEVELS:
            continue
        if name in first.province.cities:
            if _PROVINCE_OF_CITY.match(text, first.end):
                right = first.province.name
                yield Hit(first.start, first.end + 1, f"“{name}”是市，不是省", right)
            continue
        if name not in (first.province.name, first.province.short):
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
    if sheet.may_hold(_DIGRAMS_OF_COUNTIES):
        yield from _counties(text, desk)


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
            if other == name or not _is_later(text, name, other, names):
                continue
            if not sound_alike(match["c"], name[at]) and (at == 0 or not _is_unknown(text, other)):
                continue
            yield Hit(match.start(), match.end(), f"前面写作“{name}”，姓名应当一致", name)


def _is_later(text: str, name: str, other: str, names: list[str]) -> bool:
    """Whether ``other`` is the variant of ``name``: it comes later and is not written more often."""
    return text.find(name) < text.find(other) and text.count(other) <= text.count(name)


def _is_unknown(text: str, name: str) -> bool:
    """Whether nothing in the text introduces a person: each time the name begins a sentence or clause."""
    at = text.find(name)
    while at >= 0:
        if is_han(text[at - 1 : at] or "\n") or text[at - 1 : at] == "、":
            return False
        at = text.find(name, at + 1)
    return True


# -- counties -----------------------------------------------------------------------------------------------------

_COUNTIES = {
    "江苏": "江阴|宜兴|溧阳|常熟|张家港|昆山|太仓|启东|如皋|海安|如东|东台|建湖|射阳|阜宁|滨海|响水|仪征|高邮|宝应|丹阳|扬中|句容|兴化|靖江|泰兴|沭阳|泗阳|泗洪|新沂|邳州|睢宁|沛县|丰县|东海|灌云|灌南|涟水|盱眙|金湖",
    "浙江": "建德|桐庐|淳安|余姚|慈溪|象山|宁海|瑞安|乐清|龙港|永嘉|平阳|苍南|文成|泰顺|海宁|平湖|桐乡|嘉善|海盐|德清|长兴|安吉|诸暨|嵊州|新昌|兰溪|义乌|东阳|永康|武义|浦江|磐安|江山|常山|开化|龙游|岱山|嵊泗|临海|温岭|玉环|三门|天台|仙居|龙泉|青田|缙云|遂昌|松阳|云和|庆元|景宁",
    "安徽": "巢湖|长丰|肥东|肥西|庐江|无为|南陵|怀远|五河|固镇|凤台|寿县|当涂|含山|和县|濉溪|枞阳|桐城|潜山|怀宁|太湖|宿松|望江|岳西|歙县|休宁|黟县|祁门|天长|明光|来安|全椒|定远|凤阳|界首|临泉|太和|阜南|颍上|砀山|萧县|灵璧|泗县|霍邱|舒城|金寨|霍山|涡阳|蒙城|利辛|东至|石台|青阳|宁国|广德|郎溪|泾县|绩溪|旌德",
}
_OF_COUNTY = {name: province for province, names in _COUNTIES.items() for name in names.split("|")}
_COUNTY = re.compile(
    "(?P<p>(?:江苏|浙江|安徽|山东|福建|江西|河南|湖北)省|上海市?|南京市|苏州市|杭州市|合肥市|宁波市)"
    f"(?P<c>{'|'.join(_OF_COUNTY)})(?P<l>(?<=县)|[县市])"
)
_DIGRAMS_OF_COUNTIES = sought(digrams_apart("".join(name[:2] for name in _OF_COUNTY)))
_PROVINCE_OF_CITIES = {"南京": "江苏", "苏州": "江苏", "杭州": "浙江", "宁波": "浙江", "合肥": "安徽"}


def _counties(text: str, desk: Desk) -> Iterator[Hit]:
    """上海市嘉善县: a county or county-level city of the Delta with a superior in another province."""
    for match in _COUNTY.finditer(text):
        stem, province = match["p"].rstrip("省市"), _OF_COUNTY[match["c"]]
        known = desk.regions.at(text, match.start("c"))  # told above
        if known is None and _PROVINCE_OF_CITIES.get(stem, stem) != province:
            below = match["c"] + match["l"]
            yield Hit(*match.span(), f"“{below}”属{province}省", f"{province}省{below}")


AGREEMENT = (
    ForArticle(
        id="place-superior",
        says="地名与所属省份不符：浙江省芜湖市、上海市昆山市、苏州省",
        why="《中华人民共和国行政区划简册》（民政部）；地名见 styles/words/places.toml",
        bad=("⟦浙江省芜湖市⟧发展海洋经济。", "⟦上海市昆山市⟧推进同城化。", "⟦苏州省⟧出台政策。"),
        good=("江苏省南京市、安徽省马鞍山市共建。", "吉林省吉林市，苏州省级开发区，浙江省对口支援阿克苏市。"),
        find=place_superior,
    ),
    ForArticle(
        id="person-name",
        says="同一人的姓名前后不一：陆建华、陆建化",
        why="习惯：姓名前后一致",
        bad=(
            "镇党委书记陆建华介绍了经验。\n⟦陆建化⟧表示，下一步将扩大试点。",
            "区委书记王建明主持会议。⟦王健明⟧强调，要压实责任。",
        ),
        good=(
            "镇党委书记陆建华介绍了经验。\n陆建华表示，下一步将扩大试点。",
            "镇党委书记陆建华、镇长陆建国出席。陆建国介绍了经验。",
        ),
        find=person_name,
        signs=_DIGRAMS_OF_POSTS,
    ),
)
