"""Lines that stand around an article on a web page: its source, its date, its address, buttons and counters.

Only whole lines of a known shape count. What is junk around an issue is in ``page_junk``; here is what comes with a single
article besides, and where it says who published it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from editor.importers.page_junk import is_page_junk

_LONGEST = 120  # code points; a longer line is text
_SENTENCE = re.compile("[。；;！!？?][”’」』）)】]*\\Z")

_DATE = r"[0-9]{4}\s*[-年./]\s*[0-9]{1,2}\s*[-月./]\s*[0-9]{1,2}\s*日?"
_TIME = r"(?:\s*T?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
_WHEN = re.compile(rf"(?:(?:发布|更新|发表|成文)?(?:时间|日期)\s*[：:]?)?\s*(?P<date>{_DATE}){_TIME}")
_ADDRESS = re.compile(
    r"(?:(?:原文|本文|文章|网页)?(?:链接|网址|地址)\s*[：:]?\s*)?(?P<address>https?://\S+|www\.\S+)",
    re.IGNORECASE,
)

_SOURCE_LABEL = r"(?:信息|稿件|文章|新闻|消息|内容|资料|本文|原文)?来源(?:于|自)?|转载自|供稿单位|报送单位"
_SOURCE = re.compile(
    rf"(?P<before>[\s0-9０-９年月日\-./:：|｜发布更新时间日期]*)[（(【\[]?\s*(?:{_SOURCE_LABEL})\s*[：:]\s*(?P<name>\S.*)"
)
_NEXT_LABEL = re.compile(r"\s+[^\s：:]{1,6}[：:]|\s*[|｜]|\s{2,}|\s+(?=[0-9]{4}[-年])|\s+【")
_CLOSERS = "）)】] \u3000。"
_INLINE = re.compile(rf"\s*[（(]\s*(?:{_SOURCE_LABEL})\s*[：:]\s*(?P<name>[^（）()]{{1,60}})[）)]\s*\Z")

_COUNTED = "浏览|阅读|点击|访问|收藏|分享|点赞|评论|转发|在看"
_PEOPLE = "作者|记者|通讯员|撰稿|供稿|文字|摄影|编辑|责编|编审|审核人?|校对|初审|复审|终审|[一二三]审|监制|值班编辑|责任编辑"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?:当前|您(?:现在|当前|所在)?的?)(?:所在)?位置\s*[：:]?.*",
        r"(?:网站)?首页(?:\s*[>＞»/\\|-]+\s*[^>＞»/\\|-]{1,20})+",
        rf"(?:{_COUNTED})(?:次数|数量|量|数)?\s*[：:]?\s*[0-9０-９.万+]+\s*次?",
        rf"[（(【\[]?\s*(?:{_PEOPLE})\s*[：:|｜]\s*[^，。；]{{1,40}}[）)】\]]?",
        r"[【\[（(]?\s*字[体号]\s*[：:]?[\s\[\]【】大中小特超默认+\-]*[】\]）)]?",
        r"(?:原标题|关键词|标签|主题词)\s*[：:].*",
        r"(?:欢迎|请|打开)?(?:使用)?(?:微信|手机|支付宝)?[，,]?(?:扫一扫|扫码|扫描|长按|识别)(?:识别|上方|下方|右侧|左侧|以上|此)?(?:微信)?(?:二维码)?[，,]?"
        r"(?:(?:在手机)?(?:打开|分享|关注|阅读|查看|下载|进入|添加).{0,20})?",
        r"(?:欢迎|请|更多.{0,8})?关注(?:我们|(?:我们的)?(?:官方)?(?:微信)?公众号.{0,20}|微信.{0,20})",
        r"(?:官方|政务|门户)?(?:网站|微信|微博|客户端|手机)?(?:公众号|二维码|服务号|订阅号)(?:二维码)?(?:\s*[：:].{1,20})?",
        r"[（(\-—\s]*(?:完|END)[）)\-—\s]*",
        r"(?:点击|查看|展开)(?:查看|阅读)?(?:原文|全文|更多)\S{0,6}",
        r"(?:索引号|发文字号|文号|发文机关|公开方式|公开范围|主题分类|信息分类|有效性)\s*[：:].{0,60}",
        r"(?:相关|热门|推荐|延伸|更多)(?:阅读|新闻|链接|文章|推荐|报道|附件|文件|资讯)\s*[：:>＞]*|(?:为您|为你)推荐|猜你喜欢",
        r"(?:附件下载|语音播报|信息来源|文章来源|来源|责任编辑|编辑|作者|听新闻|无障碍浏览|长者模式|下载APP)\s*[：:]?",
        r"(?:记者|通讯员|作者|供稿|摄影)\s+[\u3400-\u9fff·]{2,4}(?:[\s、]+(?:(?:记者|通讯员|作者)\s*)?[\u3400-\u9fff·]{2,4}){0,5}",
        r"微信扫一扫.{0,12}|点击(?:上方|下方|上面|标题下).{0,12}关注.{0,12}|(?:图|图片|摄影|视频)\s*[/／：:].{1,20}|图片来源\s*[：:].{1,20}",
        r"[【\[]?我要纠错[】\]]?|已有\s*[0-9]+\s*人(?:评论|参与|点赞)|(?:未经授权|转载)请?(?:注明|联系).{0,30}",
        r"(?:[【\[]\s*(?:我要纠错|纠错|责任编辑\s*[：:].{1,10}|打印.{0,4}|关闭.{0,4}|收藏|分享)\s*[】\]]\s*)+",
    )
)


# Junk although it ends as a sentence does.
_SENTENCES = re.compile("打开微信，点击.{0,80}|(?:免责)?声明[：:].{0,100}")


class PageLine(NamedTuple):
    """A line that is no text of the article; ``source`` is what it says of where the article comes from."""

    source: str = ""


def page_line(text: str) -> PageLine | None:
    """What a line around an article is, or None for text.

    A line that looks like one and ends as a sentence does is text.
    """
    if len(text) <= _LONGEST and _SENTENCES.fullmatch(text):
        return PageLine()
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return None
    if found := _ADDRESS.fullmatch(text):
        return PageLine(found["address"])
    if found := _SOURCE.fullmatch(text):
        return PageLine(_source(text, found["name"]))
    if found := _WHEN.fullmatch(text):
        return PageLine(found["date"].strip())
    if is_page_junk(text) or any(shape.fullmatch(text) for shape in _SHAPES):
        return PageLine()
    return None


def without_source(text: str) -> tuple[str, str]:
    """A paragraph without the source in brackets at its end, and that source; ("…", "") where there is none."""
    found = _INLINE.search(text)
    return (text[: found.start()], found["name"].strip()) if found and found.start() else (text, "")


def _source(text: str, name: str) -> str:
    """The name up to the next label of the line, and the date that stands beside it."""
    name = _NEXT_LABEL.split(name, maxsplit=1)[0].strip(_CLOSERS)
    date = re.search(_DATE, text)
    return f"{name}，{date[0].strip()}" if date and date[0] not in name else name
