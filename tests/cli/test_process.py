"""The program as a process of its own: what only shows there."""

import subprocess
import sys
from pathlib import Path

import pytest

QUIET = [
    ["list", "--json"],
    ["new", "--date", "2026-05-01"],
    ["show", "latest"],
    ["export", "latest"],
    ["--help"],
]


def run(*words: str, cwd: Path, code: str = "", **options) -> subprocess.CompletedProcess[bytes]:
    program = ["-c", code] if code else ["-m", "editor"]
    return subprocess.run(
        [sys.executable, *program, *words], cwd=cwd, capture_output=True, timeout=60, **options
    )


@pytest.mark.parametrize("words", QUIET, ids=" ".join)
def test_commands_that_do_not_draw_load_neither_textual_nor_rich(samples, words):
    code = (
        "import sys\nfrom editor.cli import run\n"
        "try: run(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print('LOADED', [m for m in ('textual', 'rich') if m in sys.modules])"
    )
    done = run(*words, cwd=samples.root, code=code)
    assert done.stdout.decode().splitlines()[-1] == "LOADED []"


@pytest.mark.parametrize("words", [["list"], ["show", "latest"], ["export", "latest"]], ids=" ".join)
def test_reading_commands_do_not_load_tomlkit(samples, words):
    code = (
        "import sys\nfrom editor.cli import run\nrun(sys.argv[1:])\nprint('LOADED', 'tomlkit' in sys.modules)"
    )
    done = run(*words, cwd=samples.root, code=code)
    assert done.stdout.decode().splitlines()[-1] == "LOADED False"


def test_the_list_that_every_start_shows_loads_no_grammar_no_merging_and_no_house_style():
    code = "import sys, editor.tui.app, editor.tui.screens.issues; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    unneeded = {"editor.manuscript.grammar", "editor.merge.changes", "editor.model.style"}
    assert not unneeded & set(loaded.split())


@pytest.mark.parametrize("words", [*QUIET, ["export", "latest", "--to", "txt"]], ids=" ".join)
def test_only_the_export_of_a_docx_loads_python_docx(samples, words):
    code = (
        "import sys\nfrom editor.cli import run\n"
        "try: run(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print('LOADED', [m for m in ('docx', 'lxml') if m in sys.modules])"
    )
    done = run(*words, cwd=samples.root, code=code)
    needed = words[0] == "export" and "txt" not in words
    assert done.stdout.decode().splitlines()[-1] == ("LOADED ['docx', 'lxml']" if needed else "LOADED []")


def test_python_m_editor_is_the_same_command(samples):
    done = run("list", cwd=samples.root)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3


def test_a_reader_that_stops_early_is_no_error(samples):
    process = subprocess.Popen(
        [sys.executable, "-m", "editor", "show", "latest"],
        cwd=samples.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0


def test_an_encoding_without_chinese_breaks_nothing(samples):
    done = run("list", cwd=samples.root, env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert done.returncode == 0
    assert done.stderr == b""


def test_output_redirected_in_gbk_keeps_its_marks(samples):
    done = run(
        "doctor", cwd=samples.root, env={"PYTHONIOENCODING": "gbk", "PATH": "", "HOME": str(samples.root)}
    )
    text = done.stdout.decode("gbk")
    assert "√" in text
    assert "\\u" not in text


def test_four_new_issues_at_once_are_four(samples):
    command = [sys.executable, "-m", "editor", "new"]
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [subprocess.Popen(command, cwd=samples.root, **both) for _ in range(4)]
    said = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    paths = {Path(out.decode().strip()) for out, _ in said}
    assert len(paths) == 4
    assert all(path.exists() for path in paths)


def test_a_number_that_is_asked_for_is_given_once(samples):
    command = [sys.executable, "-m", "editor", "new", "--number", "40"]
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [subprocess.Popen(command, cwd=samples.root, **both) for _ in range(3)]
    said = [process.communicate(timeout=120) for process in started]
    assert sorted(process.returncode for process in started) == [0, 2, 2], said


LONG = "长" * 90  # 270 bytes, more than any file system has for a name


@pytest.mark.parametrize(
    "words",
    [
        ["new", "--like", LONG],
        ["list", "-w", LONG],
        ["import", f"{LONG}.txt"],
        ["show", LONG],
        ["check", LONG],
        ["versions", LONG],
        ["export", "latest", "-o", LONG],
        ["init", LONG, "--title", "a", "--issuer", "b", "--sections", "c"],
    ],
    ids=lambda words: words[0],
)
def test_a_name_that_no_system_has_is_refused_in_one_sentence(samples, words):
    done = run(*words, cwd=samples.root)
    assert done.returncode == 2
    assert "文件名太长" in done.stderr.decode()
    assert "程序出错" not in done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["list", "show latest", "doctor", "manual"])
def test_a_full_output_is_one_sentence(samples, command):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "editor", *command.split()],
            cwd=samples.root,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "标准输出：操作失败，磁盘已满；请腾出空间后再试。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of its own")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 2), ("<&-", 0)])
@pytest.mark.parametrize("command", ["list", "doctor", "show latest"])
def test_closed_streams_are_no_surprise(samples, closed, code, command):
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m editor {command} {closed}"],
        cwd=samples.root,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )
    assert done.returncode in (code, 1) if command == "doctor" and not code else done.returncode == code
    assert "程序出错" not in done.stderr.decode()
    assert ("标准输出是关着的" in done.stderr.decode()) is (code == 2)
