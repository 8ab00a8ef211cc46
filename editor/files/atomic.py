"""Files as a whole: read at once, or replaced at once, so that nobody ever sees half a file.

Knows nothing of issues: exports and imports go through here as well.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from editor.errors import StorageError
from editor.files.disk import is_held, storage_error

T = TypeVar("T")

LARGEST = 64 * 1024 * 1024  # bytes that are read at most; an issue has some 40 KB

# On Windows a virus scanner or the search index may hold a file for a moment.
_TRIES_WHILE_HELD = 6
_REPLACE_TRIES = _TRIES_WHILE_HELD if os.name == "nt" else 1
_FIRST_PAUSE = 0.05  # seconds, doubled each time: 1.6 s in all


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """The content of a file. StorageError if it is missing, unreadable, no plain file, or too big."""
    try:
        # Looked at before it is opened: opening a pipe would wait for ever.
        _refuse_special(path, path.stat().st_mode)
        with patiently(lambda: path.open("rb")) as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise storage_error(path, error, "读取") from error
    if len(data) > largest:
        raise StorageError(
            f"文件太大，超过{largest // (1024 * 1024)} MiB", where=path, advice="请检查是不是选错了文件"
        )
    return data


def write_atomically(path: Path, data: bytes, *, make_folder: bool = False) -> None:
    """Put ``data`` in the place of the file at ``path``: afterwards it is wholly old or wholly new.

    Permissions are kept, and a symbolic link stays a link to the file that is replaced. ``make_folder`` makes
    the folder if it is missing. StorageError if the target is read-only, a folder, or the disk refuses;
    then the old file is as it was and nothing is left beside it.
    """
    try:
        target = Path(os.path.realpath(path))
        before = _writable(path, target)
        if make_folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        _require_folder(target.parent, path)
        _replace(target, data, before)
    except (OSError, ValueError) as error:
        raise storage_error(path, error, "写入") from error


def _require_folder(folder: Path, path: Path) -> None:
    if not folder.exists():
        raise StorageError("写入失败，所在的文件夹不存在", where=path, advice="请检查路径")


def _refuse_special(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise StorageError("这是文件夹，不是文件", where=path, advice="请指定文件")
    if not stat.S_ISREG(mode):
        raise StorageError("这不是普通文件", where=path, advice="请指定普通文件")


def _writable(path: Path, target: Path) -> os.stat_result | None:
    """The state of the file that is to be replaced, or None if there is none.

    A rename would replace even a read-only file, so its own mode is asked: it was protected on purpose.
    """
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    _refuse_special(path, before.st_mode)
    if not before.st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise StorageError("文件是只读的，没有改动", where=path, advice="请去掉只读属性，或换一个位置")
    return before


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    # Named without the target's name, which may already be as long as the file system allows.
    temporary = target.with_name(f".yaoxun-{os.urandom(6).hex()}.tmp")
    try:
        _write(temporary, data)
        if before is not None:
            _take_over(temporary, before)
        patiently(lambda: temporary.replace(target))
    except BaseException:
        discard(temporary)
        raise
    _flush_folder(target.parent)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_over(path: Path, before: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one, where the file system has such things."""
    now = path.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):
            os.chown(path, before.st_uid, before.st_gid)
    if stat.S_IMODE(now.st_mode) != stat.S_IMODE(before.st_mode):
        with suppress(OSError):
            path.chmod(stat.S_IMODE(before.st_mode))


def discard(path: Path) -> None:
    """Take a file away, if it can be."""
    with suppress(OSError):
        path.unlink()


def patiently(call: Callable[[], T]) -> T:
    """The result of a call that fails while another program holds the file; tried again for a moment."""
    pause, tries = _FIRST_PAUSE, 1
    while True:
        try:
            return call()
        except PermissionError as error:
            if tries >= (_TRIES_WHILE_HELD if is_held(error) else _REPLACE_TRIES):
                raise
        time.sleep(pause)
        pause, tries = pause * 2, tries + 1


def write_new(path: Path, data: bytes) -> bool:
    """Make a file that was not there, whole from its first moment; False, and nothing done, if there is one.

    StorageError if the disk refuses.
    """
    temporary = path.with_name(f".yaoxun-{os.urandom(6).hex()}.tmp")
    try:
        _require_folder(path.parent, path)
        try:
            _write(temporary, data)
            return _linked(temporary, path, data)
        finally:
            discard(temporary)
    except (OSError, ValueError) as error:
        raise storage_error(path, error, "写入") from error


def _linked(temporary: Path, path: Path, data: bytes) -> bool:
    """Give a new file its name if that is free; False if it is not."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        try:
            _write(path, data)
        except FileExistsError:
            return False
    _flush_folder(path.parent)
    return True


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last through a power cut. Windows and some network shares cannot; they may not."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
