"""An article in an editor of the person's own: written as text, read back by the grammar.

The text is the one that everybody reads: title, blank line, a line a paragraph, with ordinals. Nothing of the article is
changed unless the editor ended well and the text is another one.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.errors import StorageError, UsageError
from editor.importers.encoding import decode
from editor.manuscript.grammar import parse, render
from editor.manuscript.source import clean_lines, split_lines
from editor.model.issue import Article
from editor.model.remark import Remark
from editor.model.style import Ordinals

_NAME = "稿件.txt"
_COMMON = ("nano", "vim", "vi")  # where nothing is chosen, the first that there is


@dataclass(frozen=True)
class Edited:
    """What came back: the article (the same one if nothing changed), and what was repaired or is doubtful in it."""

    article: Article
    remarks: tuple[Remark, ...] = ()


def editor_command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The editor that the person has chosen ($VISUAL, $EDITOR), else one that is there. UsageError if there is none, or it cannot be read."""
    chosen = (environ.get("VISUAL") or environ.get("EDITOR") or "").strip()
    if chosen:
        try:
            words = shlex.split(chosen, posix=sys.platform != "win32")
        except ValueError as error:
            raise UsageError(
                f"环境变量 EDITOR（或 VISUAL）的引号不成对：{chosen}", advice="请改正，如 EDITOR=vim"
            ) from error
        return [word.strip('"') for word in words]
    if sys.platform == "win32":
        return ["notepad"]
    found = next((name for name in _COMMON if shutil.which(name)), None)
    if found is None:
        raise UsageError("没有找到外部编辑器", advice="用环境变量 EDITOR 指定一个")
    return [found]


def as_text(article: Article, ordinals: Ordinals) -> str:
    """The article as text."""
    lines = [line.text for line in render(article.body, article.run_in, ordinals)]
    return "\n".join((article.title, "", *lines)) + "\n"


def from_text(text: str, article: Article, ordinals: Ordinals) -> Edited:
    """The article with the title and text of a text. UsageError if nothing stands in it."""
    if text == as_text(article, ordinals):
        return Edited(article)
    lines = split_lines(text)
    kept, _ = clean_lines(lines)
    if not kept:
        raise UsageError("带回来的文字是空的，稿件没有改动", advice="要删去稿件，请在目录里按 Del")
    title, below = kept[0].text, kept[0].line  # the line that the text begins behind
    if not article.title and not lines[0].strip():
        title, below = "", 0
    parsed = parse(lines[below:], ordinals, first_line=below + 1)
    changed = replace(article, title=title, body=parsed.body, run_in=parsed.run_in)
    return Edited(changed, parsed.remarks)


def edit_outside(article: Article, ordinals: Ordinals, command: Sequence[str]) -> Edited:
    """Have an article edited by a program, and wait for it.

    UsageError if the program is not there or ended badly, StorageError if the file cannot be written or read.
    """
    try:
        with TemporaryDirectory(prefix="yaoxun-") as folder:
            path = Path(folder) / _NAME
            path.write_text(as_text(article, ordinals), encoding="utf-8", newline="\n")
            _run([*command, str(path)])
            data = path.read_bytes()
    except OSError as error:
        raise StorageError(f"稿件不能交给外部编辑器（{error.strerror}），没有改动") from error
    return from_text(decode(data, _NAME).replace("\r\n", "\n"), article, ordinals)


def _run(command: Sequence[str]) -> None:
    try:
        ended = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise UsageError(
            f"外部编辑器“{command[0]}”打不开（{error.strerror}），稿件没有改动",
            advice="用环境变量 EDITOR 指定一个",
        ) from error
    if ended:
        raise UsageError(f"外部编辑器“{command[0]}”没有正常结束（{ended}），稿件没有改动")
