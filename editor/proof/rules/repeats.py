"""Rules that look across articles and issues: repeats, regions, the numbers of the masthead, and the 目录 of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from editor.model.issue import SUPPLEMENT
from editor.proof.desk import Desk
from editor.proof.finding import Severity
from editor.proof.hit import Hit
from editor.proof.reading import Archive, Imprint, Reading, Run, Spot
from editor.proof.regions import PlaceName
from editor.proof.rule import ForImport, ForIssue
from editor.proof.rules.names import first_place
from editor.proof.sheet import Sheet

_SENTENCE = 12  # code points of a sentence that says enough to be known again
_SHARED = 0.5  # of the shorter article; earlier issues may offer less, which is worth a note
_DIFFERENT = "different sentences"
_LEAD = 300  # code points of the lead in which a place is looked for


class _Different(NamedTuple):
    """The sentences of each article, none of which stands in two of them."""

    of_each: Sequence[frozenset[str]]
    of_all: set[str]


def duplicate_within(reading: Reading) -> Iterator[Spot]:
    """Articles of the issue that share their title or half of their sentences."""
    if _is_all_different(reading):
        return
    titles: dict[str, Sheet] = {}
    owners: dict[str, Sheet] = {}
    for sheet in reading.sheets:
        title = _title(sheet)
        sentences = _sentences(sheet)
        twin = titles.get(title) or _twin(sentences, owners)
        if twin is not None:
            yield Spot(sheet, Hit(0, sheet.places[0].end, f"与本期“{twin.article.title}”重复或大半相同"))
        if title:
            titles.setdefault(title, sheet)
        owners |= dict.fromkeys(sentences - owners.keys(), sheet)


def _is_all_different(reading: Reading) -> bool:
    """Whether no sentence and no title stands in two articles, which is the rule and soon told.

    Of an article that was touched only its own sentences are looked for among all that are remembered.
    """
    sentences = reading.extracts("sentences", _sentences)
    known = reading.memory.pop(_DIFFERENT, None)
    if not isinstance(known, _Different) or len(known.of_each) != len(sentences):
        known = _Different([frozenset()] * len(sentences), set())
    for old, new in zip(known.of_each, sentences, strict=True):
        if old is not new:
            known.of_all.difference_update(old)
            if not known.of_all.isdisjoint(new):
                return False
            known.of_all.update(new)
    reading.memory[_DIFFERENT] = known._replace(of_each=sentences)
    titles = [title for title in reading.extracts("title", _title) if title]
    return len(set(titles)) == len(titles)


def _twin(ours: frozenset[str], owners: dict[str, Sheet]) -> Sheet | None:
    """The earlier article that has at least half of our sentences, or of which we have half."""
    shared = ours & owners.keys()
    if not shared:
        return None
    twin, count = Counter(owners[sentence] for sentence in shared).most_common(1)[0]
    return twin if count >= _SHARED * min(len(ours), len(_sentences(twin))) else None


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title))


def _title(sheet: Sheet) -> str:
    return sheet.words(sheet.places[0]).strip()


def _sentences(sheet: Sheet) -> frozenset[str]:
    return sheet.once(
        "sentences",
        lambda: frozenset(
            [words for words in sheet.text.replace("\n", "。").split("。")[1:] if len(words) >= _SENTENCE]
        ),
    )


def duplicate(reading: Reading, _: Desk) -> Iterable[Spot]:
    """Articles that stand in this issue twice or ran before."""
    yield from duplicate_within(reading)
    if reading.archive is None:
        return
    for sheet in reading.sheets:
        for run in _runs_before(sheet, reading.archive, str(reading.issue.id))[:1]:
            titled = run.likeness <= _SHARED and _letters(run.title) == _letters(_title(sheet))
            share = "标题相同" if titled else f"相同约{run.likeness:.0%}"
            message = f"{run.issue}期刊登过“{run.title}”，{share}"
            severity: Severity | None = None if run.likeness >= _SHARED else "note"
            yield Spot(sheet, Hit(0, sheet.places[0].end, message, severity=severity))


def _runs_before(sheet: Sheet, archive: Archive, issue: str) -> Sequence[Run]:
    return sheet.once(("runs", issue), lambda: archive.runs_before(sheet.article, issue))


def region_section(reading: Reading, desk: Desk) -> Iterable[Spot]:
    """Items from outside the Delta among those from inside, and the other way round.

    A house without a section for items from outside does not keep them apart.
    """
    outside = desk.style.proof.outside
    if not outside:
        return
    places = iter(reading.extracts("place", lambda sheet: _first_place(sheet, desk)))
    for name, sheets in reading.sections:
        for sheet, place in zip(sheets, places, strict=False):
            if place is None or place.province.delta == (name not in outside):
                continue
            if name not in outside and name not in desk.style.sections:
                continue
            where = "属于长三角" if name in outside else "在长三角以外"
            message = f"首先提到的“{place.province.short}”{where}，稿件却在“{name}”栏目"
            yield Spot(sheet, Hit(place.start, place.end, message))


def _first_place(sheet: Sheet, desk: Desk) -> PlaceName | None:
    """The first place in the title, or where it names none, in the lead."""
    title, *rest = sheet.places
    found = first_place(sheet, desk, *title)
    if found is None and rest:
        start, end = rest[0]
        return first_place(sheet, desk, start, min(end, start + _LEAD))
    return found


def issue_chain(reading: Reading, _: Desk) -> Iterable[Spot]:
    """Number, total and date against the issue before."""
    issue = reading.issue
    if issue.kind != SUPPLEMENT and "增刊" in issue.title:
        yield Spot(None, Hit(0, 0, "刊名是增刊，期号却编在正刊里"))
    if issue.year != issue.date.year:
        yield Spot(None, Hit(0, 0, f"年份是{issue.year}年，出刊日期却在{issue.date.year}年"))
    before = reading.archive.before(issue) if reading.archive else None
    if before is not None:
        yield from (Spot(None, Hit(0, 0, message)) for message in _breaks(reading, before))


def _breaks(reading: Reading, before: Imprint) -> Iterator[str]:
    issue, label = reading.issue, before.id.label
    expected = before.id.number + 1 if before.id.year == issue.year else 1
    near = before.id.year in (issue.year, issue.year - 1)
    if near and issue.number != expected:
        yield f"上一期是{label}，本期应为第{expected}期，实为第{issue.number}期"
    elif issue.total is not None and before.total is not None and issue.total != before.total + 1:
        yield f"上一期总期号是{before.total}，本期应为{before.total + 1}，实为{issue.total}"
    if issue.date <= before.date:
        day = f"{before.date.year}年{before.date.month}月{before.date.day}日"
        yield f"出刊日期不晚于上一期（{label}，{day}）"


ACROSS = (
    ForIssue(
        id="duplicate",
        says="与本期或往期的稿件相同或大半相同",
        why="习惯：一事不二登；往期由检索库比对",
        fix="N",
        bad=(
            "题 上海甲\n上海市试点共享实验设备并发放补贴券。\n题 ⟦上海乙⟧\n上海市试点共享实验设备并发放补贴券。",
            "期 2026-02 总152 2026-01-09\n题 上海甲\n上海市试点共享实验设备并发放补贴券。\n"
            "期 2026-03 总153 2026-01-16\n题 ⟦上海甲⟧\n上海市试点共享实验设备并发放补贴券。",
        ),
        good=(
            "题 上海甲\n上海市试点共享实验设备并发放补贴券。\n题 上海乙\n上海市为老旧小区加装电梯并给予补助。",
            "期 2026-02 总152 2026-01-09\n题 上海乙\n上海市为老旧小区加装电梯并给予补助。\n"
            "期 2026-03 总153 2026-01-16\n题 上海甲\n上海市试点共享实验设备并发放补贴券。",
        ),
        find=duplicate,
    ),
    ForIssue(
        id="region-section",
        says="长三角以外的稿件放在长三角栏目，或相反；以首先提到的地名为准",
        why="习惯：域外栏目登沪苏浙皖以外的稿件；地名见 styles/words/places.toml",
        fix="N",
        bad=(
            "栏 产业动向\n题 ⟦山东⟧推进海洋牧场建设\n正文。",
            "栏 域外动态\n题 ⟦苏州⟧推进海洋牧场建设\n正文。",
            "栏 产业动向\n题 海洋牧场建设提速\n近日，⟦青岛⟧市出台方案。",
        ),
        good=(
            "栏 域外动态\n题 山东推进海洋牧场建设\n学习上海经验。",
            "栏 产业动向\n题 上海与北京大学共建实验室\n正文。",
            "栏 产业动向\n题 海洋牧场建设提速\n有关部门出台方案。",
        ),
        find=region_section,
    ),
    ForIssue(
        id="issue-chain",
        says="期号、总期号、日期与上一期不相接，增刊编入正刊",
        why="习惯：期号逐年从一编起，总期号连续",
        fix="N",
        severity="error",
        bad=(
            "期 2026-02 总152 2026-01-09\n期 2026-04 总153 2026-01-16\n题 上海甲\n正文。",
            "期 2026-02 总152 2026-01-09\n期 2026-03 总154 2026-01-16\n题 上海甲\n正文。",
            "期 2026-02 总152 2026-01-09\n期 2026-03 总153 2026-01-08\n题 上海甲\n正文。",
        ),
        good=(
            "期 2026-02 总152 2026-01-09\n期 2026-03 总153 2026-01-16\n题 上海甲\n正文。",
            "期 2025-52 总150 2025-12-26\n期 2026-01 总151 2026-01-02\n题 上海甲\n正文。",
        ),
        find=issue_chain,
        scope="archive",
    ),
)

# The importer tells it: it saw a 目录 that the issue no longer shows.
TOC_MISMATCH = ForImport(
    id="toc-mismatch",
    says="目录与正文的标题、次序或栏目不一致（导入时发现）",
    why="习惯：目录应与正文逐字相符",
    fix="N",
    severity="error",
    bad=(
        "目录\n科创聚焦\n上海试点概念验证中心\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
        "目录\n科创聚焦\n上海试点概念验证平台\n江苏推进成果转化\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
    ),
    good=(
        "目录\n科创聚焦\n上海试点概念验证平台\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
        "目录\n科创聚焦\n上海试点概念验证平台……3\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
    ),
)
