"""Page view and page budget: beside the text, following the caret, off the key path."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from editor.model.body import Paragraph
from editor.model.issue import replace_article
from editor.session.pages import Printed, Row, print_out
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.parts import pages as paged
from editor.tui.screens.edit import EditScreen
from editor.tui.widgets.pages import pieces_of
from tests.tui.driving import rows, screen_of, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for a hand that rests."""
    monkeypatch.setattr(paged, "_REST", 0.01)
    monkeypatch.setattr(paged, "_FOLLOW", 0.01)


async def rest(pilot) -> None:
    """Let the timers end, and what they start."""
    for _ in range(3):
        await pilot.pause(0.03)
        await settle(pilot)


def shown_row(screen: EditScreen) -> Row:
    """The row of paper that stands out."""
    row = screen.pages.view.chosen
    assert row is not None
    return row


async def test_the_page_follows_the_caret(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5")
        await rest(pilot)
        screen = screen_of(app)
        article = screen.work.article
        assert article is not None and shown_row(screen).text in article.title
        assert screen.pages.view.cursor - round(screen.pages.view.scroll_y) in range(
            screen.pages.view.size.height
        )
        await pilot.press("down")
        await rest(pilot)
        assert screen.work.article is not None and screen.work.article != article
        assert shown_row(screen).anchor == screen.work.article.id
        await pilot.press("enter", "ctrl+end")
        await rest(pilot)
        row = shown_row(screen)
        assert screen.work.manuscript.body_field.lines[-1].endswith(row.text)
        top = round(screen.pages.view.scroll_y)
        assert top <= screen.pages.view.cursor < top + screen.pages.view.size.height


async def test_the_page_shows_what_was_typed(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5", "enter", "ctrl+home")
        await type_in(pilot, "新加的话")
        await rest(pilot)
        assert shown_row(screen_of(app)).text.startswith("新加的话")
        await pilot.press("ctrl+z")
        await rest(pilot)
        assert not shown_row(screen_of(app)).text.startswith("新加的话")


async def test_a_double_click_on_the_page_goes_to_the_text(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5")
        await rest(pilot)
        screen = screen_of(app)
        last = list(screen.work.issue.articles)[-1]
        assert screen.pages.printed is not None
        row = screen.pages.printed.row_at(last.id, 1, 40)
        assert row is not None
        screen.pages.view.go_to(row)
        wanted = shown_row(screen)
        screen.pages.view.action_choose()
        await rest(pilot)
        field = screen.work.manuscript.body_field
        line, column = field.cursor_location
        assert screen.work.article == last and field.has_focus
        assert field.lines[line][column:].startswith(wanted.text)


async def test_the_budget_stands_in_the_status_line(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await rest(pilot)
        screen = screen_of(app)
        printed, article = screen.pages.printed, screen.work.article
        assert printed is not None and article is not None
        room = f"末页余 {printed.room} 行" if printed.room else "末页已满"
        lines = sum(printed.lines[article.id])
        assert (
            rows(app)[0]
            .rstrip()
            .endswith(
                f"第 {printed.page_of(article.id)} 页 · 共 {printed.count} 页 · {room} · "
                f"本篇 {article.characters:,} 字 {lines} 行"
            )
        )


async def test_a_short_status_line_keeps_the_page_longest(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await rest(pilot)
        screen = screen_of(app)
        screen.work.status.left = "很长的话" * 6
        await pilot.pause()
        assert "第 3 页 · 共" in rows(app)[0] and "本篇" not in rows(app)[0]
        screen.work.status.left = "很长的话" * 30
        await pilot.pause()
        assert rows(app)[0].rstrip().endswith("第 3 页")


async def test_the_outline_tells_pages_and_follows_changes(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await rest(pilot)
        screen = screen_of(app)
        articles = list(screen.work.issue.articles)
        before = rows(app)[2:]
        assert [row.partition("│")[0].split()[-1] for row in before[:3]] == [
            "3",
            *(str(screen.pages.printed.page_of(a.id)) for a in articles[:2]),
        ]
        longer = replace(articles[0], body=(*articles[0].body, Paragraph("再加一段。" * 300)))
        screen.work.do("输入", replace_article(screen.work.issue, longer))
        await rest(pilot)
        assert screen.pages.printed.issue is screen.work.issue
        assert rows(app)[4].partition("│")[0].split()[-1] == str(screen.pages.printed.page_of(articles[1].id))
        assert rows(app)[4].partition("│")[0] != before[2].partition("│")[0]


async def test_pages_of_an_issue_that_has_changed_meanwhile_are_dropped(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread is held up; what it brings at last is of an older issue and must not be shown."""
    made: list[Printed] = []
    go_on = Event()

    def slow(*given: object) -> Printed:
        printed = print_out(*given)  # type: ignore[arg-type]
        if len(made) == 1:
            go_on.wait(10)
        made.append(printed)
        return printed

    monkeypatch.setattr(paged, "print_out", slow)
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await rest(pilot)
        screen = screen_of(app)
        first = screen.pages.printed
        taken: list[Printed | None] = []
        screen.work.outline.show_pages = taken.append  # type: ignore[method-assign]
        await pilot.press("ctrl+d")
        await pilot.pause(0.05)
        await pilot.press("ctrl+d", "1")  # while the thread is at it
        await pilot.pause(0.05)
        assert screen.pages.printed is first  # and the keys were not held up
        go_on.set()
        await rest(pilot)
        assert len(made) == 3
        assert taken == [made[2]] and made[2].issue is screen.work.issue


async def test_typing_makes_pages_once_the_hand_rests(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0

    def counted(*given: object) -> Printed:
        nonlocal made
        made += 1
        return print_out(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(paged, "print_out", counted)
    monkeypatch.setattr(paged, "_REST", 3600.0)
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await rest(pilot)
        await pilot.press("enter")
        await type_in(pilot, "一二三四五六")
        await rest(pilot)
        assert made == 1


async def test_a_spare_is_on_no_page(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.press("end")
        await rest(pilot)
        screen = screen_of(app)
        assert screen.work.article in screen.work.issue.spares
        assert (
            screen.work.status.right.startswith("共 ")
            and "行" not in screen.work.status.right.rpartition("本篇")[2]
        )


async def test_the_contents_follow_the_cursor_of_the_outline(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5", "f5", "down")
        await rest(pilot)
        screen = screen_of(app)
        row = screen.pages.contents.chosen
        assert screen.work.article is not None and row is not None and row.text == screen.work.article.title
        assert (
            row.right == str(screen.pages.printed.page_of(screen.work.article.id))
            if screen.pages.printed
            else False
        )
        shown = "\n".join(rows(app))
        assert "目　　录" in shown and "....." in shown


async def test_every_page_ends_with_a_rule_and_its_number(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5")
        await rest(pilot)
        view, printed = screen_of(app).pages.view, screen_of(app).pages.printed
        assert printed is not None
        texts = ["".join(text for text, _ in view.pieces(index, view.width)) for index in range(view.count)]
        rules = [index for index, text in enumerate(texts) if "──" in text]
        assert rules == [sheet.end + number for number, sheet in enumerate(printed.sheets)]
        assert [texts[rule].strip("─ ") for rule in rules] == [str(n + 1) for n in range(printed.count)]
        left = [text for text in texts if "余 " in text]
        assert len(left) == (1 if printed.room else 0)


async def test_what_is_left_of_the_last_page_is_written_there(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5")
        await rest(pilot)
        screen = screen_of(app)
        last = list(screen.work.issue.articles)[-1]
        for lines in (1, 2):
            body = (*last.body, *(Paragraph("再加一行。") for _ in range(lines)))
            screen.work.do("输入", replace_article(screen.work.issue, replace(last, body=body)))
            await rest(pilot)
            view, printed = screen.pages.view, screen.pages.printed
            assert printed is not None and printed.room
            texts = ["".join(t for t, _ in view.pieces(index, view.width)) for index in range(view.count)]
            [at] = [index for index, text in enumerate(texts) if "余 " in text]
            assert f"余 {printed.room} 行" in texts[at] and "再加一行" in texts[at - 1]


def test_a_flaw_is_marked_and_named() -> None:
    lone = Row(0, "body", "入。", flaw="lone")
    assert pieces_of(lone, 56)[0] == ("! ", "warn")
    assert "孤字" in pieces_of(lone, 56)[-1][0]
    full = Row(0, "body", "字" * 28, flaw="widow")
    assert "".join(text for text, _ in pieces_of(full, 56)) == "! " + "字" * 28


def test_a_row_is_set_as_on_paper() -> None:
    def text(row: Row) -> str:
        return "".join(text for text, _ in pieces_of(row, 20))

    assert text(Row(0, "title", "标题", align="center")) == " " * 10 + "标题"
    assert text(Row(0, "body", "正文", indent=2)) == " " * 6 + "正文"
    assert text(Row(0, "imprint", "左", right="右")) == "  左" + " " * 16 + "右"
    assert text(Row(0, "contents_entry", "目", right="3", leader=True)) == "  目" + "." * 17 + "3"
    assert text(Row(0, "body", "[/b]\x1b")) == "  [/b]"


async def test_a_last_page_with_one_line_above_the_tail_is_said(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("f5")
        await rest(pilot)
        assert "报尾" not in "".join(rows(app))
        for above, words in ((1, "! 末页报尾上只有一行"), (0, "! 末页只有报尾")):
            monkeypatch.setattr(Printed, "above_tail", above)
            screen_of(app).pages.panel_shown()
            await pilot.pause()
            assert words in "".join(rows(app))
