"""Incursions and the answer to them: counts that differ, sensing, crews, authority."""
