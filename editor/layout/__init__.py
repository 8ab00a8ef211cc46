"""The 22 × 28 page: how blocks break into lines and pages. Pure: no files, no clock, no word processor."""
