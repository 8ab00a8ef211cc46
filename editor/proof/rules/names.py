"""Rules about names: organisations by their right names, and one name for one thing throughout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from editor.model.lexicon import Organisation
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.phrases import Mention
from editor.proof.reading import Reading, Spot
from editor.proof.regions import PlaceName
from editor.proof.rule import ForArticle, ForIssue
from editor.proof.rules.expressions import Rows, found, row
from editor.proof.rules.letters import is_han
from editor.proof.sheet import Sheet

_LEVELS = frozenset("省市区县州")
_LEAD = 400  # code points in which an article says whose organisations it means
_QUOTED = re.compile("“([^“”‘’\n，。；：、]{3,8})”")


def mentions(sheet: Sheet, desk: Desk) -> list[Mention]:
    """All words of the word lists that an article has."""
    return sheet.once("mentions", lambda: desk.phrases.find(sheet.text, sheet.digrams))


def places(sheet: Sheet, desk: Desk) -> list[PlaceName]:
    """All places that an article names."""
    return sheet.once("places", lambda: list(desk.regions.all(sheet.text, sheet.digrams)))


def first_place(sheet: Sheet, desk: Desk, start: int, end: int) -> PlaceName | None:
    """The first place that a stretch of an article is about, or None."""
    there = (place for place in places(sheet, desk) if start <= place.start < end)
    return next((place for place in there if place.is_subject_of(sheet.text)), None)


def organisation(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Organisations by a wrong name or short form."""
    for start, end, entry in mentions(sheet, desk):
        if entry.kind == "wrong-organisation" and isinstance(entry.row, Organisation):
            forms = (entry.row.name, *entry.row.short)
            either = "或".join(f"“{form}”" for form in forms)
            right = entry.row.short[0] if entry.row.short else entry.row.name
            yield Hit(start, end, f"“{entry.word}”不规范，应为{either}", right)
    yield from found(_BODIES, sheet, desk)


_TOPICS = "教育|财政|公安|司法|民政|商务|交通运输|水利|农业农村|生态环境|自然资源|科学技术|科技|住房城乡建设|住房和城乡建设|人力资源社会保障|人力资源和社会保障|文化和旅游|应急管理|工业和信息化|经济和信息化"
_LEVELS_OF_BODIES = (
    row("省", rf"(?P<at>省(?P<t>{_TOPICS})局)(?![长属域部])", "省一级是“厅”", r"省\g<t>厅"),
    row("省", r"(?P<at>省(?P<t>发展改革|发展和改革|卫生健康)局)(?![长属])", "省一级是“委”", r"省\g<t>委"),
    row(
        "国家税务局",
        r"(?<![原省市区县州旗的])(?P<at>国家税务局)(?![、和与及]地方|[长系]|（)",
        "2018年起称“国家税务总局”",
        "国家税务总局",
    ),
    row("生态环保", r"(?P<at>生态环保(?P<l>[局厅部]))", "应为“生态环境”", r"生态环境\g<l>"),
    row(
        "障委 务委 境委 理委",
        r"(?P<at>(?P<t>人力资源(?:和)?社会保障|医疗保障|退役军人事务|生态环境|应急管理|市场监督管理)委)(?![员会、])",
        "没有这样的委，请核对机构名称",
    ),
    row(
        "厅",
        rf"(?P<at>(?P<l>[市县区](?<![省级辖].))(?P<t>{_TOPICS})厅)(?![长级局、（(])",
        "市、县一级是“局”",
        r"\g<l>\g<t>局",
    ),
)
"""How departments are called at each level: 省…厅, 市…局 (plans of the reform of public bodies)."""

_BODIES = Rows(_LEVELS_OF_BODIES)


class _Naming(NamedTuple):
    """One organisation named: whose, and by which short form."""

    whose: tuple[str, str, str]  # province, level, full name
    form: str
    start: int
    end: int


def name_variants(reading: Reading, desk: Desk) -> Iterable[Spot]:
    """One organisation by two short forms in an issue; one term with and without quotation marks in an article."""

    def known_by() -> object:
        return tuple(
            (forms, bool(terms))
            for forms, terms in zip(
                reading.extracts("naming-forms", lambda sheet: _forms(sheet, desk)),
                reading.extracts("loose-terms", _loose_terms),
                strict=True,
            )
        )

    return reading.find_unless_silent("name-variants", known_by(), lambda: _variants(reading, desk))


def _variants(reading: Reading, desk: Desk) -> Iterator[Spot]:
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for sheet in reading.sheets:
        for naming in _namings(sheet, desk):
            counts.setdefault(naming.whose, Counter())[naming.form] += 1
    for sheet in reading.sheets:
        for naming in _namings(sheet, desk):
            forms = counts[naming.whose]
            usual = forms.most_common(1)[0][0]
            if naming.form != usual:
                message = f"本期别处写作“{usual}”，同一机构的简称应当一致"
                yield Spot(sheet, Hit(naming.start, naming.end, message))
        for start, end, term in _loose_terms(sheet):
            yield Spot(sheet, Hit(start, end, f"“{term}”在本篇别处加了引号，这里没有加"))


def _namings(sheet: Sheet, desk: Desk) -> list[_Naming]:
    return sheet.once("namings", lambda: list(_find_namings(sheet, desk)))


def _forms(sheet: Sheet, desk: Desk) -> frozenset[tuple[tuple[str, str, str], str]]:
    return frozenset((naming.whose, naming.form) for naming in _namings(sheet, desk))


def _find_namings(sheet: Sheet, desk: Desk) -> Iterator[_Naming]:
    province = ""
    for start, end, entry in mentions(sheet, desk):
        row = entry.row
        if entry.kind != "organisation" or not isinstance(row, Organisation) or entry.word == row.name:
            continue
        level = sheet.text[start - 1 : start]
        if level not in _LEVELS or sheet.brackets.quotes(start, end):
            continue
        province = province or _province(sheet, desk)
        yield _Naming((province, level, row.name), entry.word, start, end)


def _province(sheet: Sheet, desk: Desk) -> str:
    place = first_place(sheet, desk, 0, _LEAD)
    return place.province.short if place else "?"


def _loose_terms(sheet: Sheet) -> list[tuple[int, int, str]]:
    """Places where a term stands bare that the article puts in quotation marks at least twice and more often."""
    return sheet.once("loose-terms", lambda: list(_find_loose_terms(sheet)))


def _find_loose_terms(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    text = sheet.text
    if "“" not in text:
        return
    for term, count in Counter(_QUOTED.findall(text)).items():
        if count < 2 or text.count(term) == count:
            continue
        bare = [
            at
            for at in (match.start() for match in re.finditer(re.escape(term), text))
            if not sheet.brackets.quotes(at, at + len(term))
            and not is_han(text[at - 1 : at] or "\n")
            and text[at - 1 : at] not in ("『", "「")
        ]
        if len(bare) <= count:
            yield from ((at, at + len(term), term) for at in bare)


ORGANISATION = ForArticle(
    id="organisation",
    says="机构名称或简称写错：市卫健康委",
    why="词表 styles/words/organisations.toml：机构的规范简称",
    bad=("上海市⟦卫健康委⟧印发方案。", "省⟦人力资源与社会保障厅⟧印发方案。"),
    good=(
        "上海市卫生健康委、市卫健委印发方案。",
        "省人力资源社会保障厅、省人力资源和社会保障厅、人社厅印发方案。",
    ),
    find=organisation,
)

NAME_VARIANTS = ForIssue(
    id="name-variants",
    says="一期里同一机构用两种简称；一篇里同一用语有的加引号、有的不加",
    why="习惯：一期之内名称一致；GB/T 15834-2011 4.8.3.2：具有特殊含义的词语用引号",
    fix="N",
    bad=(
        "题 上海甲\n上海市卫健委印发方案，市卫健委负责解释。\n题 上海乙\n上海市⟦卫生健康委⟧印发通知。",
        "题 江苏甲\n推行“一件事”改革，做好“一件事”服务，拓展“个转企”⟦一件事⟧范围。",
    ),
    good=(
        "题 上海甲\n上海市卫生健康委员会印发方案，市卫健委负责解释。\n题 江苏乙\n江苏省卫生健康委印发通知。",
        "题 江苏甲\n推行“一件事”改革，做好“一件事”服务，落实《政务一件事方案》。",
    ),
    find=name_variants,
)
