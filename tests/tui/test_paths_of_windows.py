"""Paths as Windows writes them stay as they were typed: the letter of the drive, shares, blanks."""

from pathlib import PureWindowsPath
from types import SimpleNamespace

import pytest

from editor.tui import paths
from editor.tui.paths import typed_path


class WindowsPath(PureWindowsPath):
    """A path of Windows on any system."""

    def expanduser(self) -> "WindowsPath":
        return self


@pytest.mark.parametrize(
    "typed",
    [
        r"c:\发文\一期.docx",
        r"C:\发文\一期.docx",
        r"\\server\共享\要讯",
        r"D:\我的 文档\第3期（送审）.docx",
        "c:\\",
    ],
)
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_path_of_windows_stays_as_it_is_typed(
    monkeypatch: pytest.MonkeyPatch, typed: str, quote: str
) -> None:
    monkeypatch.setattr(paths, "os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(paths, "Path", WindowsPath)
    assert str(typed_path(f"{quote}{typed}{quote}")) in (typed, typed + "\\")
