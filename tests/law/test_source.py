"""The law behind a casebook."""

from __future__ import annotations

import dataclasses
import gc

import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.law import Law, judge, law_of
from steelyard.law.source import _KEPT, as_law


def with_law(tiny: Casebook, toy: Law) -> Casebook:
    """The tiny casebook with the toy law in it."""
    return dataclasses.replace(tiny, law=toy.file)


def test_a_casebook_can_be_judged_by(tiny: Casebook, toy: Law) -> None:
    """The verb takes a casebook as well as a law."""
    casebook = with_law(tiny, toy)
    assert judge(casebook, "O-1").domestic == judge(toy, "O-1").domestic


def test_it_is_compiled_once(tiny: Casebook, toy: Law) -> None:
    """The same casebook gives the same law; another gives its own."""
    casebook = with_law(tiny, toy)
    assert law_of(casebook) is law_of(casebook)
    assert law_of(with_law(tiny, toy)) is not law_of(casebook)


def test_it_is_forgotten_with_the_casebook(tiny: Casebook, toy: Law) -> None:
    """Nothing keeps a closed casebook's law."""
    casebook = with_law(tiny, toy)
    law_of(casebook)
    key = id(casebook)
    assert key in _KEPT
    del casebook
    gc.collect()
    assert key not in _KEPT


def test_a_casebook_without_law(tiny: Casebook) -> None:
    """It has no law, and judging by it says so."""
    bare = dataclasses.replace(tiny, law=None)
    assert law_of(bare) is None
    with pytest.raises(CasebookError, match="has no law"):
        as_law(bare)
