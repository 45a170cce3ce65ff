"""`steelyard simulate`: the flow of people alone."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from steelyard.cli.common import Json, Seed, bad_input, console, open_case, print_json

if TYPE_CHECKING:
    from steelyard.casebook.schema.network import Network
    from steelyard.casebook.schema.network_values import Values
    from steelyard.stress.people import PeopleResult

_FILE = "network.yaml"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("simulate")(simulate_command)


Days = Annotated[
    float | None,
    typer.Option("--days", min=0.01, help="Horizon; 365, or the casebook's."),
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        min=1,
        max=100_000,
        help="100; 40 futures where flows of the casebook feed the network.",
    ),
]
WarmUp = Annotated[
    float, typer.Option("--warm-up", min=0, help="Days that are not counted.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Threads; cores if none.")
]
Records = Annotated[
    Path | None,
    typer.Option("--records", help="Write every visit to this Parquet file."),
]
CohortSize = Annotated[
    float | None,
    typer.Option(
        "--cohort",
        min=1.0,
        help="People for whom one simulated person stands, where flows feed it.",
    ),
]
Engine = Annotated[
    str, typer.Option("--engine", help="exact, surrogate (for huge flows) or auto.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Write a chart to this .svg or .html file."),
]


def simulate_command(
    case: Annotated[
        str, typer.Argument(help="A casebook, or the file of a network alone.")
    ],
    *,
    course: Annotated[str, typer.Option("--course", help="Course of action.")],
    replications: Replications = None,
    seed: Seed = 1,
    days: Days = None,
    warm_up: WarmUp = 0.0,
    workers: Workers = None,
    records: Records = None,
    cohort: CohortSize = None,
    out: Out = None,
    engine: Engine = "exact",
    as_json: Json = False,
) -> None:
    """Simulate people through the stations of a casebook's network.

    Where flows of the casebook feed the network, each replication is a future: it
    draws the arrivals, every quantity and the luck of each person.
    """
    from steelyard.cli.simulate_fed import simulate_fed
    from steelyard.stress.people import Options, simulate

    other = None if engine == "exact" else engine
    run, plain = (
        (replications, seed, workers, cohort),
        (days, warm_up or None, records, other),
    )
    with bad_input():
        if simulate_fed(case, course, run, plain, out, as_json):
            return
        network, values = _read(case, course)
        if cohort is not None or out is not None:
            raise ValueError("--cohort and --out are for networks that flows feed")
        options = Options(values=values, warm_up=warm_up * 24.0, say=_say)
        if workers is not None:
            options["workers"] = workers
        if records is not None:
            options["records"] = True
        options["engine"] = engine  # type: ignore[typeddict-item]  # looked at there
        hours = 24.0 * (365.0 if days is None else days)
        count = 100 if replications is None else replications
        result = simulate(network, None, hours, count, seed, **options)
        if records is not None:
            result.write_records(records)
    if as_json:
        print_json(as_data(network, result))
    else:
        _tables(result)


def _say(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201


def _read(case: str, course: str) -> tuple[Network, Values]:
    from steelyard.casebook.network import read_network
    from steelyard.casebook.schema.network_course import for_course
    from steelyard.casebook.schema.network_values import Values

    path, values, known = Path(case), Values(), {"nothing"}
    if path.suffix not in {".yaml", ".yml"}:
        casebook = open_case(case)
        path, values = casebook.root / _FILE, Values(casebook.quantities)
        known |= set(casebook.courses)
        if not path.is_file():
            raise ValueError(f"the casebook '{casebook.id}' has no {_FILE}")
    network = read_network(path, values)
    known |= {change.course for change in network.courses}
    if course not in known:
        raise ValueError(f"no course '{course}'; there are: {', '.join(sorted(known))}")
    network = for_course(network, course)
    if not network.arrivals and not network.census:
        raise ValueError(f"{path.name} has neither arrivals nor a census: nobody comes")
    return network, values


def as_data(network: Network, result: PeopleResult) -> dict[str, Any]:
    """Return what `--json` prints; NaN does not occur in it."""
    stations = result.stations()
    clocks = result.clocks()
    started = {clock.id: set(clock.starts) for clock in network.clocks}
    for row in stations:
        row["breaches"] = {
            clock: sum(r["breaches"] for r in clocks if r["id"] == clock)
            for clock, starts in started.items()
            if row["id"] in starts
        }
        for key, value in row.items():
            if isinstance(value, float) and value != value:  # noqa: PLR0124  # NaN
                row[key] = None
    return {
        "stations": stations,
        "clocks": _known(clocks),
        "exits": _known(result.exits()),
        "links": result.links(),
        "surges": result.surges(),
        "replications": result.replications,
        "seed": result.seed,
        "hours": result.hours,
        "events": result.events,
        "seconds": result.seconds,
        "approximation": result.approximation and asdict(result.approximation),
    }


def _known(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {k: None if isinstance(v, float) and v != v else v for k, v in row.items()}  # noqa: PLR0124
        for row in rows
    ]


def _tables(result: PeopleResult) -> None:
    from rich.table import Table

    out = console()
    found = result.approximation
    if found is not None:
        out.print(
            f"Surrogate: one person stands for {found.scale}. Beside {found.pilots} "
            f"exact replications it is off by at most {found.worst['error']:.1%}, in "
            f"the {found.worst['measure']} of '{found.worst['place']}'."
        )
    table = Table("station", "inside", "90 % of runs", "peak", "wait h", "wait p95 h")
    for name in ("busy", "over humane room, person-h"):
        table.add_column(name)
    for row in result.stations():
        table.add_row(
            row["id"],
            _number(row["mean"]),
            f"{_number(row['p5'])} to {_number(row['p95'])}",
            _number(row["peak"]),
            _number(row["wait_mean"]),
            _number(row["wait_p95"]),
            _number(row["utilisation"], 100, " %"),
            _number(row["over_humane_room"]),
        )
    out.print(table)
    clocks = result.clocks()
    if clocks:
        table = Table("clock", "class", "persons over it", "90 % of runs", "person-h")
        for row in clocks:
            band = f"{_number(row['breaches_p5'])} to {_number(row['breaches_p95'])}"
            counts = _number(row["breaches"]), band, _number(row["breach_hours"])
            table.add_row(row["id"], row["class"], *counts)
        out.print(table)
    table = Table("way out", "persons", "90 % of runs", "hours in the network")
    for row in result.exits():
        band = f"{_number(row['persons_p5'])} to {_number(row['persons_p95'])}"
        hours = _number(row["hours_in_network"])
        table.add_row(row["id"], _number(row["persons_mean"]), band, hours)
    out.print(table)
    out.print(
        f"{result.replications} replications, seed {result.seed}: "
        f"{result.events:,} events in {result.seconds:.2f} s",
        style="dim",
    )


def _number(value: float | None, times: float = 1.0, unit: str = "") -> str:
    if value is None or value != value:  # noqa: PLR0124
        return "-"
    value *= times
    return f"{value:,.0f}{unit}" if abs(value) >= 100 else f"{value:.3g}{unit}"
