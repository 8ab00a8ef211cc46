"""The text of an article under the keys that know the grammar."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

import editor.tui
from editor.manuscript.lines import render
from editor.model.body import Body, Chain, Heading, Paragraph
from editor.model.issue import Article
from editor.model.style import Ordinals
from editor.tui.theme import THEMES
from editor.tui.widgets.body import BodyField
from editor.tui.widgets.manuscript import Manuscript
from editor.tui.widgets.paper import Paper
from tests.tui.driving import paste, type_in

ORDINALS = Ordinals()
BODY = (Paragraph("导语。"), Chain(("甲。", "乙。", "丙。")), Paragraph("结语。"))
RUN_IN = (Paragraph("有三点："), Chain(("甲；", "乙；", "丙。")))


class Desk(App[None]):
    """A manuscript and nothing else."""

    CSS_PATH = Path(editor.tui.__file__).with_name("app.tcss")

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.manuscript = Manuscript(ORDINALS)
        self._article = article
        self.told: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return THEMES[0].variables  # the style sheet is read before the theme is set

    def compose(self) -> ComposeResult:
        yield self.manuscript

    def on_mount(self) -> None:
        self.manuscript.show(self._article)

    def on_paper_edited(self, event: Paper.Edited) -> None:
        self.told.append(event)

    def on_body_field_pasted(self, event: BodyField.Pasted) -> None:
        self.told.append(event)


@asynccontextmanager
async def desk(
    body: Body, run_in: bool = False, *, caret: tuple[int, int] = (0, 0)
) -> AsyncIterator[tuple[Pilot[None], BodyField]]:
    """A manuscript with a body and the caret somewhere in it."""
    app = Desk(Article("aaaaaa", "标题", body, run_in))
    async with app.run_test(size=(100, 30)) as pilot:
        field = app.manuscript.body_field
        field.focus()
        field.move_cursor(caret)
        await pilot.pause()
        yield pilot, field


# -- ordinals number themselves -------------------------------------------------------------------------------


async def test_a_typed_ordinal_begins_a_chain_and_enter_goes_on_with_it() -> None:
    async with desk(()) as (pilot, field):
        await type_in(pilot, "一是甲。\n乙。\n\n结语。")
        assert field.lines == ["一是甲。", "二是乙。", "结语。"]
        assert field.body == (Chain(("甲。", "乙。")), Paragraph("结语。"))


@pytest.mark.parametrize("again", ["二是", "（二）", "2.", "2. ", "二、", "②", "第二，"])
async def test_the_ordinal_that_enter_made_may_be_typed_again_by_hand_as_a_phrase_or_pasted(
    again: str,
) -> None:
    async with desk((Chain(("甲。乙。",)),), caret=(0, 6)) as (pilot, field):
        await type_in(pilot, f"\n{again}健全机制。\n")
        await paste(pilot, f"{again.replace('2', '3').replace('②', '③').replace('二', '三')}加强监管。")
        assert field.lines == ["一是甲。乙。", "二是健全机制。", "三是加强监管。"]
        assert field.cursor_location == (2, 7)
        field.move_cursor((0, 4))  # Enter within a measure
        await type_in(pilot, f"\n{again}且")
        assert field.lines[1] == "二是且乙。" and field.cursor_location == (1, 3)
        assert [line.text for line in render(field.body, field.run_in, ORDINALS)] == field.lines
    async with desk((Chain(("甲。",)),), caret=(0, 4)) as (pilot, field):
        await type_in(pilot, "\n")
        await paste(pilot, again)  # an input method commits phrase by phrase
        await paste(pilot, "健全")
        assert field.lines == ["一是甲。", "二是健全"]


@pytest.mark.parametrize(
    "words",
    [
        "二是否可行",
        "二是二，一是一",
        "2.5亿元",
        "（二）班",
        "二维码推广",
        "三是丙",
        "二、三产业",
        "第二产业",
        "是否",
    ],
)
async def test_words_that_begin_like_the_ordinal_stay_behind_it(words: str) -> None:
    async with desk((Chain(("甲。",)),), caret=(0, 4)) as (pilot, field):
        await type_in(pilot, f"\n{words}")
        assert field.lines == ["一是甲。", f"二是{words}"]


async def test_an_ordinal_in_the_words_of_a_measure_stays_where_the_hand_did_not_just_put_it() -> None:
    async with desk((Chain(("甲。", "二是乙。", "是丙。")),), caret=(1, 5)) as (pilot, field):
        await type_in(pilot, "x")
        assert field.lines[1] == "二是二是乙x。"
        field.move_cursor((2, 2))
        await type_in(pilot, "三")
        assert field.lines[2] == "三是三是丙。"


async def test_a_measure_in_between_moves_the_ordinals_below() -> None:
    async with desk(BODY, caret=(1, 4)) as (pilot, field):
        await type_in(pilot, "\n新。")
        assert field.lines == ["导语。", "一是甲。", "二是新。", "三是乙。", "四是丙。", "结语。"]
        assert field.cursor_location == (2, 4)


async def test_the_caret_stays_beside_its_character_when_an_ordinal_grows() -> None:
    chain = Chain(tuple(f"第{n}条。" for n in range(1, 13)))
    async with desk((chain,), caret=(10, 5)) as (pilot, field):
        await pilot.press("alt+up")  # not a key of the field
        field.move_cursor((0, 5))
        await type_in(pilot, "\n新")
        assert field.lines[1] == "二是新。"[:3] + field.lines[1][3:]
        assert field.lines[12].startswith("十三是")


async def test_backspace_after_an_ordinal_joins_with_the_line_before() -> None:
    async with desk(BODY, caret=(2, 2)) as (pilot, field):
        await pilot.press("backspace")
        assert field.lines == ["导语。", "一是甲。乙。", "二是丙。", "结语。"]
        assert field.cursor_location == (1, 4)


async def test_delete_at_the_end_of_a_line_takes_the_next_ordinal_with_it() -> None:
    async with desk(BODY, caret=(1, 4)) as (pilot, field):
        await pilot.press("delete")
        assert field.lines == ["导语。", "一是甲。乙。", "二是丙。", "结语。"]
        assert field.cursor_location == (1, 4)


async def test_deleting_over_several_lines_leaves_no_ordinal_inside_a_line() -> None:
    async with desk(BODY, caret=(1, 3)) as (pilot, field):
        field.move_cursor((3, 0), select=True)
        await pilot.press("delete")
        assert field.lines == ["导语。", "一是甲丙。", "结语。"]


async def test_home_goes_to_the_text_first_and_then_before_the_ordinal() -> None:
    async with desk(BODY, caret=(2, 4)) as (pilot, field):
        await pilot.press("home")
        assert field.cursor_location == (2, 2)
        await pilot.press("home")
        assert field.cursor_location == (2, 0)


async def test_a_run_in_chain_numbers_itself_within_its_line() -> None:
    async with desk(RUN_IN, True, caret=(0, 8)) as (pilot, field):
        assert field.lines == ["有三点：一是甲；二是乙；三是丙。"]
        for _ in range(4):
            await pilot.press("delete")
        assert field.lines == ["有三点：一是甲；二是丙。"]
        assert field.run_in


async def test_a_heading_is_numbered_from_one_and_on_again_by_hand() -> None:
    body = (Heading("甲", 2), Paragraph("文。"), Heading("乙", 2), Paragraph("文。"), Heading("丙", 2))
    async with desk(body, caret=(2, 4)) as (_, field):
        assert field.restart() and list(field.lines)[::2] == ["（一）甲", "（一）乙", "（二）丙"]
        assert field.restart() and list(field.lines)[::2] == ["（一）甲", "（二）乙", "（三）丙"]
        field.move_cursor((0, 4))
        assert not field.restart()
        field.move_cursor((1, 0))
        assert not field.restart()


async def test_moving_takes_the_caret_along() -> None:
    async with desk(BODY, caret=(1, 3)) as (_, field):
        assert field.move(1)
        assert field.lines == ["导语。", "一是乙。", "二是甲。", "三是丙。", "结语。"]
        assert field.cursor_location == (2, 3)
        assert field.move(1) and not field.move(1)


# -- showing --------------------------------------------------------------------------------------------------


async def test_a_body_that_was_only_looked_at_is_given_back_as_it_was() -> None:
    odd = (Paragraph(""), Paragraph("一是只是文字"), Chain(("甲\n乙",)))
    async with desk(odd) as (pilot, field):
        await pilot.press("down", "end", "up", "home")
        assert field.body is odd
        assert isinstance(pilot.app, Desk) and pilot.app.told == []


async def test_showing_what_undo_gives_keeps_the_caret_at_the_change() -> None:
    async with desk(BODY, caret=(4, 2)) as (_, field):
        changed = (BODY[0], Chain(("甲。", "乙改。", "丙。")), BODY[2])
        field.show(changed, False)
        assert field.cursor_location == (4, 2)
        field.move_cursor((2, 3))
        field.show(BODY, False)
        assert field.cursor_location == (2, 3)


@pytest.mark.usefixtures("patched")
async def test_the_first_line_of_each_paragraph_is_indented_by_two_characters() -> None:
    async with desk((Paragraph("甲" * 60),)) as (pilot, field):
        rows = [field.render_line(y).text for y in range(2)]
        assert rows[0].startswith("    甲甲") and rows[1].startswith("甲甲")
        assert pilot.app.cursor_position == field.content_region.offset + Offset(4, 0)


async def test_a_field_is_never_wider_than_44_characters() -> None:
    app = Desk(Article("aaaaaa", "标题", (Paragraph("甲" * 100),)))
    async with app.run_test(size=(200, 30)) as pilot:
        await pilot.pause()
        assert app.manuscript.body_field.render_line(1).text.count("甲") == 44


# -- pasting --------------------------------------------------------------------------------------------------

WEB = "　　导语。\r\n\r\n　　一是甲。\r\n　　二是乙。\r\n　　三完善丙。\r\n"


async def test_a_pasted_article_is_read_and_repaired() -> None:
    async with desk(()) as (pilot, field):
        await paste(pilot, WEB)
        assert field.body == (Paragraph("导语。"), Chain(("甲。", "乙。", "完善丙。")))
        assert isinstance(pilot.app, Desk)
        told = [event for event in pilot.app.told if isinstance(event, BodyField.Pasted)]
        assert len(told) == 1 and len(told[0].remarks) == 1


async def test_pasted_measures_go_on_with_the_chain_they_are_pasted_in() -> None:
    async with desk(BODY, caret=(2, 4)) as (pilot, field):
        await paste(pilot, "\n一是新一。\n二是新二。\n")
        assert field.lines[1:-1] == ["一是甲。", "二是乙。", "三是新一。", "四是新二。", "五是丙。"]


async def test_measures_pasted_at_a_fresh_ordinal_replace_it() -> None:
    async with desk(BODY, caret=(2, 4)) as (pilot, field):
        await pilot.press("enter")
        await paste(pilot, "一是新一。\n二是新二。")
        assert field.lines[1:-1] == ["一是甲。", "二是乙。", "三是新一。", "四是新二。", "五是丙。"]


async def test_a_pasted_phrase_goes_where_the_caret_is_without_controls() -> None:
    async with desk(BODY, caret=(0, 1)) as (pilot, field):
        await paste(pilot, "新\x1b[31m\t的")
        assert field.lines[0] == "导新[31m 的语。"


async def test_an_article_pasted_into_the_title_fills_title_and_text() -> None:
    app = Desk(Article("aaaaaa"))
    async with app.run_test(size=(100, 30)) as pilot:
        app.manuscript.take_focus()
        await pilot.pause()
        await paste(pilot, "  [/附件]标题\n" + WEB)
        await pilot.pause()
        article = app.manuscript.current
        assert article is not None and article.title == "[/附件]标题"
        assert article.body == (Paragraph("导语。"), Chain(("甲。", "乙。", "完善丙。")))


async def test_up_and_down_go_between_title_and_text() -> None:
    async with desk(BODY) as (pilot, field):
        await pilot.press("up")
        await pilot.pause()
        assert isinstance(pilot.app, Desk) and pilot.app.manuscript.title_field.has_focus
        await pilot.press("down")
        await pilot.pause()
        assert field.has_focus


# -- whatever is typed ----------------------------------------------------------------------------------------

KEYS = ["left", "right", "up", "down", "home", "end", "shift+left", "shift+down", "ctrl+left", "ctrl+a"]
KEYS += ["enter", "enter", "backspace", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+x", "ctrl+v"]
TEXTS = [
    "一是",
    "二是",
    "，",
    "。",
    "十",
    "、",
    "（一）",
    "是",
    "措施",
    " ",
    "；",
    "一",
    "\n一是甲\n二是乙\n",
    "\n",
]


@pytest.mark.parametrize("seed", range(4))
async def test_the_field_shows_what_its_body_says_whatever_is_typed(seed: int) -> None:
    random = Random(seed)
    body, run_in = (RUN_IN, True) if seed % 2 else (BODY, False)
    async with desk(body, run_in) as (pilot, field):
        for _ in range(35):
            if random.random() < 0.4:
                await paste(pilot, random.choice(TEXTS))
            elif random.random() < 0.15:
                field.move(random.choice((-1, 1)))
            else:
                await pilot.press(random.choice(KEYS))
            if not field.has_focus:
                field.focus()
                await pilot.pause()
            row, column = field.cursor_location
            assert row < len(field.lines) and column <= len(field.lines[row])
            assert [line.text for line in render(field.body, field.run_in, ORDINALS)] == (
                [] if not field.body else field.lines
            )
