"""A journal: a file to which records are only added, each with its length and checksum.

Whatever cuts it off, everything up to the first damaged record can be read. What the records mean is the session's
affair.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from editor.files.atomic import discard, write_atomically
from editor.files.disk import storage_error

_MAGIC: Final = b"YAOXUN-JOURNAL 1\n"
_HEAD: Final = struct.Struct("<II")  # length of the record in bytes, CRC-32 of it
_LARGEST_FILE: Final = 256 * 1024 * 1024


def framed(record: bytes) -> bytes:
    """A record as it stands in the file."""
    return _HEAD.pack(len(record), zlib.crc32(record)) + record


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a journal does: its size, time and number in the file system; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def read_journal(path: Path) -> list[bytes]:
    """The whole records of a journal, in order; none if there is no file or it is no journal.

    StorageError if there is one that cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise storage_error(path, error, "读取") from error
    if not data.startswith(_MAGIC):
        return []
    records: list[bytes] = []
    at = len(_MAGIC)
    while at + _HEAD.size <= len(data):
        length, checksum = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        body = data[at : at + length]
        if len(body) < length or zlib.crc32(body) != checksum:
            break
        records.append(body)
        at += length
    return records


class Journal:
    """A journal open for adding. After an error it must be begun anew: its end may be half a record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._handle: int | None = None

    def begin(self, records: Iterable[bytes]) -> None:
        """Replace the whole file, at once, by these framed records. StorageError leaves the old one."""
        self.close()
        data = b"".join([_MAGIC, *records])
        write_atomically(self.path, data, make_folder=True)
        try:
            self._handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise storage_error(self.path, error, "写入") from error
        self.size = len(data)

    def add(self, records: Iterable[bytes]) -> None:
        """Add framed records and have them on the disk on return. StorageError if that failed."""
        data = memoryview(b"".join(records))
        self.size += len(data)
        try:
            # Whoever took it over has put it among the versions.
            if self._handle is None or not self.path.exists():
                raise OSError("closed")
            while data:
                data = data[os.write(self._handle, data) :]
            os.fsync(self._handle)
        except OSError as error:
            self.close()
            raise storage_error(self.path, error, "写入") from error

    def close(self) -> None:
        """Let go of the file."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                os.close(handle)

    def remove(self) -> None:
        """Take the file away, if it can be."""
        self.close()
        discard(self.path)
