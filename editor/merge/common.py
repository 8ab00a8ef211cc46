"""How far two texts are the same from either end."""

from __future__ import annotations


def common_start(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is faster than comparing characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts begin with in common, and how many of the rest they end with."""
    start = common_start(one, other)
    return start, common_start(one[start:][::-1], other[start:][::-1])
