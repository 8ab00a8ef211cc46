"""Two people in one article: different words go together, the same words are a conflict, and nothing is lost."""

from random import Random

import pytest

from editor.merge.articles import merge_articles, merge_bodies, merge_texts
from editor.merge.rows import body_of, rows_of
from editor.model.body import Chain, Heading, Paragraph, texts
from editor.model.issue import Article
from tests.generated import generated_issue

P, C, H = Paragraph, Chain, Heading
LEAD = P("1月12日，上海市科委等五部门联合发布实施方案，提出到2028年，汇聚开源项目3000个以上。")
ONE, TWO, THREE = (
    "建强开源社区。支持高校牵头。",
    "激励人才参与。纳入课程学分。",
    "扩大产业应用。优先比选成熟方案。",
)
BASE = (LEAD, C((ONE, TWO, THREE)), P("市科委表示，将按季度通报进展。"))


def changed(body, old, new):
    """The body with words replaced wherever they stand."""

    def said(block):
        if isinstance(block, Chain):
            return C(tuple(text.replace(old, new) for text in block.measures))
        return type(block)(**{**vars(block), "text": block.text.replace(old, new)})

    return tuple(map(said, body))


def merged(ours, theirs, base=BASE):
    mine, other = merge_bodies(base, ours, theirs)
    assert mine == other, "no conflict was expected"
    return mine


class TestDifferentWords:
    def test_of_one_paragraph(self):
        both = merged(changed(BASE, "五部门", "六部门"), changed(BASE, "3000个", "3500个"))
        assert both == changed(changed(BASE, "五部门", "六部门"), "3000个", "3500个")

    def test_of_two_measures_and_a_new_one_between_them(self):
        ours = (LEAD, C((ONE, "加强算力保障。", TWO, THREE)), BASE[2])
        assert merged(ours, changed(BASE, "课程学分", "学分")) == changed(ours, "课程学分", "学分")

    def test_a_measure_split_here_and_edited_there(self):
        ours = (LEAD, C((ONE, "激励人才参与。", "纳入课程学分。", THREE)), BASE[2])
        assert merged(ours, changed(BASE, "课程", "培养")) == changed(ours, "课程", "培养")

    def test_measures_joined_here_and_edited_there(self):
        ours = (LEAD, C((ONE + TWO, THREE)), BASE[2])
        assert merged(ours, changed(BASE, "牵头", "领头")) == changed(ours, "牵头", "领头")

    def test_a_measure_moved_here_and_edited_there(self):
        ours = (LEAD, C((THREE, ONE, TWO)), BASE[2])
        assert merged(ours, changed(BASE, "成熟", "可靠")) == changed(ours, "成熟", "可靠")
        assert merged(changed(BASE, "成熟", "可靠"), ours) == changed(ours, "成熟", "可靠")

    def test_two_new_paragraphs_at_one_place_are_both_there(self):
        ours, theirs = (*BASE, P("甲说了算。")), (*BASE, P("乙也来了。"))
        assert merged(ours, theirs) == (*BASE, P("甲说了算。"), P("乙也来了。"))

    def test_the_same_change_of_both_counts_once(self):
        ours = changed(BASE, "五部门", "六部门")
        assert merged(ours, changed(ours, "季度", "半年")) == changed(ours, "季度", "半年")

    def test_two_measures_taken_out_by_two(self):
        assert merged((LEAD, C((TWO, THREE)), BASE[2]), (LEAD, C((ONE, TWO)), BASE[2])) == (
            LEAD,
            C((TWO,)),
            BASE[2],
        )


class TestTheSameWords:
    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            (changed(BASE, "3000个", "3500个"), changed(BASE, "3000个", "4000个")),
            ((LEAD, C((ONE, THREE)), BASE[2]), changed(BASE, "课程学分", "学分")),
            ((LEAD, C((ONE, THREE)), BASE[2]), changed(BASE, "激励", "更好激励")),
            ((LEAD, C((ONE, THREE)), BASE[2]), changed(BASE, "学分。", "学分。并给予奖励。")),
        ],
        ids=["a figure", "taken out and edited", "taken out and begun", "taken out and continued"],
    )
    def test_are_a_conflict_that_holds_both(self, ours, theirs):
        assert merge_bodies(BASE, ours, theirs) == (ours, theirs)
        assert merge_bodies(BASE, theirs, ours) == (theirs, ours)

    def test_leave_the_rest_of_the_article_merged(self):
        ours = changed(changed(BASE, "3000个", "3500个"), "季度", "半年")
        theirs = changed(changed(BASE, "3000个", "4000个"), "牵头", "领头")
        mine, other = merge_bodies(BASE, ours, theirs)
        assert mine == changed(ours, "牵头", "领头")
        assert other == changed(theirs, "季度", "半年")


def test_title_note_and_accepted_findings_go_together():
    base = Article("aa", "江苏支持企业加强研究", note="头条备选", accept=("a: 一", "b: 二"))
    ours = Article("aa", "江苏出台政策支持企业加强研究", note="头条备选", accept=("b: 二",))
    theirs = Article("aa", "江苏支持企业加强应用研究", note="头条", accept=("a: 一", "b: 二", "c: 三"))
    assert merge_articles(base, ours, theirs).ours == Article(
        "aa", "江苏出台政策支持企业加强应用研究", note="头条", accept=("b: 二", "c: 三")
    )


def test_a_figure_is_never_cut():
    assert merge_texts("共3000个", "共3500个", "共3020个") == ("共3500个", "共3020个")


def test_a_body_is_its_rows():
    for seed in range(20):
        for article in generated_issue(seed).articles:
            assert body_of((row.text, row.mark) for row in rows_of(article.body)) == article.body
    odd = (C(("一", "二")), C(("三",)), H("小标题", 2), P(""))
    assert body_of((row.text, row.mark) for row in rows_of(odd)) == odd


def edited_rows(rows, random, mine):
    """Rows of which every second one is this person's to edit, move within them, take out or split."""
    result = []
    for at, (text, mark) in enumerate(rows):
        if at % 2 != mine or random.random() < 0.4:
            result.append((text, mark))
            continue
        sort = random.choice(("word", "word", "gone", "split", "new"))
        cut = random.randrange(len(text) + 1)
        if sort == "word":
            result.append((text[:cut] + random.choice("甲乙丙丁戊己庚辛") * 2 + text[cut:], mark))
        elif sort == "split" and 0 < cut < len(text):
            result += [(text[:cut], mark), (text[cut:], mark)]
        elif sort == "new":
            result += [(text, mark), (f"新加的一段{mine}{at}。", mark)]
    return result


@pytest.mark.parametrize("seed", range(40))
def test_two_people_in_different_rows_never_meet(seed):
    random = Random(seed)
    for article in list(generated_issue(seed).articles)[:6]:
        rows = [(row.text, row.mark) for row in rows_of(article.body)]
        ours, theirs = (body_of(edited_rows(rows, random, mine)) for mine in (0, 1))
        mine, other = merge_bodies(article.body, ours, theirs)
        assert mine == other
        said = "".join(texts(mine))
        for side in (ours, theirs):
            new = [text for text in texts(side) if "新加的一段" in text]
            assert all(text in said for text in new)


HEADED = (P("上海启动港口建设。"), H("具体做法", 2), C((ONE, TWO)), P("下一步加强督查。"))


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (  # another level, other words
            (HEADED[0], H("具体做法", 1), *HEADED[2:]),
            (HEADED[0], H("主要做法", 2), *HEADED[2:]),
            (HEADED[0], H("主要做法", 1), *HEADED[2:]),
        ),
        (  # a heading made a paragraph
            (HEADED[0], P("具体做法"), *HEADED[2:]),
            (HEADED[0], H("主要做法", 2), *HEADED[2:]),
            (HEADED[0], P("主要做法"), *HEADED[2:]),
        ),
        (  # a list that begins anew
            (HEADED[0], H("具体做法", 2, restart=True), *HEADED[2:]),
            (HEADED[0], H("主要做法", 2), *HEADED[2:]),
            (HEADED[0], H("主要做法", 2, restart=True), *HEADED[2:]),
        ),
        (  # a paragraph made a measure of the chain before it
            (*HEADED[:2], C((ONE, TWO, "下一步加强督查。"))),
            (*HEADED[:3], P("下一步加强通报。")),
            (*HEADED[:2], C((ONE, TWO, "下一步加强通报。"))),
        ),
        (  # the last measure made a paragraph
            (*HEADED[:2], C((ONE,)), P(TWO), HEADED[3]),
            (*HEADED[:2], C((ONE, TWO.replace("课程", "培养"))), HEADED[3]),
            (*HEADED[:2], C((ONE,)), P(TWO.replace("课程", "培养")), HEADED[3]),
        ),
        (  # a chain cut in two
            (*HEADED[:2], C((ONE,)), C((TWO,)), HEADED[3]),
            (*HEADED[:2], C((ONE, TWO.replace("课程", "培养"))), HEADED[3]),
            (*HEADED[:2], C((ONE,)), C((TWO.replace("课程", "培养"),)), HEADED[3]),
        ),
        (  # a row taken out, the rows around it edited
            (HEADED[0], *HEADED[2:]),
            (P("上海启动码头建设。"), *HEADED[1:3], P("下一步加强通报。")),
            (P("上海启动码头建设。"), HEADED[2], P("下一步加强通报。")),
        ),
        (  # a row put in before the first and one behind the last
            (P("编者注。"), *HEADED),
            (*HEADED, P("全文见网站。")),
            (P("编者注。"), *HEADED, P("全文见网站。")),
        ),
        (  # words put in at the end of a row and a row behind it
            (P("上海启动港口建设。总投资三亿元。"), *HEADED[1:]),
            (HEADED[0], P("编者注。"), *HEADED[1:]),
            (P("上海启动港口建设。总投资三亿元。"), P("编者注。"), *HEADED[1:]),
        ),
        (  # words put in at the start of a row and a row before it
            (P("今年上海启动港口建设。"), *HEADED[1:]),
            (P("编者注。"), *HEADED),
            (P("编者注。"), P("今年上海启动港口建设。"), *HEADED[1:]),
        ),
        (  # a row moved by one, another taken out by the other
            (*HEADED[1:], HEADED[0]),
            (HEADED[0], *HEADED[2:]),
            (*HEADED[2:], HEADED[0]),
        ),
    ],
)
def test_what_a_row_is_and_what_it_says_are_two_things(mine, theirs, both):
    assert merged(mine, theirs, HEADED) == both
    assert merged(theirs, mine, HEADED) == both


def test_a_row_that_both_put_in_is_there_once_between_those_of_each():
    ours = (*HEADED, P("甲处来电。"), P("同一句话。"))
    theirs = (*HEADED, P("同一句话。"), P("乙处来电。"))
    assert merged(ours, theirs, HEADED) == (*ours, theirs[-1])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("一二三四五六", "甲二三四五六", "一二三四五乙", ("甲二三四五乙",) * 2),
        ("一二三四五六", "一二三四五六甲", "乙一二三四五六", ("乙一二三四五六甲",) * 2),
        ("一二三四五六", "一二三四五六甲", "一二三四五六乙", ("一二三四五六甲", "一二三四五六乙")),
        ("一二三四五六", "一二三四五六甲", "一二三四五六甲", ("一二三四五六甲",) * 2),
        ("一二三四五六", "一二甲三四五六", "一二三四五六", ("一二甲三四五六",) * 2),
        ("一二三四五六", "一四五六", "一二三四甲五六", ("一四甲五六",) * 2),
        ("一二三四五六", "一四五六", "一二甲三四五六", ("一四五六", "一二甲三四五六")),
        ("一二三四五六", "一四五六", "一二三甲四五六", ("一甲四五六",) * 2),
        ("一二三四五六", "一甲五六", "一二三乙五六", ("一甲五六", "一二三乙五六")),
        ("一二三四五六七", "甲二乙四五六七", "一丙三四五六丁", ("甲二乙四五六丁", "一丙三四五六丁")),
        ("一二三四五六七", "甲二三乙五六七", "一二三四五六丁", ("甲二三乙五六丁",) * 2),
        ("", "甲", "乙", ("甲", "乙")),
        ("甲", "", "乙", ("", "乙")),
        ("甲甲甲", "甲甲", "甲甲甲甲", ("甲甲甲",) * 2),
    ],
)
def test_texts_merge_word_by_word_and_clash_only_where_both_touched_the_same(base, ours, theirs, both):
    assert merge_texts(base, ours, theirs) == both


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ((), ("a",), ("b",), (("a", "b"),) * 2),
        (("a", "b"), ("b",), ("a",), ((),) * 2),
        (("a",), ("a", "b"), ("a", "b"), (("a", "b"),) * 2),
        (("a",), ("a",), ("b",), (("b",),) * 2),
        (("a",), ("c", "a"), ("a", "b"), (("c", "a", "b"),) * 2),
    ],
)
def test_what_either_added_to_a_list_is_in_it_and_what_either_took_out_is_not(base, ours, theirs, both):
    states = (Article("aa", "题", accept=each, attachments=each) for each in (base, ours, theirs))
    made = merge_articles(*states)
    assert not made.clashes
    assert (made.ours.accept, made.theirs.accept) == both
    assert (made.ours.attachments, made.theirs.attachments) == both


def test_a_field_that_both_changed_clashes_and_one_that_one_changed_does_not():
    base = Article("aa", "题", unit="甲局", byline="甲")
    ours = Article("aa", "题", unit="乙局", byline="乙")
    theirs = Article("aa", "题", unit="丙局", byline="甲", run_in=True)
    made = merge_articles(base, ours, theirs)
    assert made.clashes
    assert (made.ours.unit, made.theirs.unit) == ("乙局", "丙局")
    assert made.ours.byline == made.theirs.byline == "乙"
    assert made.ours.run_in and made.theirs.run_in


def test_a_side_that_changed_nothing_or_the_same_gives_way():
    base, new = Article("aa", "题"), Article("aa", "新题", (LEAD,))
    for three in ((base, new, base), (base, base, new), (base, new, new)):
        made = merge_articles(*three)
        assert (made.ours, made.theirs, made.clashes) == (new, new, False)
