"""Write numbers as people say them: `$1.2 billion`, `4,150 people`, `0.12 mile`."""

from __future__ import annotations

import math

from steelyard.casebook.figure import Figure
from steelyard.weigh.card import money

_WORDS = {
    "person day": ("person-day", "person-days"),
    "person_day": ("person-day", "person-days"),
    "bed day": ("bed-day", "bed-days"),
    "bed_day": ("bed-day", "bed-days"),
    "person": ("person", "people"),
    "people": ("person", "people"),
    "persons": ("person", "people"),
    "staff_year": ("staff-year", "staff-years"),
    "fiscal_year": ("fiscal year", "fiscal years"),
    "percent": ("%", "%"),
    "pct": ("%", "%"),
    "foot": ("foot", "feet"),
    "aircraft": ("aircraft", "aircraft"),
}
_PURE = {"", "1", "ratio", "fraction", "share", "count", "dimensionless"}
_SAME = {"kg", "lb", "km", "g", "m", "s", "oz", "kWh", "degC"}


def number(value: float) -> str:
    """Write a bare number: thousands separated, about four significant digits."""
    size = abs(value)
    if size < 1e-12:  # what rounding left of a zero
        return "0"
    for limit, divisor, word in (
        (999.5e9, 1e12, "trillion"),
        (999.5e6, 1e9, "billion"),
    ):
        if size >= limit:
            return f"{_trim(value / divisor, 2)} {word}"
    if size >= 9.995e6:
        return f"{_trim(value / 1e6, 1)} million"
    if size >= 1000 or value == round(value):
        return f"{value:,.0f}"
    if size >= 100:
        return _trim(value, 1)
    if size >= 0.01:
        return _trim(value, max(0, 2 - math.floor(math.log10(size))))
    return f"{value:.2g}" if size >= 1e-4 else f"{value:.1e}"


def _trim(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_words(unit: str, value: float | None = None) -> str:
    """Write a unit in words, in the plural unless `value` is one."""
    if unit.strip() in _PURE:
        return ""
    head, _, tail = unit.partition("/")
    one = value is not None and abs(value) == 1
    words = _plural(head.strip(), one=one)
    for part in (p.strip() for p in tail.split("/")) if tail else ():
        words += f" per {_plural(part, one=True)}"
    return words.strip()


def _plural(word: str, *, one: bool) -> str:
    if word in _PURE:
        return ""
    if word in _WORDS:
        return _WORDS[word][0 if one else 1]
    word = word.replace("_", " ").replace(" * ", "-").replace("*", "-")
    if one or word in _SAME or word.endswith("s") or " of " in word:
        return word
    return word + ("es" if word.endswith(("ch", "sh", "x")) else "s")


def is_money(unit: str) -> bool:
    """Tell whether a unit is an amount of dollars, or dollars per something."""
    return unit.startswith("USD")


def amount(value: float | None, unit: str) -> str:
    """Write a value with its unit.

    Parameters
    ----------
    value
        None is written as `not known`.
    unit
        As in the casebook, e.g. `USD of 2025`, `USD/person/day`, `percent`.
    """
    if value is None:
        return "not known"
    if is_money(unit):
        per = unit.partition("/")[2].partition(" of ")[0]
        text = _small_money(value) if abs(value) < 1000 else money(value)
        return text + (f" {unit_words('/' + per)}" if per else "")
    words = unit_words(unit, value)
    joint = "" if words.startswith("%") else " "
    return f"{number(value)}{joint}{words}" if words else number(value)


def _small_money(value: float) -> str:
    sign = "-" if value < 0 else ""
    whole = value == round(value)
    return f"{sign}${abs(value):,.{0 if whole or abs(value) >= 100 else 2}f}"


def span(low: float, high: float, unit: str) -> str:
    """Write an interval, naming the unit once."""
    return _between(amount(low, unit), amount(high, unit))


def _between(first: str, second: str) -> str:
    if first == second:
        return first
    head, _, tail = first.partition(" ")
    if tail and second.partition(" ")[2] == tail and not head.startswith("-"):
        return f"{head} to {second}"
    return f"{first} to {second}"


def figure_text(figure: Figure) -> str:
    """Write a figure's value with its unit; three digits where it has a band."""
    if figure.value is None or figure.band is None:
        return amount(figure.value, figure.unit)
    return _short(figure.value, figure.unit)


def _short(value: float, unit: str) -> str:
    value = rounded(value)
    if is_money(unit) or not 1e6 <= abs(value) < 1e9:
        return amount(value, unit)
    return f"{_trim(value / 1e6, 2)} million {unit_words(unit)}".strip()


def band_text(figure: Figure) -> str:
    """Write a figure's band, or nothing where it has none."""
    if figure.band is None:
        return ""
    ends = (_short(v, figure.unit) for v in (figure.band.low, figure.band.high))
    return _between(*ends)


def bare(figure: Figure) -> tuple[str, str]:
    """Write value and band without their unit, for a column that names it."""
    pure = figure.model_copy(update={"unit": ""})
    return figure_text(pure), band_text(pure)


def rounded(value: float, digits: int = 3) -> float:
    """Round to significant digits: more would promise what a band denies."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """Write a share as a whole percentage, never rounding something to nothing."""
    if 0 < share <= 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    text = f"{share:.0%}"
    return "0%" if text == "-0%" else text  # what rounding left of a zero


def words(name: str) -> str:
    """Write an identifier as words: `planning_factor` as `planning factor`."""
    return name.replace("_", " ")


def listing(items: list[str]) -> str:
    """Join items as a sentence does: `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def counted(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 claim`, `2 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
