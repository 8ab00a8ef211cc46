"""One article or several, as Word or text, into an issue that is there."""

import pytest

from editor.files.keeping import beside
from editor.files.lock import Lock
from editor.model.body import Chain, Paragraph
from editor.store.issue_file import load_issue, save_issue
from tests.importers.word_file import p, word_file

ARTICLE = (
    p("上海市设立示范岗提升窗口服务", run='<w:b/><w:sz w:val="44"/>')
    + p("1月12日，上海市某局印发方案，提出两项举措。")
    + p("一是优化布局。新建网点20个。")
    + p("二是强化服务。开通热线。")
)


@pytest.fixture
def issue_file(yaoxun, samples):
    return samples.issues_folder / "2026-03.toml"


@pytest.fixture
def article_file(tmp_path):
    path = tmp_path / "示范岗.docx"
    path.write_bytes(word_file(ARTICLE))
    return path


def titles(path, section):
    issue = load_issue(path)
    return [a.title for each in issue.sections if each.name == section for a in each.articles]


def test_a_word_file_of_one_article_goes_behind_the_others_of_its_section(yaoxun, issue_file, article_file):
    before = load_issue(issue_file)
    outcome = yaoxun("import", "--into", "2026-03", "--section", "政策举措", article_file)
    assert (outcome.code, outcome.out.strip()) == (0, str(issue_file))
    after = load_issue(issue_file)
    (found,) = [a for a in after.articles if a.id not in before.ids]
    assert found.title == "上海市设立示范岗提升窗口服务"
    assert found.body == (
        Paragraph("1月12日，上海市某局印发方案，提出两项举措。"),
        Chain(("优化布局。新建网点20个。", "强化服务。开通热线。")),
    )
    assert titles(issue_file, "政策举措")[-1] == found.title
    assert "政策举措：上海市设立示范岗提升窗口服务" in outcome.err


def test_without_a_section_the_content_says_which(yaoxun, issue_file, tmp_path):
    source = tmp_path / "稿.txt"
    source.write_text("青海推进盐湖资源利用\n近日，青海省部署推进盐湖资源利用。\n", encoding="gb18030")
    outcome = yaoxun("import", "--into", "2026-03", source)
    assert outcome.code == 0 and "青海推进盐湖资源利用" in titles(issue_file, "域外动态")
    assert "青海不在长三角" in outcome.err


def test_several_articles_of_one_file_keep_their_headings_and_sections(yaoxun, issue_file, tmp_path):
    source = tmp_path / "两篇.docx"
    source.write_bytes(
        word_file(
            p("产业动向", "H1")
            + p("优化布局的三点做法", "H2")
            + p("近日，某地推进。")
            + p("某地的二维码服务", "H2")
            + p("近日，某地推出。")
        )
    )
    outcome = yaoxun("import", "--into", "2026-03", source)
    assert outcome.code == 0
    assert titles(issue_file, "产业动向")[-2:] == ["优化布局的三点做法", "某地的二维码服务"]


def test_the_articles_of_another_whole_issue_come_with_their_sections(yaoxun, issue_file):
    exported = yaoxun("export", "2026-01", "--to", "docx").out.strip()
    other = load_issue(issue_file.with_name("2026-01.toml"))
    before = load_issue(issue_file)
    assert yaoxun("import", "--into", "2026-03", exported).code == 0
    after = load_issue(issue_file)
    assert len(list(after.articles)) == len(list(before.articles)) + len(list(other.articles))
    for section in other.sections:
        wanted = [a.title for a in section.articles]
        assert titles(issue_file, section.name)[-len(wanted) :] == wanted or not wanted


def test_the_same_file_twice_is_taken_once(yaoxun, issue_file, article_file):
    yaoxun("import", "--into", "2026-03", article_file)
    data = issue_file.read_bytes()
    outcome = yaoxun("import", "--into", "2026-03", article_file)
    assert outcome.code == 0 and "已有，没有再收" in outcome.err and issue_file.read_bytes() == data


def test_what_is_wrong_with_one_file_stops_no_other_and_nothing_of_it_is_taken(
    yaoxun, issue_file, article_file, tmp_path
):
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04nothing")
    outcome = yaoxun("import", "--into", "2026-03", broken, article_file)
    assert outcome.code == 2 and "坏.docx" in outcome.err
    assert any(a.title.startswith("上海市设立示范岗") for a in load_issue(issue_file).articles)


def test_a_section_that_nobody_has_is_refused_with_those_that_there_are(yaoxun, issue_file, article_file):
    data = issue_file.read_bytes()
    outcome = yaoxun("import", "--into", "2026-03", "--section", "政策举错", article_file)
    assert outcome.code == 2 and "政策举措" in outcome.err and issue_file.read_bytes() == data
    assert yaoxun("import", "--section", "政策举措", article_file).code == 2


def test_an_article_may_go_to_the_spares(yaoxun, issue_file, article_file):
    assert yaoxun("import", "--into", "2026-03", "--section", "备用稿", article_file).code == 0
    assert load_issue(issue_file).spares[-1].title == "上海市设立示范岗提升窗口服务"


def test_a_dry_run_reports_and_writes_nothing(yaoxun, issue_file, article_file):
    data = issue_file.read_bytes()
    outcome = yaoxun("import", "--dry-run", "--into", "2026-03", article_file)
    assert outcome.code == 0 and "上海市设立示范岗" in outcome.err and issue_file.read_bytes() == data


def test_nothing_is_put_into_an_issue_that_somebody_has_open(yaoxun, issue_file, article_file):
    data = issue_file.read_bytes()
    lock = Lock(beside(issue_file).lock, beat=0)
    assert lock.acquire() is None
    try:
        outcome = yaoxun("import", "--into", "2026-03", article_file)
    finally:
        lock.release()
    assert outcome.code == 2 and "正在编辑" in outcome.err and issue_file.read_bytes() == data


def test_only_the_lines_of_the_new_article_are_added(yaoxun, issue_file, article_file):
    issue_file.write_bytes(issue_file.read_bytes() + "\n# 手写的注\n".encode())
    save_issue(issue_file, load_issue(issue_file))
    before = issue_file.read_text(encoding="utf-8").splitlines()
    yaoxun("import", "--into", "2026-03", "--section", "政策举措", article_file)
    after = issue_file.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
