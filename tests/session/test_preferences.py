"""What one person likes, kept and read again; whatever stands there instead is no error."""

from pathlib import Path

import pytest

from editor.files.keeping import user_folder
from editor.session.preferences import (
    KEYS,
    Preferences,
    read_keys,
    read_preferences,
    write_preferences,
)

LIKED = Preferences("yaoxun-light", False, "pages", {"outline": 40}, 3, ("move.up",))


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    write_preferences(tmp_path / "新", LIKED)
    assert read_preferences(tmp_path / "新") == LIKED


def test_nothing_kept_means_the_defaults(tmp_path: Path) -> None:
    assert read_preferences(tmp_path) == read_preferences(None) == Preferences()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"null", b"[]", b"{", b"[" * 100_000, b'{"nobody": 1}', b"\x00" * 40]
)
def test_a_broken_file_means_the_defaults(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "desk.json").write_bytes(data)
    assert read_preferences(tmp_path) == Preferences()


@pytest.mark.parametrize(
    "data",
    [
        b'{"outline": 1, "panel": "pages"}',
        b'{"theme": 3, "panel": "pages"}',
        b'{"widths": {"outline": "x"}, "panel": "pages"}',
        b'{"used": "abc", "starts": true, "panel": "pages"}',
        b'{"used": [1], "panel": "pages"}',
    ],
)
def test_one_wrong_value_spoils_no_other(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "desk.json").write_bytes(data)
    assert read_preferences(tmp_path) == Preferences(panel="pages")


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    write_preferences(tmp_path / "file", LIKED)
    write_preferences(None, LIKED)


@pytest.mark.parametrize(
    "text", ['"app.help" = "f3"\n', '[keys]\n"app.help" = "f3"\n', '\ufeff"app.help" = "f3"\r\n']
)
def test_keys_are_read_under_a_heading_or_without(tmp_path: Path, text: str) -> None:
    (tmp_path / KEYS).write_bytes(text.encode())
    assert read_keys(tmp_path) == ({"app.help": "f3"}, "")


@pytest.mark.parametrize("text", ["x", "keys = 3", "[keys]\na = 1", '"a" = ["f3"]', "\x00"])
def test_keys_that_cannot_be_read_are_complained_about_in_chinese(tmp_path: Path, text: str) -> None:
    (tmp_path / KEYS).write_text(text, encoding="utf-8")
    keys, trouble = read_keys(tmp_path)
    assert keys == {} and str(tmp_path / KEYS) in trouble and "键位照旧" in trouble


def test_no_file_of_keys_is_no_trouble(tmp_path: Path) -> None:
    assert read_keys(tmp_path) == read_keys(None) == ({}, "")


def test_the_folder_is_the_users_on_every_system(tmp_path: Path) -> None:
    assert user_folder(environ={"XDG_STATE_HOME": str(tmp_path)}, platform="linux") == tmp_path / "yaoxun"
    assert user_folder(environ={"LOCALAPPDATA": str(tmp_path)}, platform="win32") == tmp_path / "yaoxun"
    assert user_folder(environ={}, platform="win32") is None
    mac = user_folder(environ={}, platform="darwin")
    assert mac is not None and mac.parts[-3:] == ("Library", "Application Support", "yaoxun")
