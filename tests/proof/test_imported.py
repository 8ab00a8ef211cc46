"""What an importer saw and the issue no longer shows, among the findings."""

from datetime import date

import pytest

from editor.importers import read_issue
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section, remove_article
from editor.model.remark import Remark
from editor.proof.imported import findings_from_remarks
from editor.proof.rules.repeats import TOC_MISMATCH

HEAD = "长三角每周要讯\n2025年第30期\n浙江省人民政府驻上海办事处 2025年8月8日\n"
ISSUE = f"""{HEAD}目录
科创聚焦
上海试点概念验证平台
科创聚焦
上海试点概念验证平台
8月4日，上海市试办三个概念验证平台。
一是明确对象。面向高校团队开放。
二落实经费。每个平台给予首年补助。
四是跟踪评估。每年公布结果。
"""


def findings(text, style):
    imported = read_issue(text.encode(), "一期.txt", lambda _: style)
    return imported, list(findings_from_remarks(imported.issue, imported.remarks))


@pytest.mark.parametrize("text", TOC_MISMATCH.bad)
def test_a_contents_list_that_differs_is_an_error(text, style):
    _, found = findings(HEAD + text, style)
    assert [(f.rule, f.severity, f.block) for f in found] == [("toc-mismatch", "error", None)]


@pytest.mark.parametrize("text", TOC_MISMATCH.good)
def test_a_contents_list_that_agrees_is_none(text, style):
    assert findings(HEAD + text, style)[1] == []


def test_ordinals_that_were_mended_are_named_at_their_measure(style):
    _, found = findings(ISSUE, style)
    assert [(f.rule, f.severity, f.block, f.item, f.start, f.text) for f in found] == [
        ("chain-missing-shi", "note", 1, 1, 0, "落实经费。每"),
        ("chain-gap", "error", 1, 2, 0, "跟踪评估。每"),
    ]
    assert found[0].message.startswith("导入时，原文第11行：")


def test_remarks_on_an_article_that_is_gone_are_gone(style):
    imported, found = findings(ISSUE, style)
    assert found
    left = remove_article(imported.issue, found[0].article)
    assert list(findings_from_remarks(left, imported.remarks)) == []


BODY = (Paragraph("导语。"), Chain(("短句。", "落实经费六字。\n续段。")), Chain(("每年公布结果。",)))
SEEN = Issue(
    "要讯", 2025, 30, date(2025, 8, 8), "处", sections=(Section("科创", (Article("aa", "题", BODY),)),)
)


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        (
            Remark("doubtful", 11, "缺序号。", "二落实经费六字。", "aa", rule="chain-gap"),
            ("aa", 1, 1, 6, "落实经费六字", "error"),
        ),
        (
            Remark("repaired", 11, "缺序号。", "二落实经费六字。", "aa", rule="chain-gap"),
            ("aa", 1, 1, 6, "落实经费六字", "note"),
        ),
        (
            Remark("doubtful", 11, "缺序号。", "三是每年公布结果。", "aa", rule="chain-gap"),
            ("aa", 2, 0, 6, "每年公布结果", "error"),
        ),
        (
            Remark("doubtful", 11, "缺序号。", "一是短句。", "aa", rule="chain-gap"),
            ("aa", None, None, 0, "", "error"),
        ),
        (
            Remark("doubtful", 11, "缺序号。", "别的话。", "aa", rule="chain-gap"),
            ("aa", None, None, 0, "", "error"),
        ),
        (Remark("doubtful", 11, "缺序号。", "别的话。", rule="chain-gap"), ("", None, None, 0, "", "error")),
        (Remark("doubtful", 11, "缺序号。", "二落实经费六字。", "bb", rule="chain-gap"), None),
        (Remark("doubtful", 11, "缺序号。", "二落实经费六字。", "aa"), None),
        (Remark("doubtful", 11, "缺序号。", "二落实经费六字。", "aa", rule="no-such-rule"), None),
    ],
)
def test_a_remark_becomes_a_finding_at_the_measure_that_its_line_became(remark, found):
    made = [
        (f.article, f.block, f.item, f.end, f.text, f.severity) for f in findings_from_remarks(SEEN, [remark])
    ]
    assert made == ([] if found is None else [found])
