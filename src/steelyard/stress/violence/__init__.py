"""Counts of violence by sources that differ: levels, trends, revisions."""
