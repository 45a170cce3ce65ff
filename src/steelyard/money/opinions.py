"""Second estimates and back-tests of a casebook, as the four marks want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from steelyard.casebook.model import Casebook
from steelyard.money.backtest import BackTest, backtests
from steelyard.money.cost import Line
from steelyard.money.deflator import Deflator
from steelyard.money.second import SecondEstimate, second_estimate


@dataclass(frozen=True)
class Opinions:
    """What others' costs say of the estimate.

    Attributes
    ----------
    seconds
        Course id to its second estimate; empty without past operations.
    tests
        Back-tests of the rates.
    """

    seconds: Mapping[str, SecondEstimate] = field(default_factory=dict)
    tests: tuple[BackTest, ...] = ()


def opinions(
    casebook: Casebook, costed: Mapping[str, Sequence[Line]], prices: Deflator
) -> Opinions:
    """Estimate each course a second time, and back-test the rates.

    Parameters
    ----------
    costed
        Course id to its costs.
    """
    if casebook.budget is None or not casebook.budget.operations:
        return Opinions()
    seconds = {
        course: second_estimate(casebook, course, found, prices)
        for course, found in costed.items()
    }
    return Opinions(seconds, backtests(casebook, prices))
