"""What `check` finds wrong with a game, with line numbers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook, shipped

Change = Callable[[str, str], list[str]]


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Replace text in the small game's escalation.yaml; return what is complained of."""
    folder = Path(shutil.copytree(shipped()["guard-dispute"], tmp_path / "game"))

    def replace(old: str, new: str) -> list[str]:
        path = folder / "escalation.yaml"
        text = path.read_text()
        assert old in text, f"{old!r} is not there"
        path.write_text(text.replace(old, new, 1))
        with pytest.raises(CasebookError) as caught:
            open_casebook(folder)
        return [str(p) for p in caught.value.problems]

    return replace


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "periods: 2",
            "drives:\n  - {driver: d, scale: s, none_at: 1, full_at: 0}\nperiods: 2",
            "no driver 'd'",
        ),
        (
            "periods: 2",
            "drives:\n  - {driver: d, scale: s, none_at: 1, full_at: 0}\nperiods: 2",
            "no scale 's'",
        ),
        (
            "periods: 2",
            "drives:\n  - {driver: d, scale: s, none_at: 1, full_at: 1}\nperiods: 2",
            "none_at and full_at must differ",
        ),
        (
            "periods: 2",
            "calls:\n  - {action: polise, scale: days_lost, none_at: 0, full_at: 9}\n"
            "periods: 2",
            "no action 'polise'; did you mean 'police'?",
        ),
        (
            "periods: 2",
            "calls:\n  - {action: police, scale: day_lost, none_at: 0, full_at: 9}\n"
            "periods: 2",
            "no scale 'day_lost'; did you mean 'days_lost'?",
        ),
        (
            "periods: 2",
            "calls:\n  - {action: police, scale: days_lost, none_at: 0, full_at: 9, "
            "lead: guarded}\nperiods: 2",
            "'guarded' is in ratio",
        ),
        (
            "periods: 2",
            "losses:\n  t: {title: t, scale: days_lost, of: guarde}\nperiods: 2",
            "no quantity 'guarde'; did you mean 'guarded'?",
        ),
        (
            "periods: 2",
            "losses:\n  t: {title: t, scale: days_lost, of: guarded}\nperiods: 2",
            "'guarded' is in ratio; give money per time",
        ),
        (
            "periods: 2",
            "losses:\n  t: {title: t, scale: precedent, of: guarded}\nperiods: 2",
            "the scale 'precedent' is of ranks",
        ),
        (
            "  conflict: {title: open conflict}",
            "  conflict: {title: open conflict}\n  war: {title: never}",
            "the stage 'war' is not reached in 2 periods",
        ),
        (
            "moves:\n",
            "moves:\n  - {id: shout, player: agency, title: shouts}\n",
            "the move 'shout' has no consequences",
        ),
        (
            "      quiet: {title: wants quiet}",
            "      quiet: {title: wants quiet, prior: 0.7}",
            "priors of the types add up to 1.2, not 1",
        ),
        (
            "    title: Federal agency",
            "    title: Federal agency\n    observes: [court]",
            "agency cannot see the move of court, which has not happened yet",
        ),
        (
            "preconditions: [consulted], reversible: partly",
            "preconditions: [consulte], reversible: partly",
            "no precondition 'consulte'; did you mean 'consulted'?",
        ),
        ("met_by: [consult]", "met_by: [consul]", "no action 'consul'"),
        (
            "after: {agency: [call]}",
            "after: {court: [bar]}",
            "governor does not see the move of court",
        ),
        (
            "component: suit,",
            "component: suite,",
            "no quantity 'suite'; did you mean 'suit'?",
        ),
        ("assume: {strict: [0.2, 0.3]}", "assume: {strict: [0.1, 0.3]}", "not within"),
        ("rank: 2}", "rank: 5}", "has no rank 5"),
        (
            "responses: [A1], after",
            "after",
            "no move stands for the response 'A1'",
        ),
        (
            "court: none}",
            "court: bar}",
            "the status quo holds a move that is not open in it",
        ),
        (
            "{id: none, player: court, title: has no case, "
            "after: {governor: [accept, refuse]}}",
            "{id: none, player: court, title: has no case, after: {governor: [sue]}}",
            "court has no move after wait, accept",
        ),
        ("precision: sharpness\n", "", "without a precision of choice"),
        (
            "stages: [conflict]}\n  - {id: status_quo",
            "stages: [x]}\n  - {id: status_quo",
            "no stage 'x'",
        ),
    ],
)
def test_what_is_wrong_is_named(change: Change, old: str, new: str, says: str) -> None:
    """One problem, with its file and line."""
    found = change(old, new)
    assert any(says in text for text in found), found
    assert all(text.startswith("escalation.yaml:") for text in found)


def test_lines_are_those_of_the_file(change: Change) -> None:
    """The mark points at the key that is wrong."""
    (text,) = change("component: suit,", "component: suite,")
    file = shipped()["guard-dispute"] / "escalation.yaml"
    lines = file.read_text().splitlines()
    line = next(i for i, x in enumerate(lines, 1) if "component: suit," in x)
    assert text.startswith(f"escalation.yaml:{line}:")
