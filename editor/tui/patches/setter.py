"""How a patch sets an attribute: a function that is passed in, so that a test can undo what it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Setter: TypeAlias = Callable[[Any, str, Any], None]
"""``setattr``, or something that does the same and can undo it."""
