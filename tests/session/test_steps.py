"""What a step did, in a sentence."""

import pytest

from editor.model.body import Chain, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    Section,
    add_article,
    add_section,
    move_article,
    move_section,
    park_article,
    remove_article,
    rename_section,
    replace_article,
)
from editor.session.history import History, Step
from editor.session.steps import PASTED, TYPED, described

ARTICLE = Article(
    "aaaaaa", title="上海推出新举措", body=(Paragraph("为加快建设。"), Chain(("建好平台。", "管好数据。")))
)
OTHER = Article("bbbbbb", title="江苏另有安排", body=(Paragraph("另一段。"),))


@pytest.fixture
def issue(workspace) -> Issue:
    from dataclasses import replace

    return replace(
        workspace.next_issue(), sections=(Section("科创聚焦", (ARTICLE, OTHER)), Section("经济热点", ()))
    )


def with_body(*blocks):
    from dataclasses import replace

    return replace(ARTICLE, body=blocks)


LEAD, CHAIN = ARTICLE.body


@pytest.mark.parametrize(
    ("label", "body", "said"),
    [
        (TYPED, (Paragraph("为加快平台建设。"), CHAIN), "输入 2 字：平台"),
        (TYPED, (LEAD, CHAIN, Paragraph("再加一段。")), "输入 5 字：再加一段。"),
        (PASTED, (LEAD, CHAIN, Paragraph("再加一段。")), "粘贴 1 段：再加一段。"),
        (TYPED, (Paragraph("为建设。"), CHAIN), "删去 2 字：加快"),
        (TYPED, (Paragraph("为推进建设。"), CHAIN), "“加快”改为“推进”"),
        (TYPED, (Paragraph("为加快"), Paragraph("建设。"), CHAIN), "另起一段"),
        (TYPED, (LEAD, Chain(("建好平台。", "管好数据。", ""))), "另起一段"),
        (TYPED, (LEAD, Chain(("建好平台。管好数据。",))), "接到上一段"),
        (TYPED, (LEAD, Chain(("建好平台。",))), "删去 1 段：管好数据。"),
        (
            PASTED,
            (LEAD, CHAIN, *map(Paragraph, ("甲段。", "乙段。", "丙段。"))),
            "粘贴 3 段：甲段。乙段。丙段。",
        ),
        ("移动段落", (CHAIN, LEAD), "移动段落《上海推出新举措》"),
    ],
)
def test_what_was_done_to_the_text(issue, label, body, said):
    step = Step(label, replace_article(issue, with_body(*body)), ARTICLE.id)
    assert described(issue, step) == said


@pytest.mark.parametrize(
    ("label", "change", "said"),
    [
        (
            "移动稿件",
            lambda i: move_article(i, ARTICLE.id, Place(1, 0)),
            "移动稿件《上海推出新举措》到“经济热点”",
        ),
        (
            "移动稿件",
            lambda i: move_article(i, ARTICLE.id, Place(0, 1)),
            "移动稿件《上海推出新举措》到本栏第 2 篇",
        ),
        ("转为备用稿", lambda i: park_article(i, ARTICLE.id), "转为备用稿《上海推出新举措》"),
        ("删除稿件", lambda i: remove_article(i, ARTICLE.id), "删除稿件《上海推出新举措》（科创聚焦）"),
        ("新建稿件", lambda i: add_article(i, Article("cccccc"), Place(1, 0)), "新建稿件（经济热点）"),
        ("添加栏目", lambda i: add_section(i, "域外动态", 2), "添加栏目“域外动态”"),
        ("栏目改名", lambda i: rename_section(i, 1, "热点"), "栏目改名“经济热点”为“热点”"),
        ("移动栏目", lambda i: move_section(i, 1, 0), "移动栏目：经济热点、科创聚焦"),
    ],
)
def test_what_was_done_to_articles_and_sections(issue, label, change, said):
    assert described(issue, Step(label, change(issue), ARTICLE.id)) == said


def test_a_burst_that_ends_where_it_began_is_no_step(issue):
    history = History(issue)
    typed = replace_article(issue, with_body(Paragraph("为了加快建设。"), CHAIN))
    assert history.do(Step(TYPED, typed, ARTICLE.id, "text"))
    assert not history.do(Step(TYPED, issue, ARTICLE.id, "text"))
    assert history.issue == issue and history.undo() is None and history.redo() is None


def test_one_can_go_to_any_step_and_back(issue):
    states = [replace_article(issue, with_body(Paragraph(str(n)))) for n in range(5)]
    history = History(issue)
    for state in states:
        history.do(Step(TYPED, state, ARTICLE.id))
    history.go(1)
    assert history.issue == states[0] and history.done == 1
    history.go(5)
    assert history.issue == states[4]
    assert history.go(5) is None and history.go(6) is None
    history.go(0)
    assert history.issue == issue
