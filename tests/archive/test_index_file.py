"""Whatever happens to the index, the next search is right."""

import errno
import multiprocessing
import os
import random
import shutil
import sqlite3

import pytest

from editor.archive import index
from editor.archive.database import is_damage
from editor.archive.index import homes
from editor.archive.search import Filters, search
from editor.errors import StorageError
from tests.archive.conftest import Shelf, article, issue
from tests.generated import generated_issue

WORDS = ("平台", "指", "惠企资金直达", "绿色低碳供应链和", "AI", "没有这个词")


@pytest.fixture
def filled(shelf):
    shelf.write(*(issue(n, generated_issue(n, 12).articles) for n in range(1, 6)))
    return shelf


def answers(shelf):
    return {
        word: [(h.issue, h.title, h.excerpt) for h in shelf.search(word, limit=100).hits] for word in WORDS
    }


def test_a_deleted_index_is_made_again(filled):
    before = answers(filled)
    filled.file.unlink()
    filled.reopen()
    assert answers(filled) == before
    assert filled.file.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete what is open")
def test_it_may_be_deleted_while_it_is_in_use(filled):
    before = answers(filled)
    shutil.rmtree(filled.file.parent)
    assert answers(filled) == before


def test_there_is_one_file_and_nothing_beside_it(filled):
    answers(filled)
    assert list(filled.file.parent.iterdir()) == [filled.file]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("while_open", [False, True])
def test_random_bytes_over_the_file_change_no_answer(filled, seed, while_open):
    before = answers(filled)
    if not while_open:
        filled.index.close()
    random_ = random.Random(seed)
    data = bytearray(filled.file.read_bytes())
    for _ in range(random_.choice((1, 3, 40))):
        at = random_.randrange(len(data))
        data[at : at + 200] = random_.randbytes(len(data[at : at + 200]))
    with filled.file.open("r+b") as file:
        file.write(data)
    if not while_open:
        filled.reopen()
    assert answers(filled) == before


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 5000, b"not a database at all", b"SQLite format 3\0", b"SQLite format 3\0" * 900]
)
def test_another_file_in_its_place_is_replaced(filled, data):
    before = answers(filled)
    filled.index.close()
    filled.file.write_bytes(data)
    filled.reopen()
    assert answers(filled) == before


def test_a_file_cut_short_is_replaced(filled):
    before = answers(filled)
    filled.index.close()
    with filled.file.open("r+b") as file:
        file.truncate(filled.file.stat().st_size // 2)
    filled.reopen()
    assert answers(filled) == before


def test_another_database_is_replaced(filled):
    before = answers(filled)
    filled.index.close()
    filled.file.unlink()
    with sqlite3.connect(filled.file) as other:
        other.execute("CREATE TABLE meta (name, value)")
    other.close()
    filled.reopen()
    assert answers(filled) == before


def test_a_program_that_dies_while_it_writes_leaves_nothing_that_is_believed(filled):
    before = answers(filled)
    filled.index.close()
    with sqlite3.connect(filled.file) as other:  # what it managed to write, without its seal
        other.execute("DELETE FROM article WHERE id % 2")
    other.close()
    filled.reopen()
    assert answers(filled) == before


def test_with_another_list_of_places_the_index_is_made_anew(filled, rested):
    answers(filled)
    filled.edition = "二"
    filled.reopen()
    filled.read.clear()
    answers(filled)
    assert len(filled.read) == 5


def test_an_index_copied_with_its_workspace_is_right_there_too(filled, tmp_path):
    before = answers(filled)
    filled.index.close()
    shutil.copytree(filled.root, tmp_path / "副本")
    copy = Shelf(tmp_path / "副本")
    assert answers(copy) == before


def test_two_programs_that_meet_the_same_change_take_it_in_once_each_time(filled):
    other = Shelf(filled.root)
    before = answers(filled)
    assert answers(other) == before
    filled.write(issue(6, [article("床位", "联动。")]))
    assert filled.titles("床位") == other.titles("床位") == ["床位"]
    (filled.folder / "2025-06.toml").unlink()
    assert answers(other) == before == answers(filled)
    other.index.close()


def test_an_answer_never_comes_from_what_another_program_left_half_written(filled):
    before = answers(filled)
    with sqlite3.connect(filled.file) as other:
        other.execute("DELETE FROM body")
    other.close()
    found = filled.index.ask(
        lambda connection: search(connection, "平台", Filters(), 100)
    )  # without a refresh
    assert [(hit.issue, hit.title, hit.excerpt) for hit in found.hits] == before["平台"]


def test_an_index_emptied_by_somebody_else_is_made_again(filled):
    before = answers(filled)
    filled.file.write_bytes(b"")
    found = filled.index.ask(lambda connection: search(connection, "平台", Filters(), 100))
    assert [(hit.issue, hit.title, hit.excerpt) for hit in found.hits] == before["平台"]
    assert answers(filled) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete what is open")
@pytest.mark.parametrize("moment", ["before the seal", "after the seal"])
def test_it_may_be_deleted_while_it_is_being_written(filled, monkeypatch, moment):
    from editor.archive import database

    real, done = database._set_time, []

    def set_time(path, nanoseconds):
        if moment == "after the seal":
            real(path, nanoseconds)
        if len(done) < 2:
            done.append(path.unlink())
        if moment == "before the seal":
            real(path, nanoseconds)

    before = answers(filled)
    filled.edition = "二"
    filled.reopen()
    monkeypatch.setattr(database, "_set_time", set_time)
    assert answers(filled) == before
    assert done == [None, None]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_another_file_may_be_written_in_its_place_while_it_is_sealed(filled, monkeypatch, turns):
    written = []

    def utime(path, ns, real=os.utime):
        real(path, ns=ns)
        if len(written) < turns:
            written.append(real(path))

    before = answers(filled)
    filled.homes = [filled.file]
    filled.edition = "二"
    filled.reopen()
    monkeypatch.setattr(os, "utime", utime)
    assert answers(filled) == before
    assert len(written) == turns


class TestHomes:
    def test_the_workspace_comes_first_then_the_users_cache_then_memory(self, tmp_path):
        found = list(
            homes(tmp_path / "要讯", environ={"XDG_CACHE_HOME": str(tmp_path / "缓存")}, platform="linux")
        )
        assert found[0] == tmp_path / "要讯" / ".yaoxun" / "index.sqlite3"
        assert found[1].parent == tmp_path / "缓存" / "yaoxun"
        assert found[2:] == [None]

    def test_each_workspace_has_its_own_in_the_cache(self, tmp_path):
        environ = {"LOCALAPPDATA": str(tmp_path)}
        one, other = (list(homes(tmp_path / name, environ=environ, platform="win32"))[1] for name in "甲乙")
        assert one != other

    def test_a_user_without_a_folder_has_memory(self, tmp_path, monkeypatch):
        monkeypatch.setattr(index.Path, "home", lambda: (_ for _ in ()).throw(RuntimeError))
        assert len(list(homes(tmp_path, environ={}, platform="linux"))) == 2

    def test_where_the_workspace_cannot_be_written_the_next_is_taken(self, tmp_path):
        in_the_way = tmp_path / "文件"
        in_the_way.write_bytes(b"")
        other = tmp_path / "缓存" / "index.sqlite3"
        shelf = Shelf(tmp_path / "要讯", homes=[in_the_way / "index.sqlite3", other, None])
        shelf.write(issue(1, [article("床位", "联动。")]))
        assert shelf.titles("床位") == ["床位"]
        assert other.exists()

    def test_where_none_can_be_written_memory_serves(self, tmp_path):
        in_the_way = tmp_path / "文件"
        in_the_way.write_bytes(b"")
        shelf = Shelf(tmp_path / "要讯", homes=[in_the_way / "index.sqlite3", None])
        shelf.write(issue(1, [article("床位", "联动。")]))
        assert shelf.titles("床位") == ["床位"]
        shelf.write(issue(2, [article("床位二", "联动。")]))
        assert shelf.titles("床位", year=2025) == ["床位", "床位二"]

    def test_a_full_disk_is_like_one_that_cannot_be_written(self, filled, monkeypatch):
        from editor.archive import database

        def full(*_, **__):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        before = answers(filled)
        filled.homes = [filled.file, None]
        filled.edition = "三"
        filled.reopen()
        real = database.Database.write
        monkeypatch.setattr(
            database.Database, "write", lambda self, work: full() if self._path else real(self, work)
        )
        assert answers(filled) == before

    def test_an_index_that_somebody_else_owns_is_left_as_it_is(self, filled, tmp_path, monkeypatch):
        before = answers(filled)
        kept = filled.file.read_bytes()
        own = tmp_path / "缓存" / "index.sqlite3"
        filled.homes = [filled.file, own, None]
        filled.reopen()

        def not_ours(path, ns, real=os.utime):
            if path == filled.file:
                raise PermissionError(errno.EPERM, "Operation not permitted", str(path))
            real(path, ns=ns)

        monkeypatch.setattr(os, "utime", not_ours)
        filled.write(issue(6, [article("床位", "联动。")]))
        assert filled.titles("床位") == ["床位"]
        assert (filled.file.read_bytes(), own.exists()) == (kept, True)
        (filled.folder / "2025-06.toml").unlink()
        assert answers(filled) == before

    def test_where_times_cannot_be_kept_the_next_is_taken(self, filled, tmp_path, monkeypatch):
        before = answers(filled)
        own = tmp_path / "缓存" / "index.sqlite3"
        filled.homes = [filled.file, own, None]
        filled.index.close()
        filled.file.unlink()

        def coarse(path, ns, real=os.utime):
            real(path, ns=ns if path == own else (0, 0))

        monkeypatch.setattr(os, "utime", coarse)
        for _ in range(2):
            filled.reopen()
            assert answers(filled) == before
            assert (filled.file.stat().st_size, own.exists()) == (0, True)

    def test_when_no_home_is_left_a_sentence_says_so(self, tmp_path):
        in_the_way = tmp_path / "文件"
        in_the_way.write_bytes(b"")
        shelf = Shelf(tmp_path / "要讯", homes=[in_the_way / "index.sqlite3"])
        for _ in range(2):
            with pytest.raises(StorageError, match="不能建立检索索引"):
                shelf.search("床位")

    def test_an_sqlite_that_cannot_search_is_said_in_one_sentence(self, shelf, monkeypatch):
        from editor.archive import database

        monkeypatch.setattr(database, "STATEMENTS", ("CREATE VIRTUAL TABLE word USING fts99 (title)",))
        shelf.homes = [shelf.file, None]
        shelf.reopen()
        shelf.write(issue(1, [article("床位", "联动。")]))
        with pytest.raises(StorageError, match=r"不能建立检索索引.*fts99"):
            shelf.search("床位")


def _work(root, seed, results):
    """One program that searches while others do, in which things are deleted and edited."""
    shelf = Shelf(root)
    random_ = random.Random(seed)
    wrong = []
    for turn in range(12):
        number = seed * 10 + 1  # each program edits its own issue and must find its own edit at once
        shelf.write(issue(number, [article(f"程序{seed}第{turn}回", f"编号{seed}之{turn}完。")]))
        if random_.random() < 0.25:
            shelf.file.unlink(missing_ok=True)
        if random_.random() < 0.25:
            shelf.reopen()
        found = shelf.titles(f"编号{seed}之")
        if found != [f"程序{seed}第{turn}回"]:
            wrong.append((turn, found))
        if (fixed := shelf.search("不变的词").total) != 5:
            wrong.append((turn, fixed))
    shelf.index.close()
    results.put(wrong)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete what is open")
def test_programs_that_edit_search_and_delete_the_index_at_once_are_all_right(tmp_path):
    shelf = Shelf(tmp_path / "共用 工作区")
    shelf.write(*(issue(n, [article("底稿", "不变的词。")]) for n in range(2, 7)))
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    programs = [context.Process(target=_work, args=(shelf.root, seed, results)) for seed in (1, 2, 3)]
    for program in programs:
        program.start()
    try:
        assert [results.get(timeout=60) for _ in programs] == [[], [], []]
    finally:
        for program in programs:
            program.join(timeout=20)
            program.kill()
    assert shelf.search("不变的词").total == 5
    assert shelf.search("编号").total == 3


@pytest.mark.parametrize(
    ("code", "damaged"),
    [
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_CORRUPT_INDEX, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_IOERR, False),
        (sqlite3.SQLITE_IOERR_READ, False),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, False),
        (sqlite3.SQLITE_READONLY_DIRECTORY, False),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, False),
    ],
)
def test_what_a_disk_or_another_program_refuses_is_no_damage_however_closely_it_is_named(code, damaged):
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code
    assert is_damage(error) is damaged
