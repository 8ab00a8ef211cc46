"""An ask: what it is called, whether an issue already says it, and the key under which its decision is kept."""

from dataclasses import replace
from datetime import date

import pytest

from editor.merge.article_edits import Edit
from editor.merge.asks import Ask, main_edit, numbered, status_in
from editor.model.body import Chain, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    Section,
    add_article,
    move_article,
    remove_article,
    rename_section,
    replace_article,
)
from editor.model.remark import Comment

FIRST = Article(
    "aaaaaa", "上海推进港口建设", (Paragraph("上海启动建设。"), Chain(("新建泊位。", "改造航道。")))
)
OLD = Issue(
    "要讯",
    2026,
    3,
    date(2026, 1, 16),
    "某处",
    sections=(Section("科创聚焦", (FIRST, Article("bbbbbb", "江苏治理河道"))), Section("经济热点")),
)


def saying(text: str, issue: Issue = OLD) -> Issue:
    article = issue.article("aaaaaa")
    return replace_article(issue, replace(article, body=(Paragraph(text), *article.body[1:])))


def titled(title: str, issue: Issue) -> Issue:
    return replace_article(issue, replace(issue.article("aaaaaa"), title=title))


def ask(new: Issue, old: Issue = OLD, **change) -> Ask:
    edit = main_edit(old, new)
    assert edit is not None
    return replace(Ask(0, edit, "王处", "2026-01-15T10:00:00Z", True, old, new), **change)


def comment(*words: str, **change) -> Ask:
    edit = Edit("comment", "aaaaaa", FIRST.title, "建设", "")
    remarks = tuple(Comment("王处", "", each) for each in words)
    return replace(Ask(0, edit, "王处", "", True, OLD, OLD, remarks), **change)


MORE = (*FIRST.body, Paragraph("下一步加强督查。"))


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (saying("上海启动改造。"), "text"),
        (titled("上海推进机场建设", OLD), "title"),
        (titled("上海推进机场建设", saying("上海启动改造。")), "title"),  # the first of two alike
        (titled("上海推进机场建设", replace(OLD, issuer="另一处")), "field"),
        (titled("上海推进机场建设", rename_section(OLD, 1, "域外动态")), "section_renamed"),
        (titled("上海推进机场建设", remove_article(OLD, "bbbbbb")), "article_removed"),
        (titled("上海推进机场建设", move_article(OLD, "bbbbbb", Place(1, 0))), "article_moved"),
        (saying("江苏开展整治。", add_article(OLD, Article("cccccc", "新"), Place(1, 0))), "article_added"),
        (
            replace_article(OLD, replace(FIRST, title="上海推进机场建设", body=MORE)),
            "paragraph_added",
        ),
        (
            replace_article(OLD, replace(FIRST, title="上海推进机场建设", body=FIRST.body[1:])),
            "paragraph_removed",
        ),
        (
            replace_article(OLD, replace(FIRST, body=(*FIRST.body[1:], Paragraph("下一步加强督查。")))),
            "paragraph_added",
        ),
        (
            replace_article(
                OLD, replace(FIRST, body=(FIRST.body[0], Chain(("改造航道。", "新建泊位。")), MORE[2]))
            ),
            "measure_moved",
        ),
    ],
)
def test_of_several_edits_the_one_that_says_most_is_what_the_ask_is_called(new: Issue, kind: str):
    edit = main_edit(OLD, new)
    assert edit is not None and edit.kind == kind


def test_what_changes_nothing_has_no_edit():
    assert main_edit(OLD, OLD) is None
    assert main_edit(OLD, replace(OLD)) is None


@pytest.mark.parametrize(
    ("issue", "status"),
    [
        (OLD, "open"),
        (titled("上海推进机场建设", OLD), "open"),
        (saying("上海启动改造。"), "done"),
        (titled("上海推进机场建设", saying("上海启动改造。")), "done"),
        (saying("上海启动扩建。"), "conflict"),
        (remove_article(OLD, "aaaaaa"), "conflict"),
    ],
)
def test_an_ask_is_done_where_the_issue_says_it_and_in_conflict_where_it_says_something_third(issue, status):
    assert status_in(ask(saying("上海启动改造。")), issue) == status


def test_a_comment_stays_open_whatever_the_issue_says():
    for issue in (OLD, saying("上海启动改造。"), remove_article(OLD, "aaaaaa")):
        assert status_in(comment("请核"), issue) == "open"
    assert comment("请核").is_comment
    assert not ask(saying("上海启动改造。")).is_comment


def test_asks_are_numbered_from_one_and_keep_everything_else():
    asks = (ask(saying("上海启动改造。")), comment("请核", revision=7))
    made = numbered(asks)
    assert [each.number for each in made] == [1, 2]
    assert [replace(each, number=0, key="") for each in made] == list(asks)
    assert numbered(()) == ()


def test_a_key_is_the_same_whatever_stands_before_it_and_never_twice():
    one, other = ask(saying("上海启动改造。")), ask(titled("上海推进机场建设", OLD))
    first = numbered((one, other, one, one))
    again = numbered((other, one, one, one))
    assert [each.key for each in first if each.edit.kind == "text"] == [
        each.key for each in again if each.edit.kind == "text"
    ]
    assert first[1].key == again[0].key
    assert len({each.key for each in first}) == 4
    assert all(len(each.key) == 16 for each in first)


@pytest.mark.parametrize(
    "other",
    [
        ask(saying("上海启动扩建。")),
        ask(saying("上海启动改造。"), author="李处"),
        ask(saying("上海启动改造。"), date="2026-01-16T10:00:00Z"),
        ask(saying("上海启动改造。"), tracked=False),
        ask(saying("上海启动改造。", saying("上海开始建设。")), saying("上海开始建设。")),
        ask(saying("上海启动改造。"), edit=Edit("title", "aaaaaa", "", "建设", "改造")),
        ask(saying("上海启动改造。"), edit=Edit("text", "bbbbbb", "", "建设", "改造")),
    ],
)
def test_what_is_asked_by_whom_and_when_makes_another_key(other):
    (key,) = (each.key for each in numbered((ask(saying("上海启动改造。")),)))
    assert numbered((other,))[0].key != key


def test_the_key_of_a_comment_goes_by_its_words_that_of_a_change_not_by_what_is_said_of_it():
    assert numbered((comment("请核"),))[0].key != numbered((comment("请删"),))[0].key
    assert numbered((comment("请核"),))[0].key != numbered((comment("请核", "已核"),))[0].key
    plain, remarked = ask(saying("上海启动改造。")), comment("请核").comments
    assert numbered((plain,))[0].key == numbered((replace(plain, comments=remarked),))[0].key


def test_half_a_character_in_a_file_of_others_has_a_key_too():
    assert numbered((comment("\ud800"),))[0].key
