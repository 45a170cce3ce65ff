"""What a run reads once: records, prices, fitted models and the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.law import Law, law_of
from steelyard.money.deflator import Deflator, deflator
from steelyard.study.replay import Record, months_of, records

if TYPE_CHECKING:  # who only reads runs does without the models and their compilers
    from steelyard.stress.escalation.game import Game
    from steelyard.stress.people.course import PeopleModel
    from steelyard.stress.setting import Setting


@dataclass(frozen=True)
class Kit:
    """A casebook made ready to be run through futures.

    Attributes
    ----------
    casebook
        The casebook.
    records
        Indicator id to its record.
    prices
        The price index.
    setting
        Fitted models of arrivals, the line, the air and the routes.
    law
        None if the casebook has no law.
    people, game
        Network that flows feed, and the ladder's game; None where there is none.
    taken
        Readings of the law taken as given, by proposition.
    """

    casebook: Casebook
    records: Mapping[str, Record]
    prices: Deflator
    setting: Setting
    law: Law | None
    people: PeopleModel | None = None
    game: Game | None = None
    taken: Mapping[str, str] = field(default_factory=dict)

    @property
    def months(self) -> tuple[str, ...]:
        """Calendar months of the horizon, as YYYY-MM."""
        return tuple(f"{y}-{m:02d}" for y, m in months_of(self.casebook))


def read_kit(casebook: Casebook, taken: Mapping[str, str] | None = None) -> Kit:
    """Read and fit everything that futures and courses share.

    Raises
    ------
    CasebookError
        If a record cannot be used.
    """
    from steelyard.stress.escalation.game import compile_game
    from steelyard.stress.people.course import read_people
    from steelyard.stress.setting import read_setting

    with Sandbox(casebook.tables) as sandbox:
        found = records(casebook, sandbox)
    people = read_people(casebook)
    file = casebook.escalation
    return Kit(
        casebook,
        found,
        deflator(casebook),
        read_setting(casebook),
        law_of(casebook),
        people if people and people.network.feeds else None,
        compile_game(file) if file and file.playable else None,
        taken or {},
    )
