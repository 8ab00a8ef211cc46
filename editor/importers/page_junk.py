"""Lines of the web page or of the printed sheet around an issue that are no part of it: buttons, links, 报尾.

Only whole lines of a known shape count, and importers leave them out only where no text follows.
"""

from __future__ import annotations

import re

_LONGEST = 120  # code points; a longer line is text, whatever it begins with

_BUTTONS = "进入测试|进入投票|打印(?:本页|此页|文章)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表|上一页)?|收藏|分享|纠错|点赞|评论|回到顶部"
_BUTTONS += "|复制链接|加入收藏|微信|微博|朋友圈|QQ空间|大|中|小|网站地图|联系我们|关于我们|版权声明|相关链接|相关附件|附件下载"
_LABELS = "分享到?|上一[篇条期]|下一[篇条期]|责任编辑|编辑|审核|校对|签发|字体|字号|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量)?"
_LABELS += "|访问(?:次数|量)?|发布(?:时间|日期)|扫码阅读|主办|承办|技术支持|网站标识码"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?:[【\[〖(（]?\s*(?:{_BUTTONS})\s*[】\]〗)）]?[\s|｜/·]*)+",
        rf"[【\[]?(?:{_LABELS})[】\]]?\s*[：:].*",
        r"附件\s*[一二三四五六七八九十0-9]{0,3}\s*[：:]?(?:\s*[^。；，]{1,60}\.(?:docx?|wps|pdf|xlsx?|zip|rar|jpe?g|png))?",
        r"(?:抄?[报送]|主送|发)\s*[：:].*|[(（]?共印\s*[0-9０-９]+\s*份[)）]?",
        r"(?:版权所有|Copyright|©|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备).*",
        r"扫一扫.{0,20}",
        r"[（(【\[—\-\s]*(?:本期|全文)?完[）)】\]—\-\s]*",
        r"[^。；，：:]{4,30}\s+[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日\s*(?:印发|印制|编印)",
        r"[-—_=*·.…\s]{3,}",
    )
)

_RULE = re.compile(r"[-—─━=＝_＿*＊·•◇◆○●□■☆★△▲※~～#＃\s]{3,}")


def is_rule(text: str) -> bool:
    """Whether a line is nothing but ornament, as it stands between articles."""
    return _RULE.fullmatch(text) is not None


def is_page_junk(text: str) -> bool:
    """Whether a line is of the page and not of the issue."""
    return len(text) <= _LONGEST and any(shape.fullmatch(text) for shape in _SHAPES)
