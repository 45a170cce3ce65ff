"""The S-curve."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.money.scurve import s_curve


def test_confidence_and_contingency() -> None:
    """Of costs 1 to 100, a point of 40 is at 40 percent; 80 percent needs 40 more."""
    curve = s_curve(np.arange(1.0, 101.0), 40.0)
    assert curve.confidence == 0.4
    assert curve.contingency == pytest.approx(40.2)
    assert list(curve.values) == sorted(curve.values)
    with pytest.raises(ValueError, match="level"):
        s_curve(np.ones(3), 1.0, wanted=100)
