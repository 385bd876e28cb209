"""A mapping: how the records of any table become claims, declared in one small TOML file."""
