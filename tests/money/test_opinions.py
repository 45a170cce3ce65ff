"""Opinions of others' costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.money.deflator import deflator
from steelyard.money.opinions import opinions


def test_without_past_operations(books: Casebook, costs: Callable[..., Any]) -> None:
    """There is no opinion."""
    found, _ = costs(books, "guard")
    got = opinions(books, {"guard": found}, deflator(books))
    assert got.seconds == {}
    assert got.tests == ()


def test_with_them() -> None:
    """Each course has a second estimate; back-tests are made once."""
    casebook = open_casebook("sr309")
    got = opinions(casebook, {"nothing": []}, deflator(casebook))
    assert got.seconds["nothing"].difference is None
    assert len(got.tests) > 5
