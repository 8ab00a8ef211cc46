"""What the archive knows of how words go together in print."""

from dataclasses import replace

from editor.archive.phrases import phrases_in, usual_phrases, was_printed
from tests.archive.conftest import article, issue


def one(number: int, text: str):
    return issue(number, [article("稿件", text)])


def usual(shelf) -> list[str]:
    shelf.index.refresh()
    return shelf.index.ask(lambda connection: list(usual_phrases(connection)))


def test_a_phrase_is_two_words_of_two_characters_side_by_side():
    assert "帮扶评价" in phrases_in("开展帮扶评价。")
    assert not any("。" in phrase for phrase in phrases_in("开展帮扶。评价结果。"))


def test_a_phrase_is_usual_once_three_articles_have_it(shelf):
    shelf.write(one(1, "开展帮扶评价。"), one(2, "完善帮扶评价。"))
    assert usual(shelf) == []
    shelf.write(one(3, "试行帮扶评价。"))
    assert usual(shelf) == ["帮扶评价"]


def test_an_issue_that_changes_or_goes_is_counted_out(shelf):
    shelf.write(*(one(number, "开展帮扶评价。") for number in (1, 2, 3, 4)))
    assert "帮扶评价" in usual(shelf)
    shelf.write(one(3, "开展结对活动。"))
    (shelf.folder / "2025-04.toml").unlink()
    assert "帮扶评价" not in usual(shelf)


def test_spares_teach_nothing(shelf):
    spare = article("备用", "开展帮扶评价。", id="bbbbbb")
    shelf.write(*(replace(one(number, "正文。"), spares=(spare,)) for number in (1, 2, 3)))
    assert usual(shelf) == []
    assert not shelf.index.ask(lambda connection: was_printed(connection, "帮扶评价", "2025-09"))


def test_the_index_made_anew_knows_the_same(shelf):
    shelf.write(*(one(number, "开展帮扶评价。") for number in (1, 2, 3)))
    before = usual(shelf)
    shelf.index.close()
    shelf.file.unlink()
    shelf.reopen()
    assert usual(shelf) == before != []


def test_an_issue_does_not_vouch_for_itself(shelf):
    shelf.write(one(1, "完善考合体系。"))
    shelf.index.refresh()
    ask = shelf.index.ask
    assert ask(lambda connection: was_printed(connection, "考合体系", "2025-02"))
    assert not ask(lambda connection: was_printed(connection, "考合体系", "2025-01"))
    assert not ask(lambda connection: was_printed(connection, "考核体系", "2025-02"))
