"""Hold what says how planned seats reach the people flow against the casebook."""

from __future__ import annotations

from steelyard.casebook.problems import nearest
from steelyard.casebook.record_check import RecordCheck, Route
from steelyard.casebook.schema.movement import FedLink, Flown, MovementFile
from steelyard.casebook.schema.network import Network

SHARES = ("cancelled", "grounded", "target")


def check_flown(check: RecordCheck, movement: MovementFile, flown: Flown) -> None:
    """Add what is wrong with `flown` of `movement.yaml`.

    Named are: a link that the network lacks, a destination that is no airport, that
    no demand goes to or that feeds two links, a link whose people cannot be told
    from others behind it, and a quantity of the wrong unit or size.
    """
    for key in SHARES:
        name = getattr(flown, key)
        what = f"a share of {'people' if key == 'target' else 'flights'}"
        check.between(name, ("flown", key), 0.0, 1.0, what)
    for key, unit in (("refusals", "1/day"), ("refusal_length", "day")):
        check.quantity(getattr(flown, key), ("flown", key), unit)
        check.at_least_zero(getattr(flown, key), ("flown", key))
    network = check.casebook.network
    if network is None and "network" not in check.broken:
        check.add(("flown",), "the casebook has no network to feed", "leave it out")
    seen: dict[str, str] = {}
    for i, fed in enumerate(flown.links):
        at: Route = ("flown", "links", i)
        if fed.link in seen.values():
            check.add((*at, "link"), f"'{fed.link}' is fed twice", "join the two")
        if network is not None:
            _link(check, network, fed, at)
        _destinations(check, movement, fed, seen, at)


def _link(check: RecordCheck, network: Network, fed: FedLink, at: Route) -> None:
    """Add a problem if the link is not there, or is not alone before a place."""
    known = {link.id for link in network.links}
    if fed.link not in known:
        what = f"no link '{fed.link}' of the network"
        check.add((*at, "link"), what, nearest(fed.link, known))
        return
    ahead = {
        to
        for route in network.routes
        if route.at == fed.link
        for way in route.ways
        for to in way.to
    }
    others = [
        (route.at, to)
        for route in network.routes
        if route.at != fed.link
        for way in route.ways
        for to in way.to
    ]
    others += [(s.id, s.gives_up_to) for s in network.stations if s.gives_up_to]
    for origin, to in sorted({(a, b) for a, b in others if b in ahead}):
        what = (
            f"'{to}' is reached from '{origin}' as well as from the link, "
            "so who left by the link cannot be counted"
        )
        check.add((*at, "link"), what, "lead the link to a place of its own")


def _destinations(
    check: RecordCheck,
    movement: MovementFile,
    fed: FedLink,
    seen: dict[str, str],
    at: Route,
) -> None:
    """Add a problem for each destination that cannot feed the link."""
    where: Route = (*at, "destinations")
    check.known("airport", fed.destinations, movement.airports, where)
    wanted = {item.destination for item in movement.demand}
    for j, name in enumerate(fed.destinations):
        first = seen.setdefault(name, fed.link)
        if first != fed.link:
            what = f"'{name}' feeds '{first}' already"
            check.add((*where, j), what, "name it for one link")
        if name in movement.airports and name not in wanted:
            what = f"no demand goes to '{name}'"
            check.add((*where, j), what, nearest(name, wanted))
