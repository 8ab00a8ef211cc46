"""Where words of the language begin and end."""

import pytest

from editor.manuscript.dictionary import (
    crosses,
    is_made_of_words,
    is_seam,
    is_word,
    joins_words,
    stands_alone,
    two_character_words,
)


def place(marked: str) -> tuple[str, int, int]:
    """A text, and where the stretch between ｜ and ｜ begins and ends (or the one place of ｜)."""
    before, *rest = marked.split("｜")
    text = before + "".join(rest)
    return text, len(before), len(before) + (len(rest[0]) if len(rest) > 1 else 0)


def test_words_are_of_two_and_three_characters():
    assert is_word("产业")
    assert is_word("图书馆")
    assert not is_word("业产")
    assert not is_word("产")
    assert not is_word("")
    words = two_character_words()
    assert "产业" in words
    assert {len(word) for word in words} == {2}
    assert all(map(is_word, words))


@pytest.mark.parametrize(
    ("marked", "crossed"),
    [
        ("一批｜露营地", False),
        ("一批露｜营地", True),  # 露营
        ("健康｜产业", False),
        ("健康产｜业链", True),
        ("｜产业", False),
        ("产业｜", False),
        ("图书｜馆", True),
        ("图｜书馆", True),
    ],
)
def test_a_word_that_runs_over_an_edge_crosses_it(marked, crossed):
    text, edge, _ = place(marked)
    assert crosses(text, edge) is crossed


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", True),
        ("产业", True),
        ("产业发展", True),
        ("图书馆", True),
        ("图书馆产业", True),
        ("产业图书馆", True),
        ("产", False),
        ("产业发", False),
        ("业产", False),
        ("产业业产", False),
    ],
)
def test_what_is_made_of_words(text, made):
    assert is_made_of_words(text) is made


@pytest.mark.parametrize(
    ("marked", "joined"),
    [
        ("｜健权｜", True),
        ("推动｜健权｜机制", True),
        ("，｜健权｜。", True),
        ("和｜健权｜的", True),  # words of one character
        ("图书馆｜健权｜图书馆", True),
        ("产｜业健｜机制", False),  # 产业 runs over the edge
        ("推动｜健机｜制", False),
        ("囧｜健权｜机制", False),  # no word beside it
        ("推动｜健权｜囧", False),
        ("某市｜健权｜机制", True),  # 市 before it
        ("推动｜健权｜市囧", False),  # 市 behind it is no word
    ],
)
def test_a_stretch_stands_between_words(marked, joined):
    assert joins_words(*place(marked)) is joined


@pytest.mark.parametrize(
    ("marked", "seam"),
    [
        ("推动｜产业", True),  # 动产 runs over it, but 推动 ends and 产业 begins
        ("动｜产登记", False),
        ("推动｜产", False),
        ("甲｜乙", True),
        ("图书馆｜", True),
    ],
)
def test_a_seam_is_where_words_may_part(marked, seam):
    text, edge, _ = place(marked)
    assert is_seam(text, edge) is seam


@pytest.mark.parametrize(
    ("marked", "alone"),
    [
        ("健全｜运行｜机制", True),
        ("推动｜产业｜发展", True),
        ("推｜动产｜业", False),
        ("，｜动产｜。", True),
        ("｜动产｜业", False),
        ("推｜动产｜", False),
    ],
)
def test_a_stretch_stands_alone_if_no_word_runs_over_its_edges(marked, alone):
    assert stands_alone(*place(marked)) is alone
