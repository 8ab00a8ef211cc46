import pytest

from editor.archive.places import Place, Places
from editor.store.word_file import load_word_lists
from tests.archive.conftest import PROVINCES
from tests.conftest import ROOT

PLACES = Places(PROVINCES)


def names(*texts):
    return [place.name for place in PLACES.named(texts)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("江苏省苏州市与上海市共建", ["江苏", "苏州", "上海"]),
        ("上海、上海市、沪上", ["上海"]),
        ("临港新片区推出清单", ["上海"]),
        ("济南试点", ["山东"]),  # outside the Delta only provinces are told apart
        ("夕阳下的黄山", []),
        ("黄山市清理收费", ["黄山"]),
        ("阳光日照时间", []),
        ("日照市港口", ["山东"]),
        ("南京路步行街改造", []),
        ("杭州银行与上海市合作", ["上海"]),
        ("", []),
        ("沪", []),
    ],
)
def test_a_text_names_the_places_that_it_is_about(text, named):
    assert names(text) == named


def test_the_lead_counts_only_where_the_title_names_no_place():
    assert names("山东推广", "上海市的经验") == ["山东"]
    assert names("推广经验", "上海市的经验") == ["上海"]


def test_a_city_of_the_delta_has_the_region_of_its_province_and_all_else_is_outside():
    assert PLACES.named(["合肥和济南"]) == (Place("皖", "安徽", "合肥"), Place("域外", "山东", "山东"))


def test_a_name_that_two_provinces_have_means_the_first():
    twice = Places((PROVINCES[1], PROVINCES[2].__class__("某省", "某", "某", "", "", cities=("苏州",))))
    assert [place.province for place in twice.named(["苏州"])] == ["江苏"]


def test_the_list_that_ships_has_every_city_of_the_delta():
    places = Places(load_word_lists(ROOT / "styles" / "words").lexicon.provinces).all
    cities = {
        region: sum(place.region == region and place.name != place.province for place in places)
        for region in "沪苏浙皖"
    }
    assert cities == {"沪": 0, "苏": 13, "浙": 11, "皖": 16}
    assert sum(place.name == place.province for place in places) == 34  # provinces of the country
