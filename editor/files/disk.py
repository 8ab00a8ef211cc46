"""What the operating system says when the disk refuses, as one clear sentence, for readers and writers alike."""

from __future__ import annotations

import errno
from pathlib import Path

from editor.errors import StorageError

_REASONS = {
    errno.ENOENT: ("文件不存在", "请检查路径"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请检查路径"),
    errno.EISDIR: ("这是文件夹，不是文件", "请指定文件"),
    errno.EACCES: ("没有权限", "请检查文件和文件夹的权限，或换一个位置"),
    errno.EPERM: ("没有权限", "请检查文件和文件夹的权限，或换一个位置"),
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


def storage_error(path: Path, error: OSError | ValueError, doing: str) -> StorageError:
    """The StorageError for what the system answered. ``doing`` is what was tried: 读取, 写入.

    A ValueError is what Python raises for a name that no system knows (a NUL in it).
    """
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    reason, advice = _REASONS.get(number or 0, (str(getattr(error, "strerror", None) or error), ""))
    where = str(path).replace("\0", "␀")
    return StorageError(f"{doing}失败，{reason}", where=where, advice=advice)
