"""Source, note, setting of an article; masthead of an issue."""

from datetime import date as Date  # noqa: N812  (as in the model)

import pytest

from editor.errors import UsageError
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue
from editor.model.style import Ordinals
from editor.session.particulars import with_masthead, with_particulars

ISSUE = Issue("要讯", 2026, 3, Date(2026, 1, 16), "甲办", total=153)
ARTICLE = Article("a", "甲", (Paragraph("有两项举措："), Chain(("优化布局；", "强化服务。"))))


def test_source_note_and_setting_are_taken() -> None:
    changed = with_particulars(ARTICLE, " 来电 ", "待核", True, Ordinals())
    assert (changed.source, changed.note, changed.run_in) == ("来电", "待核", True)
    assert changed.body == ARTICLE.body
    assert with_particulars(changed, "来电", "待核", False, Ordinals()).run_in is False


def test_measures_that_would_be_read_as_something_else_are_not_run_in() -> None:
    open_ended = Article("a", "甲", (Paragraph("有两项举措："), Chain(("优化布局", "强化服务"))))
    with pytest.raises(UsageError, match="不能接成一段"):
        with_particulars(open_ended, "", "", True, Ordinals())


@pytest.mark.parametrize("date", ["2026-01-23", "2026年1月23日", " 2026.1.23 "])
def test_a_masthead_is_taken_as_it_is_written(date: str) -> None:
    changed = with_masthead(ISSUE, "要讯", date, "", "乙办")
    assert (changed.date, changed.total, changed.issuer) == (Date(2026, 1, 23), None, "乙办")


@pytest.mark.parametrize(
    ("title", "date", "total", "says"),
    [
        ("", "2026-01-16", "", "都要填"),
        ("要讯", "下周五", "", "不是日期"),
        ("要讯", "2026-02-30", "", "没有"),
        ("要讯", "2025-01-16", "", "应在2026年"),
        ("要讯", "2026-01-16", "许多", "不是数"),
        ("要讯", "2026-01-16", "0", "不是数"),
        ("要讯", "2026-01-16", "1000000", "太大"),
    ],
)
def test_a_wrong_masthead_is_refused_in_one_sentence(title: str, date: str, total: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        with_masthead(ISSUE, title, date, total, "甲办")
