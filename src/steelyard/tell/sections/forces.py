"""Whom each course would send, in which status, and what a reserve is worth."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.tell.charts.curve import curve
from steelyard.tell.charts.duty import duty
from steelyard.tell.charts.spans import Span, spans
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import amount, dollars, listing, number, percent, rounded


def render(m: Material) -> Markup:
    """Return the section."""
    found = m.exhibit("forces")
    if not m.ran("movement", "sites", "forces"):
        return Markup()  # the whole step is listed as not evaluated
    plans = (found or {}).get("plans", [])
    full = next((p for p in plans if p.get("reserve_curve")), None)
    full = full or next((p for p in plans if p["statuses"]), None)
    return m.render(
        "forces.html.j2",
        forces=found,
        rows=[_row(m, p) for p in plans],
        full=_full(m, full) if full else None,
    )


def _row(m: Material, plan: dict[str, Any]) -> dict[str, Any]:
    law = plan["law"]
    return {
        "titles": listing([m.title(c) for c in plan["courses"]]),
        "people": [
            {
                "title": s["title"],
                "mean": number(rounded(s["mean"], 2)),
                "law": law.get(s["id"], {}).get("domestic", "not_judged"),
            }
            for s in plan["statuses"]
            if s["mean"] >= 10
        ],
        "reserve": number(rounded(plan["reserve"], 2)) if plan["reserve"] >= 1 else "",
        "first": amount(plan["cost"]["first_stage"], "USD"),
        "unmet": percent(plan["unmet"]),
        "tail": percent(plan["unmet_tail"]),
        "gap": f"{plan['gap']:.2%}",
        "settled": _settled(plan),
    }


def _settled(plan: dict[str, Any]) -> str:
    """Say what is left if what only some readings allow is left out."""
    without = plan.get("without_contested")
    if not without:
        return ""
    titles = {s["id"]: s["title"] for s in plan["statuses"]}
    names = listing([titles.get(i, i) for i in without["left_out"]])
    return (
        f"without {names}, which only some readings allow: "
        f"{percent(without['unmet'])} unmet"
    )


def _full(m: Material, plan: dict[str, Any]) -> dict[str, Any]:
    bound = plan.get("sample_bound")
    return {
        "titles": listing([m.title(c) for c in plan["courses"]]),
        "task": plan["task"],
        "rule": plan["rule"],
        "duty": _duty(m, plan),
        "rotations": _rotations(m, plan),
        "reserve_curve": _reserve(m, plan.get("reserve_curve", [])),
        "service_curve": _service(m, plan.get("service_curve", [])),
        "shadow": [dollars(s["says"]) for s in plan["shadow"][:4]],
        "bound": bound,
        "gap_high": f"{bound['gap_high_share']:.1%}" if bound else "",
        "notes": plan["notes"],
        "checked": plan["checked"],
        "basis": [(k, percent(v)) for k, v in plan["basis"].items()],
        "trace": plan["trace"],
    }


def _duty(m: Material, plan: dict[str, Any]) -> Plate:
    rows = [(s["title"], s["on_duty"]) for s in plan["statuses"] if s["peak"] >= 1]
    if plan["reserve"] >= 1:
        rows.append(("Reserve sent, mean", plan["reserve_sent"]))
    need = plan["need"]
    table = [
        (
            plan["weeks"][i],
            number(round(need["median"][i])),
            f"{number(round(need['p5'][i]))} to {number(round(need['p95'][i]))}",
            *(number(round(people[i])) for _, people in rows),
        )
        for i in range(0, len(plan["weeks"]), 4)
    ]
    return m.plates.add(
        "forces-duty",
        duty(plan["weeks"], rows, (need["p5"], need["median"], need["p95"])),
        "People on duty by status, and the mean of the reserve sent; dashed: median of "
        "need, shaded: 5th to 95th percentile of need.",
        "Stacked areas of people on duty by status, against need with its band.",
        ("week of", "need (median)", "need (5th to 95th)", *(t for t, _ in rows)),
        table,
    )


def _rotations(m: Material, plan: dict[str, Any]) -> Plate | None:
    drawn = [r for r in plan["rotations"] if r["people"] >= 20][:16]
    if not drawn:
        return None
    rows = [
        Span(
            r["title"],
            r["start"],
            r["end"],
            r["dwell_ends"],
            f"{number(rounded(r['people'], 2))} people",
        )
        for r in drawn
    ]
    return m.plates.add(
        "forces-rotations",
        spans(rows),
        "Tours (solid) and the dwell that each ties up after it (pale). Tours that "
        "start within four weeks are drawn together.",
        "Bars of tours by status with the time at home that follows.",
        ("status", "people", "start", "end", "dwell ends"),
        [
            (
                r["title"],
                number(round(r["people"])),
                r["start"],
                r["end"],
                r["dwell_ends"],
            )
            for r in drawn
        ],
    )


def _reserve(m: Material, points: list[dict[str, Any]]) -> Plate | None:
    if len(points) < 2:
        return None
    drawn = [(p["reserve"], p["worth"] / 1e6, "") for p in points]
    rows = [
        (
            number(round(p["reserve"])),
            amount(p["worth"], "USD"),
            number(round(p["standing"])),
            percent(p["missing"]),
            percent(p["tail"]),
        )
        for p in points
    ]
    return m.plates.add(
        "forces-reserve",
        curve(drawn, "people in reserve", "worth in million USD"),
        "What a reserve is worth beside standing people: how much less the best plan "
        "costs, unmet need weighed in, than the best plan without a reserve. Standing "
        "people are planned anew at each point.",
        "A curve of the worth of a reserve against its size.",
        ("reserve", "worth", "standing, mean", "unmet", "unmet, worst scenarios"),
        rows,
    )


def _service(m: Material, points: list[dict[str, Any]]) -> Plate | None:
    if len(points) < 2:
        return None
    drawn = [
        ((p["first"] + p["use"]) / 1e6, p["missing"], f"×{p['weight']:g}")
        for p in points
    ]
    rows = [
        (
            f"×{p['weight']:g}",
            amount(p["first"] + p["use"], "USD"),
            percent(p["missing"]),
            percent(p["tail"]),
            number(round(p["reserve"])),
            number(round(p["standing"])),
        )
        for p in points
    ]
    return m.plates.add(
        "forces-service",
        curve(drawn, "million USD spent", "share of need unmet", percent=True),
        "Cost against service: the best plan at several multiples of the weight of a "
        "missing person.",
        "A curve of unmet need against money spent.",
        ("weight", "spent", "unmet", "unmet, worst", "reserve", "standing, mean"),
        rows,
    )
