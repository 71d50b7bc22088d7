"""Labels by language, one TOML file each: data only."""
