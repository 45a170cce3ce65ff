"""The network of people as a drawing: who goes where, bands as wide as the flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from steelyard.tell.show import number, rounded, sentence

WIDTH, TOP, GAP, BAR = 960.0, 26.0, 34.0, 12.0
_LABEL = 300.0
"""Room for the labels of the ways out, right of the last bar."""
_HEIGHT = 420.0
"""Of all bars of the fullest column together."""
_LINE = 15.0
OUTSIDE = "arrivals"


@dataclass
class _Node:
    id: str
    label: str
    column: int
    people: float = 0.0
    last: bool = False
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    used_in: float = 0.0
    used_out: float = 0.0


def drawing(exhibit: Mapping[str, Any], course: str) -> Markup:
    """Return the network under a course as an SVG element, colours of the page.

    Parameters
    ----------
    exhibit
        The exhibit `people`.
    course
        Whose flows are drawn.
    """
    data = exhibit["courses"][course]
    edges = [(OUTSIDE, r["to"], r["people"]) for r in data["arrivals"]]
    edges += [(r["from"], r["to"], r["people"]) for r in data["flows"]]
    if not edges:
        return Markup()
    nodes = _nodes(exhibit, edges)
    edges = [edge for edge in edges if edge[2] > 0]
    scale = _place(nodes)
    height = max(n.y + n.size for n in nodes.values()) + TOP + GAP
    bands = Markup("").join(_band(nodes[a], nodes[b], p, scale) for a, b, p in edges)
    bars = Markup("").join(_bar(node) for node in nodes.values())
    told = f"Flows between {len(nodes)} places; the table below has the numbers."
    return Markup(
        '<svg viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-label="{told}" '
        'width="{w:.0f}" height="{h:.0f}" font-size="13">{bands}{bars}</svg>'
    ).format(w=WIDTH, h=height, told=told, bands=bands, bars=bars)


def _nodes(
    exhibit: Mapping[str, Any], edges: Sequence[tuple[str, str, float]]
) -> dict[str, _Node]:
    titles = {g["id"]: g["title"] for g in exhibit["groups"]}
    exits = {e["id"]: sentence(e["says"] or e["id"]) for e in exhibit["exits"]}
    inner = {name for edge in edges for name in edge[:2] if name not in exits}
    depth = dict.fromkeys(inner, 0)
    for _ in inner:
        for a, b, _people in edges:
            if b in inner and a != b:
                depth[b] = min(max(depth[b], depth[a] + 1), len(inner))
    columns = {d: i for i, d in enumerate(sorted(set(depth.values())))}
    nodes = {OUTSIDE: _Node(OUTSIDE, "Arrivals and arrests", 0)}
    for name in (*titles, *sorted(inner - set(titles) - {OUTSIDE}), *exits):
        if name in inner:
            label = titles.get(name, name)
            nodes[name] = _Node(name, label, columns[depth[name]])
        elif any(b == name for _, b, _people in edges):
            nodes[name] = _Node(name, exits[name], len(columns))
    for node in nodes.values():
        into = sum(p for _, b, p in edges if b == node.id)
        out = sum(p for a, _, p in edges if a == node.id)
        node.people = max(into, out)
    return nodes


def _place(nodes: dict[str, _Node]) -> float:
    """Set where nodes stand; return pixels for each person."""
    last = max(node.column for node in nodes.values())
    step = (WIDTH - _LABEL - BAR) / max(last, 1)
    columns: dict[int, list[_Node]] = {}
    for node in nodes.values():
        columns.setdefault(node.column, []).append(node)
    most = max(sum(n.people for n in column) for column in columns.values())
    scale = _HEIGHT / most
    for column in columns.values():
        y = TOP
        for node in column:
            node.x = node.column * step
            node.last = node.column == last
            node.size = max(node.people * scale, 1.5)
            node.y = y + GAP * 0.6
            y = node.y + max(node.size, _LINE) + GAP * (0.3 if node.last else 0.8)
    return scale


def _band(a: _Node, b: _Node, people: float, scale: float) -> Markup:
    wide = max(people * scale, 0.8)
    x1, x2 = a.x + BAR, b.x
    y1 = a.y + a.used_out + wide / 2
    y2 = b.y + b.used_in + wide / 2
    a.used_out += wide
    b.used_in += wide
    bend = (x1 + x2) / 2
    return Markup(
        '<path d="M{x1:.1f},{y1:.1f}C{m:.1f},{y1:.1f} {m:.1f},{y2:.1f} '
        '{x2:.1f},{y2:.1f}" fill="none" stroke="#3a8fc2" stroke-opacity="0.38" '
        'stroke-width="{wide:.1f}"><title>{told}</title></path>'
    ).format(
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        m=bend,
        wide=wide,
        told=f"{a.label} to {b.label}: {number(rounded(people))} people",
    )


def _bar(node: _Node) -> Markup:
    lines = [*wrap(node.label, 40 if node.last else 20), number(rounded(node.people))]
    x, first = node.x, node.y - 5.0 - _LINE * (len(lines) - 1)
    if node.last:
        x, first = (
            x + BAR + 6,
            node.y + node.size / 2 + 4 - _LINE * (len(lines) - 1) / 2,
        )
    text = Markup("").join(
        Markup('<text x="{:.1f}" y="{:.1f}" class="flow">{}</text>').format(
            x, first + _LINE * i, line
        )
        for i, line in enumerate(lines)
    )
    return (
        Markup(
            '<rect x="{:.1f}" y="{:.1f}" width="{:.0f}" height="{:.1f}" '
            'fill="#0072b2"/>'
        ).format(node.x, node.y, BAR, node.size)
        + text
    )
