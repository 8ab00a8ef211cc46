"""The one door to the fonts of this machine: which families are installed, what stands in for a missing one, and
which characters of an issue its fonts do not have.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache

from editor.layout.block import Block
from editor.model.style import HouseStyle

_SECONDS = 60  # system_profiler reads every font file


@cache
def installed() -> frozenset[str] | None:
    """The names of all font families, in every language they have, casefolded; None where nobody can be asked.

    Asked are the registry of Windows, fontconfig (Linux, and macOS where it is installed), and system_profiler of
    macOS.
    """
    if sys.platform == "win32":
        return frozenset(_families_of_windows())
    if listed := _output("fc-list", "--format", "%{family}\n"):
        return frozenset(name.strip().casefold() for line in listed.splitlines() for name in line.split(","))
    if sys.platform == "darwin" and (listed := _output("system_profiler", "SPFontsDataType", "-json")):
        faces = (face for font in json.loads(listed)["SPFontsDataType"] for face in font.get("typefaces", ()))
        return frozenset(str(face.get("family", "")).casefold() for face in faces)
    return None


def stand_in(name: str) -> str | None:
    """The family that fontconfig takes for a name that is not installed; None where it is not there to be asked."""
    found = _output("fc-match", "--format", "%{family}", f"{name}:lang=zh-cn")
    return found.partition(",")[0] or None


def lacking_characters(stream: Iterable[Block], style: HouseStyle) -> dict[str, Block]:
    """Characters set in a font that holds GB 2312 only and lacks them, each with the block where it stands first."""
    found: dict[str, Block] = {}
    for block in stream:
        for run in block.runs:
            if not run.text.isascii() and getattr(style.fonts, run.font or block.element.font).gb2312:
                for character in run.text:
                    if not _in_gb2312(character):
                        found.setdefault(character, block)
    return found


def _in_gb2312(character: str) -> bool:
    """Python's gb2312 takes the dash and the middle dot of the standard for other characters than office software."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "—·"
    return True


def _output(*command: str) -> str:
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _families_of_windows() -> set[str]:
    """The values of the registry read ``仿宋 (TrueType)`` or ``SimSun & NSimSun (TrueType)``."""
    found: set[str] = set()
    if sys.platform == "win32":
        import winreg

        path = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                with winreg.OpenKey(root, path) as key:
                    for index in range(winreg.QueryInfoKey(key)[1]):
                        value = winreg.EnumValue(key, index)[0].partition(" (")[0]
                        found.update(name.strip().casefold() for name in value.split("&"))
            except OSError:
                continue
    return found
