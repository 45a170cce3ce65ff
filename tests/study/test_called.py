"""What answers call for reaches cost, ledger and readiness, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.chain import only, run_chain
from steelyard.study.futures import sample
from steelyard.study.kit import Kit, read_kit
from steelyard.study.scene import Scene, scene

N = 24
Columns = dict[str, np.ndarray]


@pytest.fixture(scope="module")
def made() -> tuple[Kit, Scene]:
    case = open_casebook("sr309")
    kit = read_kit(case)
    return kit, scene(kit, sample(case, N, 3), slice(0, N))


def run(made: tuple[Kit, Scene], course: str, *, game: bool = True) -> Columns:
    kit, here = made
    kit = kit if game else replace(kit, game=None)
    return run_chain(kit, here, course, only("ledger", "readiness"))[0]


def test_the_null_course_is_changed_by_exactly_nothing(
    made: tuple[Kit, Scene],
) -> None:
    """The same columns to the bit, with and without the game."""
    on, off = run(made, "nothing"), run(made, "nothing", game=False)
    assert not any(name.startswith("called.") for name in on)
    assert set(off) <= set(on)
    for name, values in off.items():
        np.testing.assert_array_equal(on[name], values, err_msg=name)
    assert on["loss.trade"].tolist() == [0.0] * N


def test_answers_change_cost_days_and_readiness_by_their_own_amount(
    made: tuple[Kit, Scene],
) -> None:
    """Totals rise by what is called for, and only in futures where it is."""
    on, off = (run(made, "broad-unilateral", game=g) for g in (True, False))
    called = on["called.cost"]
    assert (called > 0).any()
    assert (called == 0).any()
    np.testing.assert_allclose(on["cost"] - off["cost"], called, rtol=1e-9, atol=1e-2)
    days = on["military_days"] - off["military_days"]
    np.testing.assert_allclose(days, on["called.days"], rtol=1e-9, atol=1e-4)
    hours = on["called.hours"]
    assert ((hours > 0) == (called > 0)).all()
    short = on["readiness.short"] - off["readiness.short"]
    assert (short >= 0).all()
    assert short[called > 0].sum() > 0
    assert not short[called == 0].any()


def test_the_ledger_holds_it_by_payer_and_tells_what_is_not_covered(
    made: tuple[Kit, Scene],
) -> None:
    """Own uses of a year are paid first; the gap rises by no more than the cost."""
    on, off = (run(made, "broad-unilateral", game=g) for g in (True, False))
    rise = on["gap.real"] - off["gap.real"]
    assert (rise >= on["called.gap"] - 1.0).all()
    assert (rise <= on["called.cost"] + 1.0).all()
    assert np.isclose(rise, on["called.gap"], atol=1.0).mean() > 0.8
    payer = on["cost.payer.dod"] - off["cost.payer.dod"]
    np.testing.assert_allclose(payer, on["called.cost"], rtol=1e-9, atol=1e-2)


def test_lost_trade_is_in_no_column_of_cost(made: tuple[Kit, Scene]) -> None:
    """It stands alone: cost rises by what is called for and by nothing more."""
    on, off = (run(made, "broad-unilateral", game=g) for g in (True, False))
    lost = on["loss.trade"]
    assert lost.any()
    only_lost = (lost != 0) & (on["called.cost"] == 0)
    np.testing.assert_array_equal(on["cost"][only_lost], off["cost"][only_lost])
