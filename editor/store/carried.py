"""The issue that a document of ours carries: the text of its file, or what the first documents had instead, as JSON."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  (the model calls its field date)
from typing import Any

from editor.errors import FileFormatError
from editor.model.issue import Issue
from editor.store import keys
from editor.store.decode import decode_issue
from editor.store.issue_file import parse_issue
from editor.store.misfit import Misfit


def carried_issue(carried: object) -> Issue:
    """The issue in what a document carries. FileFormatError, which nobody need see, if there is none in it."""
    if isinstance(carried, str):
        return parse_issue(carried.encode("utf-8", "surrogatepass"), "")
    try:
        return decode_issue(_tables(carried))
    except (Misfit, ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileFormatError(str(error)) from error


def _tables(carried: Any) -> dict[str, Any]:  # noqa: ANN401  (whatever JSON has)
    """The tables of the issue file for the JSON that documents carried before they carried these."""
    head = {name: value for name, value in carried.items() if value is not None}
    sections, spares = head.pop("sections", []), head.pop("spares", [])
    return {
        keys.FORMAT_KEY: keys.FORMAT,
        keys.ISSUE: head | {keys.DATE: Date.fromisoformat(head[keys.DATE])},
        keys.SECTION: [{keys.NAME: each["name"], keys.ARTICLE: each["articles"]} for each in sections],
        keys.SPARE: spares,
    }
