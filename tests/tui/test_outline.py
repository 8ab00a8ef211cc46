"""The outline by itself: rows, folding, and the mouse."""

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult

from editor.model.issue import Article, Issue, Place, Section
from editor.session.workspace import DEFAULT_STYLE, Workspace
from editor.tui.widgets.outline import Entry, Outline


def article(number: int, title: str = "") -> Article:
    return Article(f"a{number:05}", title or f"稿件{number}")


class Desk(App[None]):
    """An outline and nothing else."""

    CSS = "Outline { overflow-x: hidden; }"

    def __init__(self, issue: Issue) -> None:
        super().__init__()
        self.outline = Outline()
        self.issue = issue
        self.dropped: list[Outline.Dropped] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": "#777777", "chosen": "#333333"}

    def compose(self) -> ComposeResult:
        yield self.outline

    def on_mount(self) -> None:
        self.outline.show(self.issue, {"a00001"})

    def on_outline_dropped(self, event: Outline.Dropped) -> None:
        self.dropped.append(event)

    def rows(self) -> list[str]:
        return [self.outline.render_line(y).text for y in range(self.outline.count)]


@pytest.fixture
def issue(workspace: Workspace) -> Issue:
    from dataclasses import replace

    sections = (
        Section("科创聚焦", (article(1), article(2, "[@click=app.quit]退出"))),
        Section("经济热点"),
        Section("产业动向", (article(3),)),
    )
    assert workspace.style(DEFAULT_STYLE)
    return replace(workspace.next_issue(), sections=sections, spares=(article(4, "长" * 60),))


async def test_all_is_shown_as_it_is_and_fits(issue: Issue) -> None:
    app = Desk(issue)
    async with app.run_test(size=(34, 12)):
        rows = app.rows()
        assert {cell_len(row) for row in rows} == {34}
        assert rows[0].startswith("▾ 科创聚焦") and rows[0].rstrip().endswith(" 2")
        assert rows[1].startswith("  ● 稿件1") and rows[2].startswith("    [@click=app.quit]退出")
        assert rows[3].startswith("▾ 经济热点") and rows[3].rstrip().endswith("–")
        assert rows[7].rstrip().endswith("…")


async def test_a_change_of_one_article_changes_its_row_only(issue: Issue) -> None:
    app = Desk(issue)
    async with app.run_test(size=(34, 12)):
        before = app.rows()
        app.outline.update_article(article(3, "[/新题]"), True)
        after = app.rows()
        assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [5]
        assert after[5].startswith("  ● [/新题]")


async def test_a_folded_section_opens_for_its_article(issue: Issue) -> None:
    app = Desk(issue)
    async with app.run_test(size=(34, 12)) as pilot:
        app.outline.focus()
        await pilot.press("down", "left")
        assert app.outline.count == 6 and app.outline.cursor == 0
        app.outline.select_article("a00002")
        assert app.outline.count == 8 and app.outline.cursor == 2


async def test_dragging_tells_where_a_row_was_dropped(issue: Issue) -> None:
    app = Desk(issue)
    async with app.run_test(size=(34, 12)) as pilot:
        await pilot.mouse_down(app.outline, offset=(6, 1))
        await pilot.hover(app.outline, offset=(6, 5))
        assert app.rows()[5].startswith("→ ")
        await pilot.mouse_up(app.outline, offset=(6, 5))
        await pilot.pause()
        assert len(app.dropped) == 1
        assert app.dropped[0].dragged.article == article(1)
        assert app.dropped[0].place == Place(2, 1)
        assert not any(row.startswith("→ ") for row in app.rows())


def test_an_article_takes_the_place_of_what_it_is_dropped_on() -> None:
    def place(source: tuple[int, int], onto: tuple[int, int]) -> Place:
        entries = [Entry(section, "", 0, index, article(1)) for section, index in (source, onto)]
        return Outline.Dropped(*entries, downward=onto > source).place

    assert place((0, 0), (0, 2)) == Place(0, 2)  # counted without the dragged one
    assert place((0, 2), (0, 0)) == Place(0, 0)
    assert place((0, 2), (1, 0)) == Place(1, 1)  # downward it comes behind
    assert place((1, 0), (0, 1)) == Place(0, 1)
    assert place((0, 2), (1, -1)) == Place(1, 0)  # a heading is the top of its section


async def test_two_sections_of_a_name_are_folded_by_themselves_and_stay_folded_when_others_move(
    issue: Issue,
) -> None:
    from dataclasses import replace

    twins = (
        Section("科创聚焦", (article(1),)),
        Section("科创聚焦", (article(2),)),
        Section("产业动向", (article(3),)),
    )
    app = Desk(replace(issue, sections=twins))
    async with app.run_test(size=(34, 12)) as pilot:
        app.outline.focus()
        await pilot.press("down", "down", "left")
        assert [row[0] for row in app.rows()[:4]] == ["▾", " ", "▸", "▾"]
        moved = replace(issue, sections=(twins[2], *twins[:2]))
        app.outline.show(moved, set())
        assert [row[0] for row in app.rows()[:5]] == ["▾", " ", "▾", " ", "▸"]


async def test_a_drag_beyond_the_edge_scrolls_on(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from editor.tui.widgets import outline

    monkeypatch.setattr(outline, "_SCROLL", 0.001)
    articles = tuple(article(number) for number in range(10, 50))
    app = Desk(replace(issue, sections=(Section("科创聚焦", articles), Section("经济热点"))))
    async with app.run_test(size=(34, 12)) as pilot:
        await pilot.mouse_down(app.outline, offset=(6, 2))
        event = {
            "button": 1,
            "shift": False,
            "meta": False,
            "ctrl": False,
            "x": 6,
            "delta_x": 0,
            "delta_y": 0,
        }
        move = events.MouseMove(app.outline, y=12, screen_x=6, screen_y=12, **event)  # type: ignore[arg-type]
        app.outline.on_mouse_move(move)
        for _ in range(100):
            await pilot.pause(0.01)
            if app.outline.scroll_y >= app.outline.max_scroll_y:
                break
        assert app.outline.scroll_y == app.outline.max_scroll_y > 0
        await pilot.mouse_up(app.outline, offset=(6, 11))
        await pilot.pause()
        assert app.dropped[0].dragged.article == articles[1]
        assert app.dropped[0].onto == app.outline._entries[-1]
        before = app.outline.scroll_y
        await pilot.pause(0.05)
        assert app.outline.scroll_y == before
