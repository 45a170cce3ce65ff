"""A solved game as a tree: branches as thick as they are probable, with bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, TypeAlias

import altair as alt

from steelyard.tell.charts.base import layered, rows_chart
from steelyard.tell.theme import BLUE, GREEN, ORANGE

ROW = 42
"""Pixels from leaf to leaf."""
_COLOURS = (BLUE, ORANGE, GREEN)
_NARROW = 58
"""Characters across the chart on a narrow page."""
_BOW = 1.35
"""Above 1, later branches are longer: there is more to print on them."""


Row: TypeAlias = dict[str, Any]


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
    place = [(k / depth) ** _BOW for k in range(depth + 1)]
    for node in nodes:
        at, parent, k = height[node.path], height[node.path[:-1]], len(node.path)
        edges += _edge(node, place[k - 1], parent, place[k], at)
        part = place[k] - place[k - 1]
        says = _lines(node, part)
        row = {"x": place[k], "y": at, "says": "\n".join(says), "label": node.label}
        labels.append({**row, "text": node.text, "part": part, "lines": len(says)})
    return _draw(edges, labels, len(ordered), root)


def _lines(node: Node, part: float) -> list[str]:
    """Return what is printed over a branch, in lines that fit a narrow page."""
    room = int(_NARROW * part)
    whole = f"{node.text} {node.label}"
    return [whole] if len(whole) <= room else [node.text, *wrap(node.label, room)]


def _rank(path: tuple[str, ...], nodes: Sequence[Node]) -> list[int]:
    order = [n.path for n in nodes]
    return [order.index(path[: i + 1]) for i in range(len(path))]


def _edge(node: Node, x0: float, y0: float, x1: float, y1: float) -> list[Row]:
    """Return an elbow: out, down, along; the last stretch carries the label."""
    bend = x0 + (x1 - x0) * 0.06
    points = [(x0, y0), (bend, y0), (bend, y1), (x1, y1)]
    return [
        {
            "x": x,
            "y": y,
            "k": k,
            "id": "/".join(node.path),
            "wide": 1.0 + 8.0 * node.chance**0.5,
            "colour": _COLOURS[(len(node.path) - 1) % len(_COLOURS)],
        }
        for k, (x, y) in enumerate(points)
    ]


def _draw(
    edges: list[Row], labels: list[Row], leaves: int, root: str
) -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    span = alt.Scale(domain=[leaves - 0.6, -1.6], nice=False, zero=False)
    y = alt.Y("y:Q", axis=None, scale=span)
    lines = (
        rows_chart(edges)
        .mark_trail(opacity=0.5, aria=False)
        .encode(
            x=x,
            y=y,
            detail="id:N",
            order="k:Q",
            size=alt.Size("wide:Q", scale=None, legend=None),
            color=alt.Color("colour:N", scale=None, legend=None),
        )
    )
    tips = [alt.Tooltip("label:N", title="move"), alt.Tooltip("text:N", title="chance")]
    texts = []
    for part, lines_ in dict.fromkeys((r["part"], r["lines"]) for r in labels):
        held = [r for r in labels if (r["part"], r["lines"]) == (part, lines_)]
        mark = rows_chart(held).mark_text(
            align="right",
            dx=-2,
            dy=2 - 12 * lines_,
            fontSize=11,
            lineBreak="\n",
            lineHeight=12,
            limit={"expr": f"width * {0.95 * part:.3f}"},
            aria=False,
        )
        texts.append(mark.encode(x=x, y=y, text=alt.Text("says:N"), tooltip=tips))
    title = (
        rows_chart([{"x": 0.0, "y": -1.3, "root": root}])
        .mark_text(align="left", fontWeight="bold", fontSize=12, aria=False)
        .encode(x=x, y=y, text=alt.Text("root:N"))
    )
    return layered(lines, *texts, title, height=ROW * (leaves + 1))
