"""A box as one plain sentence with numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from steelyard.weigh.discovery.box import Box, Limit

Words = Mapping[str, str]
Show = Callable[[str, float], str]


def sentence(
    box: Box,
    names: tuple[str, ...],
    says: Words,
    show: Show,
    *,
    what: str = "fails",
    labels: Mapping[str, Mapping[float, str]] | None = None,
) -> str:
    """Tell a box.

    Parameters
    ----------
    box
        The box, limits by column.
    names
        Names of the columns.
    says
        Phrase for an input; its name if there is none.
    show
        Writes an input's value with its unit.
    what
        What the cases of interest do, e.g. "costs more than $3 billion".
    labels
        Words for the codes of categories, by input.

    Returns
    -------
    E.g. "It fails in 71 % of the futures in which the price is above 40 USD;
    these hold 64 % of all such futures (30 % of futures overall)."
    """
    overall = box.cases / box.rows if box.rows else 0.0
    if not box.limits:
        return f"It {what} in {_share(overall)} of futures; no input tells them apart."
    parts = [
        _clause(says.get(names[c], names[c]), names[c], limit, show, labels or {})
        for c, limit in box.limits.items()
    ]
    where = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return (
        f"It {what} in {_share(box.density)} of the futures in which {where}; these "
        f"hold {_share(box.coverage)} of all such futures "
        f"(it does in {_share(overall)} of futures overall)."
    )


def _clause(
    phrase: str,
    name: str,
    limit: Limit,
    show: Show,
    labels: Mapping[str, Mapping[float, str]],
) -> str:
    if limit.kept is not None:
        known = labels.get(name, {})
        words = " or ".join(known.get(c, f"{c:g}") for c in sorted(limit.kept))
        text = f"{phrase} is {words}"
    elif np.isfinite(limit.low) and np.isfinite(limit.high):
        text = f"{phrase} is {show(name, limit.low)} to {show(name, limit.high)}"
    elif np.isfinite(limit.low):
        text = f"{phrase} is above {show(name, limit.low)}"
    elif np.isfinite(limit.high):
        text = f"{phrase} is below {show(name, limit.high)}"
    else:
        return f"{phrase} is known"
    return text


def _share(value: float) -> str:
    if 0 < value < 0.01:
        return "under 1 %"
    if 0.99 < value < 1:
        return "over 99 %"
    return f"{100 * value:.0f} %"
