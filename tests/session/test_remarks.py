"""What an importer had to say, kept as long as the issue is as it was imported."""

import json

import pytest

from editor.files.keeping import beside
from editor.model.remark import Remark
from editor.session.remarks import keep_remarks, remarks_of

SAID = (
    Remark("repaired", 7, "“三完善”补为“三是完善”", "三完善机制。", "aaaaaa", "ordinal"),
    Remark("doubtful", 3, "目录与标题不同", rule="toc-mismatch"),
)


@pytest.fixture
def path(workspace):
    return workspace.create(workspace.next_issue())


def test_remarks_are_kept_while_the_file_is_the_same(path):
    keep_remarks(path, path.read_bytes(), (*SAID, Remark("left_out", 9, "分享到")))
    assert remarks_of(path) == SAID  # those that are no rule's business are left to the report
    assert remarks_of(path, path.read_bytes()) == SAID
    assert remarks_of(path, b"") == ()
    path.write_bytes(path.read_bytes() + b"\n")
    assert remarks_of(path) == ()


def test_without_any_nothing_is_written(path):
    keep_remarks(path, path.read_bytes(), ())
    assert not beside(path).remarks.exists() and remarks_of(path) == ()


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        "{}",
        "\x00",
        "[" * 100_000,
        '{"issue": 1}',
        "REMARKS 1",
        "REMARKS [1]",
        'REMARKS [["doubtful"]]',
    ],
)
def test_what_cannot_be_read_is_as_if_there_were_none(path, spoilt):
    keep_remarks(path, path.read_bytes(), SAID)
    kept = json.loads(beside(path).remarks.read_text("utf-8"))
    if spoilt.startswith("REMARKS "):
        spoilt = json.dumps(kept | {"remarks": json.loads(spoilt.removeprefix("REMARKS "))})
    beside(path).remarks.write_text(spoilt, encoding="utf-8")
    assert remarks_of(path) == ()


def test_where_they_cannot_be_written_the_import_goes_on(path):
    beside(path).remarks.parent.parent.mkdir(exist_ok=True)
    beside(path).remarks.parent.write_bytes(b"")
    keep_remarks(path, path.read_bytes(), SAID)
    assert remarks_of(path) == ()
