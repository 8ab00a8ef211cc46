"""How characters sound."""

import pytest

from editor.manuscript.readings import readings, sound_alike, sounding_near


def test_a_character_has_its_readings_without_tones():
    table = readings()
    assert table["海"] == ("hai",)
    assert set(table["行"]) >= {"hang", "xing"}
    assert all(1 <= len(sounds) <= 3 for sounds in table.values())
    assert all(sound.isascii() and sound.islower() for sounds in table.values() for sound in sounds)
    assert "#" not in table


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("权", "全", True),
        ("行", "航", True),  # of several readings one is enough
        ("行", "形", True),
        ("是", "四", False),
        ("海", "江", False),
        ("海", "A", False),
        ("A", "A", False),
    ],
)
def test_two_characters_sound_alike_if_they_share_a_reading(one, other, alike):
    assert sound_alike(one, other) is alike
    assert sound_alike(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("知", "资"),  # zh, z
        ("产", "残"),  # ch, c
        ("是", "四"),  # sh, s
        ("商", "山"),  # ang, an
        ("政", "真"),  # eng, en
        ("京", "金"),  # ing, in
        ("章", "赞"),  # both at once
        ("权", "全"),
    ],
)
def test_what_many_speakers_do_not_tell_apart_is_near(one, other):
    assert other in sounding_near(one)
    assert one in sounding_near(other)
    assert one in sounding_near(one)


def test_other_sounds_are_not_near_and_what_is_no_character_has_none():
    assert sounding_near("海").isdisjoint("江河湖泊东南")
    assert "东" not in sounding_near("通")
    assert sounding_near("A") == sounding_near("。") == frozenset()
