"""SR309's game: what it stands on."""

from __future__ import annotations

from steelyard.casebook.reader import open_casebook
from steelyard.stress.escalation.climb import climbs, sequence


def test_every_number_is_an_assumption_with_a_range() -> None:
    """Nobody has measured a payoff, and the file says so."""
    casebook = open_casebook("sr309")
    own = {k: q for k, q in casebook.quantities.items() if k.startswith("esc_")}
    assert len(own) >= 25
    assert all(q.basis == "assumed" and q.range for q in own.values())


def test_expectation_and_warnings_stand_side_by_side() -> None:
    """The shock and the blowback are both readings, with SR309's own words."""
    casebook = open_casebook("sr309")
    file = casebook.escalation
    assert file is not None
    held = {r.id: r for r in file.readings}
    for id_, line in (("shock", 245), ("blowback", 237)):
        assert held[id_].line == line
        quotes = " ".join(casebook.claims[c].quote for c in held[id_].claims)
        assert held[id_].quote in " ".join(quotes.split())


def test_stated_answers_are_all_in_the_game() -> None:
    """Each response that SR309 states is part of a move of the same player."""
    file = open_casebook("sr309").escalation
    assert file is not None
    covered = {r for m in file.moves for r in m.responses}
    assert covered == {r.id for r in file.responses}


def test_the_null_course_keeps_the_status_quo() -> None:
    """Continuing present practice is the status-quo move in every period."""
    casebook = open_casebook("sr309")
    file, horizon = casebook.escalation, casebook.front.horizon
    assert file is not None
    up = climbs(file, casebook.courses["nothing"], casebook.actions, horizon)
    assert set(sequence(file, up, horizon)) == {"hold"}
