"""Which old item a new one comes from: what stays with its comments when a body changes."""

import pytest

from editor.model.body import Chain, Heading, Paragraph
from editor.store import matching
from editor.store.matching import match_items

A, B, C = "上海推进港口岸电建设。", "江苏开展河道治理行动。", "浙江改造老旧小区管网。"


@pytest.mark.parametrize(("old", "new", "origins"), [
    ([A, B, C], [A, B, C], [0, 1, 2]),
    ([], [A], [None]),
    ([A], [], []),
    ([A, B, C], [C, A, B], [2, 0, 1]),  # moved
    ([A, A, B], [B, A, A], [2, 0, 1]),  # equal ones keep their order
    ([A, B], [A, "全新的一句话。", B], [0, None, 1]),
    ([A, B, C], [A, C], [0, 2]),
    ([A, B, C], [A, "江苏开展河道清淤行动。", C], [0, 1, 2]),  # changed between the same neighbours
    ([A, B, C], [A, "全新的一句话。", C], [0, 1, 2]),  # whatever it says now
    ([A, B, C], [A, "插进来的一句。", "江苏开展河道清淤行动。", C], [0, None, 1, 2]),  # the one most alike
    ([A, B, C], [C, A, "江苏开展河道清淤行动。"], [2, 0, 1]),  # moved and changed
    ([A, B, C], ["全新的一句话。", B, C, "又一句新话，与前面都不同。"], [0, 1, 2, None]),
])  # fmt: skip
def test_texts(old, new, origins):
    assert match_items(old, new) == origins


def test_a_text_that_moved_is_the_old_one_only_if_it_is_still_alike():
    kept, gone = "青海保护湖泊湿地生态。", "青海另办一件别的事情。"
    old = ["青海保护湖泊湿地植被。", A, B]
    assert match_items(old, [A, B, kept]) == [1, 2, 0]
    assert match_items(old, [A, B, gone]) == [1, 2, None]


def test_of_two_chains_the_one_with_more_measures_in_common_is_the_old_one():
    old = [Paragraph(A), Chain(("一事。", "二事。", "三事。")), Chain(("四事。", "五事。")), Paragraph(B)]
    short, long = (
        Chain(("一事。", "二事。", "新事。")),
        Chain(("四事。", "六事。", "七事。", "八事。", "九事。")),
    )
    assert match_items(old, [Paragraph(A), Heading("新题"), short, long, Paragraph(B)]) == [0, None, 1, 2, 3]
    assert match_items(old, [Paragraph(A), long, Heading("新题"), short, Paragraph(B)]) == [0, 2, None, 1, 3]
    long = Chain(("一事。", "二事。", "三事。", "四事。", "五事。", "六事。"))
    old = [Paragraph(A), long, Chain(("七事。", "八事。")), Paragraph(B)]
    only = Chain(("一事。", "七事。"))  # one in common with either: the likest has least besides
    assert match_items(old, [Paragraph(A), only, Paragraph(B)]) == [0, 2, 3]


def test_blocks_of_different_kinds_are_not_alike():
    old = [Paragraph(A), Heading("做法"), Chain((B,))]
    assert match_items(old, [Heading(A), Paragraph("做法"), Chain((B,))]) == [0, 1, 2]  # in their places
    assert match_items(old, [Chain((B,)), Paragraph("新的一段。"), Paragraph("做法"), Heading(A)])[0] == 2


def test_too_many_are_paired_in_order(monkeypatch):
    old, new = [A, B, C], ["插进来的一句。", A + "改", B + "改", C + "改"]
    assert match_items(old, new) == [None, 0, 1, 2]
    monkeypatch.setattr(matching, "_MANY", 11)
    assert match_items(old, new) == [0, 1, 2, None]
