"""Where people keep their files."""

import platformdirs

from editor.files.known import documents_folder, downloads_folder


def test_a_folder_that_was_moved_elsewhere_is_found(tmp_path, monkeypatch):
    moved = tmp_path / "D盘" / "我的文档"
    moved.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda: str(moved))
    assert documents_folder() == moved


def test_where_the_system_names_none_either_name_does(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(platformdirs, "user_downloads_dir", lambda: str(tmp_path / "没有"))
    assert downloads_folder() == tmp_path
    (tmp_path / "下载").mkdir()
    assert downloads_folder() == tmp_path / "下载"
