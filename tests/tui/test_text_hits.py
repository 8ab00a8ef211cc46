"""The list of issues: the text of all issues is searched while one types, and those on the screen are proof-read."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len

from editor.exporters.blocks import paper
from editor.model.body import Paragraph
from editor.model.issue import IssueId, replace_article
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, save_issue
from editor.store.style_edit import switch_off
from editor.tui.app import DeskApp
from editor.tui.widgets.field import FilterField
from editor.tui.widgets.issue_rows import IssueRows
from editor.tui.widgets.text_hits import TextHits, _near
from tests.tui.driving import paste, rows, screen_of, settle, until

pytestmark = pytest.mark.usefixtures("patched")

SIZE = (120, 35)
SIZES = [(80, 24), (120, 35), (200, 60)]
RARE = "珊瑚礁普查"


@pytest.fixture
def marked(samples: Workspace) -> Workspace:
    """A rare word in the text of the second article of the oldest issue."""
    path = samples.issues_folder / "2026-01.toml"
    issue = load_issue(path)
    second = list(issue.articles)[1]
    body = (*second.body, Paragraph(f"同时开展{RARE}，建立档案。"))
    save_issue(path, replace_article(issue, replace(second, body=body)))
    return samples


async def test_words_in_the_text_of_any_issue_are_found_and_enter_opens_them_selected(
    marked: Workspace,
) -> None:
    app = DeskApp(marked)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, RARE)
        await settle(pilot)
        hits = app.screen.query_one(TextHits)
        assert hits.count == 1 and hits.active
        seen = "\n".join(rows(app))
        assert f"同时开展{RARE}，建立档案" in seen and "2026年第1期" in seen
        await pilot.press("enter")
        await settle(pilot)
        await settle(pilot)
        screen = screen_of(app)
        assert screen.work.issue.number == 1
        assert screen.work.manuscript.body_field.has_focus
        assert screen.work.manuscript.body_field.selected_text == RARE
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert hits.count == 1


async def test_up_and_down_go_over_the_issues_and_the_hits(marked: Workspace) -> None:
    issue = load_issue(marked.latest())
    title = next(issue.articles).title
    app = DeskApp(marked)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, title[:4])
        await settle(pilot)
        listed, hits = app.screen.query_one(IssueRows), app.screen.query_one(TextHits)
        assert listed.count >= 1 and hits.count >= 1 and not hits.active
        for _ in range(listed.count):
            await pilot.press("down")
        assert hits.active and hits.cursor == 0
        assert sum(row.startswith("▸") for row in rows(app)) == 1
        await pilot.press("up")
        assert not hits.active and listed.cursor == listed.count - 1
        assert sum(row.startswith("▸") for row in rows(app)) == 1


async def test_one_character_is_not_looked_for_and_escape_ends_the_search(marked: Workspace) -> None:
    app = DeskApp(marked)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, RARE[:1])
        await settle(pilot)
        hits = app.screen.query_one(TextHits)
        assert not hits.display
        await paste(pilot, RARE[1:])
        await settle(pilot)
        assert hits.display
        await pilot.press("escape")
        await settle(pilot)
        assert not hits.display and app.screen.query_one(IssueRows).count == 3


async def test_a_search_without_hits_says_so(marked: Workspace) -> None:
    app = DeskApp(marked)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await paste(pilot, "雪豹蝴蝶")
        await settle(pilot)
        seen = "\n".join(rows(app))
        assert "正文里没有“雪豹蝴蝶”" in seen and "没有含“雪豹蝴蝶”的期" in seen
        await pilot.press("down", "enter")
        await settle(pilot)
        assert app.document is None


async def test_a_search_is_narrowed_to_a_section_a_region_and_a_year(marked: Workspace) -> None:
    app = DeskApp(marked)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        hits, field = app.screen.query_one(TextHits), app.screen.query_one(FilterField)

        async def counted(typed: str) -> int:
            field.value = typed
            await pilot.pause()
            await settle(pilot)
            await settle(pilot)
            return hits.count

        everywhere = await counted("企业")
        shanghai = await counted("企业 地区：沪")
        assert 0 < shanghai < everywhere
        assert "（只找沪）" in hits.note and "上海" in hits._hits[0].title + hits._hits[0].excerpt.text
        section = hits._hits[0].section
        assert 0 < await counted(f"企业 地区：上海 栏目：{section[:2]} 年：2026") <= shanghai
        assert f"（只找{section}、沪、2026年）" in hits.note
        assert await counted("企业 年：2025") == 0
        assert "没有含“企业 年：2025”的期" in "\n".join(rows(app))
        field.value = f"{RARE} 地区：沪苏"
        await pilot.pause()
        await settle(pilot)
        await pilot.press("down", "down", "down", "enter")
        await settle(pilot)
        assert screen_of(app).work.manuscript.body_field.selected_text == RARE


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_looks_as_it_did(
    marked: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    looks_like: Callable[[DeskApp, str], None],
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr("editor.tui.screens.listed.PROOF_AFTER", 3600)
    app = DeskApp(marked)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.screen.query_one("#place").right = "要讯"  # type: ignore[attr-defined]
        await paste(pilot, "科技")
        await settle(pilot)
        looks_like(app, "search")


async def test_the_issues_on_the_screen_are_proof_read_once_the_list_is_there(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = samples.latest()
    issue = load_issue(path)
    first = next(issue.articles)
    save_issue(path, replace_article(issue, replace(first, body=(Paragraph("印发方案,推进建设。"),))))
    monkeypatch.setattr("editor.tui.screens.listed.PROOF_AFTER", 0.01)
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.pause(0.1)
        await settle(pilot)
        seen = {row[3:14].strip(): row for row in rows(app)}
        assert "✗1" in seen["2026年第3期"]
        assert "–" in seen["2026年第2期"]
        pages = paper(
            load_issue(samples.path_of(IssueId(2026, False, 2))), samples.style("official")
        ).pages.count
        assert f" {pages} " in seen["2026年第2期"]


async def test_issues_that_come_to_the_screen_are_proof_read_and_all_again_with_other_rules(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = load_issue(samples.latest())
    first = next(issue.articles)
    issue = replace_article(issue, replace(first, body=(Paragraph("印发方案,推进建设。"),)))
    for number in range(1, 31):
        past = replace(issue, year=2025, number=number)
        save_issue(samples.path_of(past.id), past)
    monkeypatch.setattr("editor.tui.screens.listed.PROOF_AFTER", 0.01)

    def errors(number: int) -> int | None:
        flaws = {entry.label: entry.flaws for entry in app.screen._entries}.get(f"2025年第{number}期")  # type: ignore[attr-defined]
        return flaws and flaws[0]

    app = DeskApp(samples)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: errors(30) is not None)
        await settle(pilot)
        assert errors(1) is None
        await pilot.press("ctrl+end")
        await until(pilot, lambda: errors(1) is not None)
        wrong = errors(1)
        switch_off(samples.styles_folder / "official.toml", "half-width")
        samples.reload_style("official")
        app.screen.on_screen_resume()  # type: ignore[attr-defined]
        await until(pilot, lambda: errors(1) == wrong - 1)  # type: ignore[operator]


@pytest.mark.parametrize("room", [8, 12, 20, 60])
def test_an_excerpt_shows_its_first_mark_however_little_room_there_is(room: int) -> None:
    text = "…市医保局日前联合印发推动医疗机器人产业发展若干措施，面向手术"
    at = text.index("机器人")
    shown, marks = _near(text, [(at, at + 3)], room)
    start, end = marks[0]
    assert shown[start:end] == "机器人"
    assert cell_len(shown[:end]) <= max(room, 8)
