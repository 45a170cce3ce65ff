"""A small, safe server for the run store."""
