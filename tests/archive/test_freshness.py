import os
import time

import pytest

from editor.archive import upkeep
from editor.archive.duplicates import runs_before
from editor.errors import StorageError
from tests.archive.conftest import article, issue


def one(number: int, text: str):
    return issue(number, [article("稿件", text)])


def overwrite(path, old: str, new: str) -> None:
    """Change a file in place, keeping its size and its time of modification."""
    before = path.stat()
    data = path.read_bytes().replace(old.encode(), new.encode())
    assert len(data) == before.st_size
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def no_time_of_change(monkeypatch):
    """A system that only knows the time of modification, as Windows."""

    def files(folder, real=upkeep._files):
        return {(name, size, modified, 0) for name, size, modified, _ in real(folder)}

    monkeypatch.setattr(upkeep, "_files", files)


def test_new_changed_and_deleted_files_are_noticed(shelf):
    shelf.write(one(1, "甲有床位。"), one(2, "乙有床位。"))
    assert shelf.search("床位").total == 2
    shelf.write(one(1, "甲有岸电。"), one(3, "丙有床位。"))
    (shelf.folder / "2025-02.toml").unlink()
    assert [hit.issue for hit in shelf.search("床位").hits] == ["2025-03"]
    assert [hit.issue for hit in shelf.search("岸电").hits] == ["2025-01"]
    assert shelf.search("乙有").total == 0


def test_a_first_index_reads_the_newest_issues_first(shelf):
    """It is written fastest in that order."""
    shelf.write(one(2, "甲有床位。"), one(11, "乙有床位。"), issue(1, [article("稿件", "丙。")], year=2026))
    shelf.search("床位")
    assert shelf.read == ["2026-01", "2025-11", "2025-02"]


def test_a_renamed_file_is_found_once_as_the_issue_that_it_says(shelf):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    (shelf.folder / "2025-01.toml").rename(shelf.folder / "2025-09.toml")
    assert [hit.issue for hit in shelf.search("床位").hits] == ["2025-01"]
    assert shelf.index.ask(upkeep.misnamed) == [("2025-09", "2025-01")]


@pytest.mark.parametrize("data", [None, b"title = "])
def test_a_file_deleted_before_it_came_to_rest_leaves_nothing_behind(shelf, data):
    """Written, indexed and deleted within two seconds: no row of it was settled."""
    shelf.write(one(1, "甲有床位。"))
    if data is not None:
        (shelf.folder / "2025-01.toml").write_bytes(data)
    shelf.search("床位")
    (shelf.folder / "2025-01.toml").unlink()
    assert shelf.search("床位").total == 0
    assert shelf.index.ask(lambda connection: list(upkeep.problems(connection))) == []
    assert shelf.index.ask(lambda connection: connection.execute("SELECT * FROM file").fetchall()) == []


def test_an_issue_under_the_short_form_of_its_name_does_not_repeat_itself(shelf):
    text = "助餐点向六十岁以上居民供应午餐和晚餐，补助按就餐次数结算，不足部分由街道列入预算。"
    printed = one(3, text)
    shelf.write(printed)
    (shelf.folder / "2025-03.toml").rename(shelf.folder / "2025-3.toml")
    shelf.index.refresh()
    (found,) = printed.sections[0].articles
    assert shelf.index.ask(lambda connection: runs_before(connection, found, str(printed.id))) == ()


def test_an_edit_of_the_same_size_with_its_time_set_back_is_noticed(shelf):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    overwrite(shelf.folder / "2025-01.toml", "床位", "岸电")
    assert (shelf.search("床位").total, shelf.search("岸电").total) == (0, 1)


def test_two_edits_within_one_tick_of_the_clock_are_noticed(shelf, no_time_of_change):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    overwrite(shelf.folder / "2025-01.toml", "床位", "岸电")
    assert (shelf.search("床位").total, shelf.search("岸电").total) == (0, 1)


def test_another_start_notices_them_as_well(shelf, no_time_of_change):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    overwrite(shelf.folder / "2025-01.toml", "床位", "岸电")
    shelf.reopen()
    assert shelf.search("岸电").total == 1


def test_a_file_that_has_come_to_rest_is_not_read_again(shelf, rested):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    shelf.reopen()
    shelf.search("床位")
    assert shelf.read == ["2025-01"]


def test_a_file_just_written_is_read_until_it_has_come_to_rest_and_then_no_more(shelf, monkeypatch):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    shelf.search("床位")
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 3_000_000_000)
    for _ in range(3):
        shelf.search("床位")
    read = len(shelf.read)
    shelf.search("床位")
    assert (len(shelf.read), read > 1) == (read, True)


def test_a_file_that_only_got_another_time_is_not_taken_in_again(shelf, rested):
    shelf.write(one(1, "甲有床位。"))
    shelf.search("床位")
    article_ids = shelf.index.ask(lambda c: c.execute("SELECT rowid FROM article").fetchall())
    os.utime(shelf.folder / "2025-01.toml", ns=(0, 0))
    assert shelf.search("床位").total == 1
    read = len(shelf.read)
    assert shelf.search("床位").total == 1
    assert len(shelf.read) == read
    assert shelf.index.ask(lambda c: c.execute("SELECT rowid FROM article").fetchall()) == article_ids


def problems(shelf):
    shelf.index.refresh()
    return shelf.index.ask(lambda connection: list(upkeep.problems(connection)))


class TestProblems:
    def test_a_broken_file_is_named_with_its_line_and_hides_no_other(self, shelf):
        shelf.write(one(1, "甲有床位。"), one(2, "乙有床位。"))
        (shelf.folder / "2025-02.toml").write_text("format = 1\n[issue\n", encoding="utf-8")
        (problem,) = problems(shelf)
        assert "2025-02.toml 第2行" in problem
        assert shelf.search("床位").total == 1

    def test_a_mended_file_is_back(self, shelf):
        (shelf.folder / "2025-02.toml").write_text("format = 1\n[issue\n", encoding="utf-8")
        assert len(problems(shelf)) == 1
        shelf.write(one(2, "乙有床位。"))
        assert (problems(shelf), shelf.search("床位").total) == ([], 1)

    def test_a_file_that_breaks_is_no_longer_found(self, shelf):
        shelf.write(one(2, "乙有床位。"))
        shelf.search("床位")
        (shelf.folder / "2025-02.toml").write_text("\0", encoding="utf-8")
        assert shelf.search("床位").total == 0

    def test_a_folder_in_the_place_of_a_file_is_told_and_tried_again(self, shelf):
        (shelf.folder / "2025-02.toml").mkdir()
        assert "文件夹" in problems(shelf)[0]
        (shelf.folder / "2025-02.toml").rmdir()
        shelf.write(one(2, "乙有床位。"))
        assert (problems(shelf), shelf.search("床位").total) == ([], 1)

    def test_a_file_with_the_name_of_no_issue_is_left_alone(self, shelf, rested):
        shelf.write(one(1, "甲有床位。"))
        (shelf.folder / "副本.toml").write_bytes((shelf.folder / "2025-01.toml").read_bytes())
        assert (shelf.search("床位").total, problems(shelf)) == (1, [])
        assert "副本" not in shelf.read

    def test_without_its_folder_a_search_says_so(self, shelf):
        shelf.folder.rmdir()
        with pytest.raises(StorageError, match="读取文件夹失败，文件不存在"):
            shelf.search("床位")


def test_progress_counts_the_files_that_are_read(shelf):
    shelf.write(one(1, "甲。"), one(2, "乙。"), one(3, "丙。"))
    told = []
    shelf.index.refresh(lambda done, files: told.append((done, files)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_issue_with_many_articles_and_many_issues_of_a_day_are_all_kept(shelf):
    day = issue(1, []).date
    shelf.write(*(issue(n, [article(f"第{n}期", "床位。")], date=day) for n in range(1, 130)))
    assert shelf.search("床位", limit=500).total == 129
    shelf.write(issue(7, [article(f"第{n}篇", "岸电。", id=f"aaa{n}") for n in range(100, 400)], date=day))
    assert (shelf.search("床位").total, shelf.search("岸电").total) == (128, 300)


def test_a_file_deleted_after_all_had_come_to_rest_is_forgotten(shelf, no_time_of_change):
    shelf.write(one(1, "甲有床位。"), one(2, "乙有床位。"))
    for path in shelf.folder.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert shelf.search("床位").total == 2
    (shelf.folder / "2025-02.toml").unlink()
    assert shelf.search("床位").total == 1


def test_a_file_of_another_name_keeps_no_issue_out_of_the_index(shelf):
    shelf.write(one(1, "甲有床位。"))
    (shelf.folder / "草稿.toml").write_text("x = 1\n", encoding="utf-8")
    assert shelf.search("床位").total == 1
