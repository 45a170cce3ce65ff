"""Prices of one year in those of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.money.deflator import deflator


def test_factor(tiny: Casebook) -> None:
    """The factor is the ratio of the index's levels."""
    prices = deflator(tiny)
    assert prices.factor(2022) == pytest.approx(104 / 95)
    assert prices.factor(2024) == 1.0


def test_missing_table(tiny: Casebook) -> None:
    """Without a deflator money is not guessed."""
    with pytest.raises(CasebookError, match="no deflator table"):
        deflator(replace(tiny, tables={}))
