"""What we write as plain text comes back as the issue that it was, in every house style of the tests."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exporters.txt import export_txt
from editor.importers import read_issue
from editor.model.body import Chain, Paragraph
from editor.model.issue import SERIES, SUPPLEMENT, Article, Issue, Section
from editor.session.shipped import shipped_styles
from editor.store.style_file import load_style

FOLDERS = (Path(__file__).parent.parent / "data" / "styles", shipped_styles(), shipped_styles() / "examples")
STYLES = {path.stem: load_style(path) for folder in FOLDERS for path in sorted(folder.glob("*.toml"))}

TITLES = st.sampled_from(
    (
        "上海推进甲项工作",
        "江苏部署乙项任务",
        "江苏部署乙项任务，",
        "江苏部署“乙项”任务",
        "科创聚焦",
        "政策举措",
        "浙江——100",
        "安徽发布规划 2026",
        "近日，某市印发方案。",
        "目录",
        "工作动态",
        "上海推进" + "很长的标题" * 14,
        "一是什么",
        "AI+制造",
    )
)
NAMES = st.sampled_from(
    ("科创聚焦", "经济热点", "政策举措", "长三角一体化发展动态", "A股", "本期·要目", "动态")
)
TEXTS = st.sampled_from(
    (
        "近日，某市印发方案，推进甲项工作。",
        "据悉，该市将持续推进。",
        "上海推进甲项工作，成效明显。",
        "主要做法如下：",
    )
)
BODIES = st.lists(
    st.builds(Paragraph, TEXTS) | st.just(Chain(("优化布局。新建网点20个。", "强化服务。开通热线。"))),
    min_size=1,
    max_size=3,
).map(lambda blocks: tuple(b for at, b in enumerate(blocks) if not at or not isinstance(b, Chain)))


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    sections = []
    for number in range(draw(st.integers(1, 4))):
        articles = draw(st.lists(st.builds(Article, st.just(""), TITLES, BODIES), min_size=1, max_size=3))
        named = tuple(replace(a, id=f"a{number}{at}xyz") for at, a in enumerate(articles))
        sections.append(Section(draw(NAMES), named))
    return Issue(
        title="甲地要讯",
        year=2026,
        number=draw(st.integers(1, 60)),
        date=date(2026, 1, 16),
        issuer=draw(st.sampled_from(("某省政府办公厅", "某省办公厅，某市办公室", "星期天出版社"))),
        style="",
        kind=draw(st.sampled_from((SERIES, SUPPLEMENT))),
        total=draw(st.none() | st.integers(1, 9999)),
        sections=tuple(sections),
    )


def words(issue: Issue) -> list[object]:
    """What an issue says on paper."""
    sections = [(each.name, [(a.title, a.body) for a in each.articles]) for each in issue.sections]
    return [
        issue.title,
        issue.year,
        issue.number,
        issue.kind,
        issue.total,
        issue.date,
        issue.issuer,
        sections,
    ]


@pytest.mark.parametrize("name", [name for name, style in STYLES.items() if style.contents.show])
@given(issue=issues())
def test_an_issue_comes_back_from_its_text(name: str, issue: Issue) -> None:
    style = STYLES[name]
    issue = replace(issue, style=name, title=style.title)
    data = export_txt(issue, style)
    assert words(read_issue(data, "要讯.txt", lambda _: style).issue) == words(issue)


PLAIN = ("上海推进甲项工作", "江苏部署乙项任务", "浙江推广丙项经验", "安徽探索丁项机制", "青海建设戊项工程")


@pytest.mark.parametrize("name", STYLES)
@given(bodies=st.lists(BODIES, min_size=1, max_size=5), number=st.integers(1, 60))
def test_ordinary_titles_need_no_contents(
    name: str, bodies: list[tuple[Paragraph, ...]], number: int
) -> None:
    style = STYLES[name]
    articles = [Article(f"a{at}wxyz", PLAIN[at], body) for at, body in enumerate(bodies)]
    names = style.sections or ("",)
    sections = [Section(names[0], tuple(articles[:2]))]
    if len(names) > 1 and articles[2:]:
        sections.append(Section(names[1], tuple(articles[2:])))
    issue = Issue(style.title, 2026, number, date(2026, 1, 16), style.issuer, name, sections=tuple(sections))
    data = export_txt(issue, style)
    assert words(read_issue(data, "要讯.txt", lambda _: style).issue) == words(issue)
