"""Forms as CSV: what experts fill in by the IDEA protocol, round by round.

References
----------
Hemming et al. (2018), Methods in Ecology and Evolution 9, 169-180. Cooke (1991),
Experts in Uncertainty, for seed questions: the answer is known to whoever asks and
to no one who is asked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from steelyard.casebook.importers.csvfile import Header, open_csv
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import nearest
from steelyard.weigh.experts.idea import to_ask

COLUMNS = (
    "round",
    "expert",
    "role",
    "id",
    "question",
    "unit",
    "low",
    "high",
    "best",
    "confidence",
    "when",
    "why",
    "others",
)
"""Headings of a form, the four steps in the order in which they are asked."""

SEEDS = Header({c: c for c in ("id", "question", "unit", "answer", "source")})


@dataclass(frozen=True)
class Seed:
    """A question whose answer is known to whoever asks.

    Attributes
    ----------
    id, question, unit
        As on the form.
    answer
        The known answer, in the unit.
    source
        Where the answer was read.
    """

    id: str
    question: str
    unit: str
    answer: float
    source: str


def read_seeds(path: Path, casebook: Casebook) -> dict[str, Seed]:
    """Read seed questions from a CSV file: id, question, unit, answer, source.

    Raises
    ------
    CasebookError
        With file, line and column of what is wrong.
    """
    file = open_csv(path)
    need(file.headings, SEEDS.needed, file.findings.add, file.start)
    file.findings.raise_any()
    found: dict[str, Seed] = {}
    for record in file.records(SEEDS):
        v, where = record.values, record.where
        if not v["id"] or v["id"] in found or v["id"] in casebook.quantities:
            what = f"'{v['id']}' is no id of its own"
            file.findings.add(
                record.line,
                where["id"],
                what,
                "ids of seeds differ, also from quantities",
            )
            continue
        try:
            answer = float(v["answer"])
        except ValueError:
            what = f"'{v['answer']}' is not a number"
            file.findings.add(
                record.line, where["answer"], what, "give the known answer"
            )
            continue
        found[v["id"]] = Seed(v["id"], v["question"], v["unit"], answer, v["source"])
    file.findings.raise_any()
    return found


def need(
    headings: Sequence[str], wanted: Iterable[str], add: object, line: int
) -> None:
    """Note headings that are missing."""
    assert callable(add)
    for name in wanted:
        if name not in {h.lower() for h in headings}:
            there = (
                nearest(name, headings) or f"the heading holds {', '.join(headings)}"
            )
            add(line, 1, f"no column '{name}'", there)


def form(
    casebook: Casebook,
    quantities: Iterable[str] | None = None,
    seeds: Mapping[str, Seed] | None = None,
    others: Mapping[str, str] | None = None,
) -> str:
    """Write a form as CSV, one row a question.

    The casebook's own value and range are left out, so as not to anchor answers, and
    so are the answers of seeds, which come first.

    Parameters
    ----------
    quantities
        What to ask for; all that is elicited or assumed if None.
    others
        Id to what experts answered in round 1, without names: makes it round 2.

    Raises
    ------
    ValueError
        If a quantity is not in the casebook, or nothing is left to ask.
    """
    asked = to_ask(casebook) if quantities is None else list(dict.fromkeys(quantities))
    for name in asked:
        if name not in casebook.quantities:
            near = nearest(name, casebook.quantities)
            raise ValueError(f"no quantity '{name}'{f'; {near}' if near else ''}")
    if not asked:
        raise ValueError("no quantity of the casebook is elicited or assumed")
    questions = [(s.id, s.question, s.unit) for s in (seeds or {}).values()]
    for id_ in asked:
        q = casebook.quantities[id_]
        year = f", prices of {q.price_year}" if q.price_year else ""
        questions.append((id_, q.says or id_.replace("_", " "), f"{q.unit}{year}"))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    turn = 1 if others is None else 2
    for id_, question, unit in questions:
        told = (others or {}).get(id_, "")
        writer.writerow([turn, "", "", id_, question, unit, *[""] * 6, told])
    return text.getvalue()
