"""Names that nothing defines, each with file, line, column and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.law import load_law


def broken(file: Path, old: str, new: str) -> list[str]:
    """Problems of the toy law after one change."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CasebookError) as caught:
        load_law(file, "law.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "{reading: P-DEFENCE=defence}",
            "{reading: P-DEFENCE=defense}",
            "'P-DEFENCE' has no reading 'defense'; did you mean 'defence'?",
        ),
        (
            "{reading: P-POWER=inherent}",
            "{reading: P-POWR=inherent}",
            "no proposition 'P-POWR'; did you mean 'P-POWER'?",
        ),
        ("{fact: asked}", "{fact: aksed}", "no fact 'aksed'; did you mean 'asked'?"),
        ("{actor: [army]}", "{actor: [navy]}", "no actor 'navy'; "),
        ("unless: [defence]", "unless: [defense]", "no atom 'defense'; "),
        ("{holds: soldiers}", "{holds: soldier}", "no atom 'soldier'; "),
        (
            "cites: [code, judge-x]",
            "cites: [code, judge-y]",
            "no source 'judge-y'; did you mean 'judge-x'?",
        ),
        ("{party: crown", "{party: king", "no party 'king'; "),
        ("{P-POWER: inherent}", "{P-POWER: none}", "has no reading 'none'; "),
        (
            "place: town, facts: [asked]}, {",
            "place: town, facts: [x]}, {",
            "no fact 'x'",
        ),
        ("{id: C-2, actor: army", "{id: C-2, actor: arm", "no actor 'arm'; "),
        ("on: [P-DEFENCE, P-POWER]", "on: [P-DEFENSE]", "no proposition 'P-DEFENSE'"),
        ("under: [police-act]", "under: [police]", "no authority 'police'; "),
        ("barred_by: [soldiers-ban]", "barred_by: [ban]", "no bar 'ban'; "),
        ("duties: [report]", "duties: [rapport]", "no duty 'rapport'; "),
        ("{id: C-2,", "{id: C-1,", "'C-1' stands twice in cells; the first is on line"),
        ("{id: A-2,", "{id: A-1,", "'A-1' stands twice in rules; the first is on line"),
        ("cites: [code], pin", "cites: [], pin", "rule 'A-1' cites nothing; cite a"),
        (
            "lawful_if: {domestic: [{P-DEFENCE: defence",
            "lawful_if: {domestic: [{P-DEFENCE: defenc",
            "'P-DEFENCE' has no reading 'defenc'",
        ),
    ],
)
def test_dangling_names(toy_file: Path, old: str, new: str, says: str) -> None:
    """Each names the file, the place, what is wrong and what would be right."""
    problems = broken(toy_file, old, new)
    assert any(says in problem for problem in problems), problems
    assert all(problem.startswith("law.yaml:") for problem in problems)


def test_the_place_is_exact(toy_file: Path) -> None:
    """The mark points at the word itself."""
    (problem,) = broken(toy_file, "unless: [defence]", "unless: [defense]")
    _, line, column, _ = problem.split(":", 3)
    text = toy_file.read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert text[int(column) - 1 :].startswith("defense]")


def test_exclusions_are_checked(toy_file: Path) -> None:
    """An exclusion names two readings of two propositions."""
    text = toy_file.read_text(encoding="utf-8")
    pair = "[P-POWER=inherent, P-POWER=asked_only]"
    toy_file.write_text(text + f"excludes:\n  - {{pair: {pair}, says: s}}\n")
    with pytest.raises(CasebookError, match="both readings are of one proposition"):
        load_law(toy_file)


def test_all_problems_in_one_pass(toy_file: Path) -> None:
    """Two errors are both named."""
    text = toy_file.read_text(encoding="utf-8")
    text = text.replace("{fact: asked}, {activity", "{fact: a}, {activity")
    toy_file.write_text(text.replace("unless: [defence]", "unless: [x]"))
    with pytest.raises(CasebookError) as caught:
        load_law(toy_file)
    assert len(caught.value.problems) == 2
