"""Rules that contradict themselves, run in a ring, or add nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.law import Law, load_law
from steelyard.law.check_rules import overlapping


def add(file: Path, rule: str) -> None:
    """Put one more rule into the toy law."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rules:\n", f"rules:\n  - {{{rule}}}\n", 1))


TAIL = 'says: "S.", cites: [code], verified: memory'


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (
            f"id: X, then: bar x, when: [{{fact: riot}}, {{no_fact: riot}}], {TAIL}",
            "rule 'X' wants 'riot' both present and absent; drop one of the two",
        ),
        (
            f"id: X, then: bar x, when: [{{holds: defence}}], unless: [defence], {TAIL}",
            "rule 'X' needs 'defence' and is blocked by it; drop one of the two",
        ),
        (
            "id: X, then: bar x, when: [{reading: P-POWER=inherent}, "
            f"{{reading: P-POWER=asked_only}}], {TAIL}",
            "rule 'X' reads 'P-POWER' as 'inherent' and as 'asked_only'; write two rules",
        ),
        (
            f"id: X, then: bar x, when: [{{actor: [army]}}, {{actor: [police]}}], {TAIL}",
            "rule 'X' has lists of actors with nothing in common",
        ),
        (
            "id: X, then: bar x, when: [{fact: riot}], from: 2025-02-01, "
            f"until: 2025-01-01, {TAIL}",
            "ends on 2025-01-01, before it begins on 2025-02-01; exchange",
        ),
        (
            "id: X, then: authority x, system: international, when: [{fact: riot}], "
            f"{TAIL}",
            "rule 'X' gives an authority in international law, where none is needed",
        ),
        (
            "id: X, then: authority request, when: [{fact: asked}, {fact: riot}, "
            f"{{activity: [haul]}}], {TAIL}",
            "rule 'X' adds nothing: 'A-1' covers every case of it; drop 'X', or narrow",
        ),
        (
            f"id: X, then: define idle, when: [{{fact: riot}}], {TAIL}",
            "no rule uses the atom 'idle'",
        ),
        (
            f"id: X, then: define defence, when: [{{holds: defence}}], {TAIL}",
            "rule 'X' closes a ring of atoms (defence -> defence)",
        ),
    ],
)
def test_a_rule_that_cannot_be_meant(toy_file: Path, rule: str, says: str) -> None:
    """Each is refused with its place and its mend."""
    add(toy_file, rule)
    with pytest.raises(CasebookError) as caught:
        load_law(toy_file, "law.yaml")
    assert any(says in str(problem) for problem in caught.value.problems)
    assert all(str(p).startswith("law.yaml:") for p in caught.value.problems)


def test_a_ring_through_unless(toy_file: Path) -> None:
    """Two definitions that block one another are refused."""
    add(
        toy_file,
        f"id: X, then: define riot_law, when: [{{fact: riot}}], unless: [calm], {TAIL}",
    )
    add(
        toy_file,
        f"id: Y, then: define calm, when: [{{actor: [army]}}], unless: [riot_law], {TAIL}",
    )
    with pytest.raises(CasebookError, match="closes a ring of atoms"):
        load_law(toy_file)


def test_a_proposition_that_no_rule_reads(toy_file: Path) -> None:
    """A question without a consequence in the rules is refused."""
    text = toy_file.read_text(encoding="utf-8")
    text = text.replace(", {reading: P-POWER=inherent}", "")
    toy_file.write_text(text)
    with pytest.raises(CasebookError, match="no rule reads the proposition 'P-POWER'"):
        load_law(toy_file)


def test_dates_do_not_make_a_rule_idle(toy_file: Path) -> None:
    """The same rule for another period is not covered."""
    add(
        toy_file,
        "id: X, then: authority police-act, when: [{actor: [police]}, {place: [town]}, "
        f"{{activity: [arrest]}}], from: 2030-01-01, {TAIL}",
    )
    assert load_law(toy_file).file.rules[0].id == "X"


def test_overlapping_exceptions_are_told(toy_file: Path, toy: Law) -> None:
    """Two ways to lift the same bar that can both hold are named as a pair."""
    assert overlapping(toy.file) == []
    add(toy_file, f"id: X, then: define defence, when: [{{fact: riot}}], {TAIL}")
    assert overlapping(load_law(toy_file).file) == [("X", "D-2")]


def test_overlaps_of_the_shipped_law_are_exceptions_to_one_bar(shipped: Law) -> None:
    """In the shipped law several express exceptions to the PCA can meet."""
    pairs = overlapping(shipped.file)
    assert ("D-12b", "D-13b") in pairs
