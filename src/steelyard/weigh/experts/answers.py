"""Filled forms read back: every row checked, with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from steelyard.casebook.importers.csvfile import CsvFile, Header, Record, open_csv
from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError, Mark, Problem
from steelyard.casebook.schema.experts import Expert, ExpertsFile, Judgement
from steelyard.weigh.experts.forms import COLUMNS, Seed, need

FORM = Header({c: c for c in COLUMNS if c != "others"}, {"others": "others"})
STEPS = ("low", "high", "best", "confidence")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_ID = re.compile(r"^[A-Za-z][A-Za-z0-9_.-]*$")


@dataclass(frozen=True)
class Answer:
    """One expert's answer to one question in one round."""

    mark: Mark
    round: int
    role: str
    judgement: Judgement

    @property
    def key(self) -> tuple[str, str]:
        """Expert and question."""
        j = self.judgement
        return j.expert, j.quantity or j.question


def read_answers(
    paths: Iterable[Path], casebook: Casebook, seeds: Mapping[str, Seed]
) -> list[Answer]:
    """Read filled forms; rows without an answer are left out.

    Raises
    ------
    CasebookError
        With file, line and column of everything that is wrong in any file.
    """
    problems: list[Problem] = []
    answers: list[Answer] = []
    for path in paths:
        try:
            answers += _read(path, casebook, seeds)
        except CasebookError as error:
            problems += error.problems
    seen: dict[tuple[str, str, int], Mark] = {}
    for answer in answers:
        key = (*answer.key, answer.round)
        if key in seen:
            what = f"{key[0]} answers '{key[1]}' twice in round {key[2]}"
            problems.append(Problem(answer.mark, what, f"the first is at {seen[key]}"))
        seen.setdefault(key, answer.mark)
    if not answers and not problems:
        problems.append(Problem(Mark("forms"), "no question is answered"))
    if problems:
        raise CasebookError(problems)
    return answers


def last_round(answers: Sequence[Answer]) -> list[Answer]:
    """Return each expert's latest answer to each question: that of round 2, if any."""
    latest: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        held = latest.get(answer.key)
        if held is None or answer.round > held.round:
            latest[answer.key] = answer
    return list(latest.values())


def as_file(answers: Sequence[Answer]) -> ExpertsFile:
    """Return answers as the casebook's file of judgements."""
    experts: dict[str, Expert] = {}
    for answer in answers:
        experts.setdefault(answer.judgement.expert, Expert(role=answer.role))
    return ExpertsFile(experts=experts, judgements=tuple(a.judgement for a in answers))


def without_names(answers: Sequence[Answer]) -> dict[str, str]:
    """Return round 1 by question as experts see it before round 2: no names."""
    by: dict[str, list[Judgement]] = {}
    for answer in answers:
        if answer.round == 1 and answer.judgement.seed_answer is None:
            by.setdefault(answer.key[1], []).append(answer.judgement)
    return {
        question: "; ".join(
            f"{j.low:g} to {j.high:g}, best {j.best:g} ({100 * j.confidence:.0f} %)"
            + (f": {j.why}" if j.why else "")
            for j in sorted(held, key=lambda j: (j.best, j.low, j.high))
        )
        for question, held in by.items()
    }


def _read(path: Path, casebook: Casebook, seeds: Mapping[str, Seed]) -> list[Answer]:
    file = open_csv(path)
    need(file.headings, FORM.needed, file.findings.add, file.start)
    file.findings.raise_any()
    found = []
    for record in file.records(FORM):
        if any(record.values[s] for s in STEPS):
            answer = _answer(file, record, casebook, seeds)
            if answer is not None:
                found.append(answer)
    file.findings.raise_any()
    return found


def _answer(
    file: CsvFile, record: Record, casebook: Casebook, seeds: Mapping[str, Seed]
) -> Answer | None:
    v, before = record.values, len(file.findings.problems)

    def wrong(column: str, message: str, mend: str = "") -> None:
        file.findings.add(record.line, record.where[column], message, mend)

    if v["id"] not in seeds and v["id"] not in casebook.quantities:
        known = [*seeds, *casebook.quantities]
        file.findings.unknown(
            record.line, record.where["id"], "question", v["id"], known
        )
    if v["round"] not in {"1", "2"}:
        wrong("round", f"round '{v['round']}'", "1 or 2")
    if not _ID.match(v["expert"]):
        wrong("expert", f"expert '{v['expert']}'", "an id such as e1, no name")
    if not v["role"]:
        wrong("role", "no role", "who answers, by role and not by name")
    if not _DAY.match(v["when"]):
        wrong("when", f"when '{v['when']}'", "a date such as 2025-01-31")
    steps = {s: _number(v[s]) for s in STEPS}
    for step, number in steps.items():
        if number is None:
            what = f"{step} '{v[step]}' is not a number" if v[step] else f"no {step}"
            wrong(step, what, "fill in all four steps, or none")
    if len(file.findings.problems) > before:
        return None
    low, high, best, sure = (x for x in steps.values() if x is not None)
    if not low <= best <= high:
        wrong("best", f"{low:g}, {best:g}, {high:g}", "lowest, best, highest must rise")
    if not 50 <= sure <= 100:
        wrong("confidence", f"confidence {sure:g}", "between 50 and 100 (per cent)")
    seed = seeds.get(v["id"])
    if seed is not None and not low < best < high:
        wrong("best", "low, best and high are not apart", "a seed needs a spread")
    if len(file.findings.problems) > before:
        return None
    judgement = Judgement(
        expert=v["expert"],
        quantity=None if seed else v["id"],
        seed_answer=seed.answer if seed else None,
        question=v["id"] if seed else v["question"],
        low=low,
        best=best,
        high=high,
        confidence=sure / 100,
        when=v["when"],
        method="idea",
        why=v["why"],
    )
    mark = Mark(file.findings.file, record.line, 1)
    return Answer(mark, int(v["round"]), v["role"], judgement)


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "").rstrip("% "))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
