"""Findings beside the text, in it and in the outline, and what can be done about one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import Color
from textual.pilot import Pilot

from editor.files.keeping import FOLDER
from editor.manuscript.lines import render
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, replace_article
from editor.model.remark import Remark
from editor.session.findings import OVERRIDES
from editor.session.remarks import keep_remarks
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, save_issue
from editor.tui.app import DeskApp
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.export import ExportScreen
from editor.tui.screens.findings import FixesScreen, PreflightScreen, ReasonDialog, WordDialog
from tests.tui.driving import paste, rows, screen_of, settle, type_in, until

pytestmark = pytest.mark.usefixtures("patched")

SIZES = [(80, 24), (120, 35), (200, 60)]
SIZE = (200, 60)
LEAD = "市交通委印发方案,截止目前已有三成完工。"
FIRST = "摸清码头底数,分类建立台账。"
SECOND = "健全运行机制，其它事项由各区商定。"


@pytest.fixture
def flawed(samples: Workspace) -> Path:
    """The newest issue with flaws: five in the first article, one in the title of the last."""
    path = samples.latest()
    issue = load_issue(path)
    first, *_, last = issue.articles
    first = replace(first, body=(Paragraph(LEAD), Chain((FIRST, SECOND))))
    issue = replace_article(issue, first)
    save_issue(path, replace_article(issue, replace(last, title=last.title + "（试行")))
    return path


def first_of(issue: Issue) -> Article:
    return next(issue.articles)


async def opened(pilot: Pilot[None]) -> EditScreen:
    """The edit screen with its findings read, the outline in focus."""
    await settle(pilot)
    await settle(pilot)
    return screen_of(pilot.app)  # type: ignore[arg-type]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def lines_of(app: DeskApp) -> str:
    return "\n".join(rows(app))


async def test_the_panel_lists_what_is_wrong_here_first_and_counts_the_rest(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "shift+f5", "f5", "f5")
        assert screen.work.column.shown == "findings"
        seen = lines_of(app)
        assert seen.index("截止") < seen.index("其他稿件")
        assert "…方案，" not in seen  # the fix stands behind the words it replaces
        last = list(screen.work.issue.articles)[-1]
        assert any("✗1" in row and last.title[:8] in row[100:] for row in rows(app))


@pytest.mark.parametrize("size", SIZES)
async def test_the_findings_look_as_they_did(
    desk_of: Workspace, flawed: Path, looks_like: Callable[[DeskApp, str], None], size: tuple[int, int]
) -> None:
    app = DeskApp(desk_of, flawed)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await press(pilot, "f5", "f5", "f5", "f4")
        looks_like(app, "edit-findings")


async def test_where_nothing_is_wrong_it_says_so(samples: Workspace) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        screen.columns.show_panel("findings")
        await settle(pilot)
        assert "未见问题" in lines_of(app)
        await press(pilot, "enter", "f4")
        assert (
            screen.findings.review is not None
            and "未见问题" in rows(app)[0 if not screen.findings.review.ordered else 3]
        )


async def test_the_outline_marks_the_articles_that_have_errors(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        marked = [row[:34] for row in rows(app) if "✗" in row[:34]]
        assert len(marked) == 2
        assert first_of(screen.work.issue).title[:8] in marked[0]


async def test_findings_come_and_go_while_one_types(samples: Workspace) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "enter", "ctrl+end", "enter")
        await type_in(pilot, "各区推进,")
        await pilot.pause(0.4)
        await settle(pilot)
        assert screen.findings.review is not None and screen.findings.review.issue is screen.work.issue
        assert "half-width" in {finding.rule for finding in screen.findings.review.findings}
        await press(pilot, "backspace")
        await pilot.pause(0.4)
        await settle(pilot)
        assert "half-width" not in {finding.rule for finding in screen.findings.review.findings}


def underlined(app: DeskApp, widget: str) -> list[str]:
    """The stretches that are underlined in a field, row by row."""
    field = app.screen.query_one(widget)
    found = []
    for y in range(field.size.height):
        pieces = [(s.text, s.style) for s in field.render_line(y)]
        found.append("".join(text for text, style in pieces if style is not None and style.underline))
    return [words for words in found if words]


async def test_findings_are_underlined_where_they_stand(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        assert underlined(app, "BodyField") == [",截止目前", ",", "其它"]
        row = next(y for y, text in enumerate(rows(app)) if "摸清码头底数" in text)
        strip = screen.work.manuscript.body_field.render_line(
            row - screen.work.manuscript.body_field.region.y
        )
        comma = next(s for s in strip if s.text == ",")
        assert comma.style is not None and isinstance(comma.style.color, Color)
        await press(pilot, "end", "pageup")
        screen.work.outline.select_article(list(screen.work.issue.articles)[-1].id)
        await settle(pilot)
        assert underlined(app, "TitleField") == ["（"]


async def test_an_underline_moves_with_its_words_before_they_are_read_again(
    samples: Workspace, flawed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "enter", "ctrl+home")
        before = screen.findings.review
        monkeypatch.setattr("editor.tui.parts.findings._REST", 3600)
        await type_in(pilot, "上海")
        assert screen.findings.review is before
        assert underlined(app, "BodyField")[0] == ",截止目前"


async def test_a_finding_across_the_end_of_a_row_is_underlined_on_both(
    samples: Workspace, flawed: Path
) -> None:
    plain = "统筹推进各区港口岸线岸电设施改造提升工程并按月调度确保年底前建成投用形成常态长效机制后另行通知。"
    issue = load_issue(flawed)
    save_issue(flawed, replace_article(issue, replace(first_of(issue), body=(Paragraph(plain),))))
    app = DeskApp(samples, flawed)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot)
        end = screen.work.manuscript.body_field.wrapped_document.get_offsets(0)[0]
        assert underlined(app, "BodyField") == []
        text = plain[: end - 1] + "其它" + plain[end + 1 :]
        changed = replace(first_of(screen.work.issue), body=(Paragraph(text),))
        screen.work.do("换", replace_article(screen.work.issue, changed))
        await press(pilot, "f4")
        assert underlined(app, "BodyField") == ["其", "它"]


async def test_f4_goes_through_all_articles_and_round(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        field = screen.work.manuscript.body_field
        words = []
        for _ in range(4):
            await press(pilot, "f4")
            words.append(field.selected_text)
        assert words == [",", "截止目前", ",", "其它"]
        assert "其它" in rows(app)[0] or "其他" in rows(app)[0]
        assert screen.findings.review is not None
        rest = len(screen.findings.review.ordered) - 4
        for _ in range(rest):
            await press(pilot, "f4")
        assert screen.work.article is not None and screen.work.article.title.endswith("（试行")
        assert screen.work.manuscript.title_field.selected_text == "（"
        await press(pilot, "f4")
        assert field.selected_text == "," and screen.work.article == first_of(screen.work.issue)
        await press(pilot, "shift+f4")
        assert screen.work.manuscript.title_field.selected_text == "（"


async def test_f4_goes_on_from_the_caret(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "enter", "ctrl+home", "down", "end", "f4")
        assert screen.work.manuscript.body_field.selected_text == "其它"
        await press(pilot, "ctrl+home", "shift+f4")
        assert screen.work.article is not None and screen.work.article.title.endswith("（试行")


async def test_one_key_takes_the_fix_and_it_can_be_undone(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        before = screen.work.issue
        await press(pilot, "f4", "shift+f9")
        assert first_of(screen.work.issue).body[0] == Paragraph(LEAD.replace(",", "，"))
        await press(pilot, "f4")
        assert screen.work.manuscript.body_field.selected_text == "截止目前"
        await press(pilot, "ctrl+z")
        assert screen.work.issue == before and "已撤销：改正" in rows(app)[0]


async def test_a_fix_is_refused_where_a_person_has_to_think(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        before = screen.work.issue
        await press(pilot, "shift+f4", "shift+f9")
        assert screen.work.issue == before and "请自己改" in rows(app)[0]


async def test_a_finding_is_accepted_for_a_reason_that_stands_in_the_article(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "f4", "f4", "shift+f2")
        assert isinstance(app.screen, ReasonDialog)
        await paste(pilot, "引文如此")
        await press(pilot, "enter")
        assert first_of(screen.work.issue).accept == ("doubtful-word: 引文如此",)
        assert "截止目前" not in {
            f.text for f in (screen.findings.review.findings if screen.findings.review else ())
        }
        await press(pilot, "f4", "shift+f2", "down", "enter")
        assert len(first_of(screen.work.issue).accept) == 2


async def test_all_of_a_rule_are_shown_and_mended_as_one_step_less_those_passed_over(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        before = screen.work.issue
        screen.columns.show_panel("findings")
        await press(pilot, "f6", "f6", "ctrl+a")
        assert isinstance(app.screen, FixesScreen)
        assert screen.work.issue == before and "同类共 2 处" in lines_of(app)
        await press(pilot, "enter")
        body = first_of(screen.work.issue).body
        assert body == (Paragraph(LEAD.replace(",", "，")), Chain((FIRST.replace(",", "，"), SECOND)))
        await press(pilot, "ctrl+z")
        assert screen.work.issue == before
        await pilot.pause(0.4)
        await settle(pilot)
        await press(pilot, "home", "ctrl+a", "space", "enter")
        assert first_of(screen.work.issue).body[0] == Paragraph(LEAD)
        assert first_of(screen.work.issue).body[1] == Chain((FIRST.replace(",", "，"), SECOND))


async def test_a_word_pair_is_added_from_the_text_and_found_from_then_on(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "enter")
        screen.work.manuscript.select_words(1, 1, 14, 16)
        await app.run_action("add_word", screen)
        await settle(pilot)
        assert isinstance(app.screen, WordDialog)
        await paste(pilot, "工作机制")
        await press(pilot, "enter")
        assert screen.findings.review is not None
        assert {f.fix for f in screen.findings.review.findings if f.text == "商定"} == {"工作机制"}


async def test_a_rule_is_switched_off_for_the_house(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "f4")
        await app.run_action("rule_off", screen)
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert screen.findings.review is not None
        assert "half-width" not in {f.rule for f in screen.findings.review.findings}
        assert "half-width" in samples.style("official").proof.off


async def test_enter_goes_to_a_finding_or_to_another_article_and_space_mends(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        screen.columns.show_panel("findings")
        await press(pilot, "f6", "f6")
        assert screen.findings.panel.has_focus
        await press(pilot, "space")
        assert first_of(screen.work.issue).body[0] == Paragraph(LEAD.replace(",", "，"))
        assert screen.findings.panel.has_focus
        await press(pilot, "end", "enter")
        assert screen.work.article is not None and screen.work.article.title.endswith("（试行")


async def test_an_export_shows_errors_first_and_enter_goes_there(samples: Workspace, flawed: Path) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=(120, 35)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "ctrl+e")
        assert isinstance(app.screen, PreflightScreen)
        await press(pilot, "down", "enter")
        assert app.screen is screen
        assert screen.findings.review is not None
        assert screen.work.manuscript.body_field.selected_text == screen.findings.review.grave[1].text


async def test_an_export_in_spite_of_findings_needs_a_reason_that_is_written_down(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=(120, 35)) as pilot:
        await opened(pilot)
        await press(pilot, "ctrl+e", "ctrl+e", "escape")
        assert isinstance(app.screen, PreflightScreen)
        await press(pilot, "ctrl+e")
        await paste(pilot, "急件")
        await press(pilot, "enter")
        assert isinstance(app.screen, ExportScreen)
        kept = (samples.root / FOLDER / OVERRIDES).read_text(encoding="utf-8")
        assert kept.count("\n") == 1 and "理由：急件" in kept and "half-width×2" in kept


async def test_an_export_without_findings_goes_straight_on(samples: Workspace) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(120, 35)) as pilot:
        await opened(pilot)
        await press(pilot, "ctrl+e")
        assert isinstance(app.screen, ExportScreen)


async def test_an_export_from_the_list_shows_errors_first_and_enter_opens_the_issue_there(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, PreflightScreen))
        await press(pilot, "ctrl+e", "down", "enter")  # the second of the reasons that are offered
        assert isinstance(app.screen, ExportScreen)
        assert "half-width×2" in (samples.root / FOLDER / OVERRIDES).read_text(encoding="utf-8")
        await press(pilot, "escape", "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, PreflightScreen))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, EditScreen))
        screen = await opened(pilot)
        assert screen.findings.review is not None
        assert screen.work.manuscript.body_field.selected_text == screen.findings.review.grave[1].text


async def test_an_export_from_the_list_goes_on_where_the_words_cannot_be_read(
    samples: Workspace, flawed: Path
) -> None:
    (samples.root / "styles" / "words" / "wording.toml").write_text("不是词表", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        assert any("wording.toml" in note.message for note in app._notifications)


async def test_what_the_importer_remarked_stands_among_the_findings(samples: Workspace) -> None:
    path = samples.issues_folder / "2026-01.toml"
    keep_remarks(path, path.read_bytes(), [Remark("doubtful", 3, "目录与标题不同", rule="toc-mismatch")])
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.open_issue(path)
        await pilot.pause()
        screen = await opened(pilot)
        screen.columns.show_panel("findings")
        await settle(pilot)
        assert "导入时，原文第3行：目录与标题不同" in lines_of(app).replace("\n", "")


async def test_a_remark_that_somebody_wrote_into_the_workspace_reaches_no_terminal(
    samples: Workspace,
) -> None:
    path = samples.latest()
    wicked = "\x1b]0;甲\x07\u202e乙\u200b"
    first = first_of(load_issue(path)).id
    keep_remarks(path, path.read_bytes(), [Remark("doubtful", 3, wicked, wicked, first, "toc-mismatch")])
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        screen.columns.show_panel("findings")
        await press(pilot, "f4", "ctrl+e")
        assert isinstance(app.screen, PreflightScreen)
        assert "原文第3行" in lines_of(app) and not set("\x1b\x07\u202e\u200b") & set(lines_of(app))


async def test_an_article_that_ran_before_is_told_while_it_is_only_a_spare(samples: Workspace) -> None:
    path = samples.latest()
    issue = load_issue(path)
    old = first_of(load_issue(samples.issues_folder / "2026-01.toml"))
    spare = replace(old, id="zzzzzz", title="另一个题目")
    save_issue(path, replace(issue, spares=(*issue.spares, spare)))
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        screen.columns.show_panel("findings")
        screen.work.outline.select_article("zzzzzz")
        await pilot.pause(0.3)
        await settle(pilot)
        column = "\n".join(row.rpartition("│")[2].strip() for row in rows(app))
        assert "≈ 2026年第1期（1月2日）已刊相近稿件" in column and "100%" in column


async def test_a_word_list_that_cannot_be_read_is_told_once_and_stops_nothing(samples: Workspace) -> None:
    words = samples.styles_folder / "words" / "wording.toml"
    words.write_text("这不是词表", encoding="utf-8")
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        screen.columns.show_panel("findings")
        await press(pilot, "f4", "ctrl+e")
        assert isinstance(app.screen, ExportScreen)
        told = [note.message for note in app._notifications if "wording.toml" in note.message]
        assert len(told) == 1


async def test_a_paste_that_ran_before_is_told_before_it_is_taken(samples: Workspace) -> None:
    old = first_of(load_issue(samples.issues_folder / "2026-01.toml"))
    ordinals = samples.style("official").ordinals
    text = "\n".join([old.title, *(line.text for line in render(old.body, old.run_in, ordinals))])
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await paste(pilot, text)
        for _ in range(50):
            await pilot.pause(0.05)
            if "已刊相近稿件" in lines_of(app):
                break
        assert f"! 2026年第1期（1月2日）已刊相近稿件《{old.title}》" in lines_of(app)


async def test_in_a_narrow_window_the_finding_is_cut_and_not_the_key_that_mends_it(
    samples: Workspace, flawed: Path
) -> None:
    app = DeskApp(samples, flawed)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "f4")
        assert "…" in rows(app)[-2] + rows(app)[0]
        assert any("Shift+F9 改正" in row for row in rows(app))
        assert screen.work.said
