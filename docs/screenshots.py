"""Pictures of the running program on the sample issues, for the README and the manual.

    .venv/bin/pip install resvg-py
    .venv/bin/python docs/screenshots.py

writes the screens into docs/images, as SVG and as PNG (without resvg-py or rsvg-convert as SVG only), and, where
LibreOffice and poppler-utils are installed, two printed pages. Textual's own SVG export lays out runs of text, in which
Chinese and Latin characters drift apart; here every character is put into its cell.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from editor.exporters.blocks import paper
from editor.session.exports import can_render, export_issue
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.patches import install, install_text_areas
from editor.tui.screens.edit import EditScreen
from editor.tui.theme import LIGHT

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SIZE = (120, 36)  # cells
CELL, ROW, FONT = 9, 22, 18  # pixels: two cells are one em, so that Chinese stands on the grid
MARGIN = 14
FONTS = "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', monospace"
NARROW = (
    "'DejaVu Sans Mono', 'Menlo', 'Consolas', monospace"  # “ ” — … are one cell; Chinese fonts make them two
)

FLAW = ("支持龙头企业、高校院所牵头", "支持龙头企业,高校院所牵头")  # for the picture of the proof-reader
# As it would come from a web page, with all that does not belong to it.
PASTED = """\
上海推出五项措施便利老年人用药
发布时间：2026-01-15 10:20　来源：某网站　责任编辑：小李　点击：128
1月14日,上海市卫生健康委、市医保局联合印发通知，推出五项便利老年人用药的措施。
1. 延长慢病处方用量。病情稳定的，一次可开12周。
2. 增设社区配药点。全市新增120个。
3. 开通“送药到家”服务。由社区药师上门指导。
4. 建立用药档案。与电子病历互通。
5. 完善短缺药登记。3个工作日内答复。
【打印】【关闭】
"""


def svg_of(strips: Iterable[Strip], background: str) -> str:
    """A screen as SVG."""
    rows = list(strips)
    width = SIZE[0] * CELL + 2 * MARGIN
    height = len(rows) * ROW + 2 * MARGIN
    body = "\n".join(part for y, strip in enumerate(rows) for part in _row(strip, y, background))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<rect width="{width}" height="{height}" fill="{background}"/>\n'
        f'<g font-family="{FONTS}" font-size="{FONT}" xml:space="preserve">\n{body}\n</g>\n</svg>\n'
    )


def _row(strip: Strip, y: int, background: str) -> Iterable[str]:
    top = MARGIN + y * ROW
    column = 0
    for segment in strip:
        ink, paper = _colours(segment, background)
        left = MARGIN + column * CELL
        cells = cell_len(segment.text)
        if paper != background:
            yield f'<rect x="{left}" y="{top}" width="{cells * CELL}" height="{ROW}" fill="{paper}"/>'
        yield from _text(segment, left, top, ink)
        if segment.style and segment.style.underline:
            yield f'<rect x="{left}" y="{top + ROW - 3}" width="{cells * CELL}" height="1" fill="{ink}"/>'
        column += cells


def _text(segment: Segment, left: int, top: int, ink: str) -> Iterable[str]:
    wide: list[tuple[int, str]] = []
    narrow: list[tuple[int, str]] = []
    for character in segment.text:
        cells = cell_len(character)
        if character == "─":  # a font's own dash leaves gaps between cells
            yield f'<rect x="{left}" y="{top + ROW // 2}" width="{CELL}" height="1" fill="{ink}"/>'
        elif character == "│":
            yield f'<rect x="{left + CELL // 2}" y="{top}" width="1" height="{ROW}" fill="{ink}"/>'
        elif not character.isspace():
            (narrow if cells == 1 and not character.isascii() else wide).append((left, character))
        left += cells * CELL
    bold = ' font-weight="bold"' if segment.style and segment.style.bold else ""
    for placed, family in ((wide, ""), (narrow, f' font-family="{NARROW}" font-size="{FONT - 3}"')):
        if placed:
            places = " ".join(str(place) for place, _ in placed)
            text = escape("".join(character for _, character in placed))
            yield f'<text x="{places}" y="{top + ROW - 6}" fill="{ink}"{bold}{family}>{text}</text>'


def _colours(segment: Segment, background: str) -> tuple[str, str]:
    style = segment.style
    ink = style.color.get_truecolor().hex if style and style.color else background
    paper = style.bgcolor.get_truecolor().hex if style and style.bgcolor else background
    return (paper, ink) if style and style.reverse else (ink, paper)


def to_png(svg: Path) -> Path | None:
    """The picture as PNG beside the SVG, or None where no converter is installed."""
    png = svg.with_suffix(".png")
    try:
        import resvg_py
    except ImportError:
        if not shutil.which("rsvg-convert"):
            return None
        subprocess.run(["rsvg-convert", "-o", png, svg], check=True)
    else:
        png.write_bytes(resvg_py.svg_to_bytes(svg_path=str(svg)))
    return png


async def take(workspace: Workspace) -> dict[str, str]:
    """The screens, by name, as SVG."""
    taken: dict[str, str] = {}
    desk = DeskApp(workspace)
    desk.theme = LIGHT
    async with desk.run_test(size=SIZE) as pilot:

        def shoot(name: str) -> None:
            background = desk.screen.styles.background.hex
            taken[name] = svg_of(desk.screen._compositor.render_strips(), background)

        async def settled() -> None:
            """What is computed beside the keyboard has arrived."""
            for _ in range(8):
                await pilot.pause(0.1)

        await desk.workers.wait_for_complete()
        await settled()
        shoot("issues")
        await pilot.press("enter")
        while not isinstance(desk.screen, EditScreen):
            await pilot.pause(0.05)
        await settled()
        shoot("edit")
        await pilot.press("f5")
        await settled()
        shoot("pages")
        await pilot.press("f5", "f5")
        await settled()
        await pilot.press("f4")
        await settled()
        shoot("findings")
        await pilot.press("shift+f5", "escape")
        desk.screen.post_message(events.Paste(PASTED))
        await settled()
        shoot("paste")
        await pilot.press("escape", "ctrl+q")
    return taken


def print_pages(workspace: Workspace) -> None:
    """The first page of the latest issue and the first of its body, in the fonts that the render tests use."""
    if not can_render() or not shutil.which("pdftoppm"):
        return
    os.environ["FONTCONFIG_FILE"] = str(ROOT / "tests" / "render" / "fonts.conf")
    issue = workspace.load(workspace.latest())
    style = workspace.style(issue.style)
    body = paper(issue, style).pages.page_of(next(issue.articles).id)
    with TemporaryDirectory() as folder:
        (pdf,) = export_issue(issue, style, Path(folder), formats=["pdf"]).paths
        for page in (1, body):
            picture = IMAGES / f"page-{'head' if page == 1 else 'body'}"
            numbers = ["-f", str(page), "-l", str(page)]
            options = ["-png", "-r", "72", "-singlefile", *numbers]
            subprocess.run(["pdftoppm", *options, str(pdf), str(picture)], check=True)
            print(picture.with_suffix(".png"))


def main() -> None:
    """Take all pictures of a copy of the sample issues, so that they stay as they are."""
    install()
    install_text_areas()
    with TemporaryDirectory() as folder:
        workspace = Workspace.init(Path(folder) / "要讯")
        for sample in (ROOT / "issues").glob("2026-*.toml"):
            shutil.copyfile(sample, workspace.issues_folder / sample.name)
        IMAGES.mkdir(parents=True, exist_ok=True)
        print_pages(workspace)
        latest = workspace.latest()
        text = latest.read_text("utf-8")
        assert FLAW[0] in text
        latest.write_text(text.replace(*FLAW), encoding="utf-8", newline="\n")
        workspace.root = Path("D:/要讯")  # shown only; the folders below it are known
        taken = asyncio.run(take(workspace))
    for name, svg in taken.items():
        path = IMAGES / f"{name}.svg"
        path.write_text(svg, encoding="utf-8", newline="\n")
        print(to_png(path) or path)


if __name__ == "__main__":
    main()
