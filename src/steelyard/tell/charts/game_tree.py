"""A solved game as a tree: branches as thick as they are probable, with bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, GREEN, ORANGE

ROW = 27
"""Pixels from leaf to leaf."""
_COLOURS = (BLUE, ORANGE, GREEN)
_NARROW = "width < 560"


@dataclass(frozen=True)
class Node:
    """A node of a tree.

    Attributes
    ----------
    path
        Ids of the moves up to it; the root has none.
    label
        What is printed at it.
    chance
        Probability of coming to it, for the thickness of its branch.
    text
        Probability and band, in words.
    """

    path: tuple[str, ...]
    label: str
    chance: float
    text: str


def game_tree(root: str, nodes: Sequence[Node]) -> alt.LayerChart:
    """Draw a tree from left to right, one colour for each player that moves.

    Parameters
    ----------
    root
        The move that starts it.
    nodes
        All nodes but the root, depth by depth in the order of moves.

    Raises
    ------
    ValueError
        If there is no node.
    """
    if not nodes:
        raise ValueError("no nodes to draw")
    depth = max(len(n.path) for n in nodes)
    leaves = [n for n in nodes if len(n.path) == depth]
    ordered = sorted(leaves, key=lambda n: _rank(n.path, nodes))
    height = {n.path: float(i) for i, n in enumerate(ordered)}
    for level in range(depth - 1, -1, -1):
        for path in dict.fromkeys(p[:level] for p in height if len(p) == level + 1):
            own = [
                v for p, v in height.items() if len(p) == level + 1 and p[:-1] == path
            ]
            height[path] = sum(own) / len(own)
    edges, labels = [], []
    step = 1.0 / (depth + 0.35)
    for node in nodes:
        at, parent = height[node.path], height[node.path[:-1]]
        x = step * len(node.path)
        edges += _edge(node, x - step, parent, x, at)
        labels.append(
            {
                "x": x,
                "y": at,
                "label": node.label,
                "text": node.text,
                "leaf": len(node.path) == depth,
            }
        )
    labels.append({"x": 0.0, "y": height[()], "label": root, "text": "", "leaf": False})
    return _draw(edges, labels, len(ordered))


def _rank(path: tuple[str, ...], nodes: Sequence[Node]) -> list[int]:
    order = [n.path for n in nodes]
    return [order.index(path[: i + 1]) for i in range(len(path))]


def _edge(
    node: Node, x0: float, y0: float, x1: float, y1: float
) -> list[dict[str, Any]]:
    """Return an elbow: out, down, along; the last stretch carries the label."""
    bend = x0 + (x1 - x0) * 0.16
    points = [(x0, y0), (bend, y0), (bend, y1), (x1, y1)]
    return [
        {
            "x": x,
            "y": y,
            "k": k,
            "id": "/".join(node.path),
            "wide": 1.0 + 9.0 * node.chance**0.5,
            "colour": _COLOURS[(len(node.path) - 1) % len(_COLOURS)],
        }
        for k, (x, y) in enumerate(points)
    ]


def _draw(
    edges: list[dict[str, Any]], labels: list[dict[str, Any]], leaves: int
) -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y(
        "y:Q",
        axis=None,
        scale=alt.Scale(domain=[leaves - 0.4, -0.9], nice=False, zero=False),
    )
    base = rows_chart(edges)
    lines = base.mark_line(opacity=0.5, interpolate="linear", aria=False).encode(
        x=x,
        y=y,
        detail="id:N",
        order="k:Q",
        strokeWidth=alt.StrokeWidth("wide:Q", scale=None, legend=None),
        color=alt.Color("colour:N", scale=None, legend=None),
    )
    inner = [r for r in labels if not r["leaf"]]
    outer = [r for r in labels if r["leaf"]]
    tips = [alt.Tooltip("label:N", title="move"), alt.Tooltip("text:N", title="chance")]
    layers = [lines]
    for rows, limit in ((inner, 0.36), (outer, 0.36)):
        some = rows_chart(rows)
        for field, dy, weight in (("label", -9, "normal"), ("text", 10, "bold")):
            layers.append(
                some.mark_text(
                    align="right" if rows is outer else "left",
                    dx=0 if rows is outer else -2,
                    dy=dy,
                    fontSize=11,
                    fontWeight=weight,
                    limit={"expr": f"width * {limit}"},
                    aria=False,
                ).encode(
                    x=x,
                    y=y,
                    text=alt.Text(f"{field}:N"),
                    tooltip=tips,
                )
            )
    return layered(*layers, height=ROW * (leaves + 1))
