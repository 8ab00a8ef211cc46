from dataclasses import replace
from datetime import date

import pytest

from editor.errors import EditorError, UsageError
from editor.model.issue import SUPPLEMENT, Issue
from editor.session.exports import export_issue, export_name

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


def test_only_a_working_copy_carries_what_is_not_printed_and_says_so(samples, tmp_path):
    issue = samples.load(samples.latest())
    style = samples.style("official")
    plain = export_issue(issue, style, tmp_path)
    assert plain.remarks == ()
    working = export_issue(issue, style, tmp_path, working=True)
    assert any("2篇备用稿" in remark and "不要外发" in remark for remark in working.remarks)
    assert working.paths[0].name == "长三角每周要讯2026年第3期（工作稿）.docx"
    assert working.paths[1] == plain.paths[1]
    assert plain.paths[0].exists()


@pytest.mark.parametrize("options", [{"clean": True}, {"formats": ["txt"]}])
def test_a_working_copy_that_is_none_is_refused(samples, tmp_path, options):
    with pytest.raises(UsageError):
        export_issue(
            samples.load(samples.latest()), samples.style("official"), tmp_path, working=True, **options
        )
    assert not list(tmp_path.glob("*.docx"))
