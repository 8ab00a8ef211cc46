"""The tables of the index, and what each row says."""

from __future__ import annotations

from editor.archive.grams import TOKENIZER

VERSION = 3
"""Counts the changes to tables, folding, tokens and shingles: an index of another version is thrown away."""

TITLE_WEIGHT = 10.0
"""How much more a word in the title says about an article than one in its body."""

_HASH_BYTES = 64_000_000
"""Memory in which FTS5 collects before it writes; its own 1 MB makes the first index take half as long again."""

# meta: seal (see database.py), edition (version and places list; another edition starts anew).
#
# file: every .toml in issues/, named without that ending, as it was when last looked at. size, modified and changed
# (nanoseconds) tell whether it is still the same, once it has settled; until then its digest does. problem: why it
# is not in the index, or empty. issue and year are what an issue says of itself, whatever its file is called.
#
# article: id grows from the newest article to the oldest, so that the order of ids is "newest first".
# issue is the id that its issue says, file the name of its file, section is NULL for a spare, letters are those of
# the title (folding.py), region is the one of its first place (places.py).
#
# phrase: in how many articles that were printed two words stand beside each other (phrases.py).
#
# body: the texts of the body separated by \n; a line break inside one is \v.
STATEMENTS = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    """CREATE TABLE file (
        name TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, settled INTEGER, digest BLOB,
        problem TEXT, issue TEXT, year INTEGER) WITHOUT ROWID""",
    """CREATE TABLE article (
        id INTEGER PRIMARY KEY, file TEXT, issue TEXT, year INTEGER, date TEXT, section TEXT, article TEXT, title TEXT,
        letters TEXT, region TEXT, characters INTEGER)""",
    "CREATE INDEX article_by_letters ON article (letters)",
    "CREATE INDEX article_by_file ON article (file)",
    "CREATE INDEX article_by_issue ON article (issue)",
    "CREATE TABLE place (article INTEGER, name TEXT, PRIMARY KEY (article, name)) WITHOUT ROWID",
    "CREATE TABLE phrase (words TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID",
    "CREATE TABLE body (id INTEGER PRIMARY KEY, text TEXT)",
    f"CREATE VIRTUAL TABLE word USING fts5 (title, body, content='', prefix=1, {TOKENIZER})",
    f"INSERT INTO word (word, rank) VALUES ('rank', 'bm25({TITLE_WEIGHT}, 1.0)')",
    f"INSERT INTO word (word, rank) VALUES ('hashsize', {_HASH_BYTES})",
    # Asked for one shingle at a time: neither positions nor lengths are needed.
    f"CREATE VIRTUAL TABLE shingle USING fts5 (text, content='', detail=none, columnsize=0, {TOKENIZER})",
    f"INSERT INTO shingle (shingle, rank) VALUES ('hashsize', {_HASH_BYTES})",
)
