"""Cells against the rules: whoever changes a line sees the effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.yamlfile import load_yaml
from steelyard.law import Law, check_law, load_law
from steelyard.law.check_cells import disagreements, reached


def problems(file: Path) -> list[str]:
    """What `steelyard check` would say of a law file."""
    document = load_yaml(file, "law.yaml")
    law = LawFile.model_validate(document.data)
    return [str(problem) for problem in check_law(law, document)]


def test_the_toy_law_has_none(toy_file: Path) -> None:
    """All cells agree and reach all rules."""
    assert problems(toy_file) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "domestic: lawful, international: lawful, under: [request]",
            "domestic: unlawful, international: lawful, under: [request]",
            "cell 'C-1' domestic: expected unlawful, the rules give lawful",
        ),
        (
            "on: [P-DEFENCE, P-POWER]",
            "on: [P-POWER]",
            "cell 'C-2' on: expected [P-POWER], the rules give [P-DEFENCE, P-POWER]",
        ),
        (
            "barred_by: [sovereignty]",
            "barred_by: []",
            "cell 'C-4' barred_by: expected [], the rules give [sovereignty]",
        ),
        (
            "duties: [report]",
            "duties: []",
            "cell 'C-1' duties: expected [], the rules give [report]",
        ),
        (
            "under: [police-act], because",
            "as_of: 2019-01-01, under: [police-act], because",
            "cell 'C-3' domestic: expected lawful, the rules give unlawful",
        ),
        (
            "expect: {domestic: depends",
            "expect: {domestic: lawful",
            "option 'O-1' domestic: expected lawful, the rules give depends",
        ),
        (
            "[{P-DEFENCE: defence, P-POWER: inherent}]",
            "[{P-DEFENCE: defence}]",
            "option 'O-1' domestic lawful_if: expected [P-DEFENCE=defence]",
        ),
        ("  - {id: C-3,", "  # {id: C-3,", "no cell reaches the rule 'A-3'"),
    ],
)
def test_disagreement_is_named(toy_file: Path, old: str, new: str, says: str) -> None:
    """Expectation and finding, with place and mend."""
    text = toy_file.read_text(encoding="utf-8")
    assert old in text
    toy_file.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(toy_file)
    assert any(says in problem for problem in found), found


def test_a_changed_line_can_be_tried(toy_file: Path) -> None:
    """Disagreement does not stop the file from being read and judged by."""
    text = toy_file.read_text(encoding="utf-8")
    toy_file.write_text(text.replace("unless: [defence]", "unless: []"))
    text = toy_file.read_text(encoding="utf-8")
    toy_file.write_text(
        "\n".join(x for x in text.splitlines() if "id: D-2" not in x).replace(
            "{reading: P-POWER=inherent}",
            "{reading: P-POWER=inherent}, {reading: P-DEFENCE=defence}",
        )
    )
    law = load_law(toy_file)
    assert {d.id for d in disagreements(law)} == {"C-2", "O-1"}


def test_an_option_at_another_date(shipped: Law) -> None:
    """`expect_at` is held against the law of its date."""
    option = shipped.options["OP-06"]
    assert option.expect_at
    assert option.expect_at.domestic == "unlawful"
    assert not [d for d in disagreements(shipped) if d.id == "OP-06"]


def test_every_shipped_rule_is_reached(shipped: Law) -> None:
    """No rule of the shipped law is out of the cells' reach."""
    assert {rule.id for rule in shipped.file.rules} == reached(shipped)
