"""Routes: what is seized, what is assumed of flow, courses, and what decides."""

from __future__ import annotations

from typing import Any

from steelyard.casebook.figure import Step
from steelyard.tell.charts.bands import bands
from steelyard.tell.charts.over_time import Lines, lines
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.pictures import five as f
from steelyard.tell.sections.pictures.arrivals import effects_of
from steelyard.tell.show import number, percent, rounded

_STILL = 5e-4


def routes(m: Material, data: dict[str, Any]) -> dict[str, Any]:
    """Return what the template needs of the routes."""
    held = data["routes"]
    goods = held["goods"]
    first = next(iter(goods))
    return {
        "seized": _seized(m, held),
        "judged": _judged(m, held, first),
        "first": goods[first]["title"],
        "flow": _flow(m, held, first),
        "scores": f.score_rows(held["hold_out"]),
        "calibrate": held["calibrate"],
        "partial": held["partial"],
        "courses": _courses(m, data, held, first),
        "arguments": _arguments(m, held),
        "effort": _effort(m, held),
    }


def _seized(m: Material, held: dict[str, Any]) -> Plate:
    rows = [
        (str(y), good["title"], v)
        for good in held["goods"].values()
        for y, v in zip(held["years"], good["seized"], strict=True)
    ]
    table = [
        (str(y), *(number(rounded(g["seized"][i])) for g in held["goods"].values()))
        for i, y in enumerate(held["years"])
    ]
    return m.plates.add(
        "threat-seized",
        lines(Lines(rows), unit="pounds a fiscal year"),
        "Seized on the routes that are modelled, by fiscal year, complete years only. "
        "Seizures rise with what is sent and with what is looked for, and fall where "
        "goods move elsewhere: they are not flow.",
        "Yearly lines, one for each kind of goods.",
        ("fiscal year", *(g["title"] for g in held["goods"].values())),
        table,
    )


def _judged(m: Material, held: dict[str, Any], first: str) -> Plate | None:
    good = held["goods"][first]
    rows, table = [], []
    for year, found in good["ahead"].items():
        if int(year) not in held["years"]:
            continue
        came = good["shares"][held["years"].index(int(year))]
        for (group, says), five, share in zip(
            held["groups"].items(), found, came, strict=True
        ):
            shown = f.percents(five)
            label = f"{year}: {_short(says)}"
            text = f"came {percent(share)}"
            rows.append(f.row(f"{year}.{group}", label, shown, text))
            table.append((f"{year}: {says}", f.middle(shown, "percent"),
                          f.outer(shown, "percent"), percent(share)))  # fmt: skip
    if not rows:
        return None
    begin, end = held["calibrate"]
    return m.plates.add(
        "threat-shares",
        bands(rows, "percent of what is seized"),
        f"Shares of what is seized of {good['title'].lower()} by group of routes, as "
        f"fiscal years {begin} to {end} forecast them, beside what came.",
        "One bar for each group and year that was not fitted.",
        ("year and routes", "median", "5th to 95th", "came"),
        table,
    )


def _short(says: str) -> str:
    parts = says.split("; ")
    more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    return parts[0] + more


def _flow(m: Material, held: dict[str, Any], first: str) -> Plate:
    good = held["goods"][first]
    rows = [
        f.row(
            id_,
            r["title"],
            f.percents(r["share"]),
            f.middle(f.percents(r["share"]), "percent"),
        )
        for id_, r in good["routes"].items()
    ]
    table = [
        (
            r["title"],
            f.middle(f.percents(r["share"]), "percent"),
            f.outer(f.percents(r["share"]), "percent"),
            f.outer(f.percents(r["seizure"]), "percent"),
        )
        for r in good["routes"].values()
    ]
    return m.plates.add(
        "threat-flow",
        bands(rows, "percent of what is sent"),
        f"Where {good['title'].lower()} is sent, if the assumed chances of seizure "
        "hold: nobody has measured them, and half the chance on a route is twice the "
        "flow.",
        "One bar for each route, of its share of flow.",
        ("route", "share of flow, median", "5th to 95th", "chance of seizure"),
        table,
    )


def _courses(
    m: Material, data: dict[str, Any], held: dict[str, Any], first: str
) -> list[dict[str, Any]]:
    known, out = m.casebook.quantities, []
    for id_, found in held["goods"][first]["courses"].items():
        moved = effects_of(m, id_, "routes")
        change = [100 * (v - 1) for v in found["supply"]]
        still = max(abs(v) for v in change) < 100 * _STILL
        deaths = found["deaths"] and [100 * (v - 1) for v in found["deaths"]]
        quiet = deaths is None or max(abs(v) for v in deaths) < 100 * _STILL
        model = Step(kind="model", id="steelyard.stress.narcotics.course", says="flows")
        figure = f.figure(
            f"threat.routes.{id_}",
            f"{m.title(id_)}: what is delivered, against now",
            change,
            "percent",
            data["futures"],
            (model, *f.steps(known, moved)),
            f.bases(known, moved),
        )
        out.append(
            {
                "id": id_,
                "title": m.title(id_),
                "supply": "none"
                if still
                else m.notes.button(figure, f.middle(change, "percent")),
                "supply_band": "" if still else f.outer(change, "percent"),
                "seized": f.middle(f.percents(found["seized"]), "percent"),
                "seized_band": f.outer(f.percents(found["seized"]), "percent"),
                "deaths": "none" if quiet else f.middle(deaths, "percent"),
                "deaths_band": "" if quiet else f.outer(deaths, "percent"),
            }
        )
    return out


def _arguments(m: Material, held: dict[str, Any]) -> list[dict[str, Any]]:
    out = []
    for id_, found in held["argument"].items():
        fall = [100 * (v - 1) for v in found["crossings"]]
        supply = [100 * (v - 1) for v in found["supply"]]
        out.append(
            {
                "title": m.title(id_),
                "id": id_,
                "share": percent(found["share"]),
                "crossings": f.middle(fall, "percent"),
                "crossings_band": f.outer(fall, "percent"),
                "supply": f.middle(supply, "percent"),
                "supply_band": f.outer(supply, "percent"),
                "deciders": deciders(m, found["deciders"]),
            }
        )
    return out


def deciders(m: Material, found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the quantities that decide a statement, in words."""
    known = m.casebook.quantities
    return [
        {
            "id": d["quantity"],
            "says": known[d["quantity"]].says or d["quantity"],
            "true": number(rounded(d["when_true"], 2)),
            "false": number(rounded(d["when_false"], 2)),
        }
        for d in found
        if d["decides"]
    ]


def _effort(m: Material, held: dict[str, Any]) -> dict[str, Any]:
    found = held["effort"]
    good = held["goods"][found["good"]]["title"].lower()
    rows = [
        f.row(id_, r["title"], f.percents(r["share"]), f"mean {percent(r['mean'])}")
        for id_, r in found["routes"].items()
    ]
    table = [
        (
            r["title"],
            percent(r["mean"]),
            f.outer(f.percents(r["share"]), "percent"),
            percent(r["best_reply_mean"]),
            f.outer(f.percents(r["best_reply"]), "percent"),
        )
        for r in found["routes"].values()
    ]
    plate = m.plates.add(
        "threat-effort",
        bands(rows, "percent of added effort"),
        "Where a fixed amount of added effort would go if it were spread so that least "
        f"{good} is delivered, over {found['futures']} futures: median, middle two "
        "thirds, 5th to 95th percentile. Wide bars say that the answer rests on what "
        "nobody has measured.",
        "One bar for each route, of its share of added effort.",
        ("route", "mean", "5th to 95th", "against a best reply", "5th to 95th"),
        table,
    )  # fmt: skip
    titles = {id_: r["title"] for id_, r in found["routes"].items()}
    return {
        "plate": plate,
        "good": good,
        "delivered": f.middle([100 * (v - 1) for v in found["delivered"]], "percent"),
        "delivered_band": f.outer(
            [100 * (v - 1) for v in found["delivered"]], "percent"
        ),
        "even": f.middle([100 * (v - 1) for v in found["even"]], "percent"),
        "first": titles[found["first"]],
        "second": titles[found["second"]],
        "share": percent(found["decides"]["share"]),
        "deciders": deciders(m, found["decides"]["deciders"]),
        "hollows": found["hollows"],
        "futures": found["futures"],
    }
