"""Proof-reading (校对): (Issue, HouseStyle, word lists, archive) → findings. Pure; no rule ever raises."""
