"""yaoxun: a terminal authoring tool for a weekly government bulletin."""

__version__ = "0.1.0"
