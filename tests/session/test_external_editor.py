"""An article in an editor of the person's own."""

import sys
from pathlib import Path

import pytest

from editor.errors import EditorError, UsageError
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article
from editor.model.style import Ordinals
from editor.session import external_programs
from editor.session.external_programs import as_text, edit_outside, editor_command, from_text

ORDINALS = Ordinals()
ARTICLE = Article(
    "a",
    "甲市推进甲项目",
    (
        Paragraph("近日，甲市部署甲项目。"),
        Chain(("优化布局。", "强化服务。")),
        Heading("下一步"),
        Paragraph("推广。"),
    ),
    source="来电",
)


def program(tmp_path: Path, body: str) -> list[str]:
    """An editor that is a few lines of Python; ``path`` is the file."""
    script = tmp_path / "editor.py"
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{body}\n", encoding="utf-8")
    return [sys.executable, str(script)]


def test_an_article_is_written_as_it_is_read() -> None:
    assert as_text(ARTICLE, ORDINALS).splitlines()[:4] == [
        "甲市推进甲项目",
        "",
        "近日，甲市部署甲项目。",
        "一是优化布局。",
    ]


def test_what_was_written_is_read_back_with_everything_else_kept(tmp_path: Path) -> None:
    change = "path.write_text(path.read_text('utf-8').replace('二是强化服务。', '二是强化服务。\\n三是落实保障。'), 'utf-8')"
    edited = edit_outside(ARTICLE, ORDINALS, program(tmp_path, change))
    assert edited.article.body[1] == Chain(("优化布局。", "强化服务。", "落实保障。"))
    assert (edited.article.id, edited.article.source) == ("a", "来电")


def test_an_editor_that_changes_nothing_changes_nothing(tmp_path: Path) -> None:
    assert edit_outside(ARTICLE, ORDINALS, program(tmp_path, "")).article is ARTICLE


def test_windows_line_ends_and_encodings_are_read_back(tmp_path: Path) -> None:
    change = "path.write_bytes(path.read_text('utf-8').replace('甲项目。', '乙项目。').replace('\\n', '\\r\\n').encode('gb18030'))"
    edited = edit_outside(ARTICLE, ORDINALS, program(tmp_path, change))
    assert edited.article.body[0] == Paragraph("近日，甲市部署乙项目。")
    assert edited.article.body[1:] == ARTICLE.body[1:]


@pytest.mark.parametrize(
    "body", ["sys.exit(3)", "path.unlink()", "path.write_text('')", "path.write_bytes(b'PK\\x03\\x04')"]
)
def test_a_failure_is_said_in_one_sentence(tmp_path: Path, body: str) -> None:
    with pytest.raises(EditorError, match="。"):
        edit_outside(ARTICLE, ORDINALS, program(tmp_path, body))


def test_an_editor_that_is_not_there_is_said_in_one_sentence() -> None:
    with pytest.raises(EditorError, match="打不开"):
        edit_outside(ARTICLE, ORDINALS, ["no-such-editor-anywhere"])


def test_an_article_without_a_title_keeps_none() -> None:
    bare = Article("a", "", (Paragraph("近日，甲市部署甲项目。"),))
    edited = from_text(as_text(bare, ORDINALS).replace("甲项目", "乙项目"), bare, ORDINALS)
    assert edited.article.title == "" and edited.article.body == (Paragraph("近日，甲市部署乙项目。"),)


def test_the_editor_is_the_one_that_was_chosen() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_command({"EDITOR": "vi"}) == ["vi"]


def test_a_program_whose_path_has_blanks_needs_no_quotes(tmp_path: Path) -> None:
    program = tmp_path / "Program Files" / "我的 编辑器.exe"
    program.parent.mkdir()
    program.touch()
    assert editor_command({"EDITOR": str(program)}) == [str(program)]
    assert editor_command({"EDITOR": f"{program} --wait -n"}) == [str(program), "--wait", "-n"]
    assert editor_command({"EDITOR": f'"{program}" --wait'}) == [str(program), "--wait"]


def test_on_windows_back_slashes_and_quotes_are_those_of_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external_programs.sys, "platform", "win32")
    chosen = r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst'
    assert editor_command({"EDITOR": chosen}) == [r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst"]
    assert editor_command({}) == ["notepad"]


def test_an_editor_that_returns_at_once_is_waited_for(tmp_path: Path) -> None:
    """``code`` without ``--wait``: the window is open, the file as it was; the person saves a while later."""
    seen = tmp_path / "where"
    detached = program(tmp_path, f"pathlib.Path({str(seen)!r}).write_text(str(path), 'utf-8')")

    def person_saves() -> None:
        path = Path(seen.read_text("utf-8"))
        path.write_text(path.read_text("utf-8").replace("推广。", "全面推广。"), encoding="utf-8")

    edited = edit_outside(ARTICLE, ORDINALS, detached, person_saves)
    assert edited.article.body[-1] == Paragraph("全面推广。")


def test_an_editor_that_changed_the_text_is_not_asked_about(tmp_path: Path) -> None:
    quick = program(tmp_path, "path.write_text('新题\\n\\n新文。', 'utf-8')")
    edited = edit_outside(ARTICLE, ORDINALS, quick, lambda: pytest.fail("asked"))
    assert edited.article.title == "新题"


def test_a_stray_quote_in_the_name_of_the_editor_is_said() -> None:
    with pytest.raises(UsageError, match="引号不成对"):
        editor_command({"EDITOR": "vim '-u NONE"})
