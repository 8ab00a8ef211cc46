"""Returned files made up at random: what is listed is what was edited, and any choice of it gives the wanted issue."""

from collections import Counter
from random import Random

import pytest

from editor.model.body import Paragraph
from editor.model.issue import replace_article
from editor.session.returns import read_return
from tests.generated import generated_issue
from tests.returned import printed, returned, with_styles_carried_over

SEEDS = (*range(60), 566, 641)  # 600 by hand: the rest is more of the same


@pytest.fixture
def back(workspace, tmp_path):
    """An issue of that seed, sent and come back: the return as it is read, and what was done to the file."""

    def read(seed, silent=None, program=bytes):
        issue = generated_issue(seed, 4 + seed % 14)
        path = workspace.path_of(issue.id)
        if not path.exists():
            workspace.create(issue)
        share = (0.2 if seed % 2 else 0.0) if silent is None else silent
        made = returned(issue, workspace.style("official"), seed, edits=3 + seed % 9, silent=share)
        file = tmp_path / f"回稿{seed}.docx"
        file.write_bytes(program(made.data))
        return read_return(workspace, file), made

    return read


def pairs(back, made):
    """Which ask each edit has become: (edit, ask)."""
    left, found = list(back.asks), {}
    for exactly in (True, False):
        for at, edit in enumerate(made.edits):
            for ask in left:
                same = (ask.edit.kind, ask.author) == (edit.kind, edit.author)
                words = (ask.edit.before, ask.edit.after) == (edit.before, edit.after)
                here = edit.kind == "article_added" or ask.edit.article == edit.article
                if at not in found and same and here and (words or (not exactly and not edit.tracked)):
                    found[at] = ask
                    left.remove(ask)
                    break
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_list_is_what_was_edited_and_every_choice_of_it_can_be_made(back, seed):
    assert_all_choices(*back(seed), seed)


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_a_style_that_a_deleted_paragraph_leaves_to_the_next_is_no_change(back, seed):
    assert_all_choices(*back(seed, program=with_styles_carried_over), seed)


def assert_all_choices(there, made, seed):
    listed = Counter((ask.edit.kind, ask.author) for ask in there.asks)
    assert listed == Counter((edit.kind, edit.author) for edit in made.edits)
    found = pairs(there, made)
    assert len(found) == len(made.edits)
    random = Random(seed)
    everything = range(len(made.edits))
    choices = [[at] for at in everything] + [random.sample(everything, random.randint(0, len(everything)))]
    for chosen in [list(everything), [], *choices]:
        issue, failed = there.take(made.issue, [found[at] for at in chosen])
        assert not failed
        assert printed(issue) == made.with_edits(chosen)
        statuses = {at: there.status(found[at], issue) for at in everything}
        assert all((statuses[at] == "done") == (at in chosen) for at in everything)
    whole, _ = there.take(made.issue, there.asks)
    assert there.check(whole).is_clean
    assert whole.spares == made.issue.spares


@pytest.mark.parametrize("seed", range(0, 24, 2))
def test_an_issue_that_moved_on_meanwhile_keeps_its_own_changes_and_takes_the_rest(back, seed):
    there, made = back(seed, silent=0.0)
    touched = {ask.edit.article for ask in there.asks}
    random = Random(seed)
    now = made.issue
    for article in made.issue.articles:
        if article.id not in touched and random.random() < 0.7:
            now = replace_article(
                now, type(article)(article.id, f"{article.title}续", (*article.body, Paragraph("又加一段。")))
            )
    done = random.sample(there.asks, len(there.asks) // 2)
    now, failed = there.take(now, done)
    assert not failed
    assert [there.status(ask, now) == "done" for ask in there.asks] == [ask in done for ask in there.asks]
    after, failed = there.take(now, [ask for ask in there.asks if ask not in done])
    assert not failed
    assert all(there.status(ask, after) == "done" for ask in there.asks)
    for article in now.articles:
        if article.id not in touched and article.id in made.issue.ids:
            assert after.article(article.id) == article


@pytest.mark.parametrize("seed", range(1, 20, 3))
def test_the_same_words_changed_at_the_desk_are_told_and_never_written_over(back, seed):
    there, made = back(seed, silent=0.0)
    texts = [ask for ask in there.asks if ask.edit.kind == "text" and len(ask.edit.before) > 1]
    for ask in texts[:2]:
        other = ask.onto(made.issue).issue.article(ask.edit.article)
        edit = ask.edit
        article = made.issue.article(edit.article)
        mine = {"body": tuple(_said(block, edit.before, "另外改过") for block in article.body)}
        now = replace_article(
            made.issue, type(article)(article.id, article.title, run_in=article.run_in, **mine)
        )
        if edit.before in article.title or other.body == now.article(edit.article).body:
            continue
        assert there.status(ask, now) == "conflict"
        after, failed = there.take(now, [ask])
        assert failed == (ask,)
        assert after == now


def _said(block, old, new):
    from editor.model.body import Chain

    if isinstance(block, Chain):
        return Chain(tuple(text.replace(old, new) for text in block.measures))
    return type(block)(**{**vars(block), "text": block.text.replace(old, new)})
