"""TOML files ⇄ model, safely. The only place that knows tomlkit."""
