"""Bodies, lines and texts for the property tests of the grammar."""

from dataclasses import replace

from hypothesis import strategies as st

from editor.model.body import Chain, Heading, Paragraph
from editor.model.style import Ordinals

HOUSE = Ordinals()
OTHER = Ordinals(measure="（一）", heading="一、", subheading="第一部分　")
ALIKE = Ordinals(measure="一、", heading="一、", subheading="（一）")
STYLES = st.sampled_from([HOUSE, OTHER, ALIKE])

# Pieces that touch every rule of the grammar, so that chance puts them side by side.
_PIECES = (
    "一是 二是 三是 四是 五是 十一是 一、 二、 三、 （一） （二） (一) 第一， 第二， 1. 2. ① ② 首先， 其次， 其中， 一 二 三 四 四川 三省一市 "
    "五年 完善 加强 机制 统筹 推进 。 ； ： ， “ ” ‘ ’ 《 》 （ ） : , AI 2025 一是一、二是二 是 要 \u3000 \u200b"
)
PIECES = _PIECES.split(" ")
raw_lines = st.lists(st.lists(st.sampled_from([*PIECES, " ", "\t"]), max_size=9).map("".join), max_size=9)

_WORDS = "完善机制 各地推进 某市 数字 服务 AI 创新券 项目"
_words = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=4)
sentences = _words.map("".join)
closed = sentences.map(lambda text: text + "。")
paragraphs = closed.map(Paragraph)
continued = st.lists(closed, min_size=1, max_size=3).map("\n".join)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """A chain of whole lines; all measures but the last may run over several."""
    measures = draw(st.lists(continued, min_size=1, max_size=12))
    return Chain((*measures[:-1], measures[-1].partition("\n")[0]))


@st.composite
def headings(draw: st.DrawFn) -> tuple:
    """A heading, and after one of the second level the paragraph that it needs."""
    heading = Heading(draw(sentences), draw(st.integers(1, 4)), draw(st.booleans()))
    return (heading, draw(paragraphs)) if heading.level > 1 else (heading,)


def numbered(body: tuple) -> tuple:
    """The body as it is read: a level 3 or 4 stands under the one above, a second list has two headings as has the first."""
    blocks = list(body)
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    counts = [1, 0, 0, 0, 0]
    for at in heads:
        level = blocks[at].level
        while level > 2 and not counts[level - 1]:
            level -= 1
        blocks[at] = replace(blocks[at], level=level)
        counts[level:] = [1] + [0] * (4 - level)
    counts = [0] * 5
    for at in heads:
        level = blocks[at].level
        goes_on = next((blocks[b] for b in heads if b > at and blocks[b].level <= level), Heading("", 0))
        restart = blocks[at].restart and counts[level] > 1 and goes_on == Heading(goes_on.text, level)
        blocks[at] = replace(blocks[at], restart=restart)
        counts[level:] = [1 if restart else counts[level] + 1] + [0] * (4 - level)
    return tuple(blocks)


@st.composite
def block_bodies(draw: st.DrawFn) -> tuple:
    """A normal body whose chains are lines."""
    parts = st.one_of(paragraphs.map(lambda b: (b,)), chains().map(lambda b: (b,)), headings())
    return numbered(tuple(block for part in draw(st.lists(parts, max_size=8)) for block in part))


@st.composite
def run_in_bodies(draw: st.DrawFn) -> tuple:
    """A normal body whose chains run in; there is at least one."""
    clause = st.builds(str.__add__, sentences, st.sampled_from(["。", "；", "，", ";", "。 "]))
    chain = st.lists(clause, min_size=2, max_size=6).map(
        lambda texts: Chain((*texts[:-1], texts[-1].strip()))
    )
    lead = st.builds(str.__add__, sentences, st.sampled_from(["：", ":", "。", "，其中，"])).map(Paragraph)
    blocks: list = []
    for kind in [
        *draw(st.lists(st.sampled_from(["paragraph", "heading", "lead", "bare"]), max_size=6)),
        "lead",
    ]:
        if kind == "paragraph":
            blocks.append(draw(paragraphs))
        elif kind == "heading":
            blocks.extend(draw(headings()))
        elif kind == "lead":
            blocks.extend((draw(lead), draw(chain)))
        else:
            separator = [Paragraph("")] if blocks and isinstance(blocks[-1], Paragraph) else []
            blocks.extend((*separator, draw(chain)))
    return numbered(tuple(blocks))


normal = st.one_of(
    block_bodies().map(lambda body: (body, False)), run_in_bodies().map(lambda body: (body, True))
)
