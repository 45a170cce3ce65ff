"""Forms for eliciting judgements by the IDEA protocol, from the casebook.

References
----------
Hemming et al. (2018), Methods in Ecology and Evolution 9, 169-180: investigate,
discuss, estimate, aggregate; lowest, highest and best value asked in this order, and
then the confidence, in two rounds. Speirs-Bridge et al. (2010), Risk Analysis 30, on
why four steps reduce overconfidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from steelyard.casebook.model import Casebook
from steelyard.casebook.quantity import Basis, Quantity

STEPS = (
    "Realistically, what do you think is the lowest value?",
    "Realistically, what do you think is the highest value?",
    "Realistically, what is your best estimate?",
    "How confident are you that the interval that you gave contains the truth "
    "(between 50 and 100 %)?",
)

ROUNDS = (
    "Round 1: investigate and answer alone.",
    "Discuss: the answers of round 1 are shown without names; share reasons and "
    "evidence, do not seek agreement.",
    "Round 2: answer again, alone. Only these answers are kept, with reasons.",
    "The pool is the mean of distributions; each answer stays beside it.",
)


def to_ask(
    casebook: Casebook, bases: Iterable[Basis] = ("assumed", "elicited")
) -> list[str]:
    """Return the uncertain quantities that rest on judgement or assumption."""
    wanted = set(bases)
    return [
        id_
        for id_, q in casebook.quantities.items()
        if q.uncertain and q.basis in wanted
    ]


def forms(casebook: Casebook, quantities: Iterable[str] | None = None) -> str:
    """Write the forms as Markdown, one block a quantity.

    The casebook's own value and range are left out, so as not to anchor answers.

    Raises
    ------
    ValueError
        If a quantity is not in the casebook.
    """
    asked = to_ask(casebook) if quantities is None else list(quantities)
    unknown = sorted(set(asked) - set(casebook.quantities))
    if unknown:
        raise ValueError(f"no quantity {unknown} in the casebook")
    lines = [f"# {casebook.front.title}: questions to experts", ""]
    lines += [f"{i}. {text}" for i, text in enumerate(ROUNDS, 1)]
    for id_ in asked:
        lines += ["", *_block(id_, casebook.quantities[id_])]
    return "\n".join(lines) + "\n"


def _block(id_: str, quantity: Quantity) -> list[str]:
    what = quantity.says or id_.replace("_", " ")
    year = f", prices of {quantity.price_year}" if quantity.price_year else ""
    return [
        f"## {what} ({quantity.unit}{year})",
        f"`{id_}`",
        *(f"- {step} ______" for step in STEPS),
        "- Why? What would change your mind? ______",
    ]
