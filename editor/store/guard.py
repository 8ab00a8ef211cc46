"""The last line of defence before an issue file is written: does the new text say what it should, and no less?

Asked of the text itself, read again from its bytes, and not of the code that made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor.errors import FileFormatError, StorageError
from editor.model.issue import Issue
from editor.store import keys
from editor.store.decode import articles_with_paths, decode_issue
from editor.store.misfit import KeyPath, Misfit, shown
from editor.store.source import Source, read_source


def encoded(manner: Source, text: str, issue: Issue, where: Path) -> tuple[bytes, Source]:
    """The bytes of ``text``, in the manner of a source, checked to be those of ``issue``; and what they read as.

    StorageError if the issue holds what no file can hold, or if the text says anything else.
    """
    try:
        data = manner.encode(text)
        written = read_source(data, where)
        again = decode_issue(written.data)
    except UnicodeEncodeError as error:
        words = f"文字里有不能保存的字符 U+{ord(error.object[error.start]):04X}"
        raise StorageError(words, where=where, advice="请删去它再保存") from error
    except Misfit as misfit:
        words = f"这一期还不能保存，{_place(issue, misfit.path)}{misfit.message}"
        raise StorageError(words, where=where, advice="请改正后再保存") from misfit
    except FileFormatError as error:
        raise _inconsistent(where) from error
    if again != issue:
        raise _inconsistent(where)
    return data, written


def refuse_lost_keys(
    before: Source, after: Source, ids: set[str], sections: Sequence[int | None], where: Path
) -> None:
    """StorageError unless every unknown key of what is still there is still there, with its value.

    ``ids`` are those of the articles that stay, ``sections`` the old place of each new section or None.
    """
    old, new = before.data, after.data
    old_articles, new_articles = _articles(old), _articles(new)
    tables = [(old, new, keys.OF_FILE), (old[keys.ISSUE], new[keys.ISSUE], keys.OF_ISSUE)]
    tables += (
        (old[keys.SECTION][origin], new[keys.SECTION][place], keys.OF_SECTION)
        for place, origin in enumerate(sections)
        if origin is not None
    )
    tables += ((old_articles[article], new_articles[article], keys.OF_ARTICLE) for article in ids)
    if not all(_same(_unknown(was, known), _unknown(now, known)) for was, now, known in tables):
        raise _inconsistent(where)


def _inconsistent(where: Path) -> StorageError:
    """The error for a mistake of ours: nothing was written."""
    return StorageError(
        "内部核对不一致，为避免损坏文件没有写入", where=where, advice="请另存到别处，并把原文件交给开发者"
    )


def _place(issue: Issue, path: KeyPath) -> str:
    article = next((a for place, a in articles_with_paths(issue) if path[: len(place)] == place), None)
    return f"稿件“{shown(article.title or article.id, 20)}”的" if article is not None else ""


def _articles(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rows = [row for section in data.get(keys.SECTION, []) for row in section.get(keys.ARTICLE, [])]
    return {row[keys.ID]: row for row in [*rows, *data.get(keys.SPARE, [])]}


def _unknown(table: dict[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in known}


def _same(one: object, other: object) -> bool:
    """Whether two values are equal, nan being equal to nan; without recursion, as tables may nest deeply."""
    waiting = [(one, other)]
    while waiting:
        match waiting.pop():
            case (dict(a), dict(b)):
                if a.keys() != b.keys():
                    return False
                waiting += ((a[key], b[key]) for key in a)
            case (list(a), list(b)):
                if len(a) != len(b):
                    return False
                waiting += zip(a, b, strict=True)
            case (a, b):
                if a != b and not (a != a and b != b):
                    return False
    return True
