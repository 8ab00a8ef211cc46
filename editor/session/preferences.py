"""What one person likes: colours, columns, keys. Belongs to the user and not to a workspace, and holds no work.

``desk.json`` is written by the program, so it is read without complaint: what is not as it should be is as it is by
default. ``keys.toml`` is written by hand, so what is wrong in it is said.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from editor.errors import EditorError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.keeping import user_folder
from editor.session.root import is_workspace

KEYS = "keys.toml"
_DESK = "desk.json"


@dataclass(frozen=True)
class Preferences:
    """How the desk was left.

    ``theme`` empty means the one that suits the terminal. ``panel`` is the one in the right column, empty for none.
    ``widths`` are the widths of columns that were changed, in cells, by name. ``starts`` counts how often the program
    was started, ``used`` are the commands that hints need no longer tell of. ``workspace`` is the folder that was
    opened last, empty for none.
    """

    theme: str = ""
    outline: bool = True
    panel: str = ""
    widths: Mapping[str, int] = field(default_factory=dict)
    starts: int = 0
    used: tuple[str, ...] = ()
    workspace: str = ""


def read_preferences(folder: Path | None) -> Preferences:
    """What was kept in the user's folder; the defaults where nothing was, or nothing that can be read."""
    if folder is None:
        return Preferences()
    try:
        kept = json.loads(read_bytes(folder / _DESK))
    except (EditorError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    kept["used"] = tuple(kept["used"]) if isinstance(kept.get("used"), list) else ()
    default = Preferences()
    return Preferences(
        **{
            known.name: kept[known.name]
            for known in fields(Preferences)
            if known.name in kept and _like(kept[known.name], getattr(default, known.name))
        }
    )


def _like(value: Any, default: Any) -> bool:  # noqa: ANN401  (whatever a file holds)
    """Whether a value from a file is of the kind of its default."""
    if isinstance(default, dict):
        return isinstance(value, dict) and all(type(width) is int for width in value.values())
    if isinstance(default, tuple):
        return isinstance(value, tuple) and all(isinstance(word, str) for word in value)
    return type(value) is type(default)


def write_preferences(folder: Path | None, preferences: Preferences) -> None:
    """Keep how the desk was left. Where nothing can be written it is as it was the next time: no work depends on it."""
    if folder is None:
        return
    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=1)
    try:
        write_atomically(folder / _DESK, text.encode(), make_folder=True)
    except EditorError:
        return


def remember_workspace(root: Path) -> None:
    """Keep which workspace was opened last."""
    folder = user_folder()
    preferences = read_preferences(folder)
    if preferences.workspace != str(root):
        write_preferences(folder, replace(preferences, workspace=str(root)))


def last_workspace(folder: Path | None) -> Path | None:
    """The workspace that was opened last, None if there was none or it is one no longer."""
    kept = read_preferences(folder).workspace
    return Path(kept) if kept and is_workspace(Path(kept)) else None


def read_keys(folder: Path | None) -> tuple[dict[str, str], str]:
    """The keys that the person changed: command name → keys; and what is wrong with the file, empty if nothing.

    The file holds lines such as ``"app.help" = "f3"``, under ``[keys]`` or not.
    """
    path = None if folder is None else folder / KEYS
    if path is None or not path.exists():
        return {}, ""
    try:
        kept = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except EditorError as error:
        return {}, str(error)
    except (ValueError, RecursionError):
        return {}, f'{path}：读不懂，键位照旧。每行写作 "app.help" = "f3"'
    keys = kept.get("keys", kept)
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        return {}, f'{path}：键位要写在引号里，如 "app.help" = "f3"。键位照旧'
    return dict(keys), ""
