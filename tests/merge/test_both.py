"""Where a machine has to write a file, what anybody wrote stands in it, and each conflict is a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from editor.merge.conflicts import MARK, with_both
from editor.merge.threeway import Standing, merge
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Place, Section, move_article, remove_article, replace_article

ARTICLE = Article(
    "aaaaaa",
    "上海推进港口建设",
    (Paragraph("上海启动建设。"), Chain(("新建泊位3个。", "改造航道2条。"))),
    source="上海市政府办公厅",
    note="待核",
)
BASE = Issue(
    "要讯",
    2026,
    3,
    date(2026, 1, 16),
    "某处",
    sections=(Section("科创聚焦", (ARTICLE,)), Section("经济热点"), Section("政策举措")),
)


def of_article(**change) -> Issue:
    return replace_article(BASE, replace(ARTICLE, **change))


def both(ours: Issue, theirs: Issue) -> tuple[Issue, tuple[str, ...]]:
    return with_both(merge(BASE, ours, theirs))


def test_without_a_conflict_nothing_is_added():
    issue, sentences = both(of_article(title="上海推进机场建设"), of_article(note="已核"))
    assert (issue.article("aaaaaa").title, issue.article("aaaaaa").note) == ("上海推进机场建设", "已核")
    assert sentences == ()


def test_both_texts_of_a_row_stand_one_behind_the_other_and_what_is_equal_stands_once():
    issue, sentences = both(
        of_article(body=(Paragraph("上海开始建设。"), ARTICLE.body[1])),
        of_article(body=(Paragraph("上海推动建设。"), ARTICLE.body[1])),
    )
    article = issue.article("aaaaaa")
    assert article.body == (Paragraph("上海开始建设。"), Paragraph("上海推动建设。"), ARTICLE.body[1])
    said = "正文同一处两人都改了，两种写法都留着，请删去一种"
    assert article.note == f"待核\n{MARK}{said}"
    assert sentences == (f"《上海推进港口建设》{said}",)


def test_a_measure_that_only_one_has_is_kept_beside_the_row_of_the_conflict():
    chain = ("新建泊位3个。", "改造航道2条。", "建成堆场5处。")
    issue, _ = both(
        of_article(body=(Paragraph("上海开始建设。"), Chain(chain))),
        of_article(body=(Paragraph("上海推动建设。"), ARTICLE.body[1])),
    )
    assert issue.article("aaaaaa").body[-1] == Chain(chain)


def test_sources_and_notes_of_both_stand_in_two_lines_and_equal_ones_once():
    issue, _ = both(of_article(source="上海发布", note="一校"), of_article(source="解放日报", note="二校"))
    article = issue.article("aaaaaa")
    assert article.source == "上海发布\n解放日报"
    assert article.note.startswith("一校\n二校")
    issue, _ = both(of_article(source="上海发布", title="甲"), of_article(source="上海发布", title="乙"))
    assert issue.article("aaaaaa").source == "上海发布"
    assert issue.article("aaaaaa").note == f"待核\n{MARK}标题两人都改了，对方写作：乙"
    issue, _ = both(of_article(source="", note=""), of_article(source="解放日报", note="二校"))
    assert (issue.article("aaaaaa").source, issue.article("aaaaaa").note) == ("解放日报", "二校")


def test_each_kind_of_conflict_is_said():
    def said(ours: Issue, theirs: Issue) -> tuple[str, ...]:
        return both(ours, theirs)[1]

    moved = (move_article(BASE, "aaaaaa", Place(room, 0)) for room in (1, 2))
    assert said(*moved) == ("《上海推进港口建设》两人移到了不同的栏目，对方放在“政策举措”",)
    spare = move_article(BASE, "aaaaaa", Place(None, 0))
    assert said(move_article(BASE, "aaaaaa", Place(1, 0)), spare) == (
        "《上海推进港口建设》两人移到了不同的栏目，对方放在“备用稿”",
    )
    assert said(replace(BASE, issuer="甲处"), replace(BASE, issuer="乙处")) == (
        "编印单位两人都改了，对方写作：乙处",
    )
    names = (
        replace(BASE, sections=(replace(BASE.sections[0], name=name), *BASE.sections[1:])) for name in "甲乙"
    )
    assert said(*names) == ("栏目“科创聚焦”两人都改了名，对方写作：乙",)
    gone, changed = remove_article(BASE, "aaaaaa"), of_article(title="上海推进机场建设")
    for pair in ((gone, changed), (changed, gone)):
        issue, sentences = both(*pair)
        assert sentences == ("《上海推进机场建设》一人删去、一人改了，稿件留着",)
        assert issue.article("aaaaaa").title == "上海推进机场建设"


def test_standings_of_a_conflict_are_what_the_sentences_are_made_of():
    (conflict,) = merge(BASE, of_article(title="甲"), of_article(title="乙")).conflicts
    assert [
        s.section for s in (conflict.base, conflict.ours, conflict.theirs) if isinstance(s, Standing)
    ] == ["科创聚焦"] * 3


def two(**fields) -> Issue:
    """The issue with a second article, and of both something changed."""
    second = Article("bbbbbb", "江苏治理河道", (Paragraph("江苏启动治理。"),))
    issue = replace(BASE, sections=(Section("科创聚焦", (ARTICLE, second)), *BASE.sections[1:]))
    for name, change in fields.items():
        issue = replace_article(issue, replace(issue.article(name * 6), **change))
    return issue


def test_of_several_conflicts_each_has_its_sentence_and_its_note():
    ours = replace(two(a={"title": "甲"}, b={"title": "乙"}), issuer="甲处")
    theirs = replace(two(a={"title": "丙", "run_in": True}, b={"title": "丁"}), issuer="乙处")
    issue, sentences = with_both(merge(two(), ours, theirs))
    assert sorted(sentences) == [
        "《乙》标题两人都改了，对方写作：丁",
        "《甲》标题两人都改了，对方写作：丙",
        "编印单位两人都改了，对方写作：乙处",
    ]
    assert issue.article("aaaaaa").note == f"待核\n{MARK}标题两人都改了，对方写作：丙"
    assert issue.article("bbbbbb").note == f"{MARK}标题两人都改了，对方写作：丁"
    assert issue.article("aaaaaa").run_in
    assert issue.issuer == "甲处"


def test_one_article_may_be_in_conflict_in_several_ways_and_each_is_a_line_of_its_note():
    ours = move_article(of_article(title="甲", body=(Paragraph("上海开始建设。"),)), "aaaaaa", Place(1, 0))
    theirs = move_article(of_article(title="乙", body=(Paragraph("上海推动建设。"),)), "aaaaaa", Place(2, 0))
    issue, sentences = both(ours, theirs)
    lines = (
        "正文同一处两人都改了，两种写法都留着，请删去一种",
        "两人移到了不同的栏目，对方放在“政策举措”",
        "标题两人都改了，对方写作：乙",
    )
    assert sentences == tuple(f"《甲》{line}" for line in lines)
    assert issue.article("aaaaaa").note == "\n".join(("待核", *(MARK + line for line in lines)))
    assert issue.find("aaaaaa").section == 1


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "said"),
    [
        ("unit", "甲局", "乙局", "来稿单位两人都改了，对方写作：乙局"),
        ("editor_note", "甲。", "乙。", "编者按两人都改了，对方写作：乙。"),
        ("byline", "甲", "乙", "署名两人都改了，对方写作：乙"),
    ],
)
def test_each_field_of_an_article_has_its_name(name, ours, theirs, said):
    issue, sentences = both(of_article(**{name: ours}), of_article(**{name: theirs}))
    assert sentences == (f"《上海推进港口建设》{said}",)
    assert getattr(issue.article("aaaaaa"), name) == ours


def test_of_two_new_articles_of_one_id_everything_that_differs_is_said_in_words():
    ours = Article("cccccc", "甲", run_in=True, accept=("a: 一",), attachments=("名单",))
    theirs = Article("cccccc", "甲", accept=("b: 二",), attachments=("分工", "图示"))
    issues = (
        replace(BASE, sections=(*BASE.sections[:1], Section("经济热点", (new,)), BASE.sections[2]))
        for new in (ours, theirs)
    )
    _, sentences = both(*issues)
    assert set(sentences) == {
        "《甲》举措连排两人都改了，对方写作：否",
        "《甲》已接受的意见两人都改了，对方写作：b: 二",
        "《甲》附件两人都改了，对方写作：分工\n图示",
    }


def test_rows_of_theirs_stand_behind_those_of_ours_also_where_one_was_split():
    ours = of_article(body=(Paragraph("上海启动港口建设，"), Paragraph("新建泊位十个。"), ARTICLE.body[1]))
    base = of_article(body=(Paragraph("上海启动港口建设，新建泊位三个。"), ARTICLE.body[1]))
    theirs = of_article(body=(Paragraph("上海启动港口建设，新建泊位五个。"), ARTICLE.body[1]))
    issue, sentences = with_both(merge(base, ours, theirs))
    texts = [block.text for block in issue.article("aaaaaa").body if isinstance(block, Paragraph)]
    assert [text for text in texts if "十个" in text] and [text for text in texts if "五个" in text]
    assert len(sentences) == 1
