"""What must hold for every issue, every file and every edit."""

import tomllib
from dataclasses import replace
from random import Random
from tomllib._parser import parse_value  # reads one value, wherever it stands

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.errors import FileFormatError
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    add_article,
    add_section,
    join_articles,
    move_article,
    move_section,
    new_id,
    park_article,
    remove_article,
    remove_section,
    rename_section,
    replace_article,
    split_article,
    step_article,
    step_article_section,
)
from editor.store.chunks import cut
from editor.store.issue_file import dump_issue, load_issue, parse_issue, save_issue
from editor.store.order import units_of
from editor.store.values import locate
from tests.store.annotated import COMMENT, UNKNOWN, annotate
from tests.store.shapes import oddly
from tests.store.test_load import GOOD
from tests.strategies import articles, issues, texts

quick = settings(suppress_health_check=list(HealthCheck))
randoms = st.integers(0, 2**32).map(Random)


def change_text(block, random):
    match block:
        case Chain(measures) if measures:
            place = random.randrange(len(measures))
            return Chain((*measures[:place], measures[place] + "改", *measures[place + 1 :]))
        case Heading(text, level, restart):
            return Heading(
                text + "改", random.choice((level, 5 - level)), random.choice((restart, not restart))
            )
        case Paragraph(text):
            return Paragraph("改" + text)
    return block


def change_body(body, random):
    """A body changed without dropping an item: one text, an item more, an item elsewhere, an item more inside."""
    items = list(body)
    how = random.randrange(4)
    if not items or how == 0:
        items.insert(
            random.randint(0, len(items)), random.choice((Paragraph("新段"), Chain(("新一", "新二"))))
        )
        return tuple(items)
    place = random.randrange(len(items))
    block = items.pop(place)
    if how == 1:
        items.insert(random.randint(0, len(items)), block)
        return tuple(items)
    if how == 2 and isinstance(block, Chain):
        measures = list(block.measures)
        measures.insert(random.randint(0, len(measures)), "插入一项")
        random.shuffle(measures)
        block = Chain(tuple(measures))
    else:
        block = change_text(block, random)
    return (*items[:place], block, *items[place:])


def changed(issue: Issue, random: Random, *, removing: bool) -> Issue:
    """One operation that a person could have done, the issue itself if it does not apply."""
    ids = sorted(issue.ids)
    sections = len(issue.sections)
    room = random.choice([None, *range(sections)])
    place = Place(room, random.randint(0, len(issue.articles_in(room))))
    one = issue.article(random.choice(ids)) if ids else None
    kinds = ["masthead", "add section", "add"]
    kinds += ["rename", "move section"] * bool(sections)
    kinds += ["move", "step", "hop", "park", "fields", "body", "body"] * bool(one)
    if removing:
        kinds += (
            ["remove", "split"] * bool(one) + ["join"] * (len(ids) > 1) + ["remove section"] * bool(sections)
        )
    match random.choice(kinds):
        case "masthead":
            other = random.choice((None, 77))
            changed = replace(issue, title=issue.title + "改", total=other, number=random.randint(1, 9))
            more = {
                "number_to": random.choice((None, 12)),
                "editor": random.choice(("", "某")),
                "copies": "8",
            }
            own = random.choice(((), (("phone", "9"),), (("phone", "8"), ("新", "值")), issue.extra))
            return replace(changed, **more, extra=own)
        case "add section":
            return add_section(issue, f"新栏目{random.randrange(9)}", random.randint(0, sections))
        case "add":
            return add_article(issue, Article(new_id(issue.ids), "新稿", (Chain(("一", "二")),)), place)
        case "rename":
            return rename_section(issue, random.randrange(sections), "改名" + str(random.randrange(9)))
        case "move section":
            return move_section(issue, random.randrange(sections), random.randrange(sections))
        case "move":
            return move_article(issue, one.id, place)
        case "step":
            return step_article(issue, one.id, random.choice((-1, 1)))
        case "hop":
            return step_article_section(issue, one.id, random.choice((-1, 1)))
        case "park":
            return park_article(issue, one.id)
        case "fields":
            words = random.choice(("", "新", "两行\n备注"))
            accept = random.choice(((), (*one.accept, "c: d")))
            new = replace(one, title="题" + words.strip("\n")[:1], source=words, note=words, accept=accept)
            new = replace(
                new, unit=words.strip("\n")[:1], editor_note=words, attachments=(*one.attachments, "新附件")
            )
            return replace_article(issue, replace(new, run_in=not one.run_in))
        case "body":
            return replace_article(issue, replace(one, body=change_body(one.body, random)))
        case "remove":
            return remove_article(issue, one.id)
        case "split":
            second = Article(new_id(issue.ids), "后半", one.body[1:])
            return split_article(issue, one.id, one.body[:1], second)
        case "join":
            first, second = random.sample(ids, 2)
            body = issue.article(first).body + issue.article(second).body
            return join_articles(issue, first, second, body, run_in=random.random() < 0.5)
        case "remove section":
            return remove_section(issue, random.randrange(sections))


def in_manner(text: str, random: Random) -> bytes:
    """The bytes of a file with some line ends, byte order mark and end."""
    if random.random() < 0.3:
        text = text.removesuffix("\n")
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if random.random() < 0.3 else b"") + text.encode()


def unknown_of_articles(data: bytes) -> dict[str, str]:
    """The unknown keys of each article, by its id."""
    tables = tomllib.loads(data.decode("utf-8-sig"))
    rows = [row for section in tables.get("section", []) for row in section.get("article", [])]
    return {
        row["id"]: repr({key: value for key, value in row.items() if UNKNOWN.match(key)})
        for row in [*rows, *tables.get("spare", [])]
    }


@given(issues())
@quick
def test_what_is_dumped_loads_as_it_was(issue):
    assert parse_issue(dump_issue(issue).encode(), "期次") == issue


@given(issues(), randoms)
@quick
def test_an_unchanged_issue_is_saved_as_the_same_bytes(tmp_path_factory, issue, random):
    path = tmp_path_factory.mktemp("same") / "期.toml"
    data = in_manner(annotate(dump_issue(issue), random), random)
    path.write_bytes(data)
    before = path.stat()
    assert load_issue(path) == issue
    assert save_issue(path, issue) == data
    assert path.read_bytes() == data
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@given(issues(), randoms)
@quick
def test_every_comment_and_unknown_key_survives_edits_that_drop_nothing(tmp_path_factory, issue, random):
    path = tmp_path_factory.mktemp("edits") / "期.toml"
    data = in_manner(annotate(dump_issue(issue), random), random)
    path.write_bytes(data)
    for _ in range(3):
        issue = changed(issue, random, removing=False)
        saved = save_issue(path, issue)
        assert saved == path.read_bytes()
        assert load_issue(path) == issue
        for mark in (COMMENT, UNKNOWN):
            assert sorted(mark.findall(saved.decode())) == sorted(mark.findall(data.decode()))


@given(issues(), randoms)
@quick
def test_after_any_edits_the_file_is_the_issue_and_what_stays_keeps_its_unknown_keys(
    tmp_path_factory, issue, random
):
    path = tmp_path_factory.mktemp("any") / "期.toml"
    data = in_manner(annotate(dump_issue(issue), random), random)
    path.write_bytes(data)
    before = unknown_of_articles(data)
    for _ in range(4):
        issue = changed(issue, random, removing=True)
    saved = save_issue(path, issue)
    assert load_issue(path) == issue
    after = unknown_of_articles(saved)
    assert all(after[article] == before[article] for article in issue.ids & before.keys())
    assert saved.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert saved.count(b"\r\n") in (0, saved.count(b"\n"))


@given(issues(), randoms)
@quick
def test_files_of_any_shape_are_edited_and_keep_their_comments(tmp_path_factory, issue, random):
    path = tmp_path_factory.mktemp("odd") / "期.toml"
    data = in_manner(oddly(issue, random), random)
    path.write_bytes(data)
    assert load_issue(path) == issue
    for _ in range(3):
        issue = changed(issue, random, removing=False)
        saved = save_issue(path, issue)
        assert load_issue(path) == issue
        assert sorted(COMMENT.findall(saved.decode())) == sorted(COMMENT.findall(data.decode()))


def paths(data: object, path=()) -> list:
    """Every path in the data of a file, with what is there."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(path, data), *(found for key, value in inner for found in paths(value, (*path, key)))]


@given(issues(max_sections=2, max_articles=2), randoms)
@quick
def test_every_value_stands_where_it_is_said_to_stand(issue, random):
    text = random.choice((annotate(dump_issue(issue), random), oddly(issue, random)))
    values = [(path, value) for path, value in paths(tomllib.loads(text)) if not isinstance(value, dict)]
    values = [
        (path, value)
        for path, value in values
        if path not in (("section",), ("spare",)) and path[-1] != "article"
    ]
    for path, value in random.sample(values, min(len(values), 12)):
        line, column = locate(text, path)
        start = sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1
        if isinstance(value, list) and value and isinstance(value[0], dict) and text[start] != "[":
            continue  # an array of tables of somebody else
        assert repr(parse_value(text, start, float)[1]) == repr(value)


@given(issues(), articles(), randoms, texts())
@quick
def test_an_edit_of_one_measure_touches_one_line(tmp_path_factory, issue, article, random, words):
    chain = Chain(("第一项", "第二项", "第三项"))
    article = replace(article, id="onlyme", body=(*article.body, chain))
    issue = replace(issue, spares=(*issue.spares, article))
    path = tmp_path_factory.mktemp("lines") / "期.toml"
    data = annotate(dump_issue(issue), random).encode()
    path.write_bytes(data)
    new = Chain(("第一项", f"{words}改", "第三项"))
    saved = save_issue(path, replace_article(issue, replace(article, body=(*article.body[:-1], new))))
    old_lines, new_lines = data.decode().split("\n"), saved.decode().split("\n")
    assert len(old_lines) == len(new_lines)
    touched = [pair for pair in zip(old_lines, new_lines, strict=True) if pair[0] != pair[1]]
    assert len(touched) == 1
    assert "第二项" in touched[0][0]


@given(issues(), randoms)
@quick
def test_tables_of_articles_that_did_not_change_keep_their_characters(tmp_path_factory, issue, random):
    path = tmp_path_factory.mktemp("together") / "期.toml"
    text = annotate(dump_issue(issue), random)
    path.write_bytes(text.encode())
    new = changed(issue, random, removing=True)
    saved = save_issue(path, new).decode()
    units = [unit for unit in units_of(cut(text)[0][1:]) if unit.key == ("section", "article")]
    for unit, article in zip(units, issue.articles, strict=True):
        if article in new.articles:
            first, *more = unit.chunks
            assert "".join([first.own, first.text, *map(str, more)]).rstrip() in saved


@given(st.integers(0, 2**32).map(Random))
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_an_issue_or_an_error_with_a_place(random):
    data = bytearray(GOOD.encode())
    junk = (b"", b"\n", b'"', b"[", b"]]", b"{", b"=", b"#", b"'''", b"\\", b"\xff", b"9" * 30, b"a.b")
    for _ in range(random.randint(1, 4)):
        at, length = random.randrange(len(data)), random.randint(0, 12)
        data[at : at + length] = random.choice((*junk, bytes(data[at : at + length]) * 2))
    try:
        issue = parse_issue(bytes(data), "期.toml")
    except FileFormatError as error:
        assert str(error).startswith("期.toml")
        return
    assert parse_issue(dump_issue(issue).encode(), "期.toml") == issue
