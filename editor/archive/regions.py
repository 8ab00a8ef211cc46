"""The regions by which articles are filtered and counted.

Apart from :mod:`editor.archive.places`, because a search needs no more than this.
"""

from __future__ import annotations

OUTSIDE = "域外"
REGIONS = ("沪", "苏", "浙", "皖", OUTSIDE)
"""The four provinces of the Delta by their one-character names, and everything else."""
