"""What commands are for: their tasks, most used first, and the other words by which people look for them.

The help is grouped by it, the list of commands is ordered by it, and both of them and ^G find a command by its other
words. The commands of screens that are not named here stand behind those of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from editor.tui.keys import Command

TASKS: Final[Mapping[str, Mapping[str, str]]] = {
    "写稿改稿": {
        "issue.save": "存盘 存储 写入 save",
        "article.new": "新建 添加稿件 加一篇 写稿",
        "edit.undo": "后退 取消 恢复 undo",
        "edit.redo": "恢复 前进 redo",
        "edit.steps": "历史 记录 撤销 回到 时间线",
        "text.find": "替换 搜索 查词 全部替换 find",
        "article.fields": "属性 来源 备注 刊头 日期 期号 信息",
        "article.cut": "分开 一分为二 断开",
        "article.join": "并入 连接 合起来",
        "article.outside": "记事本 vim 编辑器",
        "heading.restart": "序号 编号 从一开始",
    },
    "编排": {
        "move.up": "往上 前移 调整顺序 排序",
        "move.down": "往下 后移 调整顺序 排序",
        "move.section": "移动到 改栏目 调整",
        "article.park": "停印 不印 撤稿 暂存 取回",
        "outline.pick": "多选 勾选",
        "outline.pick_all": "全选 多选",
        "outline.delete": "删 去掉 移除 回收",
        "sections.arrange": "栏目管理 添加栏目 改名",
        "outline.sort": "排序 沪苏浙皖 地区",
        "outline.paste": "收稿 粘贴",
        "outline.file": "收稿 打开文件 Word 导入稿件",
        "outline.earlier": "旧稿 存稿 上期",
        "move.previous": "移动 上一栏目",
        "move.next": "移动 下一栏目",
    },
    "校对": {
        "finding.next": "错误 问题 检查 意见 校对",
        "finding.previous": "错误 问题 意见 校对",
        "finding.fix": "修改 采纳 更正",
        "finding.accept": "忽略 不改 跳过 接受",
        "finding.fix_rule": "批量 全部 一键",
        "finding.word": "词典 词库 用词",
        "finding.rule_off": "关闭 不再提示 屏蔽",
        "article.past": "查重 相似 往期 对比 检索 分屏 并排",
    },
    "去哪里": {
        "pane.next": "切换 目录 正文 窗口",
        "issues.open": "进入 编辑",
        "go.anywhere": "转到 去 定位 打开",
        "issue.close": "返回 回到 列表 首页 关闭 主页",
        "issues.clear": "取消筛选 全部",
    },
    "看版面": {
        "column.next": "版面 预览 页 分页 目录 校对 右栏",
        "column.hide": "右栏 隐藏 全屏",
        "outline.hide": "隐藏 左栏 全屏",
        "column.wider": "宽度 加宽",
        "column.narrower": "宽度",
        "app.theme": "主题 颜色 深色 浅色 夜间 配色 皮肤 护眼",
    },
    "各期和文件": {
        "issues.new": "新建 下一期 新刊",
        "issue.export": "打印 输出 生成 Word 文档 发文 PDF docx",
        "issues.export": "打印 输出 生成 Word 文档 发文 PDF docx",
        "issues.import": "打开文件 读入 收 Word 文本",
        "article.export": "单篇 一篇 打印 输出 Word 文档",
        "article.copy": "拷贝 剪贴板 复制",
        "issues.statistics": "统计 数量 篇数 字数 报表 排名",
        "issue.review": "回稿 领导 修订 批注 审阅 合并",
        "issue.versions": "历史版本 恢复 备份 以前",
        "issue.copy": "另存为 副本 备份",
        "issues.publish": "发出 印发 已发 归档",
        "issues.renumber": "期号 改名 重命名",
        "issues.merge_copy": "副本 冲突 同步 合并",
        "issues.delete": "删 移除",
    },
    "程序": {
        "app.commands": "菜单 命令",
        "app.help": "说明 快捷键 键位 怎么用",
        "app.quit": "关闭 离开 结束 exit quit",
    },
}
"""Task → commands by id → other words, divided by blanks."""

_TASK_OF: Final = {name: task for task, commands in TASKS.items() for name in commands}


def task_of(command: str) -> str:
    """The task of a command, by its id."""
    return _TASK_OF.get(command, "程序")


def also(command: str) -> str:
    """The other words for a command, divided by blanks."""
    return TASKS[task_of(command)].get(command, "")


def by_task(given: Iterable[Command]) -> Sequence[tuple[str, Sequence[Command]]]:
    """Commands under their tasks, most used first; tasks without any are left out."""
    order = {name: place for place, name in enumerate(_TASK_OF)}
    ordered = sorted(given, key=lambda command: order.get(command.id, len(order)))
    groups = ((task, [c for c in ordered if task_of(c.id) == task]) for task in TASKS)
    return [(task, commands) for task, commands in groups if commands]
