"""Rules whose findings come from the importer: it saw a text that the issue no longer shows."""

from __future__ import annotations

from editor.proof.rule import ForImport

TOC_MISMATCH = ForImport(
    id="toc-mismatch",
    says="目录与正文的标题、次序或栏目不一致（导入时发现）",
    why="习惯：目录应与正文逐字相符",
    fix="N",
    severity="error",
    bad=(
        "目录\n科创聚焦\n上海试点概念验证中心\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
        "目录\n科创聚焦\n上海试点概念验证平台\n江苏推进成果转化\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
    ),
    good=(
        "目录\n科创聚焦\n上海试点概念验证平台\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
        "目录\n科创聚焦\n上海试点概念验证平台……3\n科创聚焦\n上海试点概念验证平台\n上海市试办三个平台。",
    ),
)
