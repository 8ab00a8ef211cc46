from dataclasses import replace

import pytest

from editor.errors import EditorError
from editor.model.issue import Article, Place, add_article, new_id, park_article, step_article
from editor.session.document import Document


@pytest.fixture
def document(samples):
    path = samples.latest()
    return Document(path, samples.style("official"))


def a_move(document):
    article = next(document.issue.articles)
    return article.id, step_article(document.issue, article.id, 1)


def test_a_fresh_document_has_nothing_to_save(document):
    assert not document.dirty
    assert not any(document.changed(article) for article in document.issue.articles)


def test_saving_keeps_the_history(document):
    first = document.issue
    document.do("移动", a_move(document)[1])
    document.save()
    assert not document.dirty
    assert document.undo().label == "移动"
    assert document.issue == first
    assert document.dirty


def test_undoing_back_to_what_was_saved_leaves_nothing_to_save(document):
    document.do("移动", a_move(document)[1])
    document.undo()
    assert not document.dirty


def test_a_change_that_changes_nothing_is_no_step(document):
    assert not document.do("移动", replace(document.issue))
    assert document.undo() is None


def test_a_new_article_counts_as_changed(document):
    article = Article(new_id(), "新稿")
    document.do("加稿", add_article(document.issue, article, Place(0, 0)))
    assert document.changed(article)


def test_parked_articles_are_there_after_reopening(document, samples):
    article, _ = a_move(document)
    document.do("移到备用稿", park_article(document.issue, article))
    document.save()
    again = Document(document.path, document.style)
    assert again.issue == document.issue
    assert again.issue.find(article).section is None


def test_a_file_changed_by_somebody_else_is_not_overwritten(document):
    document.do("移动", a_move(document)[1])
    theirs = document.path.read_bytes() + "# 别人加的\n".encode()
    document.path.write_bytes(theirs)
    with pytest.raises(EditorError, match="改动过"):
        document.save()
    assert document.path.read_bytes() == theirs
    assert document.dirty
