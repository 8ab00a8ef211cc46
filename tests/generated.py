"""Issues made up by a seed: as varied as real ones, and no sentence of them was ever printed.

For tests and benchmarks that need many issues: :func:`generated_issue` gives the same issue for the same seed on
every machine and every Python.
"""

from datetime import date, timedelta
from random import Random

from editor.model.body import Body, Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section

SECTIONS = ("科创聚焦", "经济热点", "产业动向", "政策举措", "经验交流", "域外动态")


def _words(text: str) -> list[str]:
    return text.split()


_PLACES = _words(
    "上海 江苏 浙江 安徽 苏州 无锡 常州 南通 杭州 宁波 嘉兴 湖州 绍兴 合肥 芜湖 滁州 马鞍山 连云港 "
    "临港新片区 浦东新区 苏州工业园区 江北新区 义乌 舟山 山东 广东 深圳 重庆 四川 湖北 福建 厦门 "
    "海南自由贸易港"
)
_OFFICES = _words(
    "科技局 经信局 发展改革委 市场监管局 住建局 商务局 卫生健康委 人社局 生态环境局 数据局 交通委"
)
_VERBS = _words(
    "推动 加快 促进 支持 深化 优化 完善 探索 建立 构建 提升 强化 打造 培育 拓展 健全 引导 规范 统筹 激发"
)
_OBJECTS = _words(
    "算力基础设施布局 绿色低碳供应链 中小企业数字化转型 海上风电并网消纳 社区嵌入式养老 外贸新业态 "
    "首店经济 科技成果就地转化 知识产权质押融资 零工市场服务 冷链物流骨干网 河湖联保共治 "
    "老旧小区加装电梯 公共数据授权运营 新型储能规模应用 职业技能等级认定 跨境电商海外仓 低空物流航线 "
    "氢燃料重卡示范 企业信用修复 种业振兴 城市更新 医疗检查结果互认 工业遗存活化利用 夜间文旅消费 "
    "海洋牧场 高校实验仪器共享 惠企资金直达 充换电设施"
)
_ENDS = _words(
    "取得新成效 增添新动能 走出新路径 实现新突破 跑出加速度 提质增效 行稳致远 的若干举措 的实施意见"
)
_COINED = _words(
    "码上办 一链一策 园区管家 科创飞地 夜校联盟 链长＋校长 无感监管 揭榜挂帅 五色预警 周末工程师 云上展厅"
)
_LATIN = _words("AI 5G DeepSeek MicroLED SaaS CT LNG ESG RCEP GPU Chiplet OLED PM2.5 AR/MR B2B T/CAS")
_NOUNS = _words(
    "平台 机制 清单 标准 体系 场景 项目 企业 机构 园区 社区 数据 资金 人才 设备 产品 服务 成果 流程 "
    "指标 通道 目录 档案 窗口 网点 线路 仓库 车间 实验室 示范区 联合体"
)
_ACTIONS = _words(
    "梳理 公布 统一 下放 归并 压缩 延长 覆盖 接入 对接 组建 选派 遴选 更新 改造 复制 推广 通报 核查 "
    "评估 兑现 免除 补助 开放 培训 走访 签订 备案 公开 调度"
)
_MODIFIERS = _words(
    "重点 新增 闲置 跨省 市级 首批 本地 高频 专业 公共 骨干 存量 境外 在线 县域 民营 小型 绿色"
)
_UNITS = _words("家 个 项 条 名 处 万元 亿元 公里 吨")
_ORDINARY = _words("同时 此外 在此基础上 目前 今年以来 截至6月底 下一步 据介绍")


def generated_issue(seed: int, articles: int | None = None) -> Issue:
    """The issue of that seed, with 10 to 40 articles or as many as asked for, over six sections.

    Three issues in ten use the half-width marks (, : ;) in which the bulletin stands on the web.
    """
    random = Random(seed)
    count = random.randint(10, 40) if articles is None else articles
    half_width = random.random() < 0.3
    made = [_article(random, number, half_width) for number in range(count)]
    cuts = sorted(random.choices(range(count + 1), k=len(SECTIONS) - 1))
    ends = [0, *cuts, count]
    sections = tuple(
        Section(name, tuple(made[start:end]))
        for name, start, end in zip(SECTIONS, ends[:-1], ends[1:], strict=True)
    )
    number = seed % 52 + 1
    return Issue(
        title="长三角每周要讯",
        year=2026,
        number=number,
        date=date(2026, 1, 2) + timedelta(weeks=number - 1),
        issuer="浙江省人民政府驻上海办事处",
        total=random.choice((None, 200 + number)),
        sections=sections,
    )


def _article(random: Random, number: int, half_width: bool) -> Article:
    title, *texts = (
        _marks(text, half_width) for text in (_title(random), *(_paragraph(random) for _ in range(12)))
    )
    return Article(
        id=_id(number),
        title=title,
        body=_body(random, texts),
        run_in=random.random() < 0.1,
    )


def _id(number: int) -> str:
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    digits = ""
    for _ in range(6):
        number, digit = divmod(number, len(letters))
        digits = letters[digit] + digits
    return digits


def _body(random: Random, texts: list[str]) -> Body:
    lead = tuple(map(Paragraph, texts[: random.choice((1, 1, 1, 2, 3))]))
    kind = random.random()
    if kind < 0.15:
        return lead
    if kind < 0.25:
        heads = [
            (Heading(random.choice(_OBJECTS)), Paragraph(text)) for text in texts[3 : random.randint(5, 7)]
        ]
        return (*lead, *(block for pair in heads for block in pair))
    return (*lead, Chain(tuple(texts[3 : 3 + random.randint(2, 8)])))


def _title(random: Random) -> str:
    parts = [random.choice(_PLACES), random.choice(_VERBS), random.choice(_OBJECTS)]
    if random.random() < 0.2:
        parts.insert(1, "多措并举")
    if random.random() < 0.15:
        parts.insert(-1, random.choice(_LATIN))
    if random.random() < 0.3:
        parts += [f"“{random.choice(_COINED)}”", random.choice(("模式", "机制", "行动"))]
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 3))):
        parts += [random.choice(_VERBS), random.choice(_OBJECTS)]
    if random.random() < 0.1:
        parts.insert(1, f"发布《{random.choice(_OBJECTS)}三年行动方案》")
    if random.random() < 0.3:
        parts.append(random.choice(_ENDS))
    return "".join(parts)


def _paragraph(random: Random) -> str:
    """A first sentence that says what it is about, and what follows: from none to twenty more."""
    more = random.choice((0, 1, 2, 2, 3, 3, 4, 5, 6, 8, 20 if random.random() < 0.1 else 3))
    first = f"{random.choice(_VERBS)}{random.choice(_OBJECTS)}，{random.choice(_VERBS)}{random.choice(_OBJECTS)}。"
    return first + "".join(_sentence(random) for _ in range(more))


def _sentence(random: Random) -> str:
    clauses = [_clause(random) for _ in range(random.randint(1, 4))]
    joined = f"{random.choice(_ORDINARY)}，" if random.random() < 0.2 else ""
    joined += clauses[0]
    for clause in clauses[1:]:
        joined += random.choice("，，，，，；、") + clause
    return joined + random.choice("。。。。。。。。。！")


def _clause(random: Random) -> str:
    shape = random.randrange(14)
    noun, other = random.choice(_NOUNS), random.choice(_NOUNS)
    figure = random.choice(
        (str(random.randint(2, 9800)), f"{random.uniform(0.1, 99):.1f}", f"{random.randint(1, 30)}万")
    )
    plain = f"{random.choice(_ACTIONS)}{random.choice(_MODIFIERS)}{noun}和{random.choice(_MODIFIERS)}{other}"
    match shape:
        case 0:
            return f"累计{random.choice(_ACTIONS)}{noun}{figure}{random.choice(_UNITS)}"
        case 1:
            return f"{noun}{random.choice(('同比增长', '覆盖率达到', '压缩'))}{random.uniform(1, 60):.1f}%"
        case 2:
            return f"{random.choice(_ACTIONS)}“{random.choice(_COINED)}”{noun}"
        case 3:
            return f"{random.choice(_ACTIONS)}《{random.choice(_PLACES)}{random.choice(_OBJECTS)}工作方案（试行）》"
        case 4:
            return f"面向{random.choice(_LATIN)}、{random.choice(_LATIN)}等领域{plain}"
        case 5:
            return f"到{random.randint(2026, 2035)}年{plain}"
        case 6:
            return f"{random.choice(_PLACES)}市{random.choice(_OFFICES)}、{random.choice(_OFFICES)}等{random.randint(2, 9)}部门{plain}"
        case 7:
            return f"{plain}——{random.choice(_OBJECTS)}"
        case 8:
            return f"构建“{random.randint(1, 3)}+{random.randint(2, 9)}+N”{noun}{other}"
        case 9:
            return f"{random.choice(_ACTIONS)}{noun}（{random.choice(_MODIFIERS)}{other}除外）"
        case 10:
            return f"{random.randint(1, 12)}月{random.randint(1, 28)}日起{plain}"
        case _:
            return plain + random.choice(("", "", f"，{random.choice(_ACTIONS)}{random.choice(_OBJECTS)}"))


def _marks(text: str, half_width: bool) -> str:
    return text.translate(str.maketrans("，：；", ",:;")) if half_width else text
