"""What the operating system answers, as one Chinese sentence, for the front ends: they do not know the floor of the disk."""

from __future__ import annotations

from editor.errors import StorageError
from editor.files.disk import storage_error


def system_error(where: str, error: OSError) -> StorageError:
    """The error to show for what the system answered about a path or a stream."""
    return storage_error(where, error, "操作")
