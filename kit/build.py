"""Offline kits: for each platform a folder from which 要讯 is installed without a network and without an administrator.

Run ``make kit`` (``python kit/build.py [PLATFORM…]``); it needs the registries, the machine that installs needs nothing
but Python. A kit has the wheels of everything for every Python from 3.11 on, pip among them, the scripts that install and
start, the manual, and the SHA-256 of each file. Before it is done, every wheel is checked against what the platform takes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[1]
OUT = ROOT / "dist" / "kit"
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
SUMS = "SHA256SUMS"
WHEELS = "wheels"


class Platform(NamedTuple):
    """One kind of machine: the tags of wheels that it takes, best first, and what Python says of it."""

    name: str
    tags: tuple[str, ...]
    system: str  # sys_platform
    machine: str  # platform_machine
    scripts: tuple[str, ...]


def _manylinux(machine: str) -> tuple[str, ...]:
    """Glibc 2.28 is what Kylin V10 and UOS 20 have."""
    return (*(f"manylinux_2_{minor}_{machine}" for minor in (28, 27, 26, 24, 17)), f"manylinux2014_{machine}")


PLATFORMS = {
    each.name: each
    for each in (
        Platform("win_amd64", ("win_amd64",), "win32", "AMD64", ("安装.cmd", "要讯.cmd")),
        Platform("win_arm64", ("win_arm64",), "win32", "ARM64", ("安装.cmd", "要讯.cmd")),
        Platform("linux_x86_64", _manylinux("x86_64"), "linux", "x86_64", ("安装.sh", "要讯.sh")),
        Platform("linux_aarch64", _manylinux("aarch64"), "linux", "aarch64", ("安装.sh", "要讯.sh")),
    )
}


def build(platform: Platform, out: Path = OUT, pythons: tuple[tuple[int, int], ...] = PYTHONS) -> Path:
    """Make the kit of one platform and return its folder. SystemExit if a wheel is missing."""
    folder = out / f"yaoxun-{platform.name}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / WHEELS
    wheels.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place:
        pip = _pip(Path(place))
        ours = _our_wheel(pip, wheels)
        _run(*pip, "download", "-q", "-d", wheels, "--no-deps", "pip")
        for python in pythons:
            places = chain.from_iterable(("--platform", tag) for tag in platform.tags)
            version = f"{python[0]}.{python[1]}"
            only = ("--only-binary=:all:", "--implementation", "cp", "--python-version", version, *places)
            _run(*pip, "download", "-q", "-d", wheels, *only, ours)
    for name in platform.scripts:
        shutil.copy2(ROOT / "kit" / name, folder / name)
    for source, name in (("kit/读我.txt", "读我.txt"), ("docs/manual.zh.md", "使用手册.md")):
        shutil.copy2(ROOT / source, folder / name)
    lacking = [trouble for python in pythons for trouble in shortcomings(wheels, platform, python)]
    if lacking:
        raise SystemExit("\n".join(lacking))
    write_sums(folder)
    return folder


def _pip(place: Path) -> tuple[object, ...]:
    """A pip of its own, as the environment of a developer may have none."""
    venv.create(place / "env", with_pip=True)
    folder, name = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return place / "env" / folder / name, "-m", "pip", "--disable-pip-version-check"


def _our_wheel(pip: tuple[object, ...], folder: Path) -> Path:
    _run(*pip, "wheel", "-q", "--no-deps", "-w", folder, ROOT)
    (wheel,) = folder.glob("yaoxun-*.whl")
    return wheel


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)


# -- checking -------------------------------------------------------------------------------------------------------


def shortcomings(wheels: Path, platform: Platform, python: tuple[int, int]) -> Iterator[str]:
    """What is missing for one Python of a platform: each requirement, followed from ours on, needs a wheel that fits."""
    taken = frozenset(_tags(platform, python))
    there = {path: parse_wheel_filename(path.name) for path in sorted(wheels.glob("*.whl"))}
    environment = {
        "python_version": f"{python[0]}.{python[1]}",
        "python_full_version": f"{python[0]}.{python[1]}.0",
        "sys_platform": platform.system,
        "platform_machine": platform.machine,
        "platform_system": {"win32": "Windows"}.get(platform.system, "Linux"),
        "os_name": "nt" if platform.system == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    wanted, seen = [Requirement("yaoxun"), Requirement("pip")], set[str]()
    while wanted:
        need = wanted.pop()
        name = canonicalize_name(need.name)
        if name in seen:
            continue
        seen.add(name)
        fitting = [
            path
            for path, (found, version, _, tags) in there.items()
            if found == name and need.specifier.contains(version, prereleases=True) and tags & taken
        ]
        if not fitting:
            yield f"{platform.name}，Python {python[0]}.{python[1]}：缺少 {need}"
            continue
        wanted.extend(
            required
            for required in _requirements(fitting[0])
            if required.marker is None or required.marker.evaluate(environment)
        )


def _tags(platform: Platform, python: tuple[int, int]) -> Iterator[Tag]:
    yield from cpython_tags(python, platforms=platform.tags)
    yield from compatible_tags(python, f"cp{python[0]}{python[1]}", platforms=platform.tags)


def _requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    return [Requirement(value) for value in headers.get_all("Requires-Dist") or []]


def write_sums(folder: Path) -> None:
    """The SHA-256 of every file, as sha256sum writes and checks it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    lines = (
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def main(names: list[str]) -> None:
    """Build the kits named, or all."""
    for name in names or list(PLATFORMS):
        if name not in PLATFORMS:
            raise SystemExit(f"不认识 {name}，可用：{'、'.join(PLATFORMS)}")
        print(build(PLATFORMS[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
