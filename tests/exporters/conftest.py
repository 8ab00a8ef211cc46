from datetime import date
from pathlib import Path

import pytest

from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.store.style_file import load_style

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def style() -> HouseStyle:
    """The style that ships."""
    return load_style(ROOT / "styles" / "official.toml")


@pytest.fixture(scope="session")
def other() -> HouseStyle:
    """A style that differs from it in every respect."""
    return load_style(ROOT / "tests" / "data" / "styles" / "other.toml")


@pytest.fixture(scope="session")
def issue() -> Issue:
    """A small issue with one of everything that a body can hold."""
    block = Article(
        "k3f9qd",
        "上海多措并举推进“智能渔港”建设",
        (
            Paragraph("1月6日，上海市发布《关于推进智能渔港建设的意见》。"),
            Chain(("完善设施。新建泊位12个。", "规范管理。", "拓展服务。推出“一码通办”。\n每月公布进度。")),
            Paragraph("下一步，将开展评估。"),
        ),
        source="内部来稿",
        note="周四再核数字",
    )
    run_in = Article(
        "p7m2xv",
        "江苏出台措施支持海水稻种植",
        (Paragraph("明确三方面举措："), Chain(("扩面积；", "提单产；", "强品牌。"))),
        run_in=True,
    )
    headed = Article(
        "w5t8cz",
        "浙江建立滩涂养殖保险机制并在沿海七市县分批推开试点覆盖养殖户三万余户",
        (
            Heading("主要做法"),
            Heading("扩大范围", 2),
            Paragraph("覆盖贝类。"),
            Heading("成效"),
            Paragraph("投保率提高。"),
        ),
    )
    return Issue(
        "长三角每周要讯",
        2026,
        5,
        date(2026, 2, 6),
        "某省驻上海办事处",
        total=133,
        sections=(
            Section("科创聚焦", (block, run_in)),
            Section("经济热点"),
            Section("产业动向", (headed,)),
        ),
        spares=(Article("spare2", "备用的一篇", (Paragraph("不印。"),)),),
    )
