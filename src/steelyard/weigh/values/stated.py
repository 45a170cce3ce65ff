"""Files of what readers said of weights: a form to fill in, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from steelyard.casebook.check_measures import check_stakeholder, not_weighed
from steelyard.casebook.model import Casebook, Place
from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.measures import MeasuresFile, Stakeholder
from steelyard.casebook.validate import validate
from steelyard.casebook.yamlfile import load_yaml
from steelyard.weigh.examine.words import plural
from steelyard.weigh.values.value_function import Swing
from steelyard.weigh.values.voices import heard
from steelyard.weigh.values.weights import sample_weights


def read_weights(path: Path, casebook: Casebook) -> dict[str, Stakeholder]:
    """Read a file of stakeholders' statements and hold it against a casebook.

    Raises
    ------
    CasebookError
        With the place of each thing that is wrong: an unknown measure, one that is
        not weighed, a stakeholder given twice, a statement that no weights fit.
    """
    document = load_yaml(path)
    problems: list[Problem] = []
    file = validate(MeasuresFile, document, problems)
    if file is None or problems:
        raise CasebookError(problems)
    if not file.stakeholders:
        what = "no stakeholders in the file"
        mend = "`steelyard experts weights` writes a form"
        raise CasebookError([Problem(document.mark(()), what, mend)])
    found: dict[str, Stakeholder] = {}
    for i, who in enumerate(file.stakeholders):
        place = Place(document, ("stakeholders", i))
        if who.id in found:
            what = f"the stakeholder '{who.id}' is given twice"
            problems.append(Problem(place.mark("id"), what, "rename one"))
        wrong = check_stakeholder(who, casebook.measures, place.mark)
        if not wrong and (what := contradiction(who, casebook)):
            wrong = [Problem(place.mark(), what, "loosen one of the statements")]
        problems += wrong
        found[who.id] = who
    if problems:
        raise CasebookError(problems)
    return found


def contradiction(who: Stakeholder, casebook: Casebook) -> str:
    """Say so if no weights fit a statement; nothing if some do."""
    measures = [id_ for id_, m in casebook.measures.items() if not_weighed(m) is None]
    stated, _ = heard(who, measures)
    try:
        sample_weights(measures, 1, np.random.default_rng(0), stated)
    except ValueError as error:
        return f"'{who.id}': {error}"
    return ""


def swings(casebook: Casebook) -> dict[str, Swing]:
    """Return the ranges that a casebook fixes for the measures that may be weighed."""
    year = casebook.front.currency_year
    return {
        id_: Swing(
            id_,
            m.title,
            f"USD of {year}" if m.unit == "USD" else m.unit,
            *m.swing,
        )
        for id_, m in casebook.measures.items()
        if m.swing is not None and not_weighed(m) is None
    }


def form(casebook: Casebook) -> str:
    """Write the form on weights: questions by the range shown, no answer given.

    Raises
    ------
    ValueError
        If the casebook fixes the range of fewer than two measures.
    """
    asked = swings(casebook)
    if len(asked) < 2:
        raise ValueError(
            "fewer than two measures have a swing; fix ranges in measures.yaml first"
        )
    return "\n".join([*_head(casebook), *_steps(casebook, asked), *_answers(asked)])


def _head(casebook: Casebook) -> list[str]:
    return [
        f"# {casebook.front.title}: what matters how much",
        "#",
        "# To be answered before results are seen. Each question is about the whole",
        "# step from the first level to the second. Take the step that matters most to",
        "# you: it counts 100. How much are the others worth, at least and at most?",
        "# Leave out what you do not want to answer. Each party fills in its own form;",
        "# none is a default, and all are shown side by side.",
        "#",
    ]


def _steps(casebook: Casebook, asked: Mapping[str, Swing]) -> list[str]:
    lines = []
    for id_, s in asked.items():
        step = f"from {s.worst:,.10g} to {s.best:,.10g} {plural(s.unit)}".rstrip()
        lines.append(f"# {id_}: {s.title}, {step}")
        lines.append(f"#   {casebook.measures[id_].swing_says}")
    return [*lines, ""]


def _answers(asked: Mapping[str, Swing]) -> list[str]:
    return [
        "stakeholders:",
        "  - id: me",
        "    title: Who answers, by role",
        "    # One line a measure; the step that matters most is [100, 100].",
        "    points:",
        *(f"      # {id_}: [ , ]" for id_ in asked),
        "    # Or only an order, groups from what matters most to what matters least:",
        f"    # order: [{', '.join(f'[{id_}]' for id_ in asked)}]",
        "    # Or the lowest and highest share of the whole weight, within 0 and 1:",
        f"    # bounds: {{{next(iter(asked))}: [0.1, 0.3]}}",
        "    says: Reasons, in your words.",
        "",
    ]
