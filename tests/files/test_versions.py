from datetime import UTC, datetime, timedelta

import pytest

from editor.errors import StorageError, WorkspaceError
from editor.files import versions as room
from editor.files.keeping import beside, elsewhere
from editor.files.versions import keep_version, version, versions


@pytest.fixture
def path(tmp_path):
    (tmp_path / "issues").mkdir()
    return tmp_path / "issues" / "2026-01.toml"


def test_versions_are_numbered_from_the_newest_whatever_the_clock_says(path, monkeypatch):
    days = iter(
        [datetime(2026, 5, 2, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)]
    )

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return next(days)

    monkeypatch.setattr(room, "datetime", Clock)
    for state in (b"1", b"2", b"3"):
        keep_version(path, state)
    assert [found.read() for found in versions(path)] == [b"3", b"2", b"1"]
    assert version(path, 3).read() == b"1"
    assert versions(path)[0].path.parent == path.parent.parent / ".yaoxun" / "versions" / "2026-01"


def test_the_same_bytes_are_kept_once(path):
    keep_version(path, b"1")
    keep_version(path, b"1")
    assert len(versions(path)) == 1


def test_of_the_old_ones_one_a_day_stays(path):
    folder = beside(path).versions
    folder.mkdir(parents=True)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for serial in range(1, 101):  # four a day
        when = start + timedelta(hours=6 * (serial - 1))
        (folder / f"{when:%Y%m%dT%H%M%SZ}-{serial}.toml").write_bytes(str(serial).encode())
    keep_version(path, b"new")
    serials = [found.serial for found in versions(path)]
    assert serials[:50] == list(range(101, 51, -1))
    assert serials[50:] == [51, *range(48, 0, -4)]


def test_a_number_that_is_not_there_is_one_sentence(path):
    with pytest.raises(WorkspaceError, match="还没有"):
        version(path, 1)


def test_files_that_are_no_versions_are_left_alone(path):
    keep_version(path, b"1")
    for name in ("笔记.toml", "20269999T000000Z-7.toml"):
        (beside(path).versions / name).write_bytes(b"x")
    assert len(versions(path)) == 1


def test_a_folder_that_cannot_be_made_is_a_storage_error(path):
    (path.parent.parent / ".yaoxun").write_bytes(b"a file")
    with pytest.raises(StorageError):
        keep_version(path, b"1")


def test_long_names_and_files_outside_a_workspace_have_places_too(tmp_path):
    assert len(beside(tmp_path / ("长" * 80 + ".toml")).name) == 32
    assert beside(tmp_path / "某期.toml").folder == tmp_path / ".yaoxun"


@pytest.mark.parametrize(
    ("platform", "environ", "end"),
    [
        ("win32", {"LOCALAPPDATA": "C:/Local"}, "C:/Local/yaoxun"),
        ("linux", {"XDG_STATE_HOME": "/s"}, "/s/yaoxun"),
        ("linux", {"XDG_STATE_HOME": "relative"}, ".local/state/yaoxun"),
        ("darwin", {}, "Library/Application Support/yaoxun"),
    ],
)
def test_each_platform_has_its_own_folder_of_the_user(tmp_path, platform, environ, end):
    found = elsewhere(tmp_path / "2026-01.toml", environ=environ, platform=platform)
    assert found.folder.as_posix().endswith(end)


def test_two_files_of_one_name_have_different_places_of_the_user(tmp_path):
    one, two = (elsewhere(tmp_path / folder / "2026-01.toml") for folder in "ab")
    assert one.name != two.name
