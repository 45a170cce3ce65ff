"""Hold the parameters of a need model against what the generator can use."""

from __future__ import annotations

from steelyard.casebook.bounds import bounds
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.need import DAYS, NUMBERS, SHARES, NeedModel


def check_need(check: RecordCheck, needs: NeedModel, at: Route) -> None:
    """Add problems: wrong units, negative numbers, shares of one or more."""
    for key in SHARES:
        id_ = getattr(needs, key)
        quantity = check.quantity(id_, (*at, key), "ratio")
        if quantity and not 0 <= bounds(quantity)[0] <= bounds(quantity)[1] < 1:
            low, high = bounds(quantity)
            what = f"'{id_}' can be {low:g} to {high:g}"
            check.add((*at, key), what, "it must lie within 0 and below 1")
    for key in (*NUMBERS, *DAYS):
        id_ = getattr(needs, key)
        check.quantity(id_, (*at, key), "day" if key in DAYS else "ratio")
        check.at_least_zero(id_, (*at, key))
    check.quantity(needs.jumps, (*at, "jumps"), ("1/year", "event/year"))
    check.at_least_zero(needs.jumps, (*at, "jumps"))
    fade = check.casebook.quantities.get(needs.decay or "")
    if fade and bounds(fade)[0] <= 0:
        check.add((*at, "decay"), f"'{needs.decay}' can be 0", "above 0")
