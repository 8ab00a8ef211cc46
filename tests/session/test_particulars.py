"""Source, note, setting of an article; masthead of an issue."""

from datetime import date as Date  # noqa: N812  (as in the model)

import pytest

from editor.errors import LockedError, UsageError, WorkspaceError
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue
from editor.model.style import Ordinals
from editor.session.document import Document
from editor.session.particulars import renumber, with_masthead, with_particulars
from editor.session.versions import earlier_states
from editor.store.issue_file import load_issue

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


def test_the_issue_and_its_file_change_their_number_and_nothing_else(samples):
    path = samples.latest()
    before, text = load_issue(path), path.read_text("utf-8")
    target = renumber(samples, path, " 2026-08 ")
    assert target == samples.issues_folder / "2026-08.toml"
    assert not path.exists()
    after = load_issue(target)
    assert (after.number, after.sections, after.spares) == (8, before.sections, before.spares)
    assert target.read_text("utf-8") == text.replace("number = 3", "number = 8", 1)


def test_a_supplement_is_numbered_apart(samples):
    target = renumber(samples, samples.latest(), "2026-s01")
    assert load_issue(target).id.label == "2026年增刊第1期"


def test_the_old_state_is_kept_as_a_version(samples):
    path = samples.latest()
    renumber(samples, path, "2026-08")
    assert len(list(earlier_states(path))) == 1


@pytest.mark.parametrize(
    ("word", "error"), [("第八期", UsageError), ("", UsageError), ("2026-01", WorkspaceError)]
)
def test_what_cannot_be_is_said_and_nothing_changes(samples, word, error):
    path = samples.latest()
    before = path.read_bytes()
    with pytest.raises(error):
        renumber(samples, path, word)
    assert path.read_bytes() == before
    assert len(list(samples.issues_folder.glob("*.toml"))) == 3


def test_an_issue_that_somebody_has_open_keeps_its_number(samples):
    path = samples.latest()
    with Document.open(path, samples.style("official")), pytest.raises(LockedError):
        renumber(samples, path, "2026-08")
    assert path.exists()
    assert not (samples.issues_folder / "2026-08.toml").exists()


def test_a_new_issue_of_the_old_number_inherits_nothing(samples):
    path = samples.latest()
    text = path.read_bytes()
    renumber(samples, path, "2026-08")
    path.write_bytes(text)
    with Document.open(path, samples.style("official")) as document:
        assert document.recovered == ()
        assert document.undo() is None
