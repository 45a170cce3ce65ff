"""Where each course would open sites, and how such choices were made before."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from steelyard.tell.charts.curve import curve
from steelyard.tell.charts.sites_map import sites_map
from steelyard.tell.charts.spans import Span, spans
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import amount, listing, number, percent, rounded


def render(m: Material) -> Markup:
    """Return the section."""
    found = m.exhibit("sites")
    if not m.ran("movement", "sites", "forces"):
        return Markup()  # the whole step is listed as not evaluated
    plans = (found or {}).get("plans", [])
    return m.render(
        "sites.html.j2",
        sites=found,
        shown=[_shown(m, p, found or {}, i) for i, p in enumerate(plans)],
        spread=_spread(m, (found or {}).get("spread", [])),
        past=[_past(p, (found or {}).get("titles", {})) for p in _pasts(found)],
    )


def _pasts(found: dict[str, Any] | None) -> list[dict[str, Any]]:
    return list((found or {}).get("past", []))


def _shown(
    m: Material, plan: dict[str, Any], found: dict[str, Any], index: int
) -> dict[str, Any]:
    titles = listing([m.title(c) for c in plan["courses"]])
    if plan.get("infeasible"):
        return {"titles": titles, "infeasible": plan["infeasible"]}
    chosen = [s for s in plan["sites"] if s["chosen"]]
    low, high = (number(rounded(v)) for v in plan["wanted"]["band"])
    return {
        "titles": titles,
        "chosen": chosen,
        "wanted": f"{number(rounded(plan['wanted']['value']))} ({low} to {high})",
        "cost": amount(plan["objective"], "USD"),
        "bound": amount(plan["bound"], "USD"),
        "gap": f"{plan['gap']:.1%}",
        "unmet": percent(plan["unmet"]),
        "service": percent(plan["service"]),
        "module": plan["module"],
        "parts": [(k, amount(v, "USD")) for k, v in plan["cost"].items()],
        "law": plan["law"],
        "problems": plan["checked"]["problems"],
        "basis": [(k, percent(v)) for k, v in plan["basis"].items()],
        "trace": plan["trace"],
        "map": _map(m, plan, found, index),
        "timeline": _timeline(m, chosen, index),
        "notes": plan["notes"],
        "places": _places,
    }


def _places(value: float) -> str:
    return number(rounded(value))


def _map(m: Material, plan: dict[str, Any], found: dict[str, Any], index: int) -> Plate:
    rows = [
        (
            s["title"],
            s["region"],
            "yes" if s["chosen"] else "no",
            _places(s["holds"]),
            s["binding"],
            number(round(s["kilometres"])),
            str(s["used_before"]),
        )
        for s in plan["sites"]
    ]
    return m.plates.add(
        f"sites-map-{index}",
        sites_map(plan["sites"], found["areas"]),
        "Candidate installations and those chosen (numbered as in the next chart), by "
        "longitude and latitude, and where people come from. What a site could hold "
        "is the least that its own ground and staff allow by the standards of care.",
        "Map of points of candidate sites, chosen sites and areas of origin.",
        ("site", "region", "chosen", "could hold", "binds", "mean km", "earlier uses"),
        rows,
    )


def _timeline(m: Material, chosen: list[dict[str, Any]], index: int) -> Plate | None:
    if not chosen:
        return None
    rows = [
        Span(
            f"{i + 1}  {s['title']}",
            s["opens"],
            s["closes"],
            s["closes"],
            f"{_places(s['largest'])} places",
        )
        for i, s in enumerate(chosen)
    ]
    return m.plates.add(
        f"sites-timeline-{index}",
        spans(rows),
        "When each site opens and closes; planning periods are a quarter of a year.",
        "Bars from the opening to the closing of each chosen site.",
        ("site", "opens", "first arrivals", "closes", "most places"),
        [
            (
                s["title"],
                s["opens"],
                s["first_arrivals"],
                s["closes"],
                _places(s["largest"]),
            )
            for s in chosen
        ],
    )


def _spread(m: Material, points: list[dict[str, Any]]) -> Plate | None:
    if len(points) < 2:
        return None
    drawn = [
        (p["sites"], p["cost"] / 1e9, percent(p["unmet"]).replace("under ", "<"))
        for p in points
    ]
    rows = [
        (
            str(p["sites"]),
            amount(p["cost"], "USD"),
            amount(p["bound"], "USD"),
            percent(p["unmet"]),
            percent(p["largest"]),
        )
        for p in points
    ]
    return m.plates.add(
        "sites-spread",
        curve(drawn, "sites", "billion USD a year at the height", whole=True),
        "Concentration against dispersal: least cost, unmet need weighed in, for each "
        "number of sites, with need at its height all year. By each point: need unmet.",
        "A curve of cost against the number of sites.",
        ("sites", "weighed cost", "at least", "unmet", "share on the largest"),
        rows,
    )


def _past(p: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    def names(ids: list[str]) -> str:
        return listing([titles.get(i, i) for i in ids]) if ids else "none"

    both = sorted(set(p["actual"]) & set(p["predicted"]))
    return {
        **p,
        "actual_names": names(p["actual"]),
        "predicted_names": names(p["predicted"]),
        "both_names": names(both),
        "count": len(p["actual"]),
        "expected": f"{p['expected_by_chance']:.1f}",
        "chance": f"{p['probability_by_chance']:.2f}",
        "people_rows": [
            (titles.get(i, i), _places(told), number(round(came)))
            for i, (told, came) in p.get("people", {}).items()
        ],
        "people_errors": [
            ("the method" if name == "method" else name, f"{error:.0%}")
            for name, error in p.get("people_error", {}).items()
        ],
        "free_count": len(p["predicted_number_free"]),
    }
