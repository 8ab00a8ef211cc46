"""Word lists: data that the office edits, so that every slip is one sentence with its line."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.errors import EditorError, FileFormatError
from editor.model.lexicon import Lexicon, Word
from editor.session.shipped import shipped_styles
from editor.store import word_file
from editor.store.word_file import add_word, load_word_lists

WORD = Word("布署", "部署", "必错", "安排任务是“部署”", "词典")


def row(**changes: str) -> str:
    values = {
        "wrong": '"布署"',
        "right": '"部署"',
        "level": '"必错"',
        "reason": '"理由"',
        "source": '"词典"',
    } | changes
    return "[[word]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items() if value)


def load_lexicon(folder: Path, shipped=None) -> Lexicon:
    return load_word_lists(folder, shipped).lexicon


def load(folder: Path, text: str, name: str = "wording.toml") -> Lexicon:
    (folder / name).write_text(text, encoding="utf-8")
    return load_lexicon(folder)


def fault(folder: Path, text: str, name: str = "wording.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    (found,) = load_word_lists(folder).faults
    return str(found)


def test_the_lists_that_ship_are_sound_and_every_row_has_source_and_reason():
    lexicon = load_lexicon(shipped_styles() / "words")
    assert len(lexicon.words) > 250
    assert len(lexicon.provinces) == 34
    rows = (*lexicon.words, *lexicon.organisations, *lexicon.provinces, *lexicon.terms)
    assert all(row.source and row.reason for row in rows)
    assert {p.short for p in lexicon.provinces if p.delta} == {"上海", "江苏", "浙江", "安徽"}


def test_lists_that_are_not_there_are_empty_or_those_that_ship(tmp_path):
    assert load_lexicon(tmp_path) == Lexicon()
    assert load_lexicon(tmp_path, shipped_styles() / "words") == load_lexicon(shipped_styles() / "words")


def test_a_list_of_the_house_stands_instead_of_the_one_that_ships_and_the_others_stay(tmp_path):
    (tmp_path / "wording.toml").write_text(row(), encoding="utf-8")
    lexicon = load_lexicon(tmp_path, shipped_styles() / "words")
    assert [word.wrong for word in lexicon.words] == ["布署"]
    assert lexicon.organisations


def test_a_row_is_read_with_what_it_leaves_out(tmp_path):
    text = row(allow='["发布署名"]', off="true")
    assert load(tmp_path, text).words == (
        Word("布署", "部署", "必错", "理由", "词典", ("发布署名",), off=True),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (row(right=""), "第1行第3列：这一条缺少 right"),
        (row(wrong='"  "'), "wrong 不能为空"),
        (row(wrong='"布\\n署"'), "wrong 里不能有换行"),
        (row(wrong='"布\\u200b署"'), "看不见的字符"),
        (row(wrong='" 布署"'), "前后不能有空格"),
        (row(wrong='"布"'), "wrong 至少2个字"),
        (row(wrong=f'"{"长" * 41}"'), "wrong 不能超过40字"),
        (row(wrong='"###年"', right='"###月"'), "最多有2个 #"),
        (row(right='"部署#"'), "right 里的 # 比 wrong 里的多"),
        (row(wrong="3"), "第2行第9列：wrong 应为文字，实为 3"),
        (row(level='"大错"'), "level 应为必错、疑似、提示，实为“大错”"),
        (row(off='"是"'), "off 应为 true 或 false"),
        (row(allow='"发布署名"'), "allow 应为数组"),
        (row(allow='["署名"]'), "“署名”应是含有“布署”的更长的词"),
        (row(worng='"x"'), "不认识 worng，是不是 wrong"),
        ("[[words]]\n", "不认识 words，这里只有 [[word]]"),
        ("[word]\nwrong = 1\n", "word 应写作 [[word]]"),
        ("word = [1]\n", "这一条应为表"),
        ("[[word]\n", "双方括号没有写完整"),
        ('[[word]]\nwrong = "布署\n', "第2行第12列：文字没有写完"),
    ],
)
def test_a_bad_row_is_named_with_its_place(tmp_path, text, says):
    said = fault(tmp_path, text)
    assert says in said
    assert "wording.toml" in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "bad",
    [
        row(wrong="3"),
        row(right=""),
        row(wrong='"按排"', right='"安排布署"'),
        row(level='"大错"'),
        row(worng='"x"'),
        '[[word]]\nwrong = "没有引号\n',
        "[[word]\n",
        "[[word]]\nallow = [\n",
        "[[words]]\n",
    ],
)
def test_a_bad_row_costs_nothing_but_itself(tmp_path, bad):
    text = f"# 本单位\n{row()}\n{bad}\n" + row(wrong='"部暑"', allow='["部暑期"]')
    found = fault(tmp_path, text)
    place = re.search("第([0-9]+)行", found)
    assert place is not None
    assert 9 <= int(place[1]) <= 15
    assert [word.wrong for word in load_lexicon(tmp_path).words] == ["布署", "部暑"]


def test_a_pair_of_words_is_enough(tmp_path):
    assert load(tmp_path, '[[word]]\nwrong = "布署"\nright = "部署"\n').words == (
        Word("布署", "部署", "疑似"),
    )


def test_many_bad_rows_are_not_named_one_by_one(tmp_path):
    (tmp_path / "wording.toml").write_text("[[word]]\nwrong = 1\n" * 60, encoding="utf-8")
    faults = load_word_lists(tmp_path).faults
    assert len(faults) == 21
    assert "另有40条写得不对" in str(faults[-1])


@pytest.mark.parametrize("text", ["没有写成词表\n", "", "<<<<<<< 甲\n=======\n>>>>>>> 乙\n"])
def test_what_is_no_list_at_all_is_refused(tmp_path, text):
    with pytest.raises(FileFormatError, match="wording"):
        load(tmp_path, text)


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (row(), "第9行第9列：“布署”前面已经有了，与第2行重复"),
        (row(wrong='"部暑"', right='"布署"'), "“布署”在别处列为错的写法，与第2行重复"),
        (row(wrong='"部署"', right='"甲乙"'), "第9行第9列：“部署”在别处是对的写法，与第3行重复"),
        (row(wrong='"按排"', right='"安排布署"'), "“安排布署”里又有“布署”，改了还会再报"),
    ],
)
def test_of_rows_that_contradict_each_other_the_later_one_is_named(tmp_path, second, says):
    assert says in fault(tmp_path, row() + "\n" + second)


def test_an_organisation_may_not_have_a_name_that_is_wrong(tmp_path):
    text = '[[organisation]]\nname = "卫生健康委员会"\nshort = ["卫健委"]\nwrong = ["卫健委"]\nreason = "一"\nsource = "二"\n'
    assert "“卫健委”前面已经有了，与第3行重复" in fault(tmp_path, text, "organisations.toml")


def test_a_city_may_not_stand_in_two_provinces(tmp_path):
    one = '[[province]]\nname = "{0}省"\nshort = "{0}"\nmark = "{0}"\ncities = ["南京"]\nreason = "一"\nsource = "二"\n'
    assert "“南京”前面已经有了" in fault(tmp_path, one.format("甲") + one.format("乙"), "places.toml")


def test_a_list_of_a_megabyte_is_refused_unread(tmp_path):
    with pytest.raises(EditorError):
        load(tmp_path, "#" * (word_file.LARGEST + 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            ["[[word]]\n", "wrong = ", "right = ", '"布署"\n', "[", "]", "{", '"', "\n", "#", "\\", "=", "1"]
        )
        | st.text(st.characters(exclude_categories=("Cs",)), max_size=4),
        max_size=20,
    ).map("".join)
)
def test_whatever_stands_in_a_list_only_one_kind_of_error_comes_out(tmp_path, text):
    try:
        load(tmp_path, text)
    except EditorError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("bad", ["[[word]]\nwrong = 3\n", '[[word]]\nwrong = "没有引号\n'])
def test_a_word_can_be_added_beside_a_bad_row(tmp_path, bad):
    (tmp_path / "wording.toml").write_text(bad, encoding="utf-8")
    add_word(tmp_path, WORD)
    assert load_lexicon(tmp_path).words == (WORD,)
    assert (tmp_path / "wording.toml").read_text("utf-8").startswith(bad)


# -- adding -------------------------------------------------------------------------------------------------------


def test_a_word_is_added_at_the_end_and_nothing_else_changes(tmp_path):
    before = "# 本单位的词表\n" + row(wrong='"部暑"', right='"安排"')
    (tmp_path / "wording.toml").write_text(before, encoding="utf-8")
    added = Word("甲\\乙", '改"写', "提示", "理由", "本单位", ("一甲\\乙",), off=True)
    add_word(tmp_path, added)
    assert (tmp_path / "wording.toml").read_text("utf-8").startswith(before)
    assert load_lexicon(tmp_path).words[1] == added


def test_the_first_word_of_a_house_makes_its_list_from_the_one_that_ships(tmp_path):
    shipped = shipped_styles() / "words"
    add_word(tmp_path / "words", Word("驻沪处", "驻上海办事处", "疑似", "全称", "本单位"), shipped)
    words = load_lexicon(tmp_path / "words", shipped).words
    assert len(words) == len(load_lexicon(shipped).words) + 1


@pytest.mark.parametrize(
    "word", [WORD, Word("部署", "", "提示", "一", "二"), Word("单", "双", "提示", "一", "二")]
)
def test_a_word_that_does_not_go_with_the_list_is_refused_and_nothing_is_written(tmp_path, word):
    (tmp_path / "wording.toml").write_text(row(), encoding="utf-8")
    with pytest.raises(FileFormatError):
        add_word(tmp_path, word)
    assert (tmp_path / "wording.toml").read_text("utf-8") == row()
