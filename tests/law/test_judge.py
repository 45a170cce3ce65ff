"""Verdicts: authority and bars, systems apart, dates, readings, reasons."""

from __future__ import annotations

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, judge
from steelyard.law.judge import GAP
from steelyard.law.ruling import SYSTEMS


def act(text: str) -> Act:
    """Write an act as on the command line."""
    actor, activity, place, *facts = text.split(",")
    return Act(actor=actor, activity=activity, place=place, facts=tuple(facts))


def test_an_authority_without_a_bar_is_lawful(toy: Law) -> None:
    """Soldiers may carry things when asked."""
    ruling = judge(toy, act("army,haul,town,asked"))
    assert ruling.domestic.verdict == "lawful"
    assert [g.name for g in ruling.domestic.under] == ["request"]
    assert [g.name for g in ruling.duties] == ["report"]


def test_silence_is_not_enough(toy: Law) -> None:
    """Without an authority an act is unlawful, and the gap is named apart."""
    ruling = judge(toy, act("army,haul,town"))
    assert ruling.domestic.verdict == "unlawful"
    assert ruling.domestic.gaps == (act("army,haul,town"),)
    assert ruling.domestic.barred_if[0].because == (GAP,)
    assert ruling.domestic.bars == ()


def test_a_bar_is_told_from_a_gap(toy: Law) -> None:
    """Asked or not, soldiers do not arrest in town: a bar, not a gap."""
    ruling = judge(toy, act("army,arrest,town,asked"))
    assert ruling.domestic.verdict == "unlawful"
    assert ruling.domestic.gaps == ()
    assert ruling.domestic.barred_if[0].because == ("barred by soldiers-ban",)


def test_lifting_a_bar_is_not_an_authority(toy: Law) -> None:
    """At the border both readings are needed, and each alone is not enough."""
    ruling = judge(toy, act("army,arrest,border"))
    assert ruling.domestic.depends_on == ("P-DEFENCE", "P-POWER")
    assert [set(s.readings) for s in ruling.domestic.lawful_if] == [
        {("P-DEFENCE", "defence"), ("P-POWER", "inherent")}
    ]
    defence = judge(toy, act("army,arrest,border"), readings={"P-DEFENCE": "defence"})
    assert defence.domestic.verdict == "depends"
    assert defence.domestic.barred_if[0].because == (GAP,)


def test_systems_are_never_merged(toy: Law) -> None:
    """An invited act abroad is clean in international law and still a gap at home."""
    ruling = judge(toy, act("police,arrest,abroad,invited"))
    assert ruling.international.verdict == "lawful"
    assert ruling.domestic.verdict == "unlawful"


def test_dates(toy: Law) -> None:
    """Rules count from their first to their last day."""
    for day, verdict in (
        ("2019-12-31", "unlawful"),
        ("2020-01-01", "lawful"),
        ("2029-12-31", "lawful"),
        ("2030-01-01", "unlawful"),
    ):
        assert judge(toy, act("police,arrest,town"), day).domestic.verdict == verdict


def test_a_profile_is_partial(toy: Law) -> None:
    """What a profile leaves out stays open; no profile is a default."""
    alone = judge(toy, act("army,arrest,border"), profile="crown")
    assert alone.taken == {"P-POWER": "inherent"}
    assert alone.domestic.depends_on == ("P-DEFENCE",)
    assert judge(toy, act("army,arrest,border")).taken == {}


def test_a_reading_overrides_the_profile(toy: Law) -> None:
    """Readings named one by one come last."""
    ruling = judge(
        toy,
        act("army,arrest,border"),
        profile="crown",
        readings={"P-POWER": "asked_only"},
    )
    assert ruling.domestic.verdict == "unlawful"


def test_acts_stand_together(toy: Law) -> None:
    """An option is lawful only where every act is."""
    ruling = judge(toy, "O-1")
    assert ruling.domestic.verdict == "depends"
    assert len(ruling.acts) == 2


def test_no_act_at_all_is_lawful(toy: Law) -> None:
    """Doing nothing needs no authority."""
    assert judge(toy, []).domestic.verdict == "lawful"


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("armee,haul,town", "unknown actor 'armee'; did you mean 'army'?"),
        ("army,fly,town", "unknown activity 'fly'"),
        ("army,haul,moon", "unknown place 'moon'"),
        ("army,haul,town,askd", "unknown fact 'askd'; did you mean 'asked'?"),
    ],
)
def test_an_unknown_word_is_refused(toy: Law, what: str, says: str) -> None:
    """No word is guessed; the nearest is offered."""
    with pytest.raises(CasebookError, match="unknown") as caught:
        judge(toy, act(what))
    assert says in str(caught.value)


def test_unknown_options_profiles_and_readings_are_refused(toy: Law) -> None:
    """So are unknown options, profiles, propositions and readings."""
    with pytest.raises(CasebookError, match="unknown option 'O-2'"):
        judge(toy, "O-2")
    with pytest.raises(CasebookError, match="unknown profile 'x'"):
        judge(toy, "O-1", profile="x")
    with pytest.raises(CasebookError, match="unknown proposition 'P'"):
        judge(toy, "O-1", readings={"P": "x"})
    with pytest.raises(CasebookError, match="has no reading 'x'"):
        judge(toy, "O-1", readings={"P-POWER": "x"})


def test_json_keeps_its_keys(toy: Law) -> None:
    """Other programs rely on these keys."""
    data = judge(toy, "O-1").as_json()
    assert data["as_of"] == "2026-01-01"
    for system in SYSTEMS:
        assert {"verdict", "depends_on", "lawful_if", "barred_if"} <= set(data[system])
    assert data["domestic"]["lawful_if"] == [
        [
            {"id": "P-DEFENCE", "reading": "defence"},
            {"id": "P-POWER", "reading": "inherent"},
        ]
    ]
