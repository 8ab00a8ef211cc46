import errno
from pathlib import Path

import pytest


@pytest.fixture
def changed(yaoxun, samples, text_file):
    """An issue that was imported, then imported again with other words."""
    yaoxun("import", text_file)
    text_file.write_text(
        text_file.read_text("utf-8").replace("面向高校团队开放", "面向全体团队开放"), "utf-8"
    )
    yaoxun("import", text_file, "--force")
    return samples.root / "issues" / "2025-30.toml"


def test_an_import_by_force_keeps_what_it_replaced(yaoxun, changed):
    listed = yaoxun("versions", "2025-30")
    assert listed.code == 0
    (row,) = listed.out.splitlines()
    assert row.split()[0] == "1"
    assert "1篇" in row


def test_the_difference_is_shown_article_by_article(yaoxun, changed):
    shown = yaoxun("versions", "2025-30", "--diff", "1").out
    assert shown.splitlines()[0].startswith("修改《上海试点概念验证平台》")
    assert "- 举措：明确对象。面向高校团队开放。" in shown
    assert "+ 举措：明确对象。面向全体团队开放。" in shown


def test_restoring_brings_the_bytes_back_and_can_itself_be_taken_back(yaoxun, changed):
    now = changed.read_bytes()
    restored = yaoxun("versions", "2025-30", "--restore", "1")
    assert restored.out.strip() == str(changed)
    assert changed.read_bytes() != now
    assert yaoxun("versions", "2025-30", "--restore", "1").code == 0
    assert changed.read_bytes() == now


def test_a_version_that_is_not_there_and_an_issue_without_any(yaoxun, samples):
    assert yaoxun("versions", "2026-01").code == 0
    refused = yaoxun("versions", "2026-01", "--restore", "3")
    assert refused.code == 2
    assert "没有第3个" in refused.err


def test_a_broken_version_is_listed_and_not_restored(yaoxun, changed):
    (kept,) = (changed.parent.parent / ".yaoxun" / "versions" / "2025-30").iterdir()
    kept.write_bytes(b"broken = ")
    before = changed.read_bytes()
    assert "读不出来" in yaoxun("versions", "2025-30").out
    assert yaoxun("versions", "2025-30", "--restore", "1").code == 2
    assert changed.read_bytes() == before


def test_a_version_that_cannot_be_kept_is_said_and_the_file_is_written(yaoxun, text_file, workspace):
    yaoxun("import", text_file)
    text_file.write_text(text_file.read_text("utf-8").replace("高校", "各校"), "utf-8")
    (workspace.root / ".yaoxun").write_bytes(b"")
    done = yaoxun("import", text_file, "--force")
    assert done.code == 0
    assert "没能留下" in done.err
    assert "各校" in (workspace.issues_folder / "2025-30.toml").read_text("utf-8")


class TestDeleting:
    def test_a_deleted_issue_comes_back_byte_for_byte(self, yaoxun, samples, monkeypatch):
        monkeypatch.chdir(samples.root)
        path = samples.resolve("2026-02")
        before = path.read_bytes()
        deleted = yaoxun("delete", "2026-02")
        assert deleted.code == 0 and "yaoxun versions 2026-02 --restore 1" in deleted.out
        assert not path.exists() and "2026-02" not in yaoxun("list").out
        assert yaoxun("search", "江苏", "--json").code == 0
        listed = yaoxun("versions", "2026-02")
        assert listed.code == 0 and len(listed.out.splitlines()) == 1
        restored = yaoxun("versions", "2026-02", "--restore", "1")
        assert restored.code == 0 and "已找回" in restored.err
        assert path.read_bytes() == before

    def test_one_that_is_open_elsewhere_stays(self, yaoxun, samples, monkeypatch):
        from editor.session.document import Document

        monkeypatch.chdir(samples.root)
        path = samples.resolve("2026-02")
        with Document.open(path, samples.style("official")):
            refused = yaoxun("delete", "2026-02")
        assert refused.code == 2 and "不能删除" in refused.err and path.exists()

    def test_a_broken_file_and_one_without_its_style_can_be_deleted(self, yaoxun, samples, monkeypatch):
        monkeypatch.chdir(samples.root)
        for name, text in (("2026-01", "format = "), ("2026-02", None)):
            path = samples.resolve(name)
            if text is None:
                text = path.read_text("utf-8").replace('style = "official"', 'style = "没有"')
            path.write_text(text, encoding="utf-8")
            assert yaoxun("delete", name).code == 0 and not path.exists()

    def test_one_that_never_was_is_named(self, yaoxun):
        assert yaoxun("delete", "2030-01").code == 2
        assert yaoxun("versions", "2030-01").code == 2


def test_what_was_done_is_said_on_stderr(yaoxun, changed):
    assert yaoxun("versions", "2026-01").err == "还没有早先的版本，第一次改动保存后就会有。\n"
    assert yaoxun("versions", "2025-30", "--diff", "1").err == ""
    data = changed.read_bytes()
    done = yaoxun("versions", "2025-30", "--restore", "1")
    assert done.err == "已恢复第1个早先的版本；恢复之前的样子现在是第1个。\n"
    changed.write_bytes(data)
    assert yaoxun("versions", "2025-30", "--diff", "1").err == "稿件内容没有不同。\n"


def test_a_state_that_cannot_be_kept_before_restoring_is_said(yaoxun, changed, monkeypatch):
    from editor.errors import StorageError
    from editor.session import versions

    def refuse(*_):
        raise StorageError("磁盘已满")

    monkeypatch.setattr(versions, "keep_version", refuse)
    done = yaoxun("versions", "2025-30", "--restore", "1")
    assert "没能留下" in done.err and done.code in (0, 2)


def test_an_issue_that_somebody_works_on_is_neither_restored_nor_imported_over(
    yaoxun, changed, text_file, workspace
):
    from editor.session.document import Document

    before = changed.read_bytes()
    text_file.write_text(text_file.read_text("utf-8").replace("首年补助", "两年补助"), "utf-8")
    with Document.open(changed, workspace.style("official")):
        for words in (["versions", "2025-30", "--restore", "1"], ["import", text_file, "--force"]):
            refused = yaoxun(*words)
            assert refused.code == 2 and "正在编辑" in refused.err and refused.err.count("\n") == 1
            assert changed.read_bytes() == before
    assert yaoxun("import", text_file, "--force").code == 0


@pytest.mark.parametrize("command", ["versions 2025-30 --restore 1", "publish 2025-30"])
def test_what_fails_leaves_no_version_behind(yaoxun, changed, monkeypatch, command):
    asked = replace_refused(monkeypatch, changed)
    before, versions = changed.read_bytes(), yaoxun("versions", "2025-30").out
    assert yaoxun(*command.split()).code == 2
    assert asked
    assert changed.read_bytes() == before
    assert yaoxun("versions", "2025-30").out == versions


def test_what_was_replaced_stays_kept_where_the_disk_said_no_afterwards(yaoxun, changed, monkeypatch):
    replace_refused(monkeypatch, changed, afterwards=True)
    before = changed.read_bytes()
    assert yaoxun("versions", "2025-30", "--restore", "1").code == 2
    assert changed.read_bytes() != before
    kept = (changed.parent.parent / ".yaoxun" / "versions" / "2025-30").iterdir()
    assert before in [version.read_bytes() for version in kept]


def replace_refused(monkeypatch, refused: Path, *, afterwards: bool = False) -> list[Path]:
    """The disk refuses to replace one file; what it was asked for. ``afterwards``: it says so when it is done."""
    asked = []
    whole = Path.replace

    def replace(self, target):
        if Path(target) == refused:
            asked.append(self)
            if afterwards:
                whole(self, target)
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return asked
