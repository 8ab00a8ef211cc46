"""What a rule finds in the text of one article, before anybody says where in the issue that is."""

from __future__ import annotations

from typing import NamedTuple

from editor.proof.finding import Severity


class Hit(NamedTuple):
    """A place in the text of a sheet (:class:`editor.proof.sheet.Sheet`), in code points, and what to say there.

    ``fix`` replaces the place; None: nothing to offer. ``severity`` None means that of the rule. A hit from 0 to 0 is
    about the article as a whole.
    """

    start: int
    end: int
    message: str
    fix: str | None = None
    severity: Severity | None = None
