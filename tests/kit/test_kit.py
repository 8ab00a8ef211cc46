"""The offline kit: complete for every platform, wheel by wheel; and installed here without a network."""

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tui.process import Terminal

_SPEC = importlib.util.spec_from_file_location("kit_build", ROOT / "kit" / "build.py")
kit = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(kit)

NOWHERE = "http://127.0.0.1:9"
HERE = sys.version_info[:2]


def put_wheel(folder: Path, name: str, *needs: str) -> None:
    project, version = name.split("-")[:2]
    with zipfile.ZipFile(folder / f"{name}.whl", "w") as wheel:
        lines = [f"Name: {project}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
        wheel.writestr(f"{project}-{version}.dist-info/METADATA", "\n".join(lines) + "\n\n")


@pytest.fixture
def wheels(tmp_path):
    put_wheel(tmp_path, "yaoxun-0.1.0-py3-none-any", "lxml>=5", 'colorama; sys_platform == "win32"')
    put_wheel(tmp_path, "pip-26.0-py3-none-any")
    for python in ("cp311", "cp312", "cp313", "cp314"):
        put_wheel(tmp_path, f"lxml-6.0-{python}-{python}-manylinux_2_17_x86_64.manylinux2014_x86_64")
    return tmp_path


class TestCheckedWheelByWheel:
    @pytest.mark.parametrize("python", kit.PYTHONS)
    def test_a_complete_kit_lacks_nothing(self, wheels, python):
        assert list(kit.shortcomings(wheels, kit.PLATFORMS["linux_x86_64"], python)) == []

    def test_a_wheel_of_another_machine_does_not_count(self, wheels):
        assert list(kit.shortcomings(wheels, kit.PLATFORMS["linux_aarch64"], (3, 12))) == [
            "linux_aarch64，Python 3.12：缺少 lxml>=5"
        ]

    def test_what_one_system_alone_needs_is_asked_for_there(self, wheels):
        found = list(kit.shortcomings(wheels, kit.PLATFORMS["win_amd64"], (3, 11)))
        assert [line.rpartition("缺少 ")[2] for line in found] == [
            'colorama; sys_platform == "win32"',
            "lxml>=5",
        ]

    def test_a_python_without_its_wheel_is_named(self, wheels):
        next(wheels.glob("lxml-*cp313*")).unlink()
        assert list(kit.shortcomings(wheels, kit.PLATFORMS["linux_x86_64"], (3, 13)))

    def test_a_wheel_that_needs_a_newer_glibc_than_kylin_has_does_not_count(self, wheels):
        path = next(wheels.glob("lxml-*cp312*"))
        path.rename(wheels / "lxml-6.0-cp312-cp312-manylinux_2_34_x86_64.whl")
        assert list(kit.shortcomings(wheels, kit.PLATFORMS["linux_x86_64"], (3, 12)))


@pytest.mark.parametrize("platform", kit.PLATFORMS.values(), ids=lambda each: each.name)
def test_a_platform_has_scripts_to_install_and_to_start(platform):
    for name in platform.scripts:
        data = (ROOT / "kit" / name).read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        if name.endswith(".cmd"):  # cmd.exe loses its place in UTF-8 files whose lines end in LF alone
            assert data.count(b"\r\n") == data.count(b"\n")
        else:
            assert b"\r" not in data and os.access(ROOT / "kit" / name, os.X_OK)
            subprocess.run(["sh", "-n", ROOT / "kit" / name], check=True)


@pytest.mark.parametrize("name", ["安装.sh", "安装.cmd"])
def test_nothing_is_asked_of_the_network_or_of_an_administrator(name):
    text = (ROOT / "kit" / name).read_text("utf-8")
    assert "--no-index" in text and "--find-links" in text and "--isolated" in text
    assert not re.search(r"\bsudo\b|runas|https?://|--upgrade-deps", text)


def test_the_sums_are_those_of_the_files(tmp_path):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "一.whl").write_bytes(b"1")
    (tmp_path / "读我.txt").write_bytes(b"2")
    kit.write_sums(tmp_path)
    subprocess.run(["sha256sum", "--quiet", "-c", kit.SUMS], cwd=tmp_path, check=True)
    (tmp_path / "读我.txt").write_bytes(b"3")
    assert subprocess.run(["sha256sum", "-c", kit.SUMS], cwd=tmp_path, capture_output=True).returncode


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The kit of this machine, for this Python."""
    machine = "linux_aarch64" if os.uname().machine == "aarch64" else "linux_x86_64"
    try:
        return kit.build(kit.PLATFORMS[machine], tmp_path_factory.mktemp("安装 包"), (HERE,))
    except subprocess.CalledProcessError:
        if os.environ.get("CI"):
            raise
        pytest.skip("the registries cannot be reached")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="installs the kit of Linux")
def test_the_kit_installs_without_a_network_in_an_empty_home_and_opens_the_desk(folder, tmp_path):
    home = tmp_path / "家"
    home.mkdir()
    cut_off = {
        "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "YAOXUN_PYTHON": sys.executable,
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE),
    }  # fmt: skip

    def run(script, *words):
        command = ["sh", str(folder / script), *words]
        return subprocess.run(command, env=cut_off, cwd=home, capture_output=True, text=True, check=False)

    early = run("要讯.sh")
    assert early.returncode == 2 and "安装.sh" in early.stderr
    installed = run("安装.sh")
    assert installed.returncode == 0, installed.stderr
    assert run("要讯.sh", "doctor", "--self-test").stdout.splitlines()[-1].startswith("自检通过")
    assert run("要讯.sh", "init", "江海", "--title", "江海旬报", "--sample").returncode == 0
    assert run("要讯.sh", "-w", "江海", "export", "2026-s01").returncode == 0
    assert "# 使用手册" in run("要讯.sh", "manual").stdout
    gone = {"PYTHONPATH": None, "XDG_STATE_HOME": None, **cut_off}
    program = ("sh", str(folder / "要讯.sh"))
    with Terminal(home / "江海", state=home, program=program, environment=gone) as terminal:
        terminal.see("2026年增刊第1期")


def test_a_damaged_kit_is_refused(folder, tmp_path):
    (folder / "读我.txt").write_bytes(b"x")
    refused = subprocess.run(
        ["sh", folder / "安装.sh"], env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "YAOXUN_PYTHON": sys.executable},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 2 and "不完整" in refused.stderr
    assert not (tmp_path / ".local").exists()
