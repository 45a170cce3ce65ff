"""What a simulation of people gives: tidy tables with bands over replications."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from steelyard.stress.people.engine.layout import NONE, Table
from steelyard.stress.people.names import Names
from steelyard.stress.people.run import Raw
from steelyard.stress.people.sketch import quantile

if TYPE_CHECKING:
    from steelyard.stress.people.surrogate import Approximation

Column = npt.NDArray[np.float64]
Row = dict[str, Any]

BAND = (0.05, 0.95)
"""Quantiles of replications that a band runs between."""


@dataclass(frozen=True)
class PeopleResult:
    """The outcome of all replications.

    Arrays have one row per replication. `stat` is by replication, place (stations,
    links, exits) and class; `place_stat` by replication and station; series by
    replication, bin and place. All times are hours.
    """

    names: Names
    hours: float
    """Length of the time that was counted, after the warm-up."""
    bin_hours: float
    replications: int
    seed: int
    stat: Table
    place_stat: Table
    clock_stat: Table
    surge_stat: Table
    flow: Table
    targets: Table
    inside: npt.NDArray[np.float32]
    waiting: npt.NDArray[np.int32]
    entries: npt.NDArray[np.int32]
    sketch: npt.NDArray[np.uint64]
    records: Table
    events: int
    seconds: float
    approximation: Approximation | None = None
    """How far a surrogate is from the event engine; None for the event engine."""

    @classmethod
    def of(
        cls,
        raw: Raw,
        names: Names,
        times: tuple[float, float, float],
        seed: int,
        seconds: float,
        approximation: Approximation | None = None,
    ) -> PeopleResult:
        """Shape what the kernel wrote."""
        n, out = raw.replications, raw.outputs
        classes = len(names.classes)
        return cls(
            names=names,
            hours=times[0] - times[2],
            bin_hours=times[1],
            replications=n,
            seed=seed,
            stat=out["stat"].reshape(n, len(names.places), classes),
            place_stat=out["place_stat"],
            clock_stat=out["clock_stat"].reshape(n, len(names.clocks), classes),
            surge_stat=out["surge_stat"],
            flow=out["flow"],
            targets=raw.tables.target,
            inside=out["inside_series"],
            waiting=out["waiting_series"],
            entries=out["entry_series"],
            sketch=raw.sketch.reshape(len(names.places), classes, 2, -1),
            records=raw.records,
            events=raw.events,
            seconds=seconds,
            approximation=approximation,
        )

    def mean_inside(self) -> Column:
        """Return the time-weighted mean persons by replication and station."""
        stations = self.stat["area"][:, : len(self.names.stations)]
        return np.asarray(stations.sum(axis=2) / self.hours)

    def mean_wait(self) -> Column:
        """Return the mean wait of those served, by replication and station."""
        part = self.stat[:, : len(self.names.stations)]
        return ratio(part["wait_sum"].sum(axis=2), part["waits"].sum(axis=2))

    def mean_stay(self) -> Column:
        """Return the mean stay by replication and place; at exits, in the network."""
        return ratio(self.stat["stay_sum"].sum(axis=2), self.stat["stays"].sum(axis=2))

    def utilisation(self) -> Column:
        """Return the busy share of servers on duty; NaN for unlimited servers."""
        duty = self.place_stat["duty_area"].astype(float)
        duty[duty > 1e9 * self.hours] = 0.0
        return ratio(self.place_stat["busy_area"], duty)

    def time_quantile(self, what: str, place: str, q: float, of: str = "") -> float:
        """Return a quantile of waits or stays over all replications, in hours.

        Parameters
        ----------
        what
            `wait` or `stay`.
        of
            One class; all of them if left out.
        """
        which = {"wait": 0, "stay": 1}[what]
        counts = self.sketch[self.names.place(place), :, which]
        if of:
            counts = counts[[self.names.classes.index(of)]]
        return quantile(counts.sum(axis=0), q)

    def stations(self) -> list[Row]:
        """Return one row per station and link, means and bands over replications."""
        inside, wait, busy = self.mean_inside(), self.mean_wait(), self.utilisation()
        rows = []
        for s, name in enumerate(self.names.stations):
            place, stat = self.place_stat[:, s], self.stat[:, s]
            rows.append(
                {
                    "id": name,
                    **band("", inside[:, s]),
                    "peak": float(place["peak"].mean()),
                    **band("peak_", place["peak"].astype(float), mean=False),
                    **band("wait_", wait[:, s]),
                    "wait_p95": self.time_quantile("wait", name, 0.95),
                    "stay_mean": mean(self.mean_stay()[:, s]),
                    "stay_p95": self.time_quantile("stay", name, 0.95),
                    "utilisation": mean(busy[:, s]),
                    "entries": float(stat["entries"].sum(axis=1).mean()),
                    "lost": float(stat["lost"].sum(axis=1).mean()),
                    "gave_up": float(stat["abandoned"].sum(axis=1).mean()),
                    "over_room": float(place["over_room"].mean()),
                    "over_humane_room": float(place["over_humane"].mean()),
                    "hours_over_humane_room": float(place["hours_over_humane"].mean()),
                    "held_back": float(place["held_back"].mean()),
                    "outside_mean": float(place["outside_area"].mean() / self.hours),
                }
            )
        return rows

    def clocks(self) -> list[Row]:
        """Return one row per clock and class with persons and person-hours over it."""
        return [
            {
                "id": clock,
                "class": name,
                **{
                    key: float(self.clock_stat[:, k, c][key].mean())
                    for key in ("stopped", "running", "breaches", "breach_hours")
                },
                "hours_mean": float(
                    ratio(
                        self.clock_stat[:, k, c]["hours"].sum(),
                        self.clock_stat[:, k, c]["stopped"].sum(),
                    )
                ),
                "hours_most": float(self.clock_stat[:, k, c]["most"].max(initial=0.0)),
                **band("breaches_", self.clock_stat[:, k, c]["breaches"], mean=False),
            }
            for k, clock in enumerate(self.names.clocks)
            for c, name in enumerate(self.names.classes)
        ]

    def exits(self) -> list[Row]:
        """Return one row per exit: persons, and their time in the network."""
        first = len(self.names.stations)
        stay = self.mean_stay()
        return [
            {
                "id": name,
                **band("persons_", self.stat[:, first + i]["entries"].sum(axis=1)),
                "hours_in_network": mean(stay[:, first + i]),
                "hours_in_network_p95": self.time_quantile("stay", name, 0.95),
            }
            for i, name in enumerate(self.names.exits)
        ]

    def links(self) -> list[Row]:
        """Return one row per link: departures, seats, how full they were."""
        rows = []
        for s, name in enumerate(self.names.stations):
            place = self.place_stat[:, s]
            called = place["departures"] + place["cancelled"] + place["too_few"]
            if called.sum() > 0:
                keys = ("departures", "cancelled", "too_few", "seats", "seats_used")
                rows.append({"id": name, **{k: float(place[k].mean()) for k in keys}})
        return rows

    def surges(self) -> list[Row]:
        """Return one row per surge: how often called, hours at the station."""
        return [
            {
                "id": name,
                **{
                    k: float(self.surge_stat[:, i][k].mean())
                    for k in ("called", "hours")
                },
            }
            for i, name in enumerate(self.names.surges)
        ]

    def write_records(self, path: Path) -> None:
        """Write every visit of every simulated person to a Parquet file."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        places = np.array([*self.names.places, ""])
        rows = self.records
        target = np.where(rows["target"] == NONE, len(places) - 1, rows["target"])
        columns = {
            "replication": rows["replication"],
            "stream": rows["stream"],
            "number": rows["number"],
            "class": np.array(self.names.classes)[rows["cls"]],
            "place": places[rows["station"]],
            "next": places[target],
            "entered_h": rows["entered"],
            "begun_h": rows["begun"],
            "left_h": rows["left"],
        }
        pq.write_table(pa.table(columns), path)


def ratio(above: Any, below: Any) -> Column:
    """Divide, with NaN where there is nothing to divide by."""
    above, below = np.asarray(above, float), np.asarray(below, float)
    out: Column = np.full(below.shape, np.nan)
    np.divide(above, below, out=out, where=below != 0)
    return out


def mean(values: Any) -> float | None:
    """Return the mean of what is known, None where nothing is."""
    known = np.asarray(values, float)
    known = known[np.isfinite(known)]
    return float(known.mean()) if len(known) else None


def band(prefix: str, values: Any, *, mean: bool = True) -> Row:
    """Return mean and band over replications, None where nothing is known."""
    known = np.asarray(values, float)
    known = known[np.isfinite(known)]
    row: Row = {}
    if mean:
        row[f"{prefix}mean"] = float(known.mean()) if len(known) else None
    for q in BAND:
        name = f"{prefix}p{round(100 * q):d}"
        row[name] = float(np.quantile(known, q)) if len(known) else None
    return row
