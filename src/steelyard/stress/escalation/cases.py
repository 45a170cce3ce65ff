"""Past cases as a reference class: counts, with their small numbers shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from steelyard.casebook.tables import DataTable


@dataclass(frozen=True)
class Count:
    """How often something followed a class of act.

    Attributes
    ----------
    act, column, value
        What was done; what was looked at; what came out.
    times, of
        So many of so many cases.
    low, high
        Wilson interval at 90 percent, as if the cases had been drawn at random, which
        they were not: the least that the doubt can be.
    """

    act: str
    column: str
    value: str
    times: int
    of: int
    low: float
    high: float

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(self.__dict__)


def counts(table: DataTable, columns: Sequence[str]) -> list[Count]:
    """Count what followed each class of act.

    Parameters
    ----------
    table
        With a column `act` and the columns to count.
    columns
        Columns whose values are counted.

    Raises
    ------
    ValueError
        If a column is missing.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22:209-212.
    """
    missing = {"act", *columns} - set(table.arrow.column_names)
    if missing:
        raise ValueError(f"the table of past cases has no column '{min(missing)}'")
    rows = table.arrow.to_pylist()
    out = []
    for act in dict.fromkeys(row["act"] for row in rows):
        some = [row for row in rows if row["act"] == act]
        for column in columns:
            for value in sorted({str(row[column]) for row in some}):
                times = sum(str(row[column]) == value for row in some)
                low, high = wilson(times, len(some))
                out.append(Count(act, column, value, times, len(some), low, high))
    return out


def wilson(times: int, of: int, z: float = 1.6449) -> tuple[float, float]:
    """Return the Wilson score interval of a share."""
    share = times / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of)
    half *= (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
