from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from editor.errors import EditorError, WorkspaceError
from editor.model.issue import SUPPLEMENT, Section
from editor.session.shipped import shipped_styles
from editor.session.workspace import Workspace


class TestFinding:
    def test_the_shipped_styles_are_at_hand(self):
        assert (shipped_styles() / "official.toml").is_file()

    def test_an_issue_file_beside_is_the_last_resort(self, workspace, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert Workspace.find(environ={}, beside=workspace.issues_folder).root == workspace.root

    def test_the_folder_one_is_in_goes_before_the_file_beside(self, workspace, tmp_path, monkeypatch):
        other = Workspace.init(tmp_path / "另一个")
        monkeypatch.chdir(workspace.root)
        assert Workspace.find(environ={}, beside=other.root).root == workspace.root

    def test_an_environment_that_names_no_workspace_is_an_error_and_not_passed_over(self, tmp_path):
        with pytest.raises(WorkspaceError, match="不是工作区"):
            Workspace.find(environ={"YAOXUN_WORKSPACE": str(tmp_path)})

    def test_a_workspace_cannot_be_made_of_a_file(self, tmp_path):
        (tmp_path / "文件").write_text("", encoding="utf-8")
        with pytest.raises(WorkspaceError, match="不能在这里建立"):
            Workspace.init(tmp_path / "文件")


class TestOrder:
    def test_issues_come_by_number_and_not_by_spelling(self, workspace):
        issue = workspace.next_issue(date=date(2026, 1, 2))
        for number in (9, 10, 100):
            workspace.create(replace(issue, number=number))
        assert [str(found) for found, _ in workspace.issue_files()] == ["2026-100", "2026-10", "2026-09"]

    def test_a_supplement_is_not_the_latest_while_there_are_others(self, workspace):
        issue = workspace.next_issue(date=date(2026, 1, 2))
        workspace.create(issue)
        workspace.create(replace(issue, number=7, kind=SUPPLEMENT))
        assert workspace.latest().name == "2026-01.toml"
        assert str(workspace.next_issue().id) == "2026-02"

    def test_a_workspace_of_supplements_only_has_a_latest(self, workspace):
        workspace.create(replace(workspace.next_issue(date=date(2026, 1, 2)), kind=SUPPLEMENT))
        assert workspace.latest().name == "2026-s01.toml"


class TestNext:
    def test_the_running_total_goes_on(self, workspace):
        workspace.create(replace(workspace.next_issue(date=date(2025, 12, 26), number=52), total=150))
        following = workspace.next_issue()
        assert (str(following.id), following.total) == ("2026-01", 151)

    def test_a_double_issue_takes_up_both_its_numbers(self, workspace):
        issue = workspace.next_issue(date=date(2026, 1, 2), number=28)
        workspace.create(replace(issue, number_to=29, total=128))
        following = workspace.next_issue()
        assert (following.number, following.number_to, following.total) == (30, None, 130)

    def test_the_first_issue_of_all_is_dated_on_a_friday(self, workspace):
        assert workspace.next_issue().date.isoweekday() == 5

    def test_like_gives_sections_but_not_articles(self, samples):
        like = samples.load(samples.latest())
        issue = samples.next_issue(like=replace(like, sections=(*like.sections, Section("专题"))))
        assert [s.name for s in issue.sections][-1] == "专题"
        assert not list(issue.articles)


class TestStyles:
    @pytest.mark.parametrize("name", ["", "..", "../styles/official", "没有", "official.toml"])
    def test_a_style_that_is_not_there_is_named(self, workspace, name):
        with pytest.raises(EditorError, match="样式"):
            workspace.style(name)

    def test_the_style_is_told_by_the_bulletin_title(self, workspace):
        official = (workspace.styles_folder / "official.toml").read_text("utf-8")
        other = official.replace('title = "长三角每周要讯"', 'title = "江海旬报"')
        (workspace.styles_folder / "jianghai.toml").write_text(other, encoding="utf-8")
        assert workspace.style_for("江海旬报\n2026年第1期").name == "jianghai"
        assert workspace.style_for("长三角每周要讯\n").name == "official"


def test_reading_leaves_no_trace(samples: Workspace):
    before = sorted(p for p in samples.root.rglob("*"))
    list(samples.issues())
    assert sorted(p for p in samples.root.rglob("*")) == before


def test_a_path_outside_is_taken_as_it_is(workspace, tmp_path):
    outside = tmp_path / "外来.toml"
    outside.write_text("", encoding="utf-8")
    assert workspace.resolve(str(outside)) == Path(outside)


def test_of_several_who_make_the_same_issue_at_once_one_does(workspace: Workspace):
    from concurrent.futures import ThreadPoolExecutor

    issue = workspace.next_issue()

    def make(_: int) -> str:
        try:
            return workspace.create(issue).name
        except WorkspaceError as error:
            return error.message

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(make, range(8)))
    assert outcomes.count(workspace.path_of(issue.id).name) == 1
    assert sum("已经存在" in outcome for outcome in outcomes) == 7


def test_a_folder_that_is_there_no_more_is_said(tmp_path, monkeypatch):
    folder = tmp_path / "没了"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    with pytest.raises(WorkspaceError, match="已经不在了"):
        Workspace.find(environ={})
    monkeypatch.chdir(tmp_path)
