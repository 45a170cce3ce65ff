"""The tree of a solved game over all its periods, as an outline that narrows."""

from __future__ import annotations

from typing import Any

from steelyard.tell.show import percent


def outlines(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tree after each move, the most argued one first.

    Parameters
    ----------
    data
        The exhibit of the ladder.
    """
    whole = data["whole"]
    first = data["argued"]
    return [
        _outline(data, move, whole[move])
        for move in (first, *(m for m in whole if m != first))
    ]


def _outline(data: dict[str, Any], move: str, tree: dict[str, Any]) -> dict[str, Any]:
    nodes: dict[tuple[str, ...], dict[str, Any]] = {}
    root: list[dict[str, Any]] = []
    for node in tree["nodes"]:
        path = tuple(node["path"])
        row = _row(data, node)
        nodes[path] = row
        (nodes[path[:-1]]["after"] if len(path) > 1 else root).append(row)
    return {
        "title": data["ladder"]["moves"][move]["title"],
        "rows": root,
        "rest": _rest(tree["dropped"], tree["share"]),
        "least": percent(tree["least"]),
        "paths": tree["paths"],
        "kept": tree["kept"],
        "pruned": tree["paths"] - tree["kept"],
        "share": _share(tree["pruned"]),
    }


def _row(data: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    ladder, chance = data["ladder"], node["chance"]
    players = list(ladder["players"])
    return {
        "period": node["period"] + 1,
        "who": ladder["players"][node["player"]],
        "colour": (players.index(node["player"]) - 1) % 3,
        "move": ladder["moves"][node["path"][-1]]["title"],
        "given": _band(node["given"]),
        "reach": _band(chance),
        "bar": {k: round(100 * chance[k], 1) for k in ("low", "value", "high")},
        "ends": ladder["stages"].get(node["ends"], ""),
        "rest": _rest(node["dropped"], node["share"]),
        "after": [],
    }


def _rest(count: int, share: float) -> str:
    """Tell what is pruned at a node; nothing if nothing is."""
    if not count:
        return ""
    moves = "1 other move" if count == 1 else f"{count} other moves"
    return f"{moves}, {_share(share)}{' together' if count > 1 else ''}"


def _share(value: float) -> str:
    return "under 1%" if 0 < value < 0.005 else percent(value)


def _band(band: dict[str, float]) -> str:
    low, high = 100 * band["low"], 100 * band["high"]
    return f"{percent(band['value'])} ({low:.0f} to {high:.0f})"
