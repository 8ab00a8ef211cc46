"""What comes with the program: house styles, word lists, sample issues, the manual.

Read as package resources, so that it is found in a folder, in an installed wheel and in a zip alike: there under ``data``
of the package, in the source tree beside the package.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from editor.errors import StorageError

MANUAL: Final = "docs/manual.zh.md"
SAMPLE: Final = "issues/2026-03.toml"
STYLES: Final = "styles"

COMPLETE: Final = (
    "styles/official.toml",
    "styles/examples/hangye.toml",
    "styles/examples/yuekan.toml",
    "styles/examples/zhengwu.toml",
    "styles/words/organisations.toml",
    "styles/words/places.toml",
    "styles/words/sensitive.toml",
    "styles/words/wording.toml",
    "issues/2026-01.toml",
    "issues/2026-02.toml",
    SAMPLE,
    MANUAL,
    "docs/rules.md",
)
"""Every file that must have come with the program; a test holds it against the tree."""


def shipped(name: str) -> Traversable:
    """A file or folder that came with the program, by its path in the source tree, whether or not it is there."""
    package = files("editor")
    packed = package / "data"
    # A folder and a file in a zip both know what holds them, though the protocol does not say so.
    home: Traversable = packed if packed.is_dir() else package.parent  # type: ignore[attr-defined]
    for part in name.split("/"):
        home = home / part
    return home


def shipped_styles() -> Traversable:
    """The folder of house styles and word lists that came with the program."""
    return shipped(STYLES)


def read_shipped(name: str) -> bytes:
    """The content of a file that came with the program. StorageError if it did not come."""
    try:
        return shipped(name).read_bytes()
    except (OSError, KeyError) as error:  # a zip says KeyError
        raise StorageError(f"程序自带的 {name} 不见了", advice="安装不完整，请重新安装要讯") from error


def missing() -> list[str]:
    """The files that should have come with the program and did not."""
    return [name for name in COMPLETE if not shipped(name).is_file()]
