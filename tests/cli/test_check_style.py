"""Twenty slips that a style may have: each is named in one sentence with its place, and stops only its own issues."""

import re

import pytest

from tests.conftest import ROOT

EXAMPLE = (ROOT / "styles" / "examples" / "hangye.toml").read_text("utf-8")

SLIPS = {  # what is written instead of what, and what the sentence has
    "a number in quotes": ("lines = 24", 'lines = "24"', "lines 应为整数"),
    "more lines than there is room": ("lines = 24", "lines = 24\nline_pt = 40", "每面"),
    "too many characters": ("chars = 30", "chars = 30\nchar_spacing_pt = 3", "每行"),
    "no line at all": ("lines = 24", "lines = 0", "lines 应在 1 到 200"),
    "a frequency that is none": ('every = "week"', 'every = "weekly"', "every 应为 week 或"),
    "the eighth day": ("weekday = 1", "weekday = 8", "weekday 应在 1 到 7"),
    "a day in words": ("weekday = 1", 'weekday = "星期一"', "weekday 应为整数"),
    "a date in quotes": ("weekday = 1", 'first_date = "2026-01-09"', "first_date 应为日期"),
    "a label without number": ("weekday = 1", 'label = "{year}年"', "label 里要有 {number}"),
    "an unknown field of a label": ("weekday = 1", 'label = "{nummer}期"', "不认识 {nummer}"),
    "an unknown field of the masthead": ('right = "{date}"', 'right = "{datum}"', "不认识 {datum}"),
    "an own field without a name": ('right = "{date}"', 'right = "{extra.}"', "不认识 {extra.}"),
    "a field of an article that is none": ('source = "来源：{source}"', 'source = "{note}"', "不认识 {note}"),
    "a colour in words": ('color = "1F4E79"', 'color = "蓝"', "color 应为六位颜色值"),
    "a font that is none": ('font = "heiti"', 'font = "黑体"', "font 应为 fangsong 或"),
    "an ordinal without a one": ('measure = "1."', 'measure = "甲、"', "有且只有一个"),
    "an ordinal with two ones": ('measure = "1."', 'measure = "1一"', "有且只有一个"),
    "a section twice": ('"政策动向", ', '"政策动向", "政策动向", ', "写了两次"),
    "a section without a name": ('"政策动向", ', '"", ', "不能为空"),
    "a word for true": ("blank_between_articles = true", 'blank_between_articles = "是"', "真假值"),
    "margins wider than the paper": ("left_mm = 27.0", "left_mm = 190.0", "没有地方排字"),
    "an unknown key": ("leader =", "leeder =", "是不是 leader"),
    "an unknown place of the note": ('editor_note = "before"', 'editor_note = "above"', "after 或 before"),
    "no title": ('title = "装备行业周报"', 'title = " "', "title 不能为空"),
    "a title in two lines": ('title = "装备行业周报"', 'title = "装备\\n周报"', "不能换行"),
    "not TOML": ("lines = 24", "lines = 24 行", "第"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_sentence_with_its_place_and_stops_no_other_issue(yaoxun, samples, monkeypatch, slip):
    monkeypatch.chdir(samples.root)
    old, new, words = SLIPS[slip]
    assert old in EXAMPLE
    (samples.styles_folder / "hangye.toml").write_text(EXAMPLE.replace(old, new, 1), encoding="utf-8")
    checked = yaoxun("check-style", "hangye")
    assert checked.code == 1
    assert checked.out.count("\n") == 1 and "hangye.toml" in checked.out and words in checked.out
    assert yaoxun("export", "latest", "--to", "txt").code == 0
    assert yaoxun("new").code == 0
    own = samples.issues_folder / "2026-01.toml"
    own.write_text(own.read_text("utf-8").replace('style = "official"', 'style = "hangye"'), encoding="utf-8")
    stopped = yaoxun("export", "2026-01", "--to", "txt")
    assert stopped.code == 2 and stopped.err.count("\n") == 1 and words in stopped.err
    assert yaoxun("list").code == 0


def test_ordinals_that_look_alike_are_told(yaoxun, workspace):
    text = EXAMPLE.replace('heading = "一、"', 'heading = "1."', 1)
    (workspace.styles_folder / "hangye.toml").write_text(text, encoding="utf-8")
    checked = yaoxun("check-style", "hangye")
    assert checked.code == 1 and "举措和一级小标题的序次语都是“1.”" in checked.out


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('"app.nothing" = "f9"', "没有名为“app.nothing”的命令"),
        ('"app.help" = "f3"', "F3 同时指定给“帮助”和“栏目”"),
    ],
)
def test_keys_that_are_no_commands_or_given_twice_are_named_with_their_style(yaoxun, workspace, row, words):
    (workspace.styles_folder / "hangye.toml").write_text(f"{EXAMPLE}\n[keys]\n{row}\n", encoding="utf-8")
    checked = yaoxun("check-style", "hangye")
    assert checked.code == 1 and f"✗ 按键：hangye.toml：{words}" in checked.out


def test_the_keys_that_the_manual_and_the_style_give_as_an_example_are_free(yaoxun, workspace):
    for text in (
        (ROOT / "docs" / "manual.zh.md").read_text("utf-8"),
        (ROOT / "styles" / "official.toml").read_text("utf-8"),
    ):
        (row,) = re.findall('"app[.]help" = "[a-z0-9]+"', text)
        (workspace.styles_folder / "hangye.toml").write_text(f"{EXAMPLE}\n[keys]\n{row}\n", encoding="utf-8")
        assert "按键" not in yaoxun("check-style", "hangye").out


def test_a_style_that_is_not_there_is_named(yaoxun, workspace):
    checked = yaoxun("check-style", "没有")
    assert checked.code == 2 and "没有名为“没有”的样式" in checked.err
    assert not checked.out


def test_an_issue_whose_style_is_missing_stops_only_itself(yaoxun, samples, monkeypatch):
    monkeypatch.chdir(samples.root)
    own = samples.issues_folder / "2026-03.toml"
    own.write_text(own.read_text("utf-8").replace('style = "official"', 'style = "没有"'), encoding="utf-8")
    assert yaoxun("export", "2026-03").code == 2
    assert yaoxun("export", "2026-02", "--to", "txt").code == 0
    assert yaoxun("list").code == 0 and yaoxun("new").code == 0 and yaoxun("search", "江苏").code == 0
    assert yaoxun("show", "2026-02").code == 0 and yaoxun("stats").code == 0


def test_two_styles_of_one_title_are_told_apart_by_their_issuers(workspace):
    text = EXAMPLE.replace("某省装备工业行业协会", "另一个协会")
    (workspace.styles_folder / "a.toml").write_text(text, encoding="utf-8")
    (workspace.styles_folder / "hangye.toml").write_text(EXAMPLE, encoding="utf-8")
    for name, issuer in (("a", "另一个协会"), ("hangye", "某省装备工业行业协会")):
        assert workspace.style_for(f"装备行业周报\n2026年第3期\n{issuer} 2026年1月5日\n").name == name


def test_a_new_issue_may_be_double_a_supplement_or_in_another_style(yaoxun, workspace):
    (workspace.styles_folder / "hangye.toml").write_text(EXAMPLE, encoding="utf-8")
    made = [
        yaoxun("new", "--number", "28-29", "--date", "2026-07-10"), yaoxun("new"), yaoxun("new", "--supplement"),
        yaoxun("new", "--style", "hangye"), yaoxun("new"), yaoxun("new"),
    ]  # fmt: skip
    issues = [workspace.load(workspace.root / outcome.out.strip()) for outcome in made]
    assert [issue.label for issue in issues] == [
        "2026年第28、29期合刊", "2026年第30期", "2026年增刊第1期", "2026年第31期", "2026年第32期", "2026年第33期",
    ]  # fmt: skip
    assert [issue.style for issue in issues] == ["official"] * 3 + ["hangye"] + ["official"] * 2
    assert issues[3].title == "装备行业周报" and issues[4].title == workspace.style("official").title
    for word in ("29-28", "28-28", "1-2-3", "x", "0"):
        assert yaoxun("new", "--number", word).code == 2


def test_rules_and_words_that_have_no_effect_are_named(yaoxun, workspace):
    style = workspace.styles_folder / "official.toml"
    text = style.read_text("utf-8").replace("\noff = []", '\noff = ["half-widht"]', 1)
    style.write_text(text + '\n[[proof.rule]]\nfind = ["甲乙"]\n', "utf-8")
    words = workspace.styles_folder / "words" / "wording.toml"
    words.write_text(words.read_text("utf-8") + "\n[[word]]\nwrong = 5\n", "utf-8")
    done = yaoxun("check-style", "official")
    assert done.code == 1
    assert "“half-widht”不是规则的代号。是不是 half-width" in done.out
    assert "缺少 id" in done.out
    assert "wrong 应为文字" in done.out
