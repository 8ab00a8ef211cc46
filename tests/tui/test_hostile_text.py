"""Nothing that stands in a text, is pasted, or is called something, acts on the terminal."""

import os
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.widgets import Static
from wcwidth import wcwidth

from editor.model.body import Paragraph
from editor.model.issue import replace_article
from editor.model.unseen import harmless
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, save_issue
from editor.tui.app import DeskApp
from editor.tui.patches.wrapping import line_breaks
from editor.tui.screens.dialogs import ChoiceDialog, NameDialog
from editor.tui.widgets.cells import Harmless
from editor.tui.widgets.field import Field
from tests.cli.test_bad_input import GOOD
from tests.cli.test_hostile_text import HOSTILE, IN_TOML, hidden
from tests.tui.driving import paste, rows, screen_of, settle
from tests.tui.test_app import settle_question

pytestmark = pytest.mark.usefixtures("patched")


def assert_harmless(app: DeskApp) -> None:
    seen = rows(app)
    assert hidden("".join(seen)) == []
    assert {cell_len(row) for row in seen} == {app.size.width}


@pytest.mark.parametrize("name", IN_TOML)
async def test_an_issue_with_hidden_characters_is_drawn_without_them_and_not_changed(
    workspace: Workspace, name: str
) -> None:
    words = HOSTILE[name]
    text = GOOD.replace("上海试点", f"上海{words}试点").replace("三月五日", f"三{words}月五日")
    text = text.replace("长三角每周要讯", f"长三角{words}每周要讯").replace("科创聚焦", f"科创{words}聚焦")
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(text, encoding="utf-8")
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert_harmless(app)
        await pilot.press("enter")
        await settle(pilot)
        assert_harmless(app)
        for keys in (
            ["down"],
            ["enter"],
            ["end"],
            ["escape"],
            ["f2"],
            ["escape"],
            ["f9"],
            ["escape"],
            ["ctrl+e"],
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert_harmless(app)
        await pilot.press("escape")
        document = screen_of(app).document
        assert not document.dirty  # looking is no edit
        assert path.read_text(encoding="utf-8") == text
        document.close()


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_pasted_into_title_text_and_fields_has_nothing_hidden(
    samples: Workspace, name: str
) -> None:
    words = HOSTILE[name]
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        await paste(pilot, f"标{words}题")
        await pilot.press("down")
        await pilot.pause()
        await paste(pilot, f"一{words}段。")
        await pilot.press("enter")
        await paste(pilot, f"甲{words}乙。\n丙{words}丁。")
        assert_harmless(app)
        article = screen.work.article
        assert article is not None
        assert hidden(article.title + "".join(b.text for b in article.body if isinstance(b, Paragraph))) == []
        assert article.title == ("标" if name == "line separator" else harmless(f"标{words}题"))
        app.push_screen(NameDialog("名称"))
        await pilot.pause()
        await paste(pilot, f"栏{words}目")
        assert hidden(app.screen.query_one(Field).value) == []
        assert_harmless(app)
        await pilot.press("escape")
        screen.document.discard()
        screen.document.close()


@pytest.mark.parametrize("name", HOSTILE)
async def test_messages_questions_and_careless_widgets_are_drawn_without_them(
    samples: Workspace, name: str
) -> None:
    words = HOSTILE[name].replace("\x85", "").replace("\u2028", "").replace("\u2029", "")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.tell(f"消息{words}完")
        await app.screen.mount(Static(f"粗心{words}的部件", markup=False))
        await settle_question(pilot)
        assert_harmless(app)
        app.push_screen(ChoiceDialog(f"甲{words}正在编辑", [("a", f"只读{words}打开")]))
        await settle_question(pilot)
        assert_harmless(app)


async def test_a_key_that_brings_a_hidden_character_brings_nothing(samples: Workspace) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        before = screen_of(app).work.issue
        for character in "\u202e\u200b\ufeff":
            app.post_message(events.Key("unknown", character))
        await pilot.pause()
        assert screen_of(app).work.issue == before
        screen_of(app).document.close()


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="other systems refuse such names")
async def test_files_of_hostile_names_are_listed_harmlessly(
    samples: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "下载"
    folder.mkdir()
    for words in HOSTILE.values():
        (samples.issues_folder / f"a{words}.toml").write_text("x", encoding="utf-8")
        (folder / f"稿{words}.txt").write_text("x", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    app = DeskApp(samples)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        assert sum("✗" in row for row in rows(app)) >= len(HOSTILE)
        assert_harmless(app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert sum(row.lstrip(" ▸").startswith("稿") for row in rows(app)) == len(HOSTILE)
        assert_harmless(app)
        await pilot.press("down", "enter")
        await settle_question(pilot)
        assert_harmless(app)


def test_the_door_keeps_every_cell_where_it_was() -> None:
    segments = [Segment("甲\x1b[31m乙\xad丙\u202e"), Segment("丁\u3000戊")]
    done = Harmless().apply(segments, Color(0, 0, 0))
    assert hidden("".join(segment.text for segment in done)) == []
    assert [cell_len(segment.text) for segment in done] == [cell_len(segment.text) for segment in segments]


def test_what_can_be_seen_is_left_alone() -> None:
    text = "“要讯”——2.6万台（套）　𠮷㐀镕👍🏽 e\u0301"
    assert harmless(text) == text


async def test_hidden_characters_stay_in_the_file_until_their_paragraph_is_edited(
    workspace: Workspace,
) -> None:
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(GOOD.replace("三月五日", "三\u200b月五日"), encoding="utf-8")
    issue = load_issue(path)
    second = list(issue.articles)[1]
    save_issue(path, replace_article(issue, replace(second, title="别的标题")))
    assert "三\u200b月五日" in path.read_text(encoding="utf-8")


SIGNS = ["👨‍👩‍👧", "❤️", "🇨🇳", "👍🏽", "1️⃣", "☎️", "㊙️", "e\u0301", "🏽", "👩‍⚕️甲", "\u200d乙", "🏳️‍🌈"]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_several_characters_is_drawn_so_that_every_terminal_counts_the_same_cells(
    sign: str,
) -> None:
    text = f"甲{sign}乙，{sign}{sign}丙"
    (drawn,) = Harmless().apply([Segment(text)], Color(0, 0, 0))
    by_character = sum(max(wcwidth(character), 0) for character in drawn.text)
    assert by_character == cell_len(drawn.text) == cell_len(text)
    assert drawn.text.startswith("甲") and drawn.text.endswith("丙")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("width", [20, 21])
def test_lines_with_such_signs_are_no_wider_than_the_field(sign: str, width: int) -> None:
    text = f"{sign}长三角{sign}一体化" * 12
    edges = [0, *line_breaks(text, width), len(text)]
    assert all(cell_len(text[start:end]) <= width for start, end in pairwise(edges))
