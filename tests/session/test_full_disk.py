"""A disk that is really full, through the real program: a small tmpfs, where the tests may mount one."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from editor.errors import StorageError
from editor.model.body import Paragraph
from editor.model.issue import replace_article
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue


@pytest.fixture
def small_disk(tmp_path):
    """A workspace with the issue file on a disk of 512 KB."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder):
    try:
        with (folder / "填满").open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
    except OSError:
        pass


def test_work_on_a_full_disk_is_kept_elsewhere_and_can_be_saved_elsewhere(
    small_disk, samples, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "用户"))
    workspace = Workspace.init(small_disk)
    path = workspace.issues_folder / "2026-01.toml"
    shutil.copyfile(samples.latest(), path)
    style = workspace.style("official")
    document = Document.open(path, style, pause=0)
    before = path.read_bytes()
    document.flush()
    fill(small_disk)
    article = next(document.issue.articles)
    long = (*article.body, Paragraph("写满了也不能丢。" * 2000))
    document.do("输入", replace_article(document.issue, replace(article, body=long)))
    with pytest.raises(StorageError, match="磁盘已满"):
        document.save()
    assert path.read_bytes() == before
    assert document.flush()
    copy = tmp_path / "另存.toml"
    document.save_copy(copy)
    assert load_issue(copy) == document.issue
    document._lock.release()  # as a kill would leave it, but for the process id
    again = Document.open(path, style, pause=0)
    assert again.issue == document.issue
    (small_disk / "填满").unlink()
    again.save()
    assert load_issue(path) == document.issue
    again.close()
    document.close()


def test_a_command_on_a_full_disk_says_so_in_one_sentence(small_disk, samples):
    workspace = Workspace.init(small_disk)
    shutil.copyfile(samples.latest(), workspace.issues_folder / "2026-01.toml")
    fill(small_disk)
    done = subprocess.run(
        [sys.executable, "-m", "editor", "new"], cwd=small_disk, capture_output=True, timeout=60
    )
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
    assert [path.name for path in workspace.issues_folder.iterdir()] == ["2026-01.toml"]
