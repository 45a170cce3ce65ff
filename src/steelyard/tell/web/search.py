"""Search in plain words: all of them must be there, in any order."""

from __future__ import annotations

MOST = 200
"""Characters of a search."""


def words_of(text: str) -> list[str]:
    """Return the words that are looked for."""
    return text[:MOST].lower().split()


def fits(words: list[str], *texts: str) -> bool:
    """Tell whether all words stand in some of the texts."""
    whole = "\n".join(texts).lower()
    return all(word in whole for word in words)
