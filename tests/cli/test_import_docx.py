"""Word files through the whole program: ours there and back, and old ones with and without LibreOffice."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from editor.exporters import libreoffice
from editor.model.issue import Article, replace_article
from editor.store.issue_file import load_issue, save_issue
from tests.cli.conftest import ISSUE_TEXT
from tests.exporters.opened import edited
from tests.importers.word_file import HEAD, p, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def exported(yaoxun, samples) -> Path:
    """The first sample as a document."""
    return Path(yaoxun("export", "2026-01", "--to", "docx").out.strip())


def test_an_export_that_is_imported_again_is_the_same_issue(yaoxun, samples, exported):
    path = samples.issues_folder / "2026-01.toml"
    before = load_issue(path)
    outcome = yaoxun("import", "--force", exported)
    assert (outcome.code, outcome.out.strip()) == (0, str(path))
    assert load_issue(path) == before


def test_a_clean_export_has_no_ids_and_gets_them_back_from_the_issue(yaoxun, samples):
    path = samples.issues_folder / "2026-01.toml"
    before = load_issue(path)
    exported = yaoxun("export", "2026-01", "--to", "docx", "--clean").out.strip()
    assert yaoxun("import", "--force", exported).code == 0
    after = load_issue(path)
    assert [(a.title, a.body) for a in after.articles] == [(a.title, a.body) for a in before.articles]
    assert after == before


def test_a_document_is_known_by_its_bytes_and_not_by_its_name(yaoxun, exported):
    renamed = exported.rename(exported.with_suffix(".txt"))
    assert yaoxun("import", "--force", renamed).code == 0


@pytest.mark.parametrize("name", ["旧.doc", "旧.wps"])
def test_an_old_document_without_libreoffice_is_refused_with_what_to_install(
    yaoxun, tmp_path, monkeypatch, name
):
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    path = tmp_path / name
    path.write_bytes(OLE + b"\0" * 1000)
    outcome = yaoxun("import", path)
    assert outcome.code == 2
    assert ("WPS" if name.endswith("wps") else "Word") in outcome.err
    assert "LibreOffice" in outcome.err
    assert "另存为 .docx" in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    ("stream", "words"),
    [("EncryptedPackage", "密码"), ("Workbook", "Excel"), ("PowerPoint Document", "演示文稿")],
)
def test_other_files_in_the_old_container_are_called_by_their_names(yaoxun, tmp_path, stream, words):
    path = tmp_path / "旧.doc"
    path.write_bytes(OLE + b"\0" * 600 + stream.encode("utf-16-le"))
    outcome = yaoxun("import", path)
    assert outcome.code == 2
    assert words in outcome.err


@pytest.mark.render
@pytest.mark.skipif(libreoffice.find() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["旧.doc", "旧.wps"])
def test_an_old_document_goes_through_libreoffice(yaoxun, workspace, tmp_path, name):
    source = tmp_path / "a.txt"
    source.write_text(ISSUE_TEXT, encoding="utf-8-sig")
    profile = (tmp_path / "profile").as_uri()
    command = [str(libreoffice.find()), f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    subprocess.run([*command, "doc:MS Word 97", "--infilter=Text (encoded):UTF8", "--outdir", str(tmp_path), str(source)],
                   check=True, capture_output=True)  # fmt: skip
    (tmp_path / "a.doc").rename(tmp_path / name)
    assert yaoxun("import", tmp_path / name).code == 0
    (article,) = load_issue(workspace.issues_folder / "2025-30.toml").articles
    assert article.title == "上海试点概念验证平台"


def test_what_no_reader_sees_stays_when_the_word_comes_back(yaoxun, samples, exported):
    path = samples.issues_folder / "2026-01.toml"
    issue = load_issue(path)
    first = replace(
        next(issue.articles), source="来源", note="备注", accept=("year-range: 原文",), unit="某县"
    )
    spare = Article("spare9", "备用的一篇")
    issue = replace(replace_article(issue, first), spares=(spare,), extra=(("phone", "1234"),))
    save_issue(path, issue)
    changed = edited(exported.read_bytes(), lambda xml: xml.replace("2.6万台", "2.7万台"))
    exported.write_bytes(changed)
    assert yaoxun("import", "--force", exported).code == 0
    after = load_issue(path)
    assert "2.7万台" in str(after)
    article = after.article(first.id)
    assert replace(article, body=first.body) == first
    assert replace(after, sections=issue.sections) == issue
    assert [section.name for section in after.sections] == [section.name for section in issue.sections]


def test_a_working_copy_says_itself_what_is_not_printed(yaoxun, samples):
    path = samples.issues_folder / "2026-03.toml"
    before = load_issue(path)
    working = yaoxun("export", "2026-03", "--to", "docx", "--working").out.strip()
    assert "工作稿" in working
    save_issue(path, replace(before, spares=()))
    assert yaoxun("import", "--force", working).code == 0
    assert load_issue(path) == before


def test_the_full_words_of_what_was_left_out_are_kept_and_the_report_says_where(yaoxun, samples, tmp_path):
    long = "很长的脚注文字，" * 40
    note = f'<w:footnote w:id="7"><w:p><w:r><w:t>{long}</w:t></w:r></w:p></w:footnote>'
    source = tmp_path / "有脚注.docx"
    body = HEAD + p("科创聚焦") + p("上海推进甲项工作") + p("近日，上海推进。")
    source.write_bytes(word_file(body, {"footnotes": note}))
    outcome = yaoxun("import", "--force", source)
    (kept,) = samples.root.rglob("left-out/*.txt")
    assert str(kept) in outcome.err and long in kept.read_text(encoding="utf-8")
