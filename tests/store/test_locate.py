"""Line and column of a path of keys, in every shape that TOML has."""

import pytest

from editor.store.values import comments, locate

TEXT = '''\
# [a]
plain = 1
"quoted.key" = 2
dotted . inner = 3
text = """
plain = 4
[a]
"""
literal = \'\'\'
[[list]]\'\'\'
inline = { one = 1, two = [ { three = 3 } ] }
array = [
  1, # ]
  [ "]", "}" ],
  { x = "#" },
]

[a]
key = 1

  [a . b]
  key = 2

[[list]]
name = "first"
  [[list.rows]]
  id = 1
  [[list.rows]]
  id = 2
    [list.rows.deep]
    key = 3
[[list]]
name = "second"
  [[list.rows]]
  id = 3
[list.meta]
key = 4
'''

PLACES = {
    ("plain",): (2, 9),
    ("quoted.key",): (3, 16),
    ("dotted", "inner"): (4, 18),
    ("dotted",): (4, 1),
    ("text",): (5, 8),
    ("literal",): (9, 11),
    ("inline",): (11, 10),
    ("inline", "one"): (11, 18),
    ("inline", "two", 0, "three"): (11, 39),
    ("array",): (12, 9),
    ("array", 0): (13, 3),
    ("array", 1, 1): (14, 10),
    ("array", 2, "x"): (15, 9),
    ("a",): (18, 2),
    ("a", "key"): (19, 7),
    ("a", "b", "key"): (22, 9),
    ("list", 0): (24, 3),
    ("list", 0, "rows", 1, "id"): (29, 8),
    ("list", 0, "rows", 1, "deep", "key"): (31, 11),
    ("list", 1, "name"): (33, 8),
    ("list", 1, "rows", 0, "id"): (35, 8),
    ("list", 1, "meta", "key"): (37, 7),
}

MISSING = {
    ("nowhere",): (1, 1),
    (): (1, 1),
    ("a", "missing"): (18, 2),
    ("list", 1, "missing"): (32, 3),
    ("list", 0, "rows", 1, "missing", "deeper"): (28, 5),
    ("inline", "two", 0, "missing"): (11, 29),
}


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_value_is_found(path, newline):
    assert locate(TEXT.replace("\n", newline), path) == PLACES[path]


@pytest.mark.parametrize("path", MISSING)
def test_what_is_missing_is_where_it_should_have_been(path):
    assert locate(TEXT, path) == MISSING[path]


def test_columns_count_characters():
    assert locate('title = ["😀", "要"]', ("title", 1)) == (1, 15)


@pytest.mark.parametrize(
    "value",
    [
        '""',
        '""""""',
        '"""a"b""c"""',
        '"""two quotes before the end"""""',
        '"""\\""""',
        '"""back\\\\"""',
        "''",
        "''''''",
        "'''it's '' so'''''",
        "'\\'",
        '"\\\\"',
        '"\\""',
        "2025-07-25 10:00:00",
        "2025-07-25",
        "-1_000.5e+3",
        "[]",
        "[ ]",
        "[1,]",
        "{}",
        "{ a.b = 1, 'c]' = [ 2 ] }",
        "[\n# ]\n1 # ,\n, # 2\n]",
    ],
)
def test_a_value_ends_where_it_ends(value):
    assert locate(f"first = {value} # it's\nsecond = 1", ("second",)) == (value.count("\n") + 2, 10)


def test_comments_are_told_from_strings():
    assert comments("# one \na = \"# no\" # two\r\nb = '''\n# no\n''' #\n") == ["# one", "# two", "#"]
