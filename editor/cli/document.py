"""``--json``: one document on standard output, in UTF-8 whatever the terminal speaks."""

from __future__ import annotations

import sys


def print_json(document: object) -> None:
    """Print a document. In a terminal's own encoding characters would be lost, and it would be no JSON any more."""
    import json

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        sys.stdout.flush()
        reconfigure(encoding="utf-8")
    print(json.dumps(document, ensure_ascii=False, indent=2))
