from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from editor.archive.search import Filters
from editor.errors import FileFormatError
from editor.session.archive import Archive
from editor.store.issue_file import dump_issue
from tests.archive.conftest import article, issue

TEXT = "江苏省在十二家企业推广质检设备，一年内覆盖所有车间，数据按月归集并公布。"


@pytest.fixture
def archive(workspace):
    for number in (1, 2, 3):
        made = issue(number, [article(f"江苏推广质检{number}", TEXT)])
        (workspace.issues_folder / f"{made.id}.toml").write_text(dump_issue(made), encoding="utf-8")
    with closing(Archive(workspace.root)) as opened:
        yield opened


def places(workspace):
    return workspace.root / "styles" / "words" / "places.toml"


def test_the_first_question_needs_no_refresh(archive):
    assert archive.search("质检").total == 3
    assert archive.problems() == ()


def test_the_same_article_in_earlier_issues_is_found(archive):
    runs = archive.runs_before(article("", TEXT), "2025-03")
    assert [(run.issue, run.likeness) for run in runs] == [("2025-02", 1.0), ("2025-01", 1.0)]


def test_a_list_of_places_edited_meanwhile_holds_from_the_next_refresh(archive, workspace):
    assert archive.search("质检", Filters(region="苏")).total == 3
    places(workspace).write_text("# 空\n", encoding="utf-8")
    archive.refresh()
    assert archive.search("质检", Filters(region="苏")).total == 0
    assert {count.name: count.articles for count in archive.counts().regions}["未写地名"] == 3


def test_a_slip_in_another_word_list_keeps_nobody_from_searching(archive, workspace):
    places(workspace).with_name("wording.toml").write_text("[[word]]\n", encoding="utf-8")
    assert archive.search("质检").total == 3


def test_a_bad_row_in_the_list_of_places_costs_nothing_but_itself(archive, workspace):
    written = places(workspace).read_text(encoding="utf-8")
    places(workspace).write_text(f'{written}\n[[province]]\nname = "江苏省"\n', encoding="utf-8")
    archive.refresh()
    assert archive.search("质检").total == 3


def test_a_list_of_places_that_is_none_is_said(archive, workspace):
    places(workspace).write_text("不是 TOML", encoding="utf-8")
    with pytest.raises(FileFormatError, match=r"places\.toml：这不是 TOML 文件"):
        archive.refresh()


def test_threads_wait_for_each_other(archive):
    def ask(number):
        archive.refresh()
        found = archive.search("质检").total
        return found, len(archive.runs_before(article("", TEXT), "2099-01")), archive.counts().articles

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(ask, range(24))) == {(3, 3, 3)}
