"""The casebook's format: one module of records for each file."""
