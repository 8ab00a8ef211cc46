"""Proof rules in a style file: switched off with one array changed and no other character; the office's own."""

import pytest

from editor.errors import FileFormatError
from editor.session.shipped import shipped_styles
from editor.store.style_edit import switch_off
from editor.store.style_file import load_style, rule_faults

SHORT = '# 样式\ntitle = "要讯"\nissuer = "处"\nsections = ["科创聚焦"]\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[proof]\noff = []  # 不用的\n", '[proof]\noff = ["recent"]  # 不用的\n'),
        ('[proof]\noff = ["dun-deng"]\n', '[proof]\noff = ["dun-deng", "recent"]\n'),
        (
            '[proof]\noff = [\n  "dun-deng",  # 老习惯\n]\n',
            '[proof]\noff = [\n  "dun-deng", "recent",  # 老习惯\n]\n',
        ),
        ('[proof]  # 校对\noutside = ["外"]\n', '[proof]  # 校对\noff = ["recent"]\noutside = ["外"]\n'),
        ("[proof]", '[proof]\noff = ["recent"]\n'),
        ("", '\n[proof]\noff = ["recent"]\n'),
        ("[text]\nindent = ''", "[text]\nindent = ''\n\n[proof]\noff = [\"recent\"]\n"),
    ],
)
def test_the_rule_is_added_and_everything_else_stays(tmp_path, before, after):
    path = tmp_path / "样式.toml"
    path.write_text(SHORT + before, encoding="utf-8")
    style = switch_off(path, "recent")
    assert path.read_text("utf-8") == SHORT + after
    assert style == load_style(path)
    assert "recent" in style.proof.off


def test_twice_is_once(tmp_path):
    path = tmp_path / "official.toml"
    path.write_bytes((shipped_styles() / "official.toml").read_bytes())
    switch_off(path, "recent")
    once = path.read_bytes()
    assert switch_off(path, "recent").proof.off == ("recent",)
    assert path.read_bytes() == once


def test_line_ends_of_windows_are_kept(tmp_path):
    path = tmp_path / "样式.toml"
    path.write_bytes(SHORT.replace("\n", "\r\n").encode())
    switch_off(path, "recent")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == 7


def test_where_it_cannot_be_done_the_file_stays_and_says_what_to_do(tmp_path):
    path = tmp_path / "样式.toml"
    path.write_text('proof = { outside = ["外"] }\n' + SHORT, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(FileFormatError, match=r'请在 \[proof\] 的 off 里写上 "recent"'):
        switch_off(path, "recent")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ('[[proof.rule]]\nid = "a"\nfind = ["署"]\n', "find 里的词应有2到40字"),
        ('[[proof.rule]]\nid = "a"\nfind = ["###年"]\n', "find 里的词最多有2个 #"),
        ('[[proof.rule]]\nid = "好的"\n', "规则“好的”写了两次"),
        ('[[proof.rule]]\nfind = ["甲乙"]\n', "这一条缺少 id"),
        ('[[proof.rule]]\nid = "a\n', "文字没有写完"),
    ],
)
def test_a_rule_of_the_office_that_makes_no_sense_costs_nothing_but_itself(tmp_path, bad, says):
    path = tmp_path / "样式.toml"
    good = '[[proof.rule]]\nid = "{}"\nfind = ["甲乙"]\n'
    path.write_text(SHORT + good.format("好的") + bad + good.format("也好"), encoding="utf-8")
    assert [rule.id for rule in load_style(path).proof.rule] == ["好的", "也好"]
    (fault,) = rule_faults(path)
    assert says in str(fault)
    assert "样式.toml" in str(fault)


def test_elsewhere_in_a_style_what_is_no_toml_is_refused(tmp_path):
    path = tmp_path / "样式.toml"
    path.write_text(SHORT + '[[proof.rule]]\nid = "a\n[text]\nindent = "\n', encoding="utf-8")
    with pytest.raises(FileFormatError):
        load_style(path)
