"""Hold what paths of a game move against the rest of the casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard.casebook.schema.escalation import Moved
from steelyard.casebook.units import dimension, same_dimension
from steelyard.casebook.yamlfile import Route

if TYPE_CHECKING:
    from steelyard.casebook.escalation_check import GameCheck


def check_flow(check: GameCheck) -> None:
    """Check drives, calls and losses, and add what is wrong to the check's problems."""
    threat = check.casebook.threat
    for i, drive in enumerate(check.file.drives):
        at: Route = ("drives", i)
        if "threat" not in check.broken:
            held = threat.drivers if threat else {}
            check.known("driver", [drive.driver], held, (*at, "driver"))
        _scale(check, drive, at)
    for i, call in enumerate(check.file.calls):
        at = ("calls", i)
        if "actions" not in check.broken:
            _action(check, call.action, (*at, "action"))
        _days(check, call.lead, (*at, "lead"))
        _scale(check, call, at)
    for id_, loss in check.file.losses.items():
        at = ("losses", id_)
        if check.known("scale", [loss.scale], check.file.scales, (*at, "scale")):
            _not_ranks(check, loss.scale, (*at, "scale"))
        _money(check, loss.of, (*at, "of"))


def _scale(check: GameCheck, moved: Moved, at: Route) -> None:
    check.known("scale", [moved.scale], check.file.scales, (*at, "scale"))


def _not_ranks(check: GameCheck, scale: str, route: Route) -> None:
    if check.file.scales[scale].ranks:
        what = f"the scale '{scale}' is of ranks, which have no size"
        check.add(route, what, "name a scale with levels")


def _action(check: GameCheck, id_: str, route: Route) -> None:
    actions = check.casebook.actions
    if check.known("action", [id_], actions, route) and not actions[id_].uses:
        what = f"the action '{id_}' uses nothing: to call for it changes nothing"
        check.add(route, what, "give it uses, or call for another")


def _days(check: GameCheck, id_: str | None, route: Route) -> None:
    quantity = check.quantity(id_, route)
    if quantity is not None and not _same(quantity.unit, "day"):
        check.add(route, f"'{id_}' is in {quantity.unit}", "give a time, e.g. in day")


def _money(check: GameCheck, id_: str, route: Route) -> None:
    quantity = check.quantity(id_, route)
    if quantity is not None and not _same(quantity.unit, "USD/year"):
        mend = "give money per time, e.g. in USD/year"
        check.add(route, f"'{id_}' is in {quantity.unit}", mend)


def _same(unit: str, other: str) -> bool:
    try:
        dimension(unit)
    except ValueError:
        return True  # said where the quantity stands
    return same_dimension(unit, other)
