"""The shipped casebooks with histories."""

from __future__ import annotations

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook


@pytest.fixture(scope="session")
def welcome() -> Casebook:
    """Return the casebook of receptions."""
    return open_casebook("welcome")


@pytest.fixture(scope="session")
def sr309() -> Casebook:
    """Return the first casebook."""
    return open_casebook("sr309")
