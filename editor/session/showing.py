"""A folder shown in the file manager of the desktop, where there is a desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from editor.errors import UsageError
from editor.files.disk import reason_of

_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


def show_folder(folder: Path, environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Open a folder in the file manager. UsageError over SSH, without a desktop or without a file manager."""
    if any(environ.get(name) for name in _REMOTE):
        raise UsageError("这是远程登录（SSH），打不开那台电脑上的文件夹", advice="可以复制路径")
    try:
        if platform == "win32":
            os.startfile(folder)  # type: ignore[attr-defined,unused-ignore]
        else:
            _start([_file_manager(environ, platform), str(folder)])
    except OSError as error:
        raise UsageError(
            f"文件夹打不开（{reason_of(error)}）", where=folder, advice="可以复制路径"
        ) from error


def _file_manager(environ: Mapping[str, str], platform: str) -> str:
    if platform == "darwin":
        return "open"
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        raise UsageError("这里没有图形桌面，打不开文件夹", advice="可以复制路径")
    if shutil.which("xdg-open") is None:
        raise UsageError("这台电脑没有打开文件夹的程序（xdg-open）", advice="可以复制路径")
    return "xdg-open"


def _start(command: list[str]) -> None:
    """Start a program that is nobody's child: it neither draws into the terminal nor ends with it."""
    subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
