"""Configuration of the documentation."""

project = "steelyard"
author = "The steelyard authors"
copyright = "2026, the steelyard authors"
extensions = ["myst_nb"]
nb_execution_mode = "off"  # a test runs the notebooks; pages show what they kept
html_theme = "furo"
html_title = "steelyard"
html_static_path: list[str] = []
myst_heading_anchors = 3
exclude_patterns = ["_build"]
suppress_warnings = ["myst.xref_missing"]
