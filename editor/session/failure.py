"""What goes wrong outside of our own rules: said in one Chinese sentence, or written down for whoever mends the program.

Nothing of it leaves the machine.
"""

from __future__ import annotations

from editor.errors import StorageError
from editor.files.disk import storage_error


def system_error(where: str, error: OSError) -> StorageError:
    """The error to show for what the system answered about a path or a stream."""
    return storage_error(where, error, "操作")


def log_error(error: BaseException) -> str:
    """Write an error with where it came from into a file of its own; the path, empty if none can be written."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="yaoxun-", suffix=".log", delete=False
        ) as log:
            traceback.print_exception(error, file=log)
    except OSError:
        return ""
    return log.name
