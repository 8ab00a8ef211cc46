"""Files are read whole and replaced whole, whatever the disk does."""

import errno
import os
import stat
from pathlib import Path

import pytest

from editor.errors import StorageError
from editor.files import atomic
from editor.files.atomic import read_bytes, write_atomically, write_new

OLD, NEW = "旧的内容".encode(), "新的内容".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "长三角每周要讯2025年第28期.docx"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_beside_it(path):
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert names(path.parent) == [path.name]


def test_a_new_file_is_made_with_the_usual_permissions(tmp_path):
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "新.txt", NEW)
    assert read_bytes(tmp_path / "新.txt") == NEW
    assert (tmp_path / "新.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_missing_folder_is_made_only_when_asked(tmp_path):
    path = tmp_path / "导出" / "甲" / "新.txt"
    with pytest.raises(StorageError, match="所在的文件夹不存在"):
        write_atomically(path, NEW)
    write_atomically(path, NEW, make_folder=True)
    assert path.read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="Windows knows only read-only")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_a_file_is_kept(path, mode):
    path.chmod(mode)
    write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_of_a_file_is_kept(path):
    os.chown(path, 12345, 12345)
    write_atomically(path, NEW)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12345)


def link(at: Path, to: Path) -> None:
    try:
        at.symlink_to(to)
    except OSError:
        pytest.skip("no symbolic links here")


def test_a_symbolic_link_stays_a_link_and_its_target_is_replaced(path, tmp_path):
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    link(elsewhere / "链接", path)
    write_atomically(elsewhere / "链接", NEW)
    assert (elsewhere / "链接").is_symlink()
    assert path.read_bytes() == NEW
    assert names(elsewhere) == ["链接"]


def test_a_link_to_nothing_makes_its_target(tmp_path):
    link(tmp_path / "链接", tmp_path / "新.txt")
    write_atomically(tmp_path / "链接", NEW)
    assert (tmp_path / "新.txt").read_bytes() == NEW


def test_a_read_only_file_is_refused(path):
    path.chmod(stat.S_IREAD)
    with pytest.raises(StorageError, match="只读"):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]


def test_a_folder_and_a_pipe_are_refused_as_targets(tmp_path):
    with pytest.raises(StorageError, match="这是文件夹，不是文件"):
        write_atomically(tmp_path, NEW)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道")
        with pytest.raises(StorageError, match="不是普通文件"):
            write_atomically(tmp_path / "管道", NEW)


def test_odd_names_are_refused_in_one_sentence(tmp_path, path):
    for odd, words in {
        "长" * 300: "文件名太长",
        "a\0b": "不允许的字符",
        f"{path.name}/b": "不是文件夹",
    }.items():
        with pytest.raises(StorageError, match=words) as caught:
            write_atomically(tmp_path / odd, NEW)
        assert "\0" not in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_name_as_long_as_the_system_allows_is_fine(tmp_path):
    path = tmp_path / ("长" * 85)
    write_atomically(path, NEW)
    write_atomically(path, OLD)
    assert path.read_bytes() == OLD


REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络盘失去了联系",
    errno.ENXIO: "系统报告错误 ENXIO",
}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("call", [(Path, "open"), (os, "fsync"), (os, "replace")], ids=lambda call: call[1])
def test_whatever_call_fails_the_old_file_stays_and_the_reason_is_given(path, monkeypatch, call, reason):
    def fail(*_args, **_kwargs):
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(*call, fail)
    with pytest.raises(StorageError) as caught:
        write_atomically(path, NEW)
    monkeypatch.undo()
    assert REASONS[reason] in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]


def test_an_interruption_leaves_nothing_behind(path, monkeypatch):
    def interrupt(_file):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]


def test_a_file_that_is_held_for_a_moment_is_tried_again(path, monkeypatch):
    held = [PermissionError(errno.EACCES, "held"), PermissionError(errno.EACCES, "held")]
    replace = os.replace

    def replace_when_free(source, target):
        if held:
            raise held.pop()
        replace(source, target)

    pauses = []
    monkeypatch.setattr(atomic, "_REPLACE_TRIES", 4)
    monkeypatch.setattr(atomic.time, "sleep", pauses.append)
    monkeypatch.setattr(atomic.os, "replace", replace_when_free)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert len(pauses) == 2
    assert pauses[0] < pauses[1]


def test_a_file_that_stays_held_is_given_up(path, monkeypatch):
    def held(*_):
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(atomic, "_REPLACE_TRIES", 3)
    monkeypatch.setattr(atomic.time, "sleep", lambda _pause: None)
    monkeypatch.setattr(atomic.os, "replace", held)
    with pytest.raises(StorageError, match="没有权限"):
        write_atomically(path, NEW)
    assert names(path.parent) == [path.name]


def on_windows(winerror: int, number: int = errno.EACCES) -> OSError:
    """The error that Python raises there; elsewhere it has no place for the number of Windows."""
    error = OSError(number, "The system said something in English")
    error.winerror = winerror
    return error


WINDOWS = {
    32: (errno.EACCES, "文件正被别的程序打开（如 Word、WPS）"),
    33: (errno.EACCES, "请在那个程序里关闭这个文件后再试"),
    206: (errno.ENOENT, "路径太长"),
    123: (errno.EINVAL, "系统不允许的字符"),
    64: (errno.ENOENT, "网络盘失去了联系"),
    112: (errno.ENOSPC, "磁盘已满"),
    5: (errno.EACCES, "没有权限"),
}


@pytest.mark.parametrize("winerror", WINDOWS)
@pytest.mark.parametrize("call", [(Path, "open"), (os, "replace")], ids=lambda call: call[1])
def test_what_windows_says_is_told_in_chinese(path, monkeypatch, call, winerror):
    number, words = WINDOWS[winerror]

    def fail(*_args, **_kwargs):
        raise on_windows(winerror, number)

    monkeypatch.setattr(atomic.time, "sleep", lambda _pause: None)
    monkeypatch.setattr(*call, fail)
    with pytest.raises(StorageError) as caught:
        write_atomically(path, NEW)
    monkeypatch.undo()
    assert words in str(caught.value)
    assert "English" not in str(caught.value)
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]


def test_a_file_that_a_scanner_holds_is_read_and_replaced_a_moment_later(path, monkeypatch):
    held = [on_windows(32), on_windows(33), on_windows(32)]
    replace, opened = os.replace, Path.open

    def replace_when_free(source, target):
        if len(held) > 1:
            raise held.pop()
        replace(source, target)

    def open_when_free(self, mode="r", *args, **kwargs):
        if mode == "rb" and held:
            raise held.pop()
        return opened(self, mode, *args, **kwargs)

    monkeypatch.setattr(atomic.time, "sleep", lambda _pause: None)
    monkeypatch.setattr(atomic.os, "replace", replace_when_free)
    write_atomically(path, NEW)
    monkeypatch.setattr(Path, "open", open_when_free)
    assert read_bytes(path) == NEW
    assert held == []


def test_a_new_file_is_made_only_where_there_is_none(path, tmp_path, monkeypatch):
    assert not write_new(path, NEW)
    assert path.read_bytes() == OLD
    assert write_new(tmp_path / "新.toml", NEW)

    def no_links(*_args, **_kwargs):
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    assert not write_new(path, NEW)
    assert write_new(tmp_path / "又.toml", NEW)
    assert names(tmp_path) == sorted([path.name, "又.toml", "新.toml"])
    with pytest.raises(StorageError, match="所在的文件夹不存在"):
        write_new(tmp_path / "没有" / "新.toml", NEW)


def test_file_and_folder_are_flushed_in_that_order(path, monkeypatch):
    if os.name == "nt":
        pytest.skip("Windows cannot flush a folder")
    seen = []
    flush, replace = os.fsync, os.replace

    def record(handle):
        seen.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def rename(source, target):
        seen.append("rename")
        replace(source, target)

    monkeypatch.setattr(atomic.os, "fsync", record)
    monkeypatch.setattr(atomic.os, "replace", rename)
    write_atomically(path, NEW)
    assert seen == ["file", "rename", "folder"]


def test_reading_is_limited(path):
    assert read_bytes(path, largest=len(OLD)) == OLD
    with pytest.raises(StorageError, match="文件太大"):
        read_bytes(path, largest=len(OLD) - 1)
