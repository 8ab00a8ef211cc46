"""The trade's own nouns as frozen dataclasses, and the pure operations on them. Standard library only."""
