"""The shape of a body: without a word of it, and with its lines the whole of it again."""

import json

import pytest
from hypothesis import given

from editor.manuscript.lines import render
from editor.manuscript.shape import body_of, shape_of
from editor.model.body import Chain, Heading, Paragraph
from editor.model.style import Ordinals
from tests.strategies import bodies

WRITTEN = Ordinals()


def lines(body, run_in):
    return [line.text for line in render(body, run_in, WRITTEN) if line.text.strip()]


@given(bodies())
def test_the_lines_of_a_body_and_its_shape_are_the_body(body):
    for run_in in (False, True):
        shape = json.loads(json.dumps(shape_of(body, run_in, WRITTEN)))
        printed = lines(body, run_in)
        again = body_of(shape, run_in, printed, WRITTEN)
        assert again is None or lines(again, run_in) == printed
        if Chain(()) not in body and len(printed) == len(render(body, run_in, WRITTEN)):
            assert again == body


def test_a_measure_of_two_paragraphs_and_a_run_in_chain_are_not_lost():
    body = (Paragraph("导语："), Chain(("甲。\n续。", "乙二是丙。")), Heading("标题", 2), Paragraph("末\n尾"))
    for run_in in (False, True):
        assert body_of(shape_of(body, run_in, WRITTEN), run_in, lines(body, run_in), WRITTEN) == body


def test_a_shape_holds_no_words():
    assert shape_of((Paragraph("甲乙"), Chain(("丙\n丁戊", "己"))), False, WRITTEN) == [[2], [[1, 2], [1]]]


@pytest.mark.parametrize(
    "change", [lambda t: [*t, "又一段"], lambda t: t[:-1], lambda t: [t[0], "其二是乙。"]]
)
def test_lines_that_no_longer_have_the_shape_are_told(change):
    body = (Paragraph("导语。"), Chain(("甲。",)))
    assert body_of(shape_of(body, False, WRITTEN), False, change(lines(body, False)), WRITTEN) is None
