"""A package packed again so that its bytes depend on its parts only: python-docx puts the time of day into the file."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file knows
_READABLE = 0o644 << 16


def repacked(package: bytes, replaced: Mapping[str, str] | None = None) -> bytes:
    """The package without times; ``replaced`` are parts to be written in the place of its own, by their names."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            member = ZipInfo(name, _NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = _READABLE
            member.create_system = 3  # the same bytes on Windows
            other = (replaced or {}).get(name)
            new.writestr(member, old.read(name) if other is None else other.encode("utf-8"))
    return buffer.getvalue()
