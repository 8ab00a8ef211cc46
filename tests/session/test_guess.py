"""The section that is guessed for a new article, and the reason that is given."""

import pytest

from editor.model.body import Paragraph
from editor.model.issue import Article
from editor.model.style import HouseStyle
from editor.session.guess import Experience, Guess, earlier, guess
from editor.session.regions import place_of, regions_of
from editor.session.workspace import Workspace


@pytest.fixture
def style(samples: Workspace) -> HouseStyle:
    return samples.style("official")


@pytest.fixture
def experience(samples: Workspace) -> Experience:
    """What the sample issues put where."""
    made = Experience(regions_of(samples))
    for issue in earlier(samples, samples.next_issue()):
        made.learn(issue)
    return made


def article(title: str, lead: str = "") -> Article:
    return Article("a", title, (Paragraph(lead),))


@pytest.mark.parametrize("title", ["青海推进盐湖资源利用", "大连推进港口建设", "推进港口建设"])
def test_an_article_from_outside_the_delta_goes_to_the_section_for_those(
    title: str, style: HouseStyle, experience: Experience
) -> None:
    found = guess(article(title, "近日，辽宁省部署推进港口建设。"), style.sections, style, experience)
    assert found is not None and found.section == "域外动态" and found.reason.endswith("不在长三角")


def test_an_article_like_an_earlier_one_goes_where_that_is_and_names_it(
    style: HouseStyle, experience: Experience
) -> None:
    found = guess(article("江苏加快培育生物制造产业"), style.sections, style, experience, "科创聚焦")
    assert found == Guess("产业动向", "往期“上海加快培育生物制造产业新动能”在这一栏目")


def test_where_nothing_is_known_it_stays_where_the_cursor_is(samples: Workspace, style: HouseStyle) -> None:
    nothing = Experience(regions_of(samples))
    found = guess(article("上海推进甲项目"), style.sections, style, nothing, "政策举措")
    assert found == Guess("政策举措", "光标所在的栏目")
    assert guess(article("上海推进甲项目"), style.sections, style, nothing) is None
    assert guess(article("上海推进甲项目"), [], style, nothing) is None


def test_an_article_of_the_delta_is_never_guessed_to_be_from_outside(
    style: HouseStyle, experience: Experience
) -> None:
    for _, title, _ in experience.titles:
        found = guess(article(title), style.sections, style, experience)
        province = place_of(article(title), experience.regions)
        if province is not None and province.delta:
            assert found is None or found.section not in style.proof.outside


def test_an_issue_is_not_its_own_experience(samples: Workspace) -> None:
    latest = samples.load(samples.latest())
    assert latest.id not in {issue.id for issue in earlier(samples, latest)}


def test_a_broken_list_of_places_leaves_the_guess_without_places(samples: Workspace) -> None:
    words = samples.styles_folder / "words"
    words.mkdir(exist_ok=True)
    (words / "places.toml").write_text("不是 TOML", encoding="utf-8")
    assert regions_of(samples).first("上海") is None


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("上海启用脑机接口临床研究中试平台", "科创聚焦"),
        ("江苏发布集成电路核心技术攻关清单", "科创聚焦"),
        ("浙江推出小微企业信用贷款贴息举措", "经济热点"),
        ("上海扩大跨境电商零售进口范围", "经济热点"),
        ("安徽加快新能源汽车零部件集群建设", "产业动向"),
        ("江苏推进钢铁企业绿色工厂建设", "产业动向"),
        ("上海优化托育机构备案办理流程", "政策举措"),
        ("浙江规范校园食品安全监管", "政策举措"),
        ("上海普陀区探索老旧商务楼共治模式", "经验交流"),
        ("江苏盐城探索滩涂共享机制", "经验交流"),
        ("河北推进港口建设", "域外动态"),
    ],
)
def test_an_empty_archive_leaves_the_subject_to_decide_wherever_the_cursor_is(
    title: str, section: str, samples: Workspace, style: HouseStyle
) -> None:
    nothing = Experience(regions_of(samples))
    for here in ("", *style.sections):
        found = guess(article(title), style.sections, style, nothing, here)
        assert found is not None and found.section == section, here


def test_each_sample_issue_is_placed_with_what_the_others_teach(
    samples: Workspace, style: HouseStyle
) -> None:
    wrong = []
    for entry in samples.issues():
        assert entry.issue is not None
        taught = Experience(regions_of(samples))
        for issue in earlier(samples, entry.issue):
            taught.learn(issue)
        for section in entry.issue.sections:
            for each in section.articles:
                found = guess(each, style.sections, style, taught, style.sections[0])
                wrong += [each.title] if found is None or found.section != section.name else []
    assert len(wrong) <= 1, wrong


def test_the_cursor_breaks_a_tie_and_no_more(samples: Workspace, style: HouseStyle) -> None:
    nothing = Experience(regions_of(samples))
    found = guess(article("上海推进金融产业"), style.sections, style, nothing, "产业动向")
    assert found is not None and found.section == "产业动向"
    found = guess(article("上海推进金融产业"), style.sections, style, nothing, "经济热点")
    assert found is not None and found.section == "经济热点"
