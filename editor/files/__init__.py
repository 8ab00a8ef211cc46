"""Bytes on disk: atomic writes, disk errors, locks, journal records, earlier versions, places. Knows no TOML and no issue."""
