"""`steelyard simulate` where flows of the casebook feed the network."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steelyard.cli.common import console, open_case, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from steelyard.casebook.model import Casebook
    from steelyard.stress.people.course import PeopleBlock

FUTURES = 40
"""Futures unless told otherwise."""
_BARS = " ▁▂▃▄▅▆▇█"


def simulate_fed(
    case: str,
    course: str,
    run: tuple[int | None, int, int | None, float | None],
    plain: tuple[float | None, float | None, Path | None, str | None],
    out: Path | None,
    as_json: bool,
) -> bool:
    """Simulate a course and print it; False where no flow feeds the network.

    Parameters
    ----------
    run
        Futures, seed, threads, cohort.
    plain
        Options that only networks with arrivals of their own have.
    """
    from steelyard.stress.people.course import COHORT
    from steelyard.stress.people.summary import as_data
    from steelyard.study.people import simulate_course

    if Path(case).suffix in {".yaml", ".yml"}:
        return False
    casebook = open_case(case)
    if casebook.network is None or not casebook.network.feeds:
        return False
    if course not in casebook.courses:
        known = ", ".join(sorted(casebook.courses))
        raise ValueError(f"no course '{course}'; there are: {known}")
    if any(option is not None for option in plain):
        raise ValueError(
            "--days, --warm-up, --records and --engine are for networks with arrivals "
            "of their own; this one runs over the casebook's horizon"
        )
    if out is not None and out.suffix not in {".svg", ".html"}:
        raise ValueError(f"'{out}' must end in .svg or .html")
    futures, seed, workers, cohort = run
    began = time.perf_counter()
    block = simulate_course(
        casebook,
        course,
        FUTURES if futures is None else futures,
        seed,
        cohort=cohort or COHORT,
        workers=workers or os.cpu_count() or 1,
    )
    seconds = time.perf_counter() - began
    if out is not None:
        _chart(block, out)
    data = as_data(block, seed, seconds)
    if as_json:
        print_json(data)
    else:
        _print(casebook, course, block, data)
    return True


def _chart(block: PeopleBlock, out: Path) -> None:
    import vl_convert as vlc

    from steelyard.stress.people.seasons import seasons
    from steelyard.tell.bundle import vega_lite_version
    from steelyard.tell.charts.occupancy import occupancy
    from steelyard.tell.theme import config

    spec = occupancy(seasons(block), 720).to_dict(validate=False)
    version = vega_lite_version()
    if out.suffix == ".svg":
        text = vlc.vegalite_to_svg(spec, vl_version=version, config=config("light"))
    else:
        text = vlc.vegalite_to_html(
            spec, vl_version=version, bundle=True, config=config("light")
        )
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise ValueError(f"'{out}' cannot be written ({reason})") from None


def _print(
    casebook: Casebook, course: str, block: PeopleBlock, data: dict[str, Any]
) -> None:
    out = console()
    out.print(f"[bold]{casebook.courses[course].title}[/]")
    rows = [row for row in data["groups"] if row["peak_p95"] > 0]
    table = _table("place", "mean", "90 % of futures", "peak", "room", "over humane")
    table.add_column("by month")
    for row in rows:
        table.add_row(
            row["title"],
            _number(row["mean"]),
            _band(row, ""),
            _number(row["peak_mean"]),
            _number(row["room"]),
            _number(row["over_humane_room_mean"]),
            _line(block, row["id"]),
        )
    out.print(table)
    out.print(
        "[dim]peak: the fullest day; over humane: person-days above humane room; "
        "by month: median of futures, its highest month full[/]\n"
    )
    table = _table("clock", "persons", "90 % of futures", "person-hours")
    for row in data["clocks"]:
        hours = _number(row["breach_hours_mean"])
        name, people = row["says"] or row["id"], _number(row["breaches_mean"])
        table.add_row(name, people, _band(row, "breaches_"), hours)
    out.print(table)
    out.print()
    table = _table("way out", "persons", "90 % of futures")
    for row in data["exits"]:
        name, people = row["says"] or row["id"], _number(row["persons_mean"])
        table.add_row(name, people, _band(row, "persons_"))
    out.print(table)
    out.print(
        f"{data['replications']} futures, seed {data['seed']}, one simulated person "
        f"for {data['cohort']:g}: {data['events']:,} events, "
        f"{data['seconds']:.1f} s in all",
        style="dim",
    )


def _table(name: str, *numbers: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(name)
    for number in numbers:
        table.add_column(number, justify="right", no_wrap=True)
    return table


def _band(row: dict[str, Any], key: str) -> str:
    return f"{_number(row[f'{key}p5'])} to {_number(row[f'{key}p95'])}"


def _line(block: PeopleBlock, group: str) -> str:
    """Return a group's monthly median persons as bars, full at the highest."""
    from steelyard.stress.people.seasons import seasons

    months = next(g["p50"] for g in seasons(block) if g["id"] == group)
    top = max(months)
    if top <= 0:
        return ""
    return "".join(_BARS[max(round(8 * month / top), 1)] for month in months)


def _number(value: float | None) -> str:
    if value is None or value != value:  # noqa: PLR0124  # NaN
        return "-"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"
