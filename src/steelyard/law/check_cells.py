"""Checked cells against the rules: agreement, and rules that no cell reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from steelyard.casebook.problems import Problem
from steelyard.casebook.schema.law import Cell, ExpectedSets, Option
from steelyard.casebook.yamlfile import Document
from steelyard.law.book import Law
from steelyard.law.clauses import Literal
from steelyard.law.judge import rule_on
from steelyard.law.outcome import outcomes
from steelyard.law.ruling import SYSTEMS, ReadingSet, Ruling


@dataclass(frozen=True)
class Disagreement:
    """Where a cell or an option says one thing and the rules another."""

    id: str
    about: str
    """`domestic`, `international`, `on`, `under`, `barred_by`, `duties`, ..."""
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.about}: expected {self.expected}, the rules give {self.found}"


def disagreements(law: Law) -> list[Disagreement]:
    """Compare every cell and every option with what the rules give."""
    found = [d for cell in law.file.cells for d in of_cell(law, cell)]
    return found + [d for option in law.file.options for d in of_option(law, option)]


def of_cell(law: Law, cell: Cell) -> list[Disagreement]:
    """Compare one cell with the rules."""
    day = cell.as_of or law.as_of
    ruling = rule_on(law, outcomes(law, (cell.act,), day), day, {})
    on = {p for system in SYSTEMS for p in ruling.system(system).depends_on}
    bars = {g.name for system in SYSTEMS for g in ruling.system(system).bars}
    pairs: list[tuple[str, object, object]] = [
        ("domestic", cell.domestic, ruling.domestic.verdict),
        ("international", cell.international, ruling.international.verdict),
        ("on", set(cell.on), on),
        ("under", set(cell.under), {g.name for g in ruling.domestic.under}),
        ("barred_by", set(cell.barred_by), bars),
    ]
    if cell.duties is not None:
        duties = {g.name for g in ruling.duties}
        pairs.append(("duties", set(cell.duties), duties))
    return _differing(cell.id, pairs)


def of_option(law: Law, option: Option) -> list[Disagreement]:
    """Compare one option with the rules."""
    ruling = _judge_option(law, option, law.as_of)
    pairs: list[tuple[str, object, object]] = [
        (system, getattr(option.expect, system), ruling.system(system).verdict)
        for system in SYSTEMS
    ]
    if option.expect_at:
        then = _judge_option(law, option, option.expect_at.as_of)
        for system in SYSTEMS:
            wanted = getattr(option.expect_at, system)
            if wanted is not None:
                about = f"{system} on {option.expect_at.as_of}"
                pairs.append((about, wanted, then.system(system).verdict))
    pairs += _sets(option.lawful_if, ruling)
    return _differing(option.id, pairs)


def _sets(
    wanted: ExpectedSets | None, ruling: Ruling
) -> Iterator[tuple[str, object, object]]:
    for system in SYSTEMS:
        sets = getattr(wanted, system, None)
        if sets is not None:
            expected = {_text(item.items()) for item in sets}
            found = {_text(s.readings) for s in ruling.system(system).lawful_if}
            yield f"{system} lawful_if", expected, found


def _text(readings: Iterable[Literal] | ReadingSet) -> str:
    pairs = readings.readings if isinstance(readings, ReadingSet) else readings
    return " & ".join(sorted("=".join(pair) for pair in pairs)) or "(always)"


def _differing(
    id_: str, pairs: Iterable[tuple[str, object, object]]
) -> list[Disagreement]:
    return [
        Disagreement(id_, about, _shown(expected), _shown(found))
        for about, expected, found in pairs
        if expected != found
    ]


def _shown(value: object) -> str:
    return f"[{', '.join(sorted(value))}]" if isinstance(value, set) else str(value)


def _judge_option(law: Law, option: Option, day: str) -> Ruling:
    return rule_on(law, outcomes(law, option.acts, day), day, {})


def reached(law: Law) -> set[str]:
    """Return the rules that fire for some cell in some world."""
    rules: set[str] = set()
    for cell in law.file.cells:
        outcome = outcomes(law, (cell.act,), cell.as_of or law.as_of)[0]
        valid = outcome.space.valid
        rules.update(id_ for id_, worlds in outcome.fires.items() if worlds & valid)
    return rules


def check_cells(law: Law, document: Document) -> list[Problem]:
    """Find cells that disagree with the rules, and rules that no cell reaches."""
    problems = []
    cells = {cell.id: n for n, cell in enumerate(law.file.cells)}
    options = {option.id: n for n, option in enumerate(law.file.options)}
    for item in disagreements(law):
        if item.id in cells:
            where, what = document.mark(("cells", cells[item.id])), "cell"
        else:
            where, what = document.mark(("options", options[item.id])), "option"
        mend = "change the rule or the expectation, whichever is wrong"
        problems.append(Problem(where, f"{what} '{item.id}' {item}", mend))
    there = reached(law)
    for n, rule in enumerate(law.file.rules):
        if rule.id not in there:
            problems.append(
                Problem(
                    document.mark(("rules", n)),
                    f"no cell reaches the rule '{rule.id}'",
                    "add a cell in which it fires, with its reason",
                )
            )
    return problems
