import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.archive.folding import fold, query_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＩ＋", "ai+"),
        ("DeepSeek", "deepseek"),
        ("１２３４５热线", "12345热线"),
        ("（试行）", "(试行)"),
        ("ΑΣ", "ας"),
    ],
)
def test_case_and_width_do_not_matter(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_a_place_in_the_folded_text_is_a_place_in_the_text(text):
    assert [fold(letter) for letter in text] == list(fold(text))


def test_a_query_is_its_different_words():
    assert query_words(" 床位　转介 床位\tＡＩ ") == ("床位", "转介", "ai")
