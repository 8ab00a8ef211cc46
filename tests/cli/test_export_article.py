"""One article alone, in every format that needs no pages around it."""

from pathlib import Path

import docx
import pytest

from editor.store.issue_file import load_issue


@pytest.fixture
def article(samples):
    return next(load_issue(samples.issues_folder / "2026-01.toml").articles)


def test_an_article_is_named_by_its_id_or_by_words_of_its_title(yaoxun, samples, article):
    by_id = yaoxun("export", "2026-01", "--article", article.id, "--to", "txt").out.strip()
    assert Path(by_id).name == f"{article.title}.txt"
    text = Path(by_id).read_text(encoding="utf-8")
    assert text.splitlines()[0] == article.title
    assert "长三角每周要讯" not in text
    by_words = yaoxun("export", "2026-01", "--article", article.title[4:12], "--to", "txt").out.strip()
    assert by_words == by_id


def test_every_format_holds_the_article_and_nothing_of_the_issue(yaoxun, samples, article):
    formats = [word for name in ("docx", "html", "md") for word in ("--to", name)]
    paths = yaoxun("export", "2026-01", "--article", article.id, *formats).out.splitlines()
    assert [Path(path).suffix for path in paths] == [".docx", ".html", ".md"]
    paragraphs = docx.Document(paths[0]).paragraphs
    assert paragraphs[0].text.replace("\n", "") == article.title
    assert paragraphs[0].style.name == "Heading 2"
    for path in paths[1:]:
        text = Path(path).read_text(encoding="utf-8")
        assert article.title in text
        assert "科创聚焦" not in text


def test_a_spare_can_be_exported_alone(yaoxun, samples):
    spare = load_issue(samples.issues_folder / "2026-03.toml").spares[0]
    out = yaoxun("export", "2026-03", "--article", spare.id, "--to", "txt").out.strip()
    assert Path(out).read_text(encoding="utf-8").startswith(spare.title)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--article", "没有的标题"], "没有稿件“没有的标题”"),
        (["--article", ""], "没有稿件“”"),
        (["--article", "上海"], "请写代号："),
        (["--article", "概念验证", "--to", "pdf"], "单篇不能导出 pdf"),
        (["--article", "概念验证", "--working"], "单篇没有工作稿"),
        (["--article", "概念验证", "--verify"], "单篇没有工作稿"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_sentence_and_nothing_is_written(yaoxun, samples, words, says):
    done = yaoxun("export", "2026-01", *words)
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") == 1
    assert not samples.exports_folder.exists()
