"""The registry of back-tests."""

from __future__ import annotations

import importlib

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.stress.history import CASES, chosen, scores


@pytest.mark.parametrize("case", CASES)
def test_each_case_has_its_function_and_takes_any_casebook(case: str) -> None:
    """Each registered module judges a casebook, and gives nothing for a blank one."""
    assert callable(importlib.import_module(CASES[case]).scores)
    assert scores(open_casebook("blank"), case) == ()


def test_cases_are_chosen_once() -> None:
    """A case named twice is judged once; none named means all."""
    assert chosen(["drugs", "drugs"]) == ("drugs",)
    assert chosen([]) == tuple(CASES)
    with pytest.raises(ValueError, match="did you mean 'drugs'"):
        chosen(["drug"])
