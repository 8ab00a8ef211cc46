"""The list of issues."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from editor.model.issue import SUPPLEMENT
from editor.session.catalogue import read_entry, survey
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, save_issue
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.widgets.issue_rows import IssueRows, rows_of, when
from tests.generated import generated_issue
from tests.tui.driving import paste, rows, settle

pytestmark = pytest.mark.usefixtures("patched")

BROKEN = "format = 1\n[issue\n"


def labels(app: DeskApp) -> list[str]:
    return [entry.label for entry in app.screen.query_one(IssueRows)._rows]


async def test_the_newest_issue_stands_first_and_is_looked_at(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert labels(app) == ["2026年第3期", "2026年第2期", "2026年第1期"]
        issue = load_issue(samples.issues_folder / "2026-03.toml")
        seen = "\n".join(rows(app))
        assert f"{issue.characters:,}" in seen
        assert next(issue.articles).title in seen


async def test_a_broken_file_is_listed_with_its_error_and_hides_no_other(samples: Workspace) -> None:
    (samples.issues_folder / "2026-02.toml").write_text(BROKEN, encoding="utf-8")
    (samples.issues_folder / "草稿.toml").write_text("", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert labels(app) == ["2026年第3期", "2026年第2期", "2026年第1期", "草稿.toml"]
        assert next(row for row in rows(app) if "2026年第2期" in row).count("✗ 第2行") == 1
        await pilot.press("down", "enter")
        await settle(pilot)
        assert not isinstance(app.screen, EditScreen)
        assert any("2026-02.toml" in note.message for note in app._notifications)


async def test_typing_filters_by_number_and_by_title_and_escape_lists_all(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        wanted = next(load_issue(samples.issues_folder / "2026-02.toml").articles).title
        await paste(pilot, wanted[:6])
        await settle(pilot)
        assert labels(app) == ["2026年第2期"]
        await pilot.press("escape")
        await settle(pilot)
        assert len(labels(app)) == 3
        await pilot.press("0", "1", "-", "0", "2")
        await settle(pilot)
        assert labels(app) == ["2026年第1期"]


async def test_the_next_issue_is_asked_about_made_and_opened(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n", "escape")
        await settle(pilot)
        assert not (samples.issues_folder / "2026-04.toml").exists()
        await pilot.press("ctrl+n", "enter")
        await settle(pilot)
        assert isinstance(app.screen, EditScreen)
        assert app.document is not None and app.document.issue.number == 4
        await pilot.press("ctrl+l")
        await settle(pilot)
        entry = app.screen.query_one(IssueRows).item
        assert entry is not None and entry.label == "2026年第4期"


async def test_what_changed_on_the_disk_is_seen_after_coming_back(samples: Workspace) -> None:
    app = DeskApp(samples)
    path = samples.issues_folder / "2026-03.toml"
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        path.with_name("2026-09.toml").write_bytes(
            path.read_bytes().replace(b"number = 3\n", b"number = 9\n")
        )
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert labels(app)[0] == "2026年第9期"
        entry = app.screen.query_one(IssueRows).item
        assert entry is not None and entry.path == path


async def test_a_long_list_shows_rows_before_all_of_it_is_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        issue = generated_issue(number - 1, 10)
        save_issue(workspace.issues_folder / f"2026-{number:02d}.toml", issue)
    reached: list[int] = []
    app = DeskApp(workspace)
    whole = workspace.load

    def slow(path):
        app.call_from_thread(lambda: reached.append(app.screen.query_one(IssueRows).count))
        return whole(path)

    monkeypatch.setattr(workspace, "load", slow)
    async with app.run_test() as pilot:
        await settle(pilot)
    assert reached == [5] * 5


def test_only_files_that_changed_are_read_again(samples: Workspace) -> None:
    known = [read_entry(samples, entry) for entry in survey(samples)]
    assert all(entry.facts for entry in known)
    path = samples.issues_folder / "2026-02.toml"
    path.write_bytes(path.read_bytes() + b"# a note\n")
    again = survey(samples, known)
    assert [entry.read for entry in again] == [True, False, True]


def test_a_preview_names_each_printed_section_and_cuts_nothing(samples: Workspace) -> None:
    entry = read_entry(samples, survey(samples)[0])
    assert entry.facts is not None
    shown = rows_of(entry, 60)
    names = "".join(row[1][0] for row in shown).split()
    assert names == [name for name, _ in entry.facts.contents]
    printed = "".join(row[2][0] for row in shown).replace(" ", "")
    assert printed == "".join("／".join(titles) for _, titles in entry.facts.contents).replace(" ", "")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 1, 16, 16, 20), "今天 16:20"),
        (datetime(2026, 1, 15, 9, 5), "昨天 09:05"),
        (datetime(2026, 1, 9), "1月9日"),
        (datetime(2025, 12, 30), "2025-12-30"),
        (None, ""),
    ],
)
def test_the_last_change_is_said_as_people_say_it(moment: datetime | None, words: str) -> None:
    assert when(moment, date(2026, 1, 16)) == words


async def test_an_issue_gets_another_number_from_the_list_of_commands(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        await paste(pilot, "改期号")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+u")
        await paste(pilot, "2026-01")
        await pilot.press("enter")
        await settle(pilot)
        assert any("已经存在" in note.message for note in app._notifications)
        await app.screen.run_action("renumber")
        await pilot.pause()
        await pilot.press("ctrl+u")
        await paste(pilot, "2026-07")
        await pilot.press("enter")
        await settle(pilot)
        assert labels(app) == ["2026年第7期", "2026年第2期", "2026年第1期"]


async def test_number_date_and_style_of_a_new_issue_are_asked(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert any("新建2026年第4期" in row for row in rows(app))
        await pilot.press("ctrl+u", *"7-8")
        await settle(pilot)
        assert any("新建2026年第7、8期合刊" in row for row in rows(app))
        await pilot.press("down", "ctrl+u", *"2026-02-30", "enter")
        await settle(pilot)
        assert any("没有这一天" in row for row in rows(app))
        await pilot.press("ctrl+u", *"2026-02-27", "enter")
        await settle(pilot)
    issue = samples.load(samples.resolve("2026-07"))
    assert (issue.number_to, issue.date.isoformat()) == (8, "2026-02-27")


async def test_an_issue_that_went_out_is_shown_and_asked_about_before_it_is_opened(
    samples: Workspace,
) -> None:
    from editor.session.publishing import publish

    publish(samples.latest(), by="张三")
    app = DeskApp(samples)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert any("已发 1月16日" in row for row in rows(app))
        await pilot.press("enter")
        await settle(pilot)
        assert any("再改就与发出的不同" in row for row in rows(app))


async def test_an_empty_issue_is_not_exported_without_a_question(workspace: Workspace) -> None:
    workspace.create(workspace.next_issue())
    app = DeskApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert any("还没有稿件" in row for row in rows(app))
        await pilot.press("enter")
        await settle(pilot)
    assert not workspace.exports_folder.exists()


async def test_a_supplement_stands_in_the_list_where_it_came_out_as_in_yaoxun_list(
    workspace: Workspace,
) -> None:
    first = workspace.next_issue(date=date(2026, 1, 2))
    for number in (1, 2, 3):
        workspace.create(replace(first, number=number, date=date(2026, 1, 2 + 7 * number)))
    workspace.create(replace(first, kind=SUPPLEMENT, number=1, date=date(2026, 1, 17)))
    app = DeskApp(workspace)
    async with app.run_test() as pilot:
        await settle(pilot)
        names = [entry.path.stem for entry in app.screen.query_one(IssueRows).seen]
    assert names == ["2026-03", "2026-s01", "2026-02", "2026-01"]


async def test_a_file_name_that_contradicts_its_issue_is_said_in_the_list_and_put_right_there(
    samples: Workspace,
) -> None:
    path = samples.issues_folder / "2026-02.toml"
    path.rename(samples.issues_folder / "2026-9.toml")
    app = DeskApp(samples)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        rows = app.screen.query_one(IssueRows)
        index = next(at for at, entry in enumerate(rows.seen) if entry.path.stem == "2026-9")
        row = "".join(text for text, _ in rows.pieces(index, 150))
        assert "文件名应为 2026-02.toml" in row and "2026年第2期" in row
        rows.cursor = index
        await app.screen.run_action("renumber")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    assert path.exists() and not (samples.issues_folder / "2026-9.toml").exists()
