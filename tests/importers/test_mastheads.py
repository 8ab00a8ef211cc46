"""Mastheads as offices write them: the number, the total, double issues, the day and the issuer."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import ImportRefusedError
from editor.importers import import_text
from editor.store.style_file import load_style

STYLE = load_style(Path(__file__).parents[2] / "styles" / "official.toml")
BODY = "科创聚焦\n上海推进甲项工作\n近日，上海市推进甲项工作，6月1日完成。"
IMPRINT = "某某办事处 2026年1月30日"


def issue_of(head: str):
    return import_text(f"{head}\n{BODY}", "x", STYLE).issue


@pytest.mark.parametrize(
    ("line", "number", "to", "total"),
    [
        ("2026年第5期", 5, None, None),
        ("2026年第5期·总第128期", 5, None, 128),
        ("总第128期 第5期", 5, None, 128),
        ("（第5期　总第128期）", 5, None, 128),
        ("〔2026〕第5期", 5, None, None),
        ("〔2026〕5号", 5, None, None),
        ("2026年第5、6期合刊", 5, 6, None),
        ("第5—7期合刊", 5, 7, None),
    ],
)
def test_the_number_the_total_and_a_double_issue_are_told_apart(line, number, to, total):
    issue = issue_of(f"{STYLE.title}\n{line}\n{IMPRINT}")
    assert (issue.number, issue.number_to, issue.total, issue.title) == (number, to, total, STYLE.title)
    assert (issue.date, issue.issuer) == (date(2026, 1, 30), "某某办事处")


def test_a_supplement_without_a_number_is_the_first():
    issue = issue_of(f"{STYLE.title}\n2026年增刊\n{IMPRINT}")
    assert (issue.kind, issue.number) == ("supplement", 1)


@pytest.mark.parametrize(
    "line",
    [
        "2026年1月30日 星期五",
        "2026年1月30日（星期五）",
        "日期：2026年1月30日",
        "2026年1月30日印发",
        "印发日期：2026年1月30日 周五",
    ],
)
def test_what_belongs_to_the_day_is_no_issuer(line):
    issue = issue_of(f"{STYLE.title}\n2026年第5期\n{line}")
    assert (issue.date, issue.issuer) == (date(2026, 1, 30), STYLE.issuer)
    assert issue_of(f"{STYLE.title}\n2026年第5期\n某某办事处 {line}").issuer == "某某办事处"


def test_a_masthead_may_stand_in_one_line():
    issue = issue_of(f"{STYLE.title} 2026年第5期 某某办事处 2026年1月30日")
    assert (issue.title, issue.number, issue.issuer, issue.date) == (
        STYLE.title,
        5,
        "某某办事处",
        date(2026, 1, 30),
    )


def test_a_total_is_no_number_and_a_date_in_the_text_no_day_of_the_issue():
    with pytest.raises(ImportRefusedError):
        issue_of(f"{STYLE.title}\n总第128期\n{IMPRINT}")
    with pytest.raises(ImportRefusedError):
        issue_of(f"{STYLE.title}\n2026年第5期\n某某办事处")


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_note_of_the_editor_beside_the_contents_is_kept(place):
    contents, note = "目录\n科创聚焦\n上海推进甲项工作", "编者按：本期聚焦科技创新，请各单位研究。"
    top = f"{note}\n{contents}" if place == "before" else f"{contents}\n{note}"
    issue = issue_of(f"{STYLE.title}\n2026年第5期\n{IMPRINT}\n{top}")
    assert issue.editor_note == note
    assert [article.title for article in issue.articles] == ["上海推进甲项工作"]


@pytest.mark.parametrize(
    "head",
    [
        f"{STYLE.title}\n第 5 期\n{IMPRINT}",
        f"{STYLE.title}\n二〇二六年第五期\n{IMPRINT}",
        f"{STYLE.title}\n（2026）第5期\n{IMPRINT}",
        f"{STYLE.title}\n2026年第05期\n{IMPRINT}",
        f"{STYLE.title}\n２０２６年第５期\n{IMPRINT}",
        f"{STYLE.title}\n第五期\n{IMPRINT}",
        f"《{STYLE.title}》\n2026年第5期\n{IMPRINT}",
        f"{'　'.join(STYLE.title)}\n2026年第5期\n{IMPRINT}",
        f"{STYLE.title}\n某某办事处\n2026年第5期\n2026年1月30日",
        f"{STYLE.title}\n2026年第5期\n某某办事处\n2026年1月30日",
        f"{STYLE.title}\n2026年第5期\n2026年1月30日 某某办事处",
        f"{STYLE.title}\n2026年第5期\n某某办事处 二〇二六年一月三十日",
        f"{STYLE.title}\n2026年第5期\n某某办事处 2026.1.30",
        f"{STYLE.title}\n2026年第5期\n某某办事处 2026-01-30",
        f"{STYLE.title}\n2026年第5期\n某某办事处 2026/1/30",
        f"内部资料 注意保存\n{STYLE.title}\n2026年第5期\n{IMPRINT}",
        f"No.000128\n{STYLE.title}\n2026年第5期\n{IMPRINT}",
    ],
)
def test_odd_mastheads_say_the_same(head):
    issue = issue_of(head)
    assert (issue.title, issue.kind, issue.number, issue.issuer) == (STYLE.title, "regular", 5, "某某办事处")
    assert issue.date == date(2026, 1, 30)
    assert [article.title for article in issue.articles] == ["上海推进甲项工作"]


@pytest.mark.parametrize(
    ("head", "kind", "number", "total"),
    [
        (f"{STYLE.title}（增刊第2期）\n{IMPRINT}", "supplement", 2, None),
        (f"{STYLE.title}\n2026年增刊第2期\n{IMPRINT}", "supplement", 2, None),
        (f"{STYLE.title}\n2026年第5期（总第一百二十八期）\n{IMPRINT}", "regular", 5, 128),
        (f"{STYLE.title}\n第5期（总128期）\n{IMPRINT}", "regular", 5, 128),
        (f"{STYLE.title}\n2026年第5期 总第128期 {IMPRINT}", "regular", 5, 128),
    ],
)
def test_odd_numbers_and_supplements_are_read(head, kind, number, total):
    issue = issue_of(head)
    assert (issue.kind, issue.number, issue.total) == (kind, number, total)
    assert (issue.date, issue.issuer) == (date(2026, 1, 30), "某某办事处")


TOTALS = [
    f"2026年第5期{between}总第128期"
    for between in ("", " ", "·", "•", "、", "，", "；", "/", "|", "｜", "—", "-", "\n", "\n\n")
]
ODD_TOTALS = [
    "（总第128期）",
    "（总期第128期）",
    "（总期号128）",
    "总期号：128",
    "(总第 128 期)",
    "总第１２８期",
    "总第128号",
    "（总128期）",
]


@pytest.mark.parametrize(
    "head",
    [
        *(f"{line}\n{IMPRINT}" for line in TOTALS),
        *(f"2026年第5期{total}\n{IMPRINT}" for total in ODD_TOTALS),
        *(f"{total}第5期\n{IMPRINT}" for total in ODD_TOTALS),
        f"总第128期\n第5期\n{IMPRINT}",
        f"第5期\n{IMPRINT}\n（总第128期）",
        f"第5期\n{IMPRINT} 总第128期",
        f"第5期\n总第128期 {IMPRINT}",
        "第5期（总第128期） 某某办事处 2026年1月30日",
        "某某办事处 第5期（总第128期） 2026年1月30日",
        "第5期\n（总第128期）\n某某办事处\n2026年1月30日",
        "第5期\n（总第128期）\n主办：某某办事处 2026年1月30日",
        f"【2026】第5期（总第128期）\n{IMPRINT}",
        f"〔2026〕5期（总第128期）\n{IMPRINT}",
        f"2026年度·第5期（总第128期）\n{IMPRINT}",
    ],
)
@pytest.mark.parametrize("top", ["{title}\n{head}", "{title} {head}", "{title}·{head}"])
def test_the_total_is_the_total_wherever_it_stands(top, head):
    imported = import_text(f"{top.format(title=STYLE.title, head=head)}\n{BODY}", "x", STYLE)
    issue = imported.issue
    assert (issue.title, issue.number, issue.total) == (STYLE.title, 5, 128)
    assert (issue.issuer, issue.date) == ("某某办事处", date(2026, 1, 30))
    assert [(s.name, [a.title for a in s.articles]) for s in issue.sections] == [
        ("科创聚焦", ["上海推进甲项工作"])
    ]
    assert all("没有收入" not in remark.message for remark in imported.remarks)


@pytest.mark.parametrize(
    "head",
    [
        "第5期\n2026年1月30日印发\n某某办事处",
        "第5期\n2026年1月30日 星期五\n（总第128期）\n某某办事处",
        "第5期\n2026年1月30日印发 某某办事处",
        "第5期 某某办事处\n2026年1月30日",
        "第5期 主办：某某办事处\n2026年1月30日印发",
        "某某办事处 第5期\n2026年1月30日",
        "第5期\t总第128期\n某某办事处\t2026年1月30日",
        "第5期\t总第128期\t主办：某某办事处\n2026年1月30日",
    ],
)
def test_the_office_is_known_behind_the_date_beside_the_number_and_in_a_row_of_cells(head):
    issue = issue_of(f"{STYLE.title}\n{head}")
    assert (issue.title, issue.number, issue.issuer) == (STYLE.title, 5, "某某办事处")
    assert issue.total == (128 if "总" in head else None) and issue.date == date(2026, 1, 30)
    assert [(s.name, [a.title for a in s.articles]) for s in issue.sections] == [
        ("科创聚焦", ["上海推进甲项工作"])
    ]


def test_a_total_may_be_written_out_and_one_that_is_too_large_is_refused_with_its_line():
    assert issue_of(f"{STYLE.title}\n第5期（总第一千二百零三期）\n{IMPRINT}").total == 1203
    assert issue_of(f"{STYLE.title}\n第5期（总第999999期）\n{IMPRINT}").total == 999_999
    with pytest.raises(ImportRefusedError, match="第2行：总期号最大是999999"):
        issue_of(f"{STYLE.title}\n第5期（总第1000000期）\n{IMPRINT}")


def test_what_says_that_a_paper_is_kept_secret_is_no_issuer():
    for words in ("内部资料 注意保存", "秘密", "内部刊物"):
        assert issue_of(f"{STYLE.title}\n第5期\n{words}\n2026年1月30日").issuer == STYLE.issuer


def test_the_office_of_the_style_is_known_with_a_word_for_what_it_does():
    for words in ("主办", "编印", "编"):
        head = f"{STYLE.title}\n第5期\n{STYLE.issuer}{words} 2026年1月30日"
        assert issue_of(head).issuer == STYLE.issuer


@pytest.mark.parametrize(
    "number",
    [
        "[2026]5",
        "2026年上半年第5期",
        "2026年第0期",
        "2026年第5期、第6期合刊",
        "2026年第6、5期合刊",
        "2026年第期",
    ],
)
def test_what_is_no_number_is_refused_in_one_sentence(number):
    with pytest.raises(ImportRefusedError) as refused:
        issue_of(f"{STYLE.title}\n{number}\n{IMPRINT}")
    assert str(refused.value).count("。") == 1 and "\n" not in str(refused.value)


def test_a_day_that_is_none_is_refused_with_its_line():
    with pytest.raises(ImportRefusedError, match="第3行：没有这一天"):
        issue_of(f"{STYLE.title}\n2026年第5期\n某某办事处 2026年13月30日")


class TestAHeadWithoutADate:
    HEAD = f"{STYLE.title}\n2026年第5期\n{STYLE.issuer}"

    def test_takes_that_of_the_foot(self):
        imported = import_text(f"{self.HEAD}\n{BODY}\n某某办事处 2026年1月30日印发", "x", STYLE)
        assert (imported.issue.date, imported.issue.issuer) == (date(2026, 1, 30), STYLE.issuer)
        assert any("用报尾的日期" in str(remark) for remark in imported.remarks)

    def test_is_refused_with_what_to_do_where_nothing_says_it(self):
        with pytest.raises(ImportRefusedError) as refused:
            import_text(f"{self.HEAD}\n{BODY}", "x", STYLE)
        assert "请在期号下面补一行" in str(refused.value)


def test_a_lunar_day_is_named_and_a_wrong_weekday_doubted():
    imported = import_text(
        f"{STYLE.title}\n2026年第5期\n某某办事处 2026年1月30日 星期四 农历腊月十二\n{BODY}", "x", STYLE
    )
    told = [str(remark) for remark in imported.remarks]
    assert any("农历腊月十二" in line for line in told)
    assert any("星期四" in line and "星期五" in line for line in told)


@pytest.mark.parametrize("weekday", ["星期五", "周五", "（礼拜五）", "（星期日）"])
def test_a_right_weekday_is_no_doubt(weekday):
    date = "2026年2月1日" if "日" in weekday else "2026年1月30日"
    imported = import_text(f"{STYLE.title}\n2026年第5期\n某某办事处 {date}{weekday}\n{BODY}", "x", STYLE)
    assert not [remark for remark in imported.remarks if "星期" in remark.message]


NUMBERS = [
    "2026年第28期",
    "第28期",
    "〔2026〕第28期",
    "（2026）第28期",
    "二〇二六年第二十八期",
    "第二十八期",
    "第 28 期",
]
WITH_TOTALS = [
    "",
    "总第128期",
    "（总第128期）",
    "总128期",
    "（总期号：128）",
    "总第一百二十八期",
    "（总第 128 期）",
]
ISSUERS = ["某某办事处", "主办：某某办事处", "编印单位：某某办事处"]
DATES = [
    "2026年1月30日",
    "2026-01-30",
    "2026.1.30",
    "二〇二六年一月三十日",
    "2026年1月30日 星期五",
    "日期：2026年1月30日",
    "2026年1月30日印发",
]


@given(
    st.tuples(*map(st.sampled_from, (NUMBERS, WITH_TOTALS, ISSUERS, DATES))),
    st.permutations([0, 1]),
    st.permutations([2, 3]),
    st.lists(st.sampled_from([" ", "\u3000", "\t", "\n"]), min_size=4, max_size=4),
)
def test_number_total_office_and_day_are_told_apart_in_every_order_and_on_any_lines(
    parts, first, then, between
):
    order = [parts[at] for at in (*first, *then) if parts[at]]
    head = "".join(part + end for part, end in zip(order, between, strict=False)).rstrip()
    issue = issue_of(f"{STYLE.title}\n{head}")
    assert (issue.title, issue.year, issue.number) == (STYLE.title, 2026, 28)
    assert issue.total == (128 if parts[1] else None)
    assert (issue.issuer, issue.date) == ("某某办事处", date(2026, 1, 30))
    assert [article.title for article in issue.articles] == ["上海推进甲项工作"]
