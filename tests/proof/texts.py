"""Texts that no rule may stumble over: what rules look for, in every mixture, and what no text should hold."""

from datetime import date

from hypothesis import strategies as st

from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section

PIECES = (
    *",;:?!().\"'，。；：？！、（）“”‘’《》〈〉〔〕【】…—-–－～~%",
    *"一二三四十是第等日月年号0123456789０１Ａ",
    *" \u3000\u00a0\t\n\r\x00\x1a\u200b\u200d\ufeff\u2028\ud800\udc00\ue000\u2f08\u2ed3\U0010ffff",
    "一是", "二是", "四是", "四完善", "三省一市", "一、", "（一）", "第一、", "第一，", "1、", "①",
    "上海", "山东", "市卫健康委", "市卫生健康委", "省省委", "近日", "日前", "的的", "推动推动", "布署", "截止2", "两岸三地",
    "2026-2030年", "2026", "1-2个", "10-20%", "3～5万", "3、4个", "25年7月", "2025年七月", "2月30日", "07月05日", "7月17号", ".5", "9:30",
    "“四张清单”", "三项措施", "十条举措", "等11个事项", "需求-研发-应用", "5G-A", "AI+AR", "8+X", "12345", "https://a.b/c,d", "a@b.cn",
    "〔2025〕8号", "GB/T 15834-2011", "...", "。。。", "--", "【待补】", "××", "TODO", "它", "汉字", "e\u0301", "👨\u200d👩", "镕𠮷",
)  # fmt: skip

_anything = st.text(st.characters(exclude_categories=()), max_size=8)
nasty = st.lists(st.sampled_from(PIECES) | _anything, max_size=14).map("".join)
plain = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@st.composite
def articles(draw: st.DrawFn, texts: st.SearchStrategy[str] = nasty, name: str = "甲") -> Article:
    """An article of a few blocks of every kind."""
    block = st.one_of(
        texts.map(Paragraph),
        texts.map(Heading),
        st.lists(texts, min_size=1, max_size=4).map(lambda items: Chain(tuple(items))),
    )
    return Article(name, draw(texts), tuple(draw(st.lists(block, max_size=4))), draw(st.booleans()))


@st.composite
def issues(draw: st.DrawFn, texts: st.SearchStrategy[str] = nasty) -> Issue:
    """An issue of two articles in a section of the Delta and one outside."""
    first, second = draw(articles(texts, "甲")), draw(articles(texts, "乙"))
    sections = (Section("产业动向", (first,)), Section("域外动态", (second,)))
    return Issue("长三角每周要讯", 2026, 3, date(2026, 1, 16), "某办事处", total=153, sections=sections)
