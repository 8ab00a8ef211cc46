"""The leader's Word back change by change, through the command line: 21 returned files, each with what must come of it."""

import json
import re
from pathlib import Path

import pytest

from editor.model.body import Chain, Heading
from editor.store.issue_file import load_issue

RETURNS = Path(__file__).parents[1] / "returns"
EXPECTED = json.loads((RETURNS / "expected.json").read_text(encoding="utf-8"))
STATUSES = {"open", "done", "refused", "conflict"}
KEYS = {
    "number",
    "kind",
    "article",
    "title",
    "block",
    "item",
    "before",
    "after",
    "author",
    "date",
    "tracked",
    "status",
    "comments",
}


def _block(block):
    if isinstance(block, Chain):
        return list(block.measures)
    return {"heading": block.text, "level": block.level} if isinstance(block, Heading) else block.text


def printed(issue):
    """What is expected of an issue: what is printed, and how it is built."""
    return {
        "title": issue.title,
        "number": issue.number,
        "total": issue.total,
        "date": issue.date.isoformat(),
        "sections": [
            [s.name, [[a.title, list(map(_block, a.body)), a.run_in] for a in s.articles]]
            for s in issue.sections
            if s.articles
        ],
    }


def unprinted(issue):
    """What no reader ever gets, by article: it must not be touched."""
    return issue.spares, {a.id: (a.source, a.note, a.accept) for a in issue.articles}


@pytest.fixture
def run(yaoxun):
    """Run a command line: exit code, what it prints, what it says."""

    def run_command(*words):
        outcome = yaoxun(*words)
        return outcome.code, outcome.out, outcome.err

    return run_command


@pytest.fixture
def path(workspace):
    """The issue that was sent, alone in a workspace: nothing remembers the export."""
    for file in workspace.issues_folder.glob("*.toml"):
        file.unlink()
    path = workspace.issues_folder / "2026-03.toml"
    path.write_bytes((RETURNS / "2026-03.toml").read_bytes())
    return path


def listed(run, name):
    code, out, err = run("review", str(RETURNS / f"{name}.docx"), "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.mark.parametrize("name", EXPECTED, ids=[f"{n}-{e['what']}" for n, e in EXPECTED.items()])
def test_a_returned_file_gives_the_changes_and_the_issue_that_a_person_expects(run, path, name):
    file, expected, sent = str(RETURNS / f"{name}.docx"), EXPECTED[name], load_issue(path)
    rows = listed(run, name)
    assert all(set(row) == KEYS and row["status"] in STATUSES for row in rows)
    asks = [row for row in rows if row["kind"] != "comment"]
    comments = [comment for row in rows for comment in row["comments"]]
    assert len(asks) == expected["asks"]
    assert sum(1 + len(comment["replies"]) for comment in comments) == expected["comments"]
    assert run("review", file, "--check")[0] == (1 if rows else 0)

    assert run("review", file, "--take", "all")[0] == 0
    after = load_issue(path)
    assert printed(after) == expected["expected"]
    spares, kept = unprinted(sent)
    assert unprinted(after)[0] == spares
    assert all(kept[key] == value for key, value in unprinted(after)[1].items() if key in kept)

    again = listed(run, name)
    assert [row["number"] for row in again] == [row["number"] for row in rows]
    assert all(row["status"] == "done" for row in again)
    assert run("review", file, "--check")[0] == 0


def test_some_are_taken_some_refused_with_a_reason_and_the_rest_stays_open(run, path):
    file = str(RETURNS / "t02.docx")
    assert run("review", file, "--take", "1,3", "--refuse", "2", "--reason", "五部门无误")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "1月13日，上海市科委、市数据局等五部门" in text
    assert "3500个以上" in text
    assert [row["status"] for row in listed(run, "t02")] == ["done", "refused", "done"]
    code, out, _ = run("review", file, "--check")
    assert code == 0
    assert "五部门无误" in out


def test_nothing_is_taken_while_somebody_works_on_the_issue(run, path, workspace):
    from editor.session.document import Document

    file, sent = str(RETURNS / "t02.docx"), path.read_bytes()
    with Document.open(path, workspace.style("official")):
        code, out, err = run("review", file, "--take", "all")
        assert (code, out) == (2, "") and "正在编辑" in err
        assert path.read_bytes() == sent
        assert [row["status"] for row in listed(run, "t02")] == ["open"] * 3
    assert run("review", file, "--take", "all")[0] == 0
    assert path.read_bytes() != sent


def test_a_reason_for_nothing_is_told(run, path):
    code, out, err = run("review", str(RETURNS / "t02.docx"), "--reason", "五部门无误")
    assert (code, out) == (2, "") and "--refuse" in err


def test_each_change_of_a_file_can_be_taken_alone_and_taken_back(run, path):
    file, sent = str(RETURNS / "t02.docx"), path.read_bytes()
    for number, words in ((1, "1月13日"), (2, "等六部门"), (3, "3500个")):
        run("review", file, "--take", str(number))
        text = path.read_text(encoding="utf-8")
        assert words in text
        statuses = [row["status"] for row in listed(run, "t02")]
        assert statuses.count("done") == 1
        run("review", file, "--refuse", str(number))
        assert path.read_bytes() == sent


@pytest.mark.parametrize("place", ["body", "title", "note", "spare"])
def test_one_stray_character_anywhere_is_exactly_one_other_change(run, path, place):
    file = str(RETURNS / "t01.docx")
    run("review", file, "--take", "all")
    before, after = {
        "body": ("首批接入银行42家", "首批接入银行43家"),
        "title": ("授信服务平台", "授信服务新平台"),
        "note": ("头条备选", "头条备选了"),
        "spare": ("近日印发方案", "近日印发方案了"),
    }[place]
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")
    code, out, _ = run("review", file, "--check")
    assert code == 1
    assert out.count("另有改动") == 1


def test_what_the_office_changed_meanwhile_stays_and_is_named(run, path):
    text = path.read_text(encoding="utf-8")
    moved_on = text.replace("激励人才参与", "激励各类人才参与").replace("3000个以上", "5000个以上")
    run("review", str(RETURNS / "t02.docx"), "--take", "1")  # from here on the base is known
    path.write_text(moved_on.replace("1月12日", "1月13日"), encoding="utf-8", newline="")
    assert [row["status"] for row in listed(run, "t02")] == ["done", "open", "conflict"]
    _, _, err = run("review", str(RETURNS / "t02.docx"), "--take", "all")
    assert "第3处没有采纳" in err
    text = path.read_text(encoding="utf-8")
    assert "等六部门" in text
    assert "5000个以上" in text
    assert "激励各类人才参与" in text
    code, out, _ = run("review", str(RETURNS / "t02.docx"), "--check")
    assert code == 1
    assert out.count("另有改动") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--take", "9"], "没有第9处改动，共1处"),
        (["--take", "一"], "“一”不是改动的序号"),
        (["--take", "1", "--refuse", "1"], "既要采纳又不采纳"),
        (["--issue", "2031-07"], "2031年第7期"),
    ],
)
def test_bad_arguments_are_one_sentence_and_change_nothing(run, path, arguments, words):
    sent = path.read_bytes()
    code, out, err = run("review", str(RETURNS / "t01.docx"), *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1
    assert path.read_bytes() == sent


def test_a_file_that_is_no_return_of_the_issue_is_refused_with_what_to_do(run, path):
    head, _, rest = path.read_text(encoding="utf-8").partition("[[section]]")
    other = re.sub("[一-龥]{3}", lambda found: found[0][::-1], rest)
    path.write_text(f"{head}[[section]]{other}", encoding="utf-8", newline="")
    code, _, err = run("review", str(RETURNS / "t01.docx"))
    assert code == 2
    assert "不是这一期发出的稿" in err
    assert "yaoxun import" in err


def test_files_that_are_no_word_files_are_one_sentence(run, path, tmp_path):
    for name, data in (("空.docx", b""), ("文.txt", "要讯".encode()), ("坏.docx", b"PK\x03\x04" + b"0" * 99)):
        file = tmp_path / name
        file.write_bytes(data)
        code, _, err = run("review", str(file))
        assert code == 2
        assert len(err.splitlines()) == 1


def test_one_article_alone_is_told_to_be_no_return(run, path, tmp_path):
    article = next(iter(load_issue(path).articles))
    assert run("export", path, "--article", article.id, "--to", "docx", "-o", tmp_path / "单篇")[0] == 0
    (alone,) = (tmp_path / "单篇").iterdir()
    before = path.read_bytes()
    code, out, err = run("review", alone)
    assert (code, out) == (2, "")
    assert "不能作为一期的回稿审改，没有刊头，像一篇稿件" in err and "--into" in err
    assert path.read_bytes() == before
