"""Each patch mends something that Textual as shipped gets wrong: both halves are tested.

A test named ``…_as_shipped`` that fails says that the installed Textual no longer needs the patch.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from threading import Event as ThreadEvent
from threading import Thread
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from textual import content, events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.document import _wrapped_document
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from editor.tui.patches import caret, driver, install, install_text_areas, keyboard, steps, wrapping
from editor.tui.patches.setter import Setter
from editor.tui.patches.steps import step_left, step_right, word_starts
from editor.tui.patches.wrapping import NOT_FIRST, NOT_LAST, line_breaks

PHRASE = "推动长三角一体化高质量发展"
SENTENCE = "第1条 为进一步“提质增效”，推动AI赋能产业（试点）——三省一市、共建共享……"


@pytest.fixture(autouse=True)
def patched() -> None:
    """Nothing: here each test says itself what is patched."""


@pytest.fixture
def set_(monkeypatch: pytest.MonkeyPatch) -> Setter:
    return lambda target, name, value: monkeypatch.setattr(target, name, value, raising=False)


class OneField(App[None]):
    """A screen with one field."""

    def __init__(self, field: TextArea | Input, value: str = "") -> None:
        super().__init__()
        self.field = field
        self.value = value

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        if isinstance(self.field, Input):
            self.field.value = self.value


# -- the keyboard ---------------------------------------------------------------------------------------------


def kitty(text: str) -> str:
    """A committed phrase as terminals with the kitty protocol send it."""
    return f"\x1b[32;;{':'.join(str(ord(character)) for character in text)}u"


def typed(*chunks: str) -> str:
    """The characters that a field gets from what the terminal sends."""
    parser = XTermParser(False)
    tokens = [token for chunk in chunks for token in parser.feed(chunk)]
    return "".join(_text(token) for token in tokens)


def _text(token: Message) -> str:
    if isinstance(token, events.Paste):
        return token.text
    return token.character or "" if isinstance(token, events.Key) and token.is_printable else ""


@pytest.mark.skipif(find_spec("termios") is None, reason="the driver is that of Linux and macOS")
def test_the_kitty_protocol_is_not_asked_for(set_: Setter) -> None:
    from textual.drivers import linux_driver

    shipped = linux_driver.KITTY_REPORT_ALL_KEYS
    keyboard.plain_text_from_input_method(set_)
    assert shipped != 0
    assert (
        linux_driver.KITTY_DISAMBIGUATE_ESCAPE_CODES
        | linux_driver.KITTY_REPORT_ALL_KEYS
        | linux_driver.KITTY_REPORT_ASSOCIATED_TEXT
    ) == 0


@pytest.mark.parametrize("length", [1, 5, 13])
def test_a_phrase_in_one_sequence_arrives_whole(set_: Setter, length: int) -> None:
    keyboard.longer_sequences(set_)
    assert typed(kitty(PHRASE[:length])) == PHRASE[:length]


def test_a_phrase_in_one_sequence_is_garbled_as_shipped() -> None:
    assert typed(kitty(PHRASE[:5])) != PHRASE[:5]


@pytest.mark.parametrize("length", [5, 20, 60])
def test_a_committed_phrase_is_one_paste(set_: Setter, length: int) -> None:
    phrase = (PHRASE * 5)[:length]
    keyboard.bursts_are_pastes(set_)
    tokens = list(XTermParser(False).feed(phrase))
    assert [type(token) for token in tokens] == [keyboard.Burst]
    assert typed(phrase) == phrase


def test_a_burst_is_taken_by_whatever_takes_a_paste_and_knows_whether_a_hand_sent_it(set_: Setter) -> None:
    keyboard.bursts_are_pastes(set_)
    assert keyboard.Burst.handler_name == events.Paste.handler_name
    for text, typed in ((PHRASE, True), (PHRASE + "\r" + PHRASE, True), (PHRASE * 40, False)):
        parser = XTermParser(False)
        (burst,) = [*parser.feed(text), *parser.feed("")]
        assert isinstance(burst, keyboard.Burst) and burst.typed is typed


def test_a_line_feed_is_enter(set_: Setter) -> None:
    (shipped,) = XTermParser(False).feed("\n")
    assert isinstance(shipped, events.Key) and shipped.key == "ctrl+j"
    keyboard.line_feed_is_enter(set_)
    (key,) = XTermParser(False).feed("\n")
    assert isinstance(key, events.Key) and key.key == "enter"


COLOURED = "怪字：\x07\x1b[31m红\x1b[0m\x1b和\t表\n\x1b[200~尾" + PHRASE * 100


def test_an_escape_in_a_paste_is_keys_as_shipped(set_: Setter) -> None:
    keyboard.longer_sequences(set_)
    tokens = list(XTermParser(False).feed(f"\x1b[200~{COLOURED}\x1b[201~"))
    assert any(isinstance(token, events.Key) for token in tokens)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64, 4096])
def test_an_escape_in_a_paste_is_left_out(set_: Setter, size: int) -> None:
    keyboard.longer_sequences(set_)
    keyboard.escapes_in_pastes_are_no_keys(set_)
    parser = XTermParser(False)
    read = f"甲\x1b[200~{COLOURED}\x1b[201~乙\x1b[A\x1b[200~丙\x1b[201~"
    tokens = [token for at in range(0, len(read), size) for token in parser.feed(read[at : at + size])]
    keys = [token.key for token in tokens if isinstance(token, events.Key)]
    pastes = [token.text for token in tokens if isinstance(token, events.Paste)]
    assert keys == ["甲", "乙", "up"]
    assert pastes == ["怪字：\x07红和\t表\n尾" + PHRASE * 100, "丙"]


def test_the_end_of_the_input_is_passed_on(set_: Setter) -> None:
    ended: list[str] = []
    set_(XTermParser, "feed", lambda self, data: ended.append(data) or ())
    keyboard.escapes_in_pastes_are_no_keys(set_)
    parser = XTermParser(False)
    for data in ("\x1b[200~甲", "\x1b", ""):
        list(parser.feed(data))
    assert ended == ["\x1b[200~甲", ""]


def test_a_committed_phrase_is_many_keys_as_shipped() -> None:
    assert len(list(XTermParser(False).feed(PHRASE))) == len(PHRASE)


def test_one_key_and_enter_stay_keys(set_: Setter) -> None:
    keyboard.bursts_are_pastes(set_)
    keys = [token.key for token in XTermParser(False).feed("a") if isinstance(token, events.Key)]
    keys += [token.key for token in XTermParser(False).feed("\r") if isinstance(token, events.Key)]
    assert keys == ["a", "enter"]


def test_a_phrase_and_enter_are_a_paste_and_enter(set_: Setter) -> None:
    keyboard.bursts_are_pastes(set_)
    tokens = list(XTermParser(False).feed("好的\r"))
    assert isinstance(tokens[0], events.Paste) and tokens[0].text == "好的"
    assert isinstance(tokens[1], events.Key) and tokens[1].key == "enter"


def test_an_unbracketed_paste_in_many_reads_is_one_paste_with_its_line_breaks(
    set_: Setter, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\r".join([PHRASE * 4] * 200)
    clock = iter(range(1000))
    monkeypatch.setattr(keyboard, "monotonic", lambda: next(clock))
    keyboard.bursts_are_pastes(set_)
    parser = XTermParser(False)
    tokens: list[Message] = []
    for start in range(0, len(text), 1024):
        tokens += parser.feed(text[start : start + 1024])
    tokens += parser.tick()  # the clock has gone on
    assert [type(token) for token in tokens] == [keyboard.Burst]
    assert isinstance(tokens[0], events.Paste) and tokens[0].text == text.replace("\r", "\n")


def test_a_long_paste_stays_one_where_reading_it_takes_longer_than_the_quiet(
    set_: Setter, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    def slow_feed(
        self: XTermParser, data: str, read: Callable[..., Iterable[Message]] = XTermParser.feed
    ) -> Iterable[Message]:
        nonlocal now
        yield from read(self, data)
        now += 1.0

    set_(XTermParser, "feed", slow_feed)
    monkeypatch.setattr(keyboard, "monotonic", lambda: now)
    keyboard.bursts_are_pastes(set_)
    parser = XTermParser(False)
    tokens: list[Message] = []
    for _ in range(5):
        tokens += parser.feed(PHRASE * 50)
        tokens += parser.tick()  # the driver asks after each read
    now += 1.0
    tokens += parser.tick()
    assert [type(token) for token in tokens] == [keyboard.Burst]


def test_keys_between_pastes_keep_their_order(set_: Setter) -> None:
    keyboard.bursts_are_pastes(set_)
    tokens = list(XTermParser(False).feed("甲乙\x1b[A丙丁"))
    assert [type(token).__name__ for token in tokens] == ["Burst", "Key", "Burst"]


# -- the terminal as a device ---------------------------------------------------------------------------------

GBK = "长三角\r".encode("gbk")
posix = pytest.mark.skipif(find_spec("termios") is None, reason="the driver is that of Linux and macOS")


@posix
def test_bytes_that_are_not_utf_8_are_read(set_: Setter) -> None:
    from textual.drivers import linux_driver

    with pytest.raises(UnicodeDecodeError):
        linux_driver.getincrementaldecoder("utf-8")().decode(GBK)
    driver.any_bytes(set_)
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert "�" in (read := decode(GBK)) and read.endswith("\r")
    assert decode("要".encode()[:2]) + decode("要".encode()[2:]) == "要"
    with pytest.raises(EOFError):
        decode(b"")


@posix
@pytest.mark.parametrize("announced", [False, True])
def test_one_reader_reads_whatever_stopped_the_process(
    set_: Setter, monkeypatch: pytest.MonkeyPatch, announced: bool
) -> None:
    from textual.drivers.linux_driver import LinuxDriver

    class Driver(LinuxDriver):
        def __init__(self) -> None:
            self.done: list[str] = []
            self._auto_restart, self._must_signal_resume = True, announced
            self._mouse = True
            self._loop = SimpleNamespace(call_soon_threadsafe=self.soon)
            self._key_thread = Thread(target=gone.wait)
            self._app = SimpleNamespace(call_later=lambda *_, **__: None, refresh=None)

        def soon(self, act: Callable[..., object], *given: object) -> None:
            assert self.done == []  # nothing is done inside the handler
            act(*given)

        def write(self, data: str) -> None:
            self.done.append("written")

        def resume_application_mode(self) -> None:
            self.done.append("resumed")

    monkeypatch.setattr("os.kill", lambda *_: None)
    gone = ThreadEvent()
    at_work = Driver()
    at_work._key_thread.start()
    try:
        at_work._sigcont_application()
        assert at_work.done == ["resumed"]  # as shipped: a second reader, if the stop was not announced
        driver.one_reader(set_)
        at_work.done.clear()
        at_work._sigcont_application()
        assert set(at_work.done) == {"resumed" if announced else "written"}
    finally:
        gone.set()
        at_work._key_thread.join()
    at_work._must_signal_resume = False
    at_work.done.clear()
    at_work._sigcont_application()
    assert at_work.done == []  # it is over: nobody reads, and nothing is taken again


@posix
def test_what_ends_the_reader_ends_the_program_as_an_error(set_: Setter) -> None:
    from textual.drivers.linux_driver import LinuxDriver

    class Driver(LinuxDriver):
        def __init__(self) -> None:
            self.given: list[Callable[[], object]] = []
            self._app = SimpleNamespace(call_later=self.given.append)

        def run_input_thread(self) -> None:
            raise EOFError("the terminal has gone")

    driver.failures_of_the_reader_are_told(set_)
    at_work = Driver()
    at_work._run_input_thread()
    with pytest.raises(EOFError):
        at_work.given[0]()


# -- lines ----------------------------------------------------------------------------------------------------


def pieces(text: str, breaks: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *breaks, len(text)])]


@pytest.mark.parametrize("width", range(8, 60))
def test_lines_keep_marks_where_they_belong(width: int) -> None:
    rows = pieces(SENTENCE * 3, line_breaks(SENTENCE * 3, width))
    assert all(cell_len(row.rstrip()) <= width for row in rows)
    assert all(row[0] not in NOT_FIRST for row in rows[1:])
    assert all(row[-1] not in NOT_LAST for row in rows[:-1])
    assert not any(row.endswith("—") and after.startswith("—") for row, after in pairwise(rows))


def test_lines_are_filled_past_a_blank(set_: Setter) -> None:
    wrapping.wrap_text_areas(set_)
    text = "第1条 " + PHRASE * 4
    breaks = _wrapped_document.compute_wrap_offsets(text, 40, 4)
    assert breaks and breaks[0] > 15


def test_lines_break_at_the_first_blank_as_shipped() -> None:
    assert _wrapped_document.compute_wrap_offsets("第1条 " + PHRASE * 4, 40, 4)[0] == 4


def test_labels_are_broken_as_chinese_is(set_: Setter) -> None:
    wrapping.wrap_content(set_)
    rows = [str(row).rstrip() for row in Content(SENTENCE).wrap(20)]
    assert "".join(rows).replace(" ", "") == SENTENCE.replace(" ", "")
    assert all(row[0] not in NOT_FIRST for row in rows)
    assert cell_len(rows[0]) > 16


def test_labels_begin_lines_with_closing_marks_as_shipped() -> None:
    assert content.divide_line("一二三四五，六七", 10) == [5]


# -- words ----------------------------------------------------------------------------------------------------


def test_a_step_is_a_word_and_not_a_clause() -> None:
    line = "推动长三角一体化的AI产业，发展到2027年。"
    words = pieces(line, word_starts(line)[1:])
    assert words == ["推动", "长三角", "一体化", "的", "AI", "产业", "，", "发展", "到", "2027", "年", "。"]


def test_steps_left_and_right_meet_at_the_same_places() -> None:
    forward, at = [], 0
    while at < len(SENTENCE):
        at = step_right(SENTENCE, at)
        forward.append(at)
    backward = []
    while at > 0:
        at = step_left(SENTENCE, at)
        backward.append(at)
    assert forward[:-1] == backward[-2::-1]


async def test_word_steps_in_fields(set_: Setter) -> None:
    steps.word_steps_in_text_areas(set_)
    steps.word_steps_in_inputs(set_)
    area = TextArea(PHRASE)
    async with OneField(area).run_test() as pilot:
        await pilot.press("ctrl+right")
        assert area.cursor_location == (0, 2)
        await pilot.press("ctrl+right", "ctrl+w")
        assert area.text == PHRASE.replace("长三角", "", 1)
    field = Input()
    async with OneField(field, PHRASE).run_test() as pilot:
        await pilot.press("end", "ctrl+w")
        assert field.value == PHRASE.removesuffix("发展")


async def test_word_steps_take_a_whole_clause_as_shipped() -> None:
    area = TextArea(PHRASE)
    async with OneField(area).run_test() as pilot:
        await pilot.press("ctrl+right")
        assert area.cursor_location == (0, len(PHRASE))


# -- the caret ------------------------------------------------------------------------------------------------


async def undo_a_long_paste() -> None:
    area = TextArea("开头", soft_wrap=True)
    async with OneField(area).run_test(size=(40, 10)) as pilot:
        area.move_cursor((0, 2))
        pilot.app.post_message(events.Paste("\n".join([PHRASE * 10] * 40)))
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert area.text == "开头"


async def test_undoing_a_long_paste_keeps_the_caret_in_the_text(set_: Setter) -> None:
    caret.clamp_after_undo(set_)
    await undo_a_long_paste()


async def test_undoing_a_long_paste_crashes_as_shipped() -> None:
    with pytest.raises((IndexError, ValueError, KeyError)):
        await undo_a_long_paste()


@pytest.fixture
def following(set_: Setter) -> Iterator[None]:
    caret.follow_the_caret(set_)
    yield


@pytest.mark.usefixtures("following")
async def test_the_input_method_finds_the_caret_at_the_end_of_a_field() -> None:
    field = Input(select_on_focus=False)
    async with OneField(field, "中文").run_test() as pilot:
        await pilot.press("end")
        assert pilot.app.cursor_position == field.content_region.offset + Offset(4, 0)


async def test_the_caret_at_the_end_of_a_field_is_one_off_as_shipped() -> None:
    field = Input(select_on_focus=False)
    async with OneField(field, "中文").run_test() as pilot:
        await pilot.press("end")
        assert field.cursor_screen_offset == field.content_region.offset + Offset(5, 0)


class Form(App[None]):
    """A field on a page that scrolls."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("\n" * 3)
            yield Input(select_on_focus=False)
            yield Static("\n" * 40)


async def scrolled() -> tuple[Offset, Offset]:
    """Where the application believes the caret to be after a scroll, and where it is."""
    async with Form().run_test(size=(40, 20)) as pilot:
        field = pilot.app.query_one(Input)
        field.focus()
        await pilot.pause()
        pilot.app.query_one(VerticalScroll).scroll_to(y=3, animate=False)
        await pilot.pause()
        return pilot.app.cursor_position, field.content_region.offset


@pytest.mark.usefixtures("following")
async def test_the_input_method_follows_a_scroll() -> None:
    believed, real = await scrolled()
    assert believed == real


async def test_the_caret_is_stale_after_a_scroll_as_shipped() -> None:
    believed, real = await scrolled()
    assert believed != real


async def test_the_terminal_cursor_is_shown_in_a_field_and_hidden_elsewhere(set_: Setter) -> None:
    caret.follow_the_caret(set_)
    caret.show_the_caret(set_)
    field = Input()
    app = OneField(field)
    async with app.run_test() as pilot:
        written: list[str] = []
        driver = app._driver
        assert driver is not None
        set_(driver, "write", written.append)
        set_(type(driver), "is_headless", property(lambda self: False))
        field.focus()
        await pilot.pause()
        app._begin_update()
        app._end_update()
        assert [w for w in written if w in ("\x1b[?25h", "\x1b[?25l")][-1] == "\x1b[?25h"
        app.screen.set_focus(None)
        app._begin_update()
        app._end_update()
        assert [w for w in written if w in ("\x1b[?25h", "\x1b[?25l")][-1] == "\x1b[?25l"
        set_(type(driver), "is_headless", property(lambda self: True))


def test_all_patches_go_in_and_out(set_: Setter, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = XTermParser.feed, TextArea._recompute_cursor_offset, content.divide_line
    install(set_)
    assert XTermParser.feed is not shipped[0] and content.divide_line is not shipped[2]
    install_text_areas(set_)
    assert TextArea._recompute_cursor_offset is not shipped[1]
    monkeypatch.undo()
    assert (XTermParser.feed, TextArea._recompute_cursor_offset, content.divide_line) == shipped
