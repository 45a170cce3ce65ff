"""The ladder: rungs with gates, the game as a tree, what must be believed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from steelyard.audit.audit import Finding
from steelyard.tell.charts.game_tree import Node, game_tree
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.ladder_answers import answers
from steelyard.tell.sections.ladder_tree import outlines
from steelyard.tell.show import number, percent, rounded

FEW = 0.03
"""Branches that fewer than this take, even at five sixths of draws, are not drawn."""
_FAILED = ("not before", "not in the course")


def render(m: Material) -> Markup:
    """Return the section; a sentence, or nothing, where the casebook has no ladder.

    The sentence stands where another section of the step is there; without any, the
    page says of the whole step that it is not evaluated.
    """
    data = m.exhibit("ladder")
    if data is None and m.exhibit("threats") is None:
        return Markup()
    if data is None:
        return m.render("ladder.html.j2", data=None)
    values: dict[str, Any] = {"data": data, "rungs": _rungs(m, data)}
    values |= {"failed": _failed(m, data)}
    if data["game"]:
        values |= {
            "groups": _groups(m, data),
            "tree": _tree(m, data, data["argued"]),
            "outlines": outlines(data),
            "answers": answers(m),
            "argued": data["ladder"]["moves"][data["argued"]]["title"],
            "worth": _worth(m, data),
            "moves": [_move(m, x) for x in data["moves"] if x["beliefs"]],
            "readings": _readings(m, data),
            "differ": _differ(data),
            "concepts": _concepts(data),
            "stable": _stable(data),
            "several": [x for x in data["moves"] if x["solutions"]["several"]],
        }
    return m.render("ladder.html.j2", **values, counts=_counts(data))


def _rungs(m: Material, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the ladder, the highest rung first, with who climbs it."""
    gates = data["ladder"]["preconditions"]
    out = []
    for rung in sorted(data["ladder"]["rungs"], key=lambda r: -r["rung"]):
        climbers = []
        for course in data["courses"]:
            if rung["id"] not in {r["id"] for r in course["rungs"]}:
                continue
            own = Counter(
                g["status"] for g in course["gates"] if g["rung"] == rung["id"]
            )
            failed = sum(own[s] for s in _FAILED)
            climbers.append(
                {
                    "title": m.title(course["id"]),
                    "id": course["id"],
                    "failed": failed,
                    "met": own["met"],
                    "open": own["open"],
                }
            )
        out.append(
            {**rung, "gates": {g: gates[g] for g in rung["preconditions"]},
             "climbers": climbers}
        )  # fmt: skip
    return out


def _failed(m: Material, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return by course the gates that it passes without what should come before."""
    out = []
    for course in data["courses"]:
        held: dict[str, dict[str, Any]] = {}
        for gate in course["gates"]:
            if gate["status"] in _FAILED:
                item = held.setdefault(gate["precondition"], {**gate, "rungs": []})
                item["rungs"].append(gate["rung"])
        if held:
            gates = data["ladder"]["preconditions"]
            named = [{**g, "what": gates[p]["says"]} for p, g in held.items()]
            out.append({"title": m.title(course["id"]), "gates": named})
    return out


def _five(band: dict[str, float]) -> str:
    """Write a probability: the median, and the middle two thirds of draws."""
    low, high = 100 * band["low"], 100 * band["high"]
    if high < 0.5:
        return "none" if high == 0 else "under 1%"
    if low > 99.5:
        return "100%" if low == 100 else "over 99%"
    return f"{percent(band['value'])} ({low:.0f} to {high:.0f})"


def _groups(m: Material, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return courses by their moves: what follows is one and the same for a group."""
    titles = data["ladder"]["moves"]
    out: dict[tuple[str, ...], dict[str, Any]] = {}
    for course in data["courses"]:
        moves = tuple(course["sequence"])
        group = out.setdefault(
            moves,
            {
                "moves": [titles[x]["title"] for x in dict.fromkeys(moves)],
                "courses": [],
                "outcomes": [
                    (o["title"], _five(o)) for o in course["outcomes"].values()
                ],
                "scales": [_scale(s) for s in course["scales"].values()],
                "ranks": [
                    (r["title"], r["row"],
                     [(name, percent(b["value"])) for name, b in r["ranks"].items()])
                    for r in course["ranks"].values()
                ],
                "epsilon": number(rounded(course["epsilon"]["value"], 2)),
            },
        )  # fmt: skip
        group["courses"].append(m.title(course["id"]))
    return list(out.values())


def _scale(scale: dict[str, Any]) -> tuple[str, str, str]:
    """Return a scale's title, median level and middle two thirds."""
    value, low, high = (
        0.0 if abs(scale[k]) < 5e-4 else rounded(scale[k], 2)
        for k in ("value", "low", "high")
    )
    return scale["title"], number(value), f"{number(low)} to {number(high)}"


def _tree(m: Material, data: dict[str, Any], move: str) -> Plate:
    """Return the first period after a move, drawn."""
    titles = {id_: x["title"] for id_, x in data["ladder"]["moves"].items()}
    held = data["trees"][move]
    depth = max(len(n["path"]) for n in held)
    leaves = [n for n in held if len(n["path"]) == depth]
    kept = {tuple(n["path"]) for n in leaves if n["chance"]["high"] >= FEW}
    kept |= {path[:k] for path in kept for k in range(1, depth)}
    nodes = [
        Node(
            tuple(n["path"]),
            titles[n["path"][-1]],
            n["chance"]["value"],
            _five(n["given"]),
        )
        for n in held
        if tuple(n["path"]) in kept
    ]
    rows = [
        (
            ", then: ".join(titles[x] for x in n["path"]),
            _five(n["given"]),
            _five(n["chance"]),
        )
        for n in held
    ]
    leader, *players = data["ladder"]["players"].values()
    return m.plates.add(
        f"ladder-tree-{move.replace('_', '-')}",
        game_tree(titles[move], nodes),
        f"If {leader} {titles[move]}: what {' and then '.join(players)} would answer "
        "in the first period, if the payoffs held. Percent at each branch, given the "
        f"branch before: median and middle two thirds of {data['draws']} draws; "
        "thickness is the chance of coming there. "
        f"Branches below {percent(FEW)} in five sixths of draws are left out.",
        "A tree from left to right, its branches labelled with probabilities.",
        ("path", "given the branch before", "of coming there"),
        rows,
    )


def _move(m: Material, move: dict[str, Any]) -> dict[str, Any]:
    known = m.casebook.quantities
    gain = move["helps"]["gain"]
    return {
        "title": move["title"],
        "share": percent(move["helps"]["share"]),
        "gain": f"{rounded(gain['value'], 2):+g}",
        "gain_band": f"{rounded(gain['low'], 2):+g} to {rounded(gain['high'], 2):+g}",
        "beliefs": [
            {
                "id": b["quantity"],
                "says": known[b["quantity"]].says or b["quantity"],
                "low": percent(b["low_share"]),
                "high": percent(b["high_share"]),
                "turns": None
                if b["turns_at"] is None
                else number(rounded(b["turns_at"], 2)),
                "worth": number(rounded(b["worth"], 2)),
                "flips": percent(b["flips"]),
            }
            for b in move["beliefs"]
            if abs(b["high_share"] - b["low_share"]) >= 0.3 or b["flips"] >= 0.2
        ][:3],
        "pressures": [i for i in move["instabilities"] if i["share"] >= 0.25],
    }


def _worth(m: Material, data: dict[str, Any]) -> list[dict[str, str]]:
    known = m.casebook.quantities
    return [
        {
            "id": w["quantity"],
            "says": known[w["quantity"]].says or w["quantity"],
            "worth": number(rounded(w["worth"], 2)),
            "flips": percent(w["flips"]),
        }
        for w in data["worth"][:6]
        if w["worth"] > 0
    ]


def _readings(m: Material, data: dict[str, Any]) -> list[dict[str, Any]]:
    found = {f.claim.id: f for f in m.audit.findings}
    return [_reading(m, data, r, found) for r in data["readings"]]


def _reading(
    m: Material,
    data: dict[str, Any],
    reading: dict[str, Any],
    found: dict[str, Finding],
) -> dict[str, Any]:
    known, titles = m.casebook.quantities, data["ladder"]["moves"]
    assumed = []
    for q, (low, high) in reading["assume"].items():
        whole = known[q].range or (low, high)
        own = f"{low:g} to {high:g}"
        assumed.append((q, known[q].says or q, own, f"{whole[0]:g} to {whole[1]:g}"))
    quiet = data["ladder"]["status_quo"].values()
    return {
        **reading,
        "findings": [found[c] for c in reading["claims"] if c in found],
        "assumed": assumed,
        "helps": [
            (titles[x["id"]]["title"], percent(x["helps"]), x["id"] == data["argued"])
            for x in reading["moves"]
            if x["id"] not in quiet
        ],
    }


def _differ(data: dict[str, Any]) -> list[dict[str, Any]]:
    titles = {id_: x["title"] for id_, x in data["ladder"]["moves"].items()}
    names = {c["id"]: c["title"] for c in data["concepts"]}
    out = []
    for item in data["disagreement"]:
        by: dict[str, list[str]] = {}
        for concept, answer in item["likeliest"].items():
            by.setdefault(answer, []).append(names[concept])
        out.append(
            {
                "move": titles[item["move"]],
                "player": data["ladder"]["players"][item["player"]],
                "answers": [(titles[a], "; ".join(c)) for a, c in by.items()],
            }
        )
    return out


def _concepts(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the climber would do under each idea of choice, and how far off."""
    titles = {id_: x["title"] for id_, x in data["ladder"]["moves"].items()}
    leader = next(iter(data["ladder"]["players"]))
    out = []
    for concept in data["concepts"]:
        answers = concept["answers"].get(leader, {})
        ranked = sorted(answers, key=lambda a: -answers[a]["mean"])[:2]
        out.append(
            {
                "title": concept["title"],
                "likely": [
                    f"{titles[a]} ({percent(answers[a]['mean'])})" for a in ranked
                ],
                "epsilon": number(rounded(concept["epsilon"]["value"], 2)),
                "unsettled": concept["unsettled"],
            }
        )
    return out


def _stable(data: dict[str, Any]) -> dict[str, Any] | None:
    held = data["stability"]
    if held is None:
        return None
    titles, players = held["titles"], data["ladder"]["players"]
    return {
        "outcomes": held["outcomes"],
        "counts": {c: len(v) for c, v in held["stable"].items()},
        "nash": [
            [f"{players[p]} {titles[x]}" for p, x in path.items()]
            for path in held["stable"]["nash"]
        ],
        "status_quo": {
            c: [players[p] for p, good in by.items() if not good]
            for c, by in held["status_quo"].items()
        },
        "preferences": {players[p]: v for p, v in held["preferences"].items()},
    }


def _counts(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the reference class: how often what followed each kind of act."""
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for c in data["cases"]:
        row = out.setdefault(
            (c["act"], c["column"]),
            {"act": c["act"], "column": c["column"], "of": c["of"], "found": []},
        )
        low, high = 100 * c["low"], 100 * c["high"]
        row["found"].append((c["value"], c["times"], f"{low:.0f} to {high:.0f}%"))
    return list(out.values())
