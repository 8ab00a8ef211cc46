"""Panels and fields. A widget shows what it was given and tells in the past tense what was done to it."""
