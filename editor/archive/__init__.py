"""All issues of a workspace at hand: search, what has run before, and counts, from an index that can be deleted."""
