"""花脸稿 in LibreOffice: accepting all gives the new state, rejecting all the old one, paragraph by paragraph."""

import re

import pytest

from editor.exporters.docx import export_docx
from editor.exporters.redline import redline_docx
from editor.store.issue_file import load_issue
from tests.conftest import ROOT
from tests.exporters.test_redline import SIGNED, pair, paragraphs, style
from tests.redlines import touching
from tests.render.changes import resolved
from tests.render.rendering import AVAILABLE

__all__ = ["style"]
pytestmark = [pytest.mark.render, pytest.mark.skipif(not AVAILABLE, reason="LibreOffice is not installed")]


def test_libreoffice_reads_both_states_in_it(style):
    sent = load_issue(ROOT / "tests" / "returns" / "2026-03.toml")
    pairs = [*touching(sent), *((f"seed {seed}", *pair(seed)) for seed in (20, 49, 61, 134))]
    views = resolved([redline_docx(old, new, style, SIGNED) for _, old, new in pairs])
    for (name, *states), seen in zip(pairs, views, strict=True):
        for issue, lines in zip(reversed(states), seen, strict=True):
            wanted = [_squeezed(text) for _, text in paragraphs(export_docx(issue, style)) if text.strip()]
            found = [line for line in map(_squeezed, lines) if line]
            assert found[-len(wanted) + 4 :] == wanted[4:], name  # masthead and 目录 stand before


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
