"""What the operating system says when the disk refuses, as one clear sentence, for readers and writers alike."""

from __future__ import annotations

import errno
from pathlib import Path

from editor.errors import StorageError

_ELSEWHERE = "，或换一个位置"  # advice of no use to who reads
_REASONS = {
    errno.ENOENT: ("文件不存在", "请检查路径"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请检查路径"),
    errno.EISDIR: ("这是文件夹，不是文件", "请指定文件"),
    errno.EACCES: ("没有权限", f"请检查文件和文件夹的权限{_ELSEWHERE}"),
    errno.EPERM: ("没有权限", f"请检查文件和文件夹的权限{_ELSEWHERE}"),
    errno.EROFS: ("所在的磁盘是只读的", "请换一个可写的位置"),
    errno.ENOSPC: ("磁盘已满", "请腾出空间后再试"),
    errno.EFBIG: ("文件太大，磁盘放不下", "请换一个位置"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的名字"),
    errno.EINVAL: ("文件名里有系统不允许的字符", "请换一个名字"),
    errno.ELOOP: ("链接绕成了圈，找不到文件", "请检查链接"),
    errno.EBUSY: ("文件正被别的程序占用", "请关闭那个程序后再试"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘或网络盘"),
    getattr(errno, "EDQUOT", -1): ("磁盘配额已满", "请腾出空间后再试"),
    getattr(errno, "ESTALE", -2): ("网络盘失去了联系", "请检查网络后再试"),
}

_HELD = (32, 33, 1224)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE

# What Windows says, which Python gives beside an errno that tells less (winerror.h).
_WINDOWS_REASONS = {
    3: ("所在的文件夹不存在", "请检查路径"),  # ERROR_PATH_NOT_FOUND
    19: ("所在的磁盘是只读的", "请换一个可写的位置"),  # ERROR_WRITE_PROTECT
    21: ("磁盘没有准备好", "请检查磁盘或网络盘"),  # ERROR_NOT_READY
    **dict.fromkeys(_HELD, ("文件正被别的程序打开（如 Word、WPS）", "请在那个程序里关闭这个文件后再试")),
    **dict.fromkeys(  # ERROR_BAD_NETPATH, _NETWORK_BUSY, _UNEXP_NET_ERR, _NETNAME_DELETED, _BAD_NET_NAME
        (53, 54, 59, 64, 67), ("网络盘失去了联系", "请检查网络后再试")
    ),
    112: ("磁盘已满", "请腾出空间后再试"),  # ERROR_DISK_FULL
    123: ("文件名里有系统不允许的字符", "请换一个名字"),  # ERROR_INVALID_NAME
    206: ("路径太长，超过系统允许的长度", "请换一个短一些的文件夹或文件名"),  # ERROR_FILENAME_EXCED_RANGE
}
_LONGEST_PATH = 200  # characters of a path in a sentence


def is_held(error: OSError) -> bool:
    """Whether another program has the file open, which may be over in a moment: a sharing violation of Windows."""
    return getattr(error, "winerror", None) in _HELD


def storage_error(path: Path | str, error: OSError | ValueError, doing: str) -> StorageError:
    """The StorageError for what the system answered. ``doing`` is what was tried: 读取, 写入.

    A ValueError is what Python raises for a name that no system knows (a NUL in it).
    """
    reason, advice = _answer(error)
    if doing.startswith("读取"):
        advice = advice.removesuffix(_ELSEWHERE)
    where = str(path).replace("\0", "␀")
    where = where if len(where) <= _LONGEST_PATH else f"{where[:_LONGEST_PATH]}…"
    return StorageError(f"{doing}失败，{reason}", where=where, advice=advice)


def reason_of(error: OSError) -> str:
    """What the system answered, in a few Chinese words: 磁盘已满."""
    return _answer(error)[0]


def _answer(error: OSError | ValueError) -> tuple[str, str]:
    """The reason, and what to do."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    unknown = (f"系统报告错误 {errno.errorcode.get(number or 0, number or '不明')}", "请检查磁盘和文件夹")
    windows = _WINDOWS_REASONS.get(getattr(error, "winerror", None) or 0)
    return windows or _REASONS.get(number or 0, unknown)
