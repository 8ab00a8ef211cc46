"""The folder of an export in the file manager: opened where there is a desktop, else refused in one sentence."""

import os

import pytest

from editor.errors import UsageError
from editor.session import external_programs
from editor.session.external_programs import show_folder


@pytest.fixture
def started(monkeypatch):
    """What was started, with a file manager in every place."""
    calls = []
    monkeypatch.setattr(
        external_programs.subprocess, "Popen", lambda command, **how: calls.append((command, how))
    )
    monkeypatch.setattr(external_programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    return calls


@pytest.mark.parametrize(
    ("platform", "environ", "program"),
    [
        ("darwin", {}, "open"),
        ("linux", {"DISPLAY": ":0"}, "xdg-open"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"),
    ],
)
def test_each_system_has_its_own_way(tmp_path, started, platform, environ, program):
    show_folder(tmp_path / "外发 文件", environ, platform)
    ((command, how),) = started
    assert command == [program, str(tmp_path / "外发 文件")]
    assert how["start_new_session"] and how["stdout"] == how["stderr"] == external_programs.subprocess.DEVNULL


def test_windows_is_asked_itself(tmp_path, started, monkeypatch):
    asked = []
    monkeypatch.setattr(os, "startfile", asked.append, raising=False)
    show_folder(tmp_path, {}, "win32")
    assert asked == [tmp_path] and not started


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_over_ssh_nothing_is_opened_on_another_machine(tmp_path, started, platform):
    with pytest.raises(UsageError, match=r"SSH.*可以复制路径"):
        show_folder(tmp_path, {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22", "DISPLAY": ":10"}, platform)
    assert not started


def test_without_a_desktop_or_a_file_manager_it_is_said(tmp_path, started, monkeypatch):
    with pytest.raises(UsageError, match="没有图形桌面"):
        show_folder(tmp_path, {}, "linux")
    monkeypatch.setattr(external_programs.shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match="xdg-open"):
        show_folder(tmp_path, {"DISPLAY": ":0"}, "linux")
    assert not started


def test_a_file_manager_that_does_not_start_is_one_sentence(tmp_path, monkeypatch):
    def fails(command, **how):
        raise FileNotFoundError(2, "没有")

    monkeypatch.setattr(external_programs.subprocess, "Popen", fails)
    with pytest.raises(UsageError, match="打不开"):
        show_folder(tmp_path, {}, "darwin")
