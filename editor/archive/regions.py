"""The region of everything outside: those inside are the provinces that the list of places marks as its own.

Apart from :mod:`editor.archive.places`, because the command line needs no more than this.
"""

from __future__ import annotations

OUTSIDE = "域外"
OTHERS = "其他"
"""What people call the same."""
