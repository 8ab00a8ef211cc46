"""Find and replace in the plain text of an issue."""

from datetime import date as Date  # noqa: N812  (as in the model)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.session.hits import MOST, find, folded, replace_hits


def issue_of(*articles: Article, spares: tuple[Article, ...] = ()) -> Issue:
    return Issue(
        "要讯", 2026, 1, Date(2026, 1, 2), "甲", sections=(Section("甲栏", articles),), spares=spares
    )


ARTICLE = Article(
    "a", "甲市推进甲项目", (Paragraph("甲市，甲县。"), Chain(("乙事。", "甲事。")), Heading("甲节"))
)
SPARE = Article("b", "乙", (Paragraph("ＡＩ+甲"),))


def test_words_are_found_in_titles_paragraphs_measures_headings_and_spares_in_reading_order() -> None:
    found = find(issue_of(ARTICLE, spares=(SPARE,)), "甲")
    assert [(h.article, h.block, h.measure, h.start) for h in found] == [
        ("a", None, None, 0),
        ("a", None, None, 4),
        ("a", 0, None, 0),
        ("a", 0, None, 3),
        ("a", 1, 1, 0),
        ("a", 2, None, 0),
        ("b", 0, None, 3),
    ]
    assert {h.words for h in found} == {"甲"}
    assert {h.article for h in find(issue_of(ARTICLE, spares=(SPARE,)), "甲", within="b")} == {"b"}


def test_width_and_case_are_the_same_where_that_is_wanted() -> None:
    issue = issue_of(ARTICLE, spares=(SPARE,))
    assert [h.words for h in find(issue, "ai")] == ["ＡＩ"]
    assert find(issue, "ai", fold=False) == ()
    assert [h.words for h in find(issue, "甲市,甲")] == ["甲市，甲"]


def test_some_or_all_hits_are_replaced() -> None:
    issue = issue_of(ARTICLE, spares=(SPARE,))
    found = find(issue, "甲")
    after = replace_hits(issue, found, "丙丙")
    assert after.article("a").title == "丙丙市推进丙丙项目"
    assert after.article("a").body == (
        Paragraph("丙丙市，丙丙县。"),
        Chain(("乙事。", "丙丙事。")),
        Heading("丙丙节"),
    )
    assert after.article("b").body == (Paragraph("ＡＩ+丙丙"),)
    one = replace_hits(issue, found[1:2], "")
    assert one.article("a").title == "甲市推进项目"
    assert one.article("a").body == ARTICLE.body
    assert find(after, "甲") == ()


def test_hits_of_an_older_text_are_refused() -> None:
    issue = issue_of(ARTICLE)
    found = find(issue, "甲")
    changed = issue_of(Article("a", "丁市推进甲项目", ARTICLE.body))
    with pytest.raises(LookupError):
        replace_hits(changed, found, "丙")


def test_no_more_hits_are_listed_than_anybody_looks_at() -> None:
    assert len(find(issue_of(Article("a", "，" * (MOST + 5))), "，")) == MOST


@given(text=st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(
    text=st.text(st.sampled_from("甲乙,，Aａ\n"), max_size=40),
    words=st.text(st.sampled_from("甲乙,，Aａ"), min_size=1, max_size=2),
    by=st.text(st.sampled_from("丙丁"), max_size=2),
)
def test_after_replacing_all_nothing_is_found_and_the_rest_is_as_it_was(
    text: str, words: str, by: str
) -> None:
    issue = issue_of(Article("a", "", (Paragraph(text),)))
    found = find(issue, words, fold=False)
    after = replace_hits(issue, found, by)
    block = after.article("a").body[0]
    assert isinstance(block, Paragraph) and block.text == text.replace(words, by)
