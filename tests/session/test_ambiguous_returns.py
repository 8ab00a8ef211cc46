"""What leaders leave open: a new measure without its ordinal, Enter inside a measure, a renumbered chain."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from editor.session.returns import read_return
from editor.store.issue_file import load_issue

RETURNS = Path(__file__).parents[1] / "returns"


@pytest.fixture
def back(workspace, tmp_path):
    """A returned file with words of its main part replaced, read; and the issue with all of it taken."""
    path = workspace.issues_folder / "2026-03.toml"
    path.write_bytes((RETURNS / "2026-03.toml").read_bytes())

    def read(name, old, new):
        out = BytesIO()
        with ZipFile(RETURNS / f"{name}.docx") as archive, ZipFile(out, "w") as changed:
            for part in archive.namelist():
                data = archive.read(part)
                if part == "word/document.xml":
                    text = data.decode("utf-8")
                    assert old in text
                    data = text.replace(old, new).encode("utf-8")
                changed.writestr(part, data)
        file = tmp_path / "回稿.docx"
        file.write_bytes(out.getvalue())
        found = read_return(workspace, file)
        issue, failed = found.take(load_issue(path), found.asks)
        assert not failed
        assert found.check(issue).is_clean
        return found, next(issue.articles).body[1].measures

    return read


def test_a_new_measure_without_its_ordinal_is_a_measure(back):
    found, measures = back("t04", "三是加强算力保障", "加强算力保障")
    assert [ask.edit.kind for ask in found.asks] == ["measure_added"]
    assert measures[2] == "加强算力保障。建设公共算力平台。"
    assert len(measures) == 6


def test_enter_inside_a_measure_without_an_ordinal_is_asked(back):
    cut = "编制企业开源治理指引，引导企业设立开源管理办公室。"
    found, measures = back("t11", "五是</w:t>", "</w:t>")
    (ask,) = found.asks
    question = found.question(ask)
    assert question.words == cut
    assert ask.edit.kind == "measure_split"
    assert measures[4] == cut

    again = found.answered(question, 1)
    (ask,) = again.asks
    assert again.question(ask) is None
    assert again.questions == (question,)
    issue, failed = again.take(load_issue(found.path), again.asks)
    assert not failed
    measures = next(issue.articles).body[1].measures
    assert len(measures) == 5
    assert measures[3].split("\n")[1] == cut


def test_a_wrong_ordinal_before_a_new_measure_does_not_matter(back):
    found, measures = back("t04", "三是加强算力保障", "七是加强算力保障")
    assert [ask.edit.kind for ask in found.asks] == ["measure_added"]
    assert len(measures) == 6
