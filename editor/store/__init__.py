"""TOML files ⇄ model, safely: the only place that knows how issue and style files are written."""
