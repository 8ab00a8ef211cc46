from dataclasses import fields, is_dataclass
from pathlib import Path
from tomllib import loads
from typing import Any

from editor.model.style import Elements, HouseStyle

OFFICIAL = Path(__file__).parents[2] / "styles" / "official.toml"


def test_the_official_style_says_what_the_model_says(style: HouseStyle) -> None:
    assert style == HouseStyle("official", "长三角每周要讯", "浙江省人民政府驻上海办事处", style.sections)
    assert style.sections == ("科创聚焦", "经济热点", "产业动向", "政策举措", "经验交流", "域外动态")


def missing(kind: Any, value: Any, table: dict[str, Any], path: str = "") -> list[str]:
    """The fields of a dataclass that its table leaves out, None apart, which TOML cannot say."""
    found = []
    for field in fields(kind):
        inner = getattr(value, field.name)
        if field.name not in table:
            found += [path + field.name] if inner is not None else []
        elif is_dataclass(inner):
            found += missing(inner, inner, table[field.name], f"{path}{field.name}.")
    return found


def test_every_value_is_written_out_for_the_office_to_find(style: HouseStyle) -> None:
    left_out = missing(HouseStyle, style, loads(OFFICIAL.read_text(encoding="utf-8")))
    assert set(left_out) <= {
        "name",
        "keys",
        "proof.rule",
        *(f"elements.{f.name}.lead_bold" for f in fields(style.elements)),
    }


def test_every_kind_of_paragraph_is_explained() -> None:
    tables = [
        line for line in OFFICIAL.read_text(encoding="utf-8").splitlines() if line.startswith("[elements.")
    ]
    assert len(tables) == len(fields(Elements))
    assert all("#" in table for table in tables)
