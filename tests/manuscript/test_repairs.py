"""What is mended in the numbering of a text from outside, and what is left as it is."""

import pytest

from editor.manuscript.grammar import parse
from editor.manuscript.lines import render

from .bodies import ALIKE, HOUSE, OTHER


def printed(*lines, ordinals=HOUSE, **options) -> list[str]:
    parsed = parse(lines, ordinals, **options)
    return [line.text for line in render(parsed.body, parsed.run_in, ordinals)]


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        # lists in another numbering: two closed lines at least, numbered 1, 2, 3
        (["1.加强统筹。", "2.完善机制。"], ["一是加强统筹。", "二是完善机制。"]),
        (["1.加强统筹。", "3.完善机制。"], None),
        (["2.加强统筹。", "3.完善机制。"], None),
        (["1.加强统筹。"], None),
        (["1.加强统筹。", "（2）完善机制。"], None),
        (["1.加强统筹", "2.完善机制"], None),
        (["第一，加强统筹。", "第二，完善机制。"], ["一是加强统筹。", "二是完善机制。"]),
        (["• 加强统筹。", "• 完善机制。", "文。"], ["一是加强统筹。", "二是完善机制。", "文。"]),
        (["• 加强统筹。", "- 完善机制。"], None),
        (["1.加强统筹。", "2.完善机制。", "3.3家企业入驻。"], ["一是加强统筹。", "二是完善机制。", "三是3家企业入驻。"]),
        (["1.加强统筹。", "2.完善机制。", "3.下一步工作"], ["一是加强统筹。", "二是完善机制。", "3.下一步工作"]),
        (["1.加强统筹。", "2.完善机制。", "3.推进建设，："], ["一是加强统筹。", "二是完善机制。", "三是推进建设，："]),
        # a chain that goes on in another numbering
        (["一是加强统筹。", "二、完善机制。"], ["一是加强统筹。", "二是完善机制。"]),
        (["一是加强统筹。", "2.完善机制。"], ["一是加强统筹。", "二是完善机制。"]),
        (["一是加强统筹。", "3.完善机制。"], None),
        # a forgotten 是
        (["一加强统筹。", "二是完善机制。"], ["一是加强统筹。", "二是完善机制。"]),
        (["一加强统筹。", "三是完善机制。"], None),
        (["一体推进。", "二是完善机制。"], None),
        (["一加强统筹。", "文。", "二是完善机制。"], ["一是加强统筹。", "文。", "二是完善机制。"]),
        (["一是加强统筹。", "二完善机制。"], ["一是加强统筹。", "二是完善机制。"]),
        (["一是加强统筹。", "文。", "二完善机制。"], None),
        (["一是加强统筹。", "文。", "二完善机制。", "三是推进。"], ["一是加强统筹。", "文。", "二是完善机制。", "三是推进。"]),
        (["一是加强统筹。", "二鑫机制。"], None),
        (["一是加强统筹。", "二鑫机制。", "三是推进。"], ["一是加强统筹。", "二是鑫机制。", "三是推进。"]),
        (["一是加强统筹。", "二级机制。", "二是推进。"], None),
        (["一是加强统筹。", "二，机制。"], ["一是加强统筹。", "二是机制。"]),
        (["一是加强统筹。", "三完善机制。"], None),
    ],
)  # fmt: skip
def test_a_numbering_is_mended_only_where_it_is_certain(lines, mended):
    assert printed(*lines) == (lines if mended is None else mended)
    assert printed(*lines, live=True)[0] == lines[0]  # after a key nothing is


def test_only_what_follows_the_numeral_of_an_ordinal_can_be_forgotten():
    assert printed("（一）加强统筹。", "二完善机制。", ordinals=OTHER) == ["（一）加强统筹。", "二完善机制。"]
    assert printed("一、加强统筹。", "二完善机制。", ordinals=ALIKE) == ["一、加强统筹。", "二、完善机制。"]


@pytest.mark.parametrize(
    ("lines", "run_in"),
    [
        (["有两点：一是甲；二是乙。"], True),
        (["一是甲；二是乙。"], True),
        (["一是甲；二是乙。", "二是丙。"], False),  # the first measure of a chain of lines
        (["一是甲；二是乙。", "文。"], True),
        (["一是甲。", "二是乙。", "有两点：一是丙；二是丁。"], False),
        (["一是甲；三是乙。"], False),
        (["一是甲。"], False),
    ],
)
def test_neighbours_decide_whether_chains_run_in(lines, run_in):
    parsed = parse(lines, HOUSE)
    assert parsed.run_in is run_in
    assert printed(*lines) == lines
