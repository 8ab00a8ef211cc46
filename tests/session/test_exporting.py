from dataclasses import replace
from datetime import date

import pytest

from editor.errors import EditorError
from editor.model.issue import SUPPLEMENT, Issue
from editor.session.exporting import export_issue, export_name

ISSUE = Issue(title="长三角每周要讯", year=2025, number=28, date=date(2025, 7, 25), issuer="处")


def test_exports_are_named_by_title_and_number():
    assert export_name(ISSUE, "docx") == "长三角每周要讯2025年第28期.docx"
    assert (
        export_name(replace(ISSUE, kind=SUPPLEMENT, number=1), "txt") == "长三角每周要讯2025年增刊第1期.txt"
    )


@pytest.mark.parametrize(
    "title", ["../../上级", "甲/乙", "甲\\乙", "C:盘", '问？*"<>|', "换\n行", "..", "\x00零"]
)
def test_no_title_leads_out_of_the_folder(title, tmp_path, samples):
    issue = replace(samples.load(samples.latest()), title=title)
    name = export_name(issue, "txt")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert not set('/\\:*?"<>|\n\x00') & set(name)


def test_all_formats_are_written_or_none(samples, tmp_path):
    issue = samples.load(samples.latest())
    section = issue.sections[0]
    article = replace(section.articles[0], title="坏\ud800字")
    issue = replace(issue, sections=(replace(section, articles=(article,)),))
    with pytest.raises(EditorError):
        export_issue(issue, samples.style("official"), tmp_path / "出")
    assert not (tmp_path / "出").exists()


def test_what_a_docx_carries_unseen_is_said_and_left_out_where_it_is_to_be_clean(samples, tmp_path):
    issue = samples.load(samples.latest())
    style = samples.style("official")
    assert any("2篇备用稿" in remark for remark in export_issue(issue, style, tmp_path).remarks)
    assert export_issue(issue, style, tmp_path, clean=True).remarks == ()
    assert export_issue(issue, style, tmp_path, formats=["txt"]).remarks == ()
    printed_only = replace(issue, spares=(), sections=())
    assert export_issue(printed_only, style, tmp_path).remarks == ()
