"""What the index is given of a text, and how a word is asked for."""

import sqlite3

import pytest

from editor.archive.grams import TOKENIZER, expression, pairs, token


@pytest.mark.parametrize(
    ("text", "written"),
    [("", ""), ("市", "市  "), ("上海市", "上海 海市 市  "), ("a b", "a   b b  "), ("𠮷a", "𠮷a a  ")],
)
def test_a_text_is_written_as_its_pairs(text, written):
    assert pairs(text) == written
    assert pairs(text).split() == written.split()


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["市"], '"市"*'),
        (["上海"], '"上海"'),
        (["上海市"], '"上海 海市"'),
        (["上海", "市"], '"上海" AND "市"*'),
        (['"'], '""""*'),
        (['a"b'], '"a"" ""b"'),
    ],
)
def test_a_word_is_asked_for_as_its_pairs_in_a_row(words, asked):
    assert expression(words) == asked


def test_a_token_is_quoted():
    assert token("上海市政府") == '"上海市政府"'
    assert token('"') == '""""'


@pytest.mark.parametrize("sign", [chr(code) for code in range(0x21, 0x7F)] + list("，。“”、《》—…"))
def test_every_sign_that_can_be_seen_can_be_searched_for(sign):
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE word USING fts5 (text, prefix=1, {TOKENIZER})")
    for text in (f"甲{sign}乙", f"{sign}甲乙", "甲 乙"):
        connection.execute("INSERT INTO word VALUES (?)", (pairs(text.casefold()),))
    for word, rows in ((sign, [1, 2]), (f"甲{sign}", [1]), (f"{sign}乙", [1]), (f"{sign}甲乙", [2])):
        found = connection.execute(
            "SELECT rowid FROM word WHERE word MATCH ?", (expression([word.casefold()]),)
        )
        assert [row for (row,) in found] == rows
    connection.close()
