"""What nobody foresaw, written down for whoever mends the program. Nothing of it leaves the machine."""

from __future__ import annotations


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
