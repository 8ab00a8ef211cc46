"""Files from outside → issue + report of what was repaired, left out or doubtful."""

from __future__ import annotations

from collections.abc import Callable

from editor.importers.encoding import decode
from editor.importers.imported import Imported
from editor.importers.txt import import_text, import_txt
from editor.model.style import HouseStyle

__all__ = ["Imported", "import_text", "import_txt", "read_issue"]


def read_issue(data: bytes, name: str, style_for: Callable[[str], HouseStyle]) -> Imported:
    """The issue in a file of any kind that can be read. ImportRefusedError says why there is none.

    ``style_for`` gives the house style for the text of a file, so that a second bulletin is read with its own words.
    """
    text = decode(data, name)
    return import_text(text, name, style_for(text))
