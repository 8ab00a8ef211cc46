"""Issues as Hypothesis makes them: realistic text, and nasty text that every room must keep whole.

No control characters, no blanks at either end of a text, and line breaks only inside measures: what importers
and the editor let in.
"""

from datetime import date, timedelta

from hypothesis import strategies as st

from editor.model.body import Block, Body, Chain, Heading, Paragraph
from editor.model.issue import SERIES, SUPPLEMENT, Article, Issue, Section

PHRASES = (
    "上海多措并举推进绿色港口建设",
    "江苏部署“人工智能+”行动,首批11个项目落地",
    "推出“四张清单”——责任、任务、问题、成果",
    "5G-A、AI+AR、8+X 与 12345热线",
    "三省一市共建,2025—2027年实现全覆盖10%",
    "四川、五年、其中一是",
    "到2027年，形成规模（含“个转企”“一件事”）",
    "镕𠮷㐀龘",
)
NASTY = (
    '"""',
    "'''",
    'end"',
    "\\",
    "\\n",
    "\\u4e00",
    "# not a comment",
    "[section]",
    "[[spare]]",
    "]",
    "},",
    "= {",
    "😀👍🏽🇨🇳",
    "e\u0301",
    "\u0301",
    "[/附件]",
    "[@click=app.quit]退出",
    "a　b",
    "长" * 3000,
)

EXTRA_NAMES = st.sampled_from(("phone", "印发机关", "fax-2", "1"))

# No controls, surrogates or line separators; no format characters, which are neutralised on the way in; none of
# the noncharacters that XML forbids.
_letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
_words = st.sampled_from(PHRASES) | st.sampled_from(NASTY) | st.text(_letters, max_size=12)


def texts(*, empty: bool = False) -> st.SearchStrategy[str]:
    """One text on one line, without blanks at its ends."""
    joined = st.lists(_words, min_size=1, max_size=3).map(lambda words: "，".join(words).strip())
    return joined if empty else joined.map(lambda text: text or "空")


def measures() -> st.SearchStrategy[str]:
    """A measure; now and then one that runs over several paragraphs."""
    return texts() | st.lists(texts(), min_size=2, max_size=3).map("\n".join)


def blocks() -> st.SearchStrategy[Block]:
    """A paragraph, a chain of at least one measure, or a heading."""
    return st.one_of(
        st.builds(Paragraph, texts()),
        st.lists(measures(), min_size=1, max_size=5).map(lambda items: Chain(tuple(items))),
        st.builds(Heading, texts(), st.integers(1, 4), st.booleans()),
    )


def bodies() -> st.SearchStrategy[Body]:
    """The body of an article, empty ones included."""
    return st.lists(blocks(), max_size=5).map(tuple)


def ids() -> st.SearchStrategy[str]:
    """An article id as the program makes them."""
    return st.text("abcdefghjkmnpqrstuvwxyz23456789", min_size=6, max_size=6)


def articles(article_ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Article]:
    """An article; titles may be empty, as those of articles just begun."""
    return st.builds(
        Article,
        id=article_ids or ids(),
        title=texts(empty=True),
        body=bodies(),
        run_in=st.booleans(),
        source=st.just("") | texts(),
        note=st.just("") | measures(),
        accept=st.lists(texts(), max_size=2).map(tuple),
        unit=st.just("") | texts(),
        editor_note=st.just("") | measures(),
        byline=st.just("") | texts(),
        attachments=st.lists(texts(), max_size=2).map(tuple),
    )


@st.composite
def issues(draw: st.DrawFn, *, max_sections: int = 4, max_articles: int = 3) -> Issue:
    """An issue of up to ``max_sections`` sections of up to ``max_articles`` articles, and spares; ids are unique."""
    counts = draw(st.lists(st.integers(0, max_articles), max_size=max_sections))
    spares = draw(st.integers(0, 2))
    total = sum(counts) + spares
    made = draw(st.lists(articles(), min_size=total, max_size=total, unique_by=lambda article: article.id))
    waiting = iter(made)
    year = draw(st.integers(1980, 2060))
    day = date(year, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
    number = draw(st.integers(1, 60))
    said = st.just("") | texts()
    return Issue(
        title=draw(texts()),
        year=year,
        number=number,
        date=day,
        issuer=draw(texts()),
        style=draw(st.sampled_from(("official", "样式二"))),
        total=draw(st.none() | st.integers(1, 2000)),
        kind=draw(st.sampled_from((SERIES, SUPPLEMENT))),
        sections=tuple(
            Section(draw(texts()), tuple(next(waiting) for _ in range(count))) for count in counts
        ),
        spares=tuple(next(waiting) for _ in range(spares)),
        number_to=draw(st.none() | st.integers(number + 1, number + 3)),
        secrecy=draw(said),
        serial=draw(said),
        editor=draw(said),
        approver=draw(said),
        copies=draw(st.just("") | st.integers(1, 900).map(str)),
        editor_note=draw(st.just("") | measures()),
        published=draw(st.none() | st.just(day + timedelta(days=3))),
        published_by=draw(st.just("") | st.just("张三")),
        extra=tuple(draw(st.dictionaries(EXTRA_NAMES, texts(), max_size=2)).items()),
    )
