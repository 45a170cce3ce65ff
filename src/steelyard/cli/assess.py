"""`steelyard assess`: the whole way, from casebook to dossier."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from steelyard.cli.card import MARK, show_findings
from steelyard.cli.common import (
    DEFAULT_RUNS,
    Case,
    Json,
    Runs,
    Seed,
    bad_input,
    console,
    open_case,
    parse_readings,
    print_json,
)

if TYPE_CHECKING:
    from rich.progress import Progress

    from steelyard.weigh.results import Results


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("assess")(assess_command)


Cluster = Annotated[
    str | None,
    typer.Option("--cluster", help="Send the work to this Dask scheduler."),
]
Share = Annotated[
    str | None,
    typer.Option("--share", help="Folder or object store that its workers write to."),
]


def assess_command(
    case: Case,
    *,
    course: Annotated[
        list[str] | None,
        typer.Option("--course", help="Only this course, and nothing; repeatable."),
    ] = None,
    futures: Annotated[
        int, typer.Option("--futures", min=1, max=1_000_000, help="How many futures.")
    ] = 1000,
    seed: Seed = 1,
    runs: Runs = DEFAULT_RUNS,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Threads; cores if none.")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option("--profile", help="Show the law as one voice reads it."),
    ] = None,
    reading: Annotated[
        list[str] | None,
        typer.Option("--reading", help="Take PROP=READING as given; repeatable."),
    ] = None,
    cluster: Cluster = None,
    share: Share = None,
    full: Annotated[
        bool, typer.Option("--full", help="Print every finding of the card in full.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read, audit, run every course through futures, and write the dossier."""
    from steelyard.study.cluster import ClusterError
    from steelyard.study.store import StoreError

    began = time.monotonic()
    with bad_input():
        try:
            options = {
                "courses": course or None,
                "futures": futures,
                "seed": seed,
                "workers": workers,
                "profile": profile,
                "readings": parse_readings(reading or []),
                "cluster": cluster,
                "share": share,
            }
            data, results = _run(case, runs, options)
        except (StoreError, ClusterError) as error:
            raise ValueError(str(error)) from None
    data["seconds"] = round(time.monotonic() - began, 2)
    if as_json:
        print_json(data)
    else:
        _show(data, results)
        if full:
            show_findings(console(), results)


def _run(
    case: str, runs: Path, options: dict[str, Any]
) -> tuple[dict[str, Any], Results]:
    from steelyard.study.assess import CancelledError, Options, assess
    from steelyard.study.store import StoreError
    from steelyard.tell.dossier import NAME, dossier
    from steelyard.tell.web.kept import keep_pages
    from steelyard.weigh.results import card_json, read_results, weigh

    casebook = open_case(case)
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        with _progress() as bar:
            task = bar.add_task("futures", total=None)

            def tell(step: str, done: int, total: int) -> None:
                bar.update(task, description=step, completed=done, total=total)

            def say(text: str) -> None:
                bar.console.print(text, markup=False, highlight=False)

            asked = Options(**options, announce=say)
            run = assess(casebook, runs, asked, tell, stop)
            bar.update(task, description="weighing")
            kept = run.finished
            results = read_results(run) if kept else weigh(casebook, run)
            bar.update(task, description="writing the dossier")
            page = run.path / NAME
            if not (kept and page.is_file()):
                page = dossier(run)
            bar.update(task, description="making the workbench's pages")
            with contextlib.suppress(StoreError):  # made when they are asked for
                keep_pages(run, casebook)
    except CancelledError:
        told = console(stderr=True)
        told.print("stopped; the same command goes on from here", markup=False)
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGINT, before)
    data = {
        "run": run.id,
        "path": run.path.as_posix(),
        "dossier": page.as_posix(),
        "card": card_json(results),
    }
    return data, results


def _progress() -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
        disable=os.environ.get("TERM") == "dumb",
    )


def _show(data: dict[str, Any], results: Results) -> None:
    from rich.table import Table

    from steelyard.weigh.cell import CRITERIA

    out = console()
    table = Table(box=None, pad_edge=False)
    table.add_column("course", no_wrap=True)
    for name in ("median", "two thirds of futures", "above nothing"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("CARRLL", no_wrap=True)
    unit = ""
    for course, summary in results.courses.items():
        band, over = summary.cost.band, summary.over_nothing
        assert band is not None
        cells = results.card[course]
        unit = summary.cost.unit
        table.add_row(
            course,
            _millions(summary.cost.value),
            f"{_millions(band.low)} to {_millions(band.high)}",
            "" if course == "nothing" else _millions(over.value),
            "".join(MARK[cells[criterion].extent] for criterion in CRITERIA),
        )
    out.print(f"Cost over the horizon, in million {unit}", markup=False)
    out.print(table)
    out.print(f"CARRLL: {', '.join(CRITERIA)}", markup=False)
    out.print("● evaluated  ◐ in part  ○ not evaluated", markup=False)
    out.print(f"run      {data['path']}", markup=False)
    out.print(f"dossier  {data['dossier']}", markup=False)


def _millions(value: float | None) -> str:
    if value is None:
        return ""
    millions = value / 1e6
    return f"{millions:,.0f}" if abs(millions) >= 100 else f"{millions:,.3g}"
