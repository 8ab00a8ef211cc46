"""The leader's Word back at the desk: one key an ask, and text and decisions that agree whatever happens."""

from pathlib import Path

import pytest
from textual import events

from editor.session.document import Document
from editor.session.returns import read_return
from editor.session.review import Review
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.screens.review import ReviewScreen
from editor.tui.widgets.asks import AskRows
from tests.generated import generated_issue
from tests.returned import returned
from tests.tui.driving import rows, screen_of, settle, until

RETURNS = Path(__file__).parents[1] / "returns"


@pytest.fixture
def path(workspace):
    path = workspace.issues_folder / "2026-03.toml"
    path.write_bytes((RETURNS / "2026-03.toml").read_bytes())
    return path


async def opened(pilot, app, path, file):
    """The review of a file, reached as people reach it: its path pasted into the outline."""
    app.open_issue(path)
    await settle(pilot)
    app.screen.post_message(events.Paste(str(file)))
    for _ in range(100):
        await pilot.pause(0.05)
        if isinstance(app.screen, ReviewScreen) and app.screen.query("#quiet"):
            await pilot.pause(0.1)
            return app.screen
    raise AssertionError(f"no review: {app.screen}")


class TestKeys:
    async def test_one_key_decides_one_and_goes_on(self, workspace, path):
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            screen = await opened(pilot, app, path, RETURNS / "t02.docx")
            assert "已定 0／3，未定 3" in rows(app)[0]
            await pilot.press("space", "x")
            await pilot.pause()
            assert "已定 2／3，未定 1" in rows(app)[0]
            assert screen.query_one(AskRows).ask.number == 3
            text = "".join(rows(app))
            assert "3500个以上" in text
            await pilot.press("space", "escape")
            await pilot.pause()
            article = next(app.screen.document.issue.articles)
            assert article.body[0].text.startswith("1月13日，上海市科委、市数据局等五部门")
            assert "3500个" in article.body[0].text
            await pilot.press("ctrl+z")
            await pilot.pause()
            assert "3000个" in next(app.screen.document.issue.articles).body[0].text

    async def test_keys_that_come_in_one_burst_are_keys_all_the_same(self, workspace, path):
        app = DeskApp(workspace)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(pilot, app, path, RETURNS / "t02.docx")
            screen.post_message(events.Paste(" xu "))
            await pilot.pause()
            assert "已定 2／3" in rows(app)[0]

    async def test_undo_in_the_list_takes_back_text_and_decision(self, workspace, path):
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            screen = await opened(pilot, app, path, RETURNS / "t22.docx")
            await pilot.press("space")
            await pilot.pause()
            assert "已定 1／1" in rows(app)[0]
            await pilot.press("u")
            await pilot.pause()
            assert "已定 0／1" in rows(app)[0]
            assert screen._review.document.issue == load_issue(path)

    async def test_taking_with_other_words(self, workspace, path):
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            screen = await opened(pilot, app, path, RETURNS / "t01.docx")
            await pilot.press("e")
            await pilot.pause()
            await pilot.press("backspace", "backspace", "量", "enter")
            await pilot.pause()
            measure = next(screen._review.document.issue.articles).body[1].measures[0]
            assert "不唯代码量。" in measure
            assert "已定 1／1" in rows(app)[0]
            assert "✎" in "".join(rows(app))
            await pilot.press("k")
            await pilot.pause()
            assert "别处没有改动" in "".join(rows(app))

    async def test_a_reason_stands_in_the_proof(self, workspace, path):
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            await opened(pilot, app, path, RETURNS / "t01.docx")
            await pilot.press("x", "r")
            await pilot.pause()
            await pilot.press("有", "据", "enter", "k")
            await pilot.pause()
            assert "（有据）" in "".join(rows(app))

    async def test_comments_are_ticked_off_and_those_of_one_person_can_be_seen_alone(self, workspace, path):
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            await opened(pilot, app, path, RETURNS / "t30.docx")
            text = "".join(rows(app))
            assert "此数请核实" in text
            assert "李主任 答：已核，无误" in text
            await pilot.press("f")
            await pilot.pause()
            assert len({ask.author for ask in app.screen.query_one(AskRows).asks}) == 1
            await pilot.press("f", "f", " ", " ")
            await pilot.pause()

    async def test_a_file_that_is_no_return_says_so_and_leaves_the_issue(self, workspace, path, tmp_path):
        from tests.exported import for_readers

        other = tmp_path / "别的.docx"
        other.write_bytes(for_readers(generated_issue(3, 4), workspace.style("official")))
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            app.open_issue(path)
            await settle(pilot)
            screen_of(app).open_return(other)
            await until(pilot, lambda: bool(app._notifications))
            assert "不是这一期发出的稿" in "".join(each.message for each in app._notifications)


class TestAfterACrash:
    def test_thirty_changes_of_three_people_cut_off_midway_agree(self, workspace, tmp_path):
        issue = generated_issue(25, 26)
        path = workspace.create(issue)
        style = workspace.style("official")
        made = returned(issue, style, 5, edits=30, silent=0.1)
        file = tmp_path / "回稿.docx"
        file.write_bytes(made.data)
        first = Document.open(path, style, pause=0)
        review = Review(first, read_return(workspace, file, path))
        assert len(review.asks) == 30
        for ask in review.asks[:11]:
            assert review.take([ask]) == ()
        review.refuse(review.asks[11], "有据")
        now = {ask.key: review.status(ask) for ask in review.asks}
        first.flush()
        first.close()  # nothing was saved: the text is in the journal alone
        with Document.open(path, style) as second:
            assert second.recovered
            again = Review(second, read_return(workspace, file, path))
            assert {ask.key: again.status(ask) for ask in again.asks} == now
            for ask in again.asks:
                if again.status(ask) == "open":
                    assert again.take([ask]) == ()
            check = again.returned.check(second.issue)
            assert check.is_clean
        with Document.open(path, style) as third:
            third.discard()  # the text goes back, and so does what is told of it
            last = Review(third, read_return(workspace, file, path))
            assert [last.status(ask) for ask in last.asks[:3]] == ["open"] * 3
            assert last.status(last.asks[11]) == "refused"


async def test_a_return_that_is_opened_like_an_import_can_be_gone_through(workspace, path):
    from editor.tui.screens.import_ import ImportScreen
    from editor.tui.widgets.field import PathField

    app = DeskApp(workspace)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await pilot.pause(0.2)
        assert isinstance(app.screen, ImportScreen)
        app.screen.query_one(PathField).value = str(RETURNS / "t02.docx")
        await pilot.pause(0.2)
        await pilot.press("enter")
        for _ in range(60):
            await pilot.pause(0.05)
            if "2026年第3期" in "".join(rows(app)):
                break
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert "这是改过发回的稿，逐处审改" in "".join(rows(app))
        await pilot.press("enter")
        for _ in range(200):
            await pilot.pause(0.05)
            if isinstance(app.screen, ReviewScreen) and app.screen.query("#quiet"):
                break
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("space", "escape")
        await pilot.pause(0.2)
        assert "1月13日" in next(app.screen.document.issue.articles).body[0].text
        app.screen.document.close()


class TestQuestions:
    async def test_what_can_be_read_in_two_ways_is_asked_before_it_is_taken(self, workspace):
        path = workspace.issues_folder / "2026-05.toml"
        path.write_bytes((RETURNS / "2026-05" / "2026-05.toml").read_bytes())
        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            await opened(pilot, app, path, RETURNS / "2026-05" / "c06.docx")
            await pilot.press("space")
            await pilot.pause()
            text = "\n".join(rows(app))
            assert "新增一篇稿件" in text
            assert "只是上一篇多几段" in text
            await pilot.press("down", "enter")
            await settle(pilot)
            assert "已定 1／3" in rows(app)[0]

    async def test_a_return_whose_number_was_changed_is_still_known(self, workspace, path, tmp_path):
        from editor.tui.screens.import_ import ImportScreen

        app = DeskApp(workspace)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            app.screen.post_message(events.Paste(str(RETURNS / "t25.docx")))
            await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._taken is not None)
            screen = app.screen
            assert not workspace.path_of(screen._taken.imported.issue.id).exists()
            await pilot.press("enter")
            await pilot.pause()
            assert "逐处审改" in "\n".join(rows(app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
            assert app.screen._review.document.path == path
