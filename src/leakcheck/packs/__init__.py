"""Packs, one TOML file each: data only."""
