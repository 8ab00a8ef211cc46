"""Absurd files, read by the real program: one clear sentence, within seconds and within memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from tests.cli.test_bad_input import GOOD

SECONDS = 20  # on a machine that is busy; each takes less than three on one that is not
MEMORY = 700 * 1024 * 1024

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from editor.cli import run
sys.exit(run(sys.argv[1:]))
"""

IN_STYLE = "[page]\n"
ABSURD_ISSUES: dict[str, tuple[Callable[[], str], str]] = {
    "a million sections": (lambda: GOOD + '[[section]]\nname = "甲"\n' * 1_000_000, "条目太多"),
    "a hundred megabytes": (lambda: GOOD + f"# {'长' * 34_000_000}\n", "文件太大"),
    "sixty megabytes of one word without an end": (lambda: f"{GOOD}x = '{'a' * 60_000_000}", "没有写完"),
    "arrays in arrays": (lambda: f"{GOOD}x = {'[' * 50_000}{']' * 50_000}\n", "套得太深"),
    "a key of fifty thousand parts": (lambda: f"{GOOD}{'a.' * 50_000}b = 1\n", "太多段"),
    "a table of fifty thousand parts": (lambda: f"{GOOD}[{'a.' * 50_000}b]\n", "太多段"),
    "a quoted key of fifty thousand parts": (lambda: GOOD + '"甲".' * 50_000 + "b = 1\n", "太多段"),
    "millions of values": (lambda: f"{GOOD}x = [{'1,' * 5_000_000}]\n", "条目太多"),
    "millions of escapes": (lambda: f'{GOOD}x = "{chr(92)}n{(chr(92) + "n") * 5_000_000}"\n', "条目太多"),
    "a number of a hundred thousand digits": (
        lambda: GOOD.replace("number = 9", f"number = {'9' * 99_999}"),
        "数太长",
    ),
    "a hexadecimal number as long": (
        lambda: GOOD.replace("number = 9", f"number = 0x{'f' * 99_999}"),
        "1 到 9999",
    ),
    "a year below nought": (lambda: GOOD.replace("year = 2026", "year = -1"), "1900 到 2999"),
    "an endless name of a section": (lambda: GOOD.replace('"abc234"', f'"{"a" * 1_000_000}"'), "稿件编号"),
}
ABSURD_STYLES = {
    "a page of width -1": ("width_mm = 210.0", "width_mm = -1", "width_mm 应在 50 到 1000"),
    "an endless page": ("width_mm = 210.0", "width_mm = 1e300", "width_mm 应在 50 到 1000"),
    "no number": ("width_mm = 210.0", "width_mm = nan", "width_mm 应在 50 到 1000"),
    "no line on the page": ("lines = 22", "lines = 0", "lines 应在 1 到 200"),
    "a million lines on the page": ("lines = 22", "lines = 1000000", "lines 应在 1 到 200"),
}


def yaoxun(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED.format(memory=MEMORY), *words],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1 and len(done.stderr) < 1000
    assert "程序出错" not in done.stderr
    for word in words:
        assert word in done.stderr


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by RLIMIT_AS")


@pytest.mark.parametrize("name", ABSURD_ISSUES)
def test_an_absurd_issue_is_refused_in_bounded_time_and_memory(workspace: Workspace, name: str) -> None:
    make, words = ABSURD_ISSUES[name]
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(make(), encoding="utf-8")
    before = path.stat()
    assert_refused(yaoxun(workspace.root, "show", "2026-09"), "2026-09.toml", words)
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("name", ABSURD_STYLES)
def test_an_absurd_style_is_refused_with_its_line(workspace: Workspace, name: str) -> None:
    old, new, words = ABSURD_STYLES[name]
    (workspace.issues_folder / "2026-09.toml").write_text(GOOD, encoding="utf-8")
    style = workspace.styles_folder / "official.toml"
    text = style.read_text(encoding="utf-8")
    assert old in text
    style.write_text(text.replace(old, new, 1), encoding="utf-8")
    for command in ("show", "export"):
        assert_refused(yaoxun(workspace.root, command, "2026-09"), "official.toml 第", words)


def test_a_style_of_too_many_sections_is_refused(workspace: Workspace) -> None:
    (workspace.issues_folder / "2026-09.toml").write_text(GOOD, encoding="utf-8")
    style = workspace.styles_folder / "official.toml"
    names = ",".join(f'"栏{n}"' for n in range(60_000))
    lines = style.read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("sections"))
    end = next(n for n in range(start, len(lines)) if lines[n].rstrip().endswith("]"))
    lines[start : end + 1] = [f"sections = [{names}]"]
    style.write_text("\n".join(lines), encoding="utf-8")
    assert_refused(yaoxun(workspace.root, "show", "2026-09"), "栏目超过 200 个")


def test_a_text_of_a_hundred_megabytes_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "来稿.txt"
    source.write_bytes(b"x" * 100_000_000)
    assert_refused(yaoxun(workspace.root, "import", str(source)), "来稿.txt", "文件太大")


def test_one_absurd_file_hides_no_other(samples: Workspace) -> None:
    path = samples.issues_folder / "2026-09.toml"
    path.write_text(ABSURD_ISSUES["a key of fifty thousand parts"][0](), encoding="utf-8")
    done = yaoxun(samples.root, "list")
    assert_refused(done, "太多段")
    assert len(done.stdout.splitlines()) == 3


def test_what_would_be_a_runaway_pattern_is_a_word_like_any_other(workspace: Workspace) -> None:
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(GOOD.replace("三月五日", "a" * 5000 + "!(a+)+$"), encoding="utf-8")
    style = workspace.styles_folder / "official.toml"
    rule = '\n[[proof.rule]]\nid = "office"\nfind = ["(a+)+$"]\nmessage = "不用这个写法"\n'
    style.write_text(style.read_text(encoding="utf-8") + rule, encoding="utf-8")
    done = yaoxun(workspace.root, "check", "2026-09")
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.count("不用这个写法") == 1
