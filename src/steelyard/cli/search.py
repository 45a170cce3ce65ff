"""`steelyard search`: how much of a course, from when and for how long, as a front."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from steelyard.cli.common import (
    Case,
    Json,
    Seed,
    bad_input,
    console,
    open_case,
    parse_readings,
    print_json,
)

if TYPE_CHECKING:
    from steelyard.casebook.model import Casebook
    from steelyard.weigh.design import Ask, Designs
    from steelyard.weigh.design.find import Design, Value


class Metric(StrEnum):
    """How futures become one number."""

    MEAN = "mean"
    P90 = "p90"


class Method(StrEnum):
    """How designs are proposed where the budget does not allow all."""

    WALK = "walk"
    NSGA3 = "nsga3"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search_command)


Levers = Annotated[
    list[str] | None,
    typer.Option(
        "--lever",
        help="ACTION.scale=0,1,2, ACTION.start=DATE,DATE or ACTION.days=90,180; "
        "repeatable. The scale of all that the course adds if none.",
    ),
]


Measures = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        help="What to be good at; repeatable. The first of each row of the card if "
        "none.",
    ),
]
Budget = Annotated[
    int, typer.Option("--budget", min=1, max=100_000, help="Most designs to run.")
]
Count = Annotated[
    int, typer.Option("--futures", min=1, max=100_000, help="Shared by all designs.")
]
How = Annotated[
    Metric,
    typer.Option("--metric", help="p90: what one future in ten exceeds, for worse."),
]
Propose = Annotated[
    Method, typer.Option("--method", help="nsga3 needs steelyard[search].")
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", help="Take PROP=READING as given; repeatable."),
]


def search_command(
    case: Case,
    *,
    course: Annotated[str, typer.Option("--course", help="The course to design.")],
    lever: Levers = None,
    measure: Measures = None,
    budget: Budget = 32,
    futures: Count = 64,
    seed: Seed = 1,
    metric: How = Metric.MEAN,
    method: Propose = Method.WALK,
    reading: Readings = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write all designs as CSV.")
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option("--chart", help="Draw the front: a file ending .svg or .png."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Search designs of a course for those that no other beats on every measure."""
    from steelyard.law.source import as_law
    from steelyard.weigh.design import Ask, read_knob

    with bad_input():
        _endings(csv, chart)
        casebook = open_case(case)
        readings = parse_readings(reading or [])
        taken = as_law(casebook).take(None, readings) if readings else {}
        held = casebook.courses.get(course)
        ask = Ask(
            course=course,
            knobs=tuple(read_knob(x, casebook, held) for x in lever or [] if held),
            measures=tuple(measure or ()),
            budget=budget,
            futures=futures,
            seed=seed,
            metric=metric.value,
            method=method.value,
            taken=taken,
        )
        found = _find(casebook, ask)
        if chart and len(found.measures) - len(found.idle) < 2:
            raise ValueError("a chart needs two measures that designs move")
        if csv:
            _put(csv, _rows(casebook, found))
        if chart:
            _draw(casebook, found, chart)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    _show(casebook, found)
    for path in (csv, chart):
        if path:
            console().print(path.as_posix(), markup=False)


def _endings(csv: Path | None, chart: Path | None) -> None:
    """Refuse files that cannot be written, before anything is run."""
    if chart is not None and chart.suffix.lower() not in {".svg", ".png"}:
        raise ValueError(f"'{chart}' ends with neither .svg nor .png")
    for path in (csv, chart):
        if path is not None and not path.absolute().parent.is_dir():
            raise ValueError(f"'{path}' cannot be written: no such folder")


def _find(casebook: Casebook, ask: Ask) -> Designs:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from steelyard.weigh.design import find_designs

    with Progress(
        TextColumn("designs"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
        disable=os.environ.get("TERM") == "dumb",
    ) as bar:
        task = bar.add_task("designs", total=ask.budget)
        return find_designs(
            casebook, ask, lambda done, _: bar.update(task, completed=done)
        )


def _show(casebook: Casebook, found: Designs) -> None:
    from rich.table import Table

    from steelyard.weigh.design.knobs import told

    out = console()
    for line in _head(casebook, found):
        out.print(line, markup=False)
    shown = [m for m in found.measures if m not in found.idle]
    table = Table(box=None, pad_edge=False)
    table.add_column("design")
    for name in (*found.levers, *shown):
        table.add_column(name, justify="right", overflow="fold")
    table.add_column("beaten by")
    rows: list[tuple[str, Design]] = [*found.beside.items()]
    rows += [(f"{i + 1}", d) for i, d in _apart(found)]
    for name, design in rows:
        held = design.levels
        levels = (told(casebook, n, held[n]) if held else "" for n in found.levers)
        values = (_with_band(design.measures[m]) for m in shown)
        table.add_row(name, *levels, *values, ", ".join(design.beaten_by))
    out.print(table)


def _with_band(found: Value) -> str:
    from steelyard.cli.weigh import number

    return f"{number(found.value)}\n{number(found.low)} to {number(found.high)}"


def _apart(found: Designs) -> list[tuple[int, Design]]:
    """Return designs of the front, the first of those that come out alike."""
    seen: dict[tuple[float, ...], tuple[int, Design]] = {}
    for i, design in enumerate(found.designs):
        if design.best:
            key = tuple(v.value for v in design.measures.values())
            seen.setdefault(key, (i, design))
    return list(seen.values())


def _head(casebook: Casebook, found: Designs) -> list[str]:
    run, best = len(found.designs), len(_apart(found))
    how = {
        "all": "all designs of the grid",
        "walk": "a spread of the grid, then steps along the front",
        "nsga3": "a spread of the grid, then NSGA-III",
    }[found.method]
    stand = {"mean": "means", "p90": "what one future in ten exceeds for the worse"}
    lines = [
        f"{casebook.courses[found.course].title}: {run} of {found.grid:,} designs run "
        f"({how}) through the same {found.futures:,} futures; {stand[found.metric]}, "
        "and below them the middle two thirds of futures.",
        f"Not beaten by another design on every measure, alike ones once: {best}. "
        "Doing nothing, civil means and the course as written stand first.",
    ]
    if found.barred:
        lines.insert(
            0,
            "! No reading of the law allows: "
            f"{', '.join(found.barred)}. No design with it makes up for that.",
        )
    if found.idle:
        lines.append(f"No design moves {', '.join(found.idle)}: left out of the table.")
    return lines


def _rows(casebook: Casebook, found: Designs) -> str:
    """Return all designs and the courses beside them as CSV."""
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    ends = ("", ".low", ".high")
    heads = [f"{m} ({u}){e}" for m, u in found.measures.items() for e in ends]
    writer.writerow(["design", *found.levers, *heads, "best", "beaten_by"])
    rows: list[tuple[str, Design]] = [*found.beside.items()]
    rows += [(f"{i + 1}", d) for i, d in enumerate(found.designs)]
    for name, d in rows:
        values: list[Any] = []
        for m in found.measures:
            v = d.measures[m]
            values += [repr(v.value), repr(v.low), repr(v.high)]
        levels = [d.levels.get(n, "") for n in found.levers]
        writer.writerow([name, *levels, *values, int(d.best), " ".join(d.beaten_by)])
    return text.getvalue()


def _put(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        what = (error.strerror or "error").lower()
        raise ValueError(f"'{path}' cannot be written ({what})") from None


def _draw(casebook: Casebook, found: Designs, path: Path) -> None:
    """Draw the front on the first two measures that designs move."""
    from steelyard.tell.charts.save import save
    from steelyard.tell.charts.tradeoff import Point, tradeoff

    shown = [m for m in found.measures if m not in found.idle][:2]
    kind = casebook.courses[found.course].kind

    def point(label: str, d: Design, of: str) -> Point:
        one, two = ((v.low, v.value, v.high) for v in (d.measures[m] for m in shown))
        return Point(label, one, two, of)

    points = [
        point(
            f"{casebook.courses[id_].title}, as written", d, casebook.courses[id_].kind
        )
        for id_, d in found.beside.items()
    ]
    points += [point(f"design {i + 1}", d, kind) for i, d in _apart(found)]
    titles = tuple(casebook.measures[m].title for m in shown)
    units = tuple(found.measures[m] for m in shown)
    try:
        save(tradeoff(points, titles, units), path)  # type: ignore[arg-type]
    except OSError as error:
        what = (error.strerror or "error").lower()
        raise ValueError(f"'{path}' cannot be written ({what})") from None
