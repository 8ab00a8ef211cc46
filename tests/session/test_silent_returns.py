"""What is asked about tracked changes is asked about silent ones too: the same files, accepted before they came back."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from editor.session.returns import read_return
from editor.store.issue_file import load_issue

RETURNS = Path(__file__).parents[1] / "returns"
SILENT = "未留痕"
_JOINED = r"(<w:rPr><w:del [^>]*/></w:rPr>(?:(?!</w:p>).)*)</w:p><w:p\b[^>]*>(?:<w:pPr>.*?</w:pPr>)?"  # its end is gone


def accepted(source):
    """A returned file with its changes accepted, as by a leader who leaves no trace."""
    out = BytesIO()
    with ZipFile(source) as archive, ZipFile(out, "w") as changed:
        for part in archive.namelist():
            data = archive.read(part)
            if part == "word/document.xml":
                text = re.sub(_JOINED, r"\1", data.decode("utf-8"))
                text = re.sub(r"<w:(del|moveFrom) [^>/]*>.*?</w:\1>", "", text)
                data = re.sub(r"</?w:(ins|del|moveTo)( [^>]*)?/?>", "", text).encode("utf-8")
            changed.writestr(part, data)
    return out.getvalue()


@pytest.fixture
def back(workspace, tmp_path):
    """The silent sibling of a returned file, read."""

    def read(name):
        folder = RETURNS / "2026-05" if name.startswith(("b", "c")) else RETURNS
        issue = "2026-05.toml" if folder.name == "2026-05" else "2026-03.toml"
        (workspace.issues_folder / issue).write_bytes((folder / issue).read_bytes())
        file = tmp_path / "回稿.docx"
        file.write_bytes(accepted(folder / f"{name}.docx"))
        return read_return(workspace, file)

    return read


def assert_all_can_be_taken(found):
    issue, failed = found.take(load_issue(found.path), found.asks)
    assert not failed
    assert found.check(issue).is_clean


@pytest.mark.parametrize(("name", "kind"), [("c05", "measure_split"), ("c06", "article_added")])
def test_the_two_questions_are_asked(back, name, kind):
    found = back(name)
    (ask,) = found.asks
    assert (ask.edit.kind, ask.author) == (kind, SILENT)
    question = found.question(ask)
    assert question is not None
    assert_all_can_be_taken(found)
    other = found.answered(question, 1)
    assert not any(each.edit.kind == kind for each in other.asks)
    assert_all_can_be_taken(other)


@pytest.mark.parametrize(
    ("name", "kind"), [("t11", "measure_split"), ("t13", "measure_joined"), ("t04", "measure_added")]
)
def test_rows_that_were_cut_joined_and_added_are_told_as_such(back, name, kind):
    found = back(name)
    assert [(ask.edit.kind, ask.author) for ask in found.asks] == [(kind, SILENT)]
    assert found.questions == ()
    assert_all_can_be_taken(found)
