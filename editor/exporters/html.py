"""Block stream → one HTML file for websites, official accounts (公众号) and mail: every style stands in its element.

Editors of websites and mail programs throw style sheets away, so there is none; nor scripts, pictures or fonts. Sizes are
the points of the house style in pixels, which reads well on a screen; lines break where the window ends. The 目录 links
to the titles; page numbers mean nothing here and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from editor.exporters.blocks import CONTENTS, OUTLINE
from editor.exporters.edition import Edition, printed_blocks, properties_of
from editor.layout.block import Block, Run
from editor.model.style import FontRole, HouseStyle
from editor.model.word import bookmark

_GENERIC = {"heiti": "sans-serif"}
_NO_NAME = re.compile("[\"'<>&;:{}\\\\]")  # what would end the name of a font
_WIDTH_PX = 720
_LINE = 1.8  # em
_PAGE = (
    f"max-width:{_WIDTH_PX}px;margin:0 auto;padding:16px;color:#000;background:#fff;overflow-wrap:break-word"
)


def export_html(edition: Edition, style: HouseStyle) -> bytes:
    """The edition as an HTML file in UTF-8. ExportError as for a DOCX."""
    body = "\n".join(_elements(printed_blocks(edition, style), style))
    title = escape(properties_of(edition).title)
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n</head>\n<body style="margin:0">\n<div style="{_PAGE}">\n{body}\n</div>\n'
        "</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _elements(stream: Sequence[Block], style: HouseStyle) -> Iterator[str]:
    rows = [index for index, block in enumerate(stream) if block.kind in CONTENTS]
    for index, block in enumerate(stream):
        if [index] == rows[:1]:
            yield '<nav style="margin:0 0 24px">'
        yield _element(block, style)
        if [index] == rows[-1:]:
            yield "</nav>"


def _element(block: Block, style: HouseStyle) -> str:
    tag = f"h{OUTLINE[block.kind]}" if block.kind in OUTLINE else "p"
    name = f' id="{bookmark(block.anchor)}"' if block.kind in ("section", "title") else ""
    css = f"{_font_css(block.element.font, style)};{_paragraph_css(block, style)}"
    return f'<{tag}{name} style="{css}">{_content(block, style)}</{tag}>'


def _content(block: Block, style: HouseStyle) -> str:
    text = "".join(_run(run, style) for run in block.runs)
    if block.kind in CONTENTS:
        return f'<a href="#{bookmark(block.anchor)}" style="color:inherit;text-decoration:none">{text}</a>'
    if block.right:
        between = "　" if text else ""  # where mail programs and official accounts drop the float
        return f'{text}{between}<span style="float:right;padding-left:1em">{escape(block.right)}</span>'
    return text


def _run(run: Run, style: HouseStyle) -> str:
    css = [] if run.font is None else [_font_css(run.font, style)]
    if run.bold is not None:
        css.append(f"font-weight:{'bold' if run.bold else 'normal'}")
    text = escape(run.text)
    return f'<span style="{";".join(css)}">{text}</span>' if css else text


def _font_css(role: FontRole, style: HouseStyle) -> str:
    font = getattr(style.fonts, role)
    names = ",".join(f"'{_NO_NAME.sub('', name)}'" for name in (font.name, *font.substitutes))
    return f"font-family:{names},{_GENERIC.get(role, 'serif')}"


def _paragraph_css(block: Block, style: HouseStyle) -> str:
    element = block.element
    above = element.before_pt + (24.0 if block.page_break_before else 0.0)
    css = {
        "font-size": f"{element.size_pt:g}px",
        "font-weight": "bold" if element.bold else "normal",
        "line-height": f"{_LINE:g}",
        "text-align": element.align,
        "margin": f"{above:g}px {element.right_chars:g}em {element.after_pt:g}px {element.left_chars:g}em",
    }
    if element.color != "000000":
        css["color"] = f"#{element.color}"
    if element.first_line_chars and element.align != "center":
        css["text-indent"] = f"{element.first_line_chars:g}em"
    masthead = style.masthead
    if block.kind == "imprint" and masthead.rule_pt:
        css["border-bottom"] = f"{masthead.rule_pt:g}px solid #{masthead.rule_color}"
        css["padding-bottom"] = f"{masthead.rule_space_pt:g}px"
        css["overflow"] = "hidden"
    if block.kind == "tail":
        css["border-top"] = "1px solid #000"
        css["overflow"] = "hidden"
    return ";".join(f"{name}:{value}" for name, value in css.items())
