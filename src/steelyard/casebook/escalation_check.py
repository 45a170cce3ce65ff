"""Hold a game of escalation against itself and the rest of the casebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import product
from math import prod

from steelyard.casebook.escalation_flow import check_flow
from steelyard.casebook.model import Casebook, Place
from steelyard.casebook.problems import Problem, nearest
from steelyard.casebook.quantity import Quantity
from steelyard.casebook.schema.escalation import EscalationFile, Move, When
from steelyard.casebook.yamlfile import Route

MOST_LEAVES = 20_000
"""Paths of a period times combinations of types that the solver takes."""


@dataclass
class GameCheck:
    """A game under check: its file, where it stands, and what was found."""

    file: EscalationFile
    place: Place
    casebook: Casebook
    broken: Set[str]
    problems: list[Problem] = field(default_factory=list)

    def add(self, route: Route, message: str, mend: str = "") -> None:
        """Add a problem at a route."""
        self.problems.append(Problem(self.place.mark(*route), message, mend))

    def known(
        self, kind: str, ids: Iterable[str], known: Iterable[str], route: Route
    ) -> bool:
        """Add a problem for each id that nothing defines."""
        held = set(known)
        lost = [id_ for id_ in ids if id_ not in held]
        for id_ in lost:
            self.add(route, f"no {kind} '{id_}'", nearest(id_, held))
        return not lost

    def quantity(self, id_: str | None, route: Route) -> Quantity | None:
        """Return a quantity that a record names, or say that it is missing."""
        known = self.casebook.quantities
        if id_ is None or id_ in known:
            return known.get(id_) if id_ else None
        if "quantities" not in self.broken:
            self.add(route, f"no quantity '{id_}'", nearest(id_, known))
        return None

    def moves_of(self, player: str) -> list[Move]:
        """Return the moves of a player."""
        return [m for m in self.file.moves if m.player == player]

    def when(self, when: When, route: Route) -> bool:
        """Check that players and moves of a condition exist."""
        good = self.known("player", when, self.file.players, route)
        for player, moves in when.items():
            if player in self.file.players:
                own = [m.id for m in self.moves_of(player)]
                what = f"move of {player}"
                good &= self.known(what, moves, own, (*route, player))
        return good


def check_escalation(
    casebook: Casebook, broken: Set[str] = frozenset()
) -> list[Problem]:
    """Find what is wrong with `escalation.yaml`, each with its place and mend.

    Parameters
    ----------
    casebook
        As far as it could be read.
    broken
        Parts that could not be read whole: what they define is not missed.
    """
    file = casebook.escalation
    if file is None:
        return []
    check = GameCheck(
        file, casebook.places["escalation", "escalation"], casebook, broken
    )
    _ladder(check)
    _players(check)
    _moves(check)
    if file.moves and not check.problems:
        _availability(check)
        _reach(check)
    _worth(check)
    _outcomes(check)
    _readings(check)
    check_flow(check)
    return check.problems


def _ladder(check: GameCheck) -> None:
    file, actions = check.file, check.casebook.actions
    used = {p for rung in file.rungs for p in rung.preconditions}
    for id_, gate in file.preconditions.items():
        route: Route = ("preconditions", id_)
        if "actions" not in check.broken:
            check.known("action", gate.met_by, actions, (*route, "met_by"))
        if id_ not in used:
            what = f"the precondition '{id_}' stands before no rung"
            check.add(route, what, "name it under a rung, or remove it")
    for i, rung in enumerate(file.rungs):
        at: Route = ("rungs", i)
        known = file.preconditions
        where = (*at, "preconditions")
        check.known("precondition", rung.preconditions, known, where)
        check.quantity(rung.notice, (*at, "notice"))
        if rung.action and "actions" not in check.broken:
            check.known("action", [rung.action], actions, (*at, "action"))
    for i, response in enumerate(file.responses):
        at = ("responses", i, "player")
        check.known("player", [response.player], file.players, at)


def _players(check: GameCheck) -> None:
    order = list(check.file.players)
    for i, (id_, player) in enumerate(check.file.players.items()):
        route: Route = ("players", id_)
        check.known("player", player.observes, order, (*route, "observes"))
        late = [p for p in player.observes if p in order and p not in order[:i]]
        for other in late:
            what = f"{id_} cannot see the move of {other}, which has not happened yet"
            mend = (
                "moves of past periods are seen by all; order the players as they move"
            )
            check.add((*route, "observes"), what, mend)
        if player.types:
            _priors(check, id_)
        for n, wish in enumerate(player.preferences):
            check.when(wish.when, (*route, "preferences", n, "when"))


def _priors(check: GameCheck, player: str) -> None:
    types = check.file.players[player].types
    route: Route = ("players", player, "types")
    total = largest = 0.0
    rest = [id_ for id_, kind in types.items() if kind.prior is None]
    if len(rest) > 1:
        check.add(route, f"{len(rest)} types without a prior", "leave out at most one")
        return
    for id_, kind in types.items():
        if isinstance(kind.prior, str):
            quantity = check.quantity(kind.prior, (*route, id_, "prior"))
            if quantity is None:
                return
            total += quantity.value
            largest += quantity.range[1] if quantity.range else quantity.value
        elif kind.prior is not None:
            total += kind.prior
            largest += kind.prior
    if not rest and abs(total - 1) > 1e-9:
        mend = "change one, or leave one out: it takes what the others leave"
        check.add(route, f"priors of the types add up to {total:g}, not 1", mend)
    if rest and largest > 1 + 1e-9:
        what = f"priors of the types can add up to {largest:g}, more than 1"
        check.add(route, what, f"nothing would be left for '{rest[0]}'")


def _moves(check: GameCheck) -> None:
    file = check.file
    if not file.moves:
        return
    order = list(file.players)
    responses = {r.id: r for r in file.responses}
    rungs = {r.id for r in file.rungs}
    _unique(check, [m.id for m in file.moves])
    for i, move in enumerate(file.moves):
        at: Route = ("moves", i)
        check.known("player", [move.player], order, (*at, "player"))
        check.known("rung", move.rungs, rungs, (*at, "rungs"))
        check.known("response", move.responses, responses, (*at, "responses"))
        if move.rungs and order and move.player != order[0]:
            what = f"{move.player} climbs rungs, and {order[0]} moves first"
            check.add((*at, "rungs"), what, "only the first player climbs the ladder")
        for id_ in move.responses:
            if id_ in responses and responses[id_].player != move.player:
                what = f"{id_} is a response of {responses[id_].player}"
                check.add((*at, "responses"), what, f"{move.player} makes this move")
        if check.when(move.after, (*at, "after")):
            _in_sight(check, move, (*at, "after"))
    for id_ in order:
        if not check.moves_of(id_):
            check.add(("players", id_), f"{id_} has no move", "add one under moves")
        elif id_ not in file.status_quo:
            mend = f"add {id_} to status_quo"
            check.add(("players", id_), f"no move of {id_} is the status quo", mend)
    check.when({p: (m,) for p, m in file.status_quo.items()}, ("status_quo",))
    _all_stand_for_something(check)


def _unique(check: GameCheck, ids: list[str]) -> None:
    for i, id_ in enumerate(ids):
        if id_ in ids[:i]:
            check.add(
                ("moves", i, "id"), f"the move '{id_}' stands twice", "rename one"
            )


def _in_sight(check: GameCheck, move: Move, route: Route) -> None:
    """A player can only be bound by what it sees."""
    seen = check.file.players[move.player].observes
    for other in move.after:
        if other not in seen:
            what = f"{move.player} does not see the move of {other}"
            check.add((*route, other), what, f"add {other} to what it observes")


def _all_stand_for_something(check: GameCheck) -> None:
    rungs = {r for m in check.file.moves for r in m.rungs}
    for i, rung in enumerate(check.file.rungs):
        if rung.id not in rungs and not rung.outside:
            what = f"no move stands for the rung '{rung.id}'"
            check.add(("rungs", i), what, "name it under a move, or say why in outside")
    answers = {r for m in check.file.moves for r in m.responses}
    for i, response in enumerate(check.file.responses):
        if response.id not in answers and not response.outside:
            what = f"no move stands for the response '{response.id}'"
            mend = "name it under a move, or say why in outside"
            check.add(("responses", i), what, mend)


def _fits(when: When, path: Mapping[str, str]) -> bool:
    return all(path.get(player) in moves for player, moves in when.items())


def _availability(check: GameCheck) -> None:
    """Each player can always move, and each move can be made."""
    file = check.file
    order = list(file.players)
    counts = [len(check.moves_of(p)) for p in order]
    types = [max(1, len(p.types)) for p in file.players.values()]
    if prod(counts) * prod(types) > MOST_LEAVES:
        size = prod(counts) * prod(types)
        what = f"a period has {size:,} leaves, more than {MOST_LEAVES:,}"
        check.add(("moves",), what, "join moves that do the same to everybody")
        return
    if file.periods > 2 and max(types) > 2:
        mend = "give each at most two, or play two periods"
        check.add(("periods",), "three periods and a player of three types", mend)
    made: set[str] = set()
    open_paths: list[dict[str, str]] = [{}]
    for player in order:
        after: list[dict[str, str]] = []
        for path in open_paths:
            can = [m.id for m in check.moves_of(player) if _fits(m.after, path)]
            if not can:
                text = ", ".join(path.values())
                what = f"{player} has no move after {text}"
                check.add(("players", player), what, "leave one without `after`")
                return
            made.update(can)
            after.extend({**path, player: move} for move in can)
        open_paths = after
    for i, move in enumerate(file.moves):
        if move.id not in made:
            what = f"the move '{move.id}' can never be made"
            check.add(("moves", i, "after"), what, "nothing leads to it")
    quiet = dict(file.status_quo)
    if quiet not in open_paths:
        what = "the status quo holds a move that is not open in it"
        check.add(("status_quo",), what, "see `after` of these moves")


def _reach(check: GameCheck) -> None:
    """Every stage can be reached within the periods."""
    file = check.file
    names = list(file.stages)
    for i, transition in enumerate(file.transitions):
        at: Route = ("transitions", i)
        check.known("stage", transition.at, names, (*at, "at"))
        check.known("stage", [transition.to], names, (*at, "to"))
        check.when(transition.when, (*at, "when"))
    if check.problems or not names:
        return
    order = list(file.players)
    paths = [
        dict(zip(order, path, strict=True))
        for path in product(*([m.id for m in check.moves_of(p)] for p in order))
    ]
    paths = [
        p
        for p in paths
        if all(_fits(m.after, p) for m in file.moves if p[m.player] == m.id)
    ]
    reached, edge = {names[0]}, {names[0]}
    for _ in range(file.periods):
        edge = {next_stage(file, stage, path) for stage in edge for path in paths}
        reached |= edge
    for name in names:
        if name not in reached:
            what = f"the stage '{name}' is not reached in {file.periods} periods"
            check.add(("stages", name), what, "add a transition to it, or remove it")


def next_stage(file: EscalationFile, stage: str, path: Mapping[str, str]) -> str:
    """Return the stage that a period leads to."""
    for transition in file.transitions:
        if (not transition.at or stage in transition.at) and _fits(
            transition.when, path
        ):
            return transition.to
    return stage


def _worth(check: GameCheck) -> None:
    """Payoffs, consequences, and moves that neither names."""
    file = check.file
    named: set[str] = set()
    for i, payoff in enumerate(file.payoffs):
        at: Route = ("payoffs", i)
        check.known("player", [payoff.player], file.players, (*at, "player"))
        check.when(payoff.when, (*at, "when"))
        check.known("stage", payoff.stages, file.stages, (*at, "stages"))
        check.quantity(payoff.component, (*at, "component"))
        known = check.known("player", payoff.types, file.players, (*at, "types"))
        for player, kinds in payoff.types.items() if known else ():
            own = file.players[player].types
            check.known(f"type of {player}", kinds, own, (*at, "types", player))
        named |= {m for moves in payoff.when.values() for m in moves}
    for i, item in enumerate(file.consequences):
        at = ("consequences", i)
        check.when(item.when, (*at, "when"))
        check.known("stage", item.stages, file.stages, (*at, "stages"))
        check.quantity(item.size, (*at, "size"))
        if check.known("scale", [item.scale], file.scales, (*at, "scale")):
            ranks = file.scales[item.scale].ranks
            if item.rank is not None and item.rank >= len(ranks):
                what = f"the scale '{item.scale}' has no rank {item.rank}"
                check.add((*at, "rank"), what, f"it has {len(ranks)} ranks, from 0")
            elif item.size and ranks:
                what = f"the scale '{item.scale}' is of ranks"
                check.add((*at, "size"), what, "give a rank")
        named |= {m for moves in item.when.values() for m in moves}
    for i, move in enumerate(file.moves):
        if move.id not in named and move.id not in file.status_quo.values():
            what = f"the move '{move.id}' has no consequences"
            check.add(("moves", i), what, "name it in a payoff or a consequence")
    check.quantity(file.discount, ("discount",))
    check.quantity(file.precision, ("precision",))
    if file.moves and not (file.payoffs and file.precision):
        what = "moves without payoffs or without a precision of choice"
        check.add(("moves",), what, "add payoffs and precision, or leave out the moves")


def _outcomes(check: GameCheck) -> None:
    file = check.file
    for i, outcome in enumerate(file.outcomes):
        at: Route = ("outcomes", i)
        check.when(outcome.when, (*at, "when"))
        check.known("stage", outcome.stages, file.stages, (*at, "stages"))
    if file.cases and "tables" not in check.broken:
        check.known("table", [file.cases], check.casebook.tables, ("cases",))


def _readings(check: GameCheck) -> None:
    for i, reading in enumerate(check.file.readings):
        at: Route = ("readings", i)
        if "claims" not in check.broken:
            known = check.casebook.claims
            check.known("claim", reading.claims, known, (*at, "claims"))
        if "sources" not in check.broken:
            known_sources = check.casebook.sources
            check.known("source", reading.source, known_sources, (*at, "source"))
        for id_, (low, high) in reading.assume.items():
            where = (*at, "assume", id_)
            quantity = check.quantity(id_, where)
            if quantity is None:
                continue
            if quantity.range is None:
                check.add(where, f"'{id_}' has no range to narrow", "give it a range")
            elif not quantity.range[0] <= low <= high <= quantity.range[1]:
                text = f"[{quantity.range[0]:g}, {quantity.range[1]:g}]"
                what = f"[{low:g}, {high:g}] is not within the range of '{id_}'"
                check.add(where, what, f"it is {text}")
