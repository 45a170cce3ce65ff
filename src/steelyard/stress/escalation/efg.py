"""Gambit's `.efg` format, so that other programs can solve the same game.

References
----------
The Gambit project, Game representation formats (gambitproject.readthedocs.io).
"""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np

from steelyard.stress.escalation.tree import CHANCE, Tree

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]|[^\s{},]+')


def write_efg(tree: Tree, title: str = "", names: tuple[str, ...] = ()) -> str:
    """Return a tree as the text of an `.efg` file."""
    players = names or tuple(f"Player {i + 1}" for i in range(tree.players))
    quoted = " ".join(f'"{name}"' for name in players)
    lines = [f'EFG 2 R "{title}" {{ {quoted} }}', ""]
    children: dict[int, list[int]] = {}
    for node in range(1, len(tree.parent)):
        children.setdefault(int(tree.parent[node]), []).append(node)
    number: dict[int, int] = {}
    per_owner: dict[int, int] = {}
    met = set(tree.edge.tolist())
    for first, size in zip(tree.start, tree.count, strict=True):
        if not met & set(range(int(first), int(first + size))):
            continue  # other programs want numbers without gaps
        owner = int(tree.owner[first])
        per_owner[owner] = per_owner.get(owner, 0) + 1
        number[int(first)] = per_owner[owner]
    ends = 0
    stack = [0]
    while stack:
        node = stack.pop()
        below = sorted(children.get(node, []), key=lambda n: int(tree.edge[n]))
        if not below:
            ends += 1
            values = ", ".join(f"{v:.17g}" for v in tree.payoff[node])
            lines.append(f't "" {ends} "" {{ {values} }}')
            continue
        slot = int(tree.edge[below[0]])
        owner, label = int(tree.owner[slot]), number[slot]
        if owner == CHANCE:
            shares = _exact([float(tree.chance[tree.edge[n]]) for n in below])
            moves = " ".join(f'"{k}" {share}' for k, share in enumerate(shares))
            lines.append(f'c "" {label} "" {{ {moves} }} 0')
        else:
            moves = " ".join(f'"{k}"' for k in range(len(below)))
            lines.append(f'p "" {owner + 1} {label} "" {{ {moves} }} 0')
        stack.extend(reversed(below))
    return "\n".join(lines) + "\n"


def _exact(shares: list[float]) -> list[str]:
    """Write probabilities that add up to exactly one, as Gambit demands.

    Simple fractions stay so; others are written with twelve decimals.
    """
    simple = [Fraction(share).limit_denominator(1000) for share in shares]
    near = all(abs(f - s) < 1e-15 for f, s in zip(simple, shares, strict=True))
    if near and sum(simple) == 1:
        return [str(f) for f in simple]
    units = [round(share * 10**12) for share in shares[:-1]]
    units.append(10**12 - sum(units))
    return [f"{u // 10**12}.{u % 10**12:012d}" for u in units]


def read_efg(text: str) -> Tree:
    """Read an `.efg` file whose payoffs stand at its ends.

    Raises
    ------
    ValueError
        If the text is not such a file.
    """
    tokens = _TOKEN.findall(text)
    if tokens[:3] != ["EFG", "2", "R"]:
        raise ValueError("not an .efg file: it must begin with EFG 2 R")
    return _Reader(tokens).read()


class _Reader:
    """Walks the tokens of a file in prefix order."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 4
        self.players = len(self.group())
        if self.tokens[self.at].startswith('"'):
            self.at += 1
        self.parent: list[int] = []
        self.edge: list[int] = []
        self.depth: list[int] = []
        self.payoff: list[list[float]] = []
        self.owner: list[int] = []
        self.chance: list[float] = []
        self.start: list[int] = []
        self.count: list[int] = []
        self.names: list[str] = []
        self.sets: dict[tuple[int, str], int] = {}

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def group(self) -> list[str]:
        if self.next() != "{":
            raise ValueError(f"'{{' expected before token {self.at}")
        out = []
        while (token := self.next()) != "}":
            out.append(token)
        return out

    def read(self) -> Tree:
        todo: list[tuple[int, int, int]] = [(0, -1, 0)]
        while todo:
            parent, edge, depth = todo.pop()
            node = len(self.parent)
            self.parent.append(parent)
            self.edge.append(edge)
            self.depth.append(depth)
            slots = self.node()
            todo.extend((node, slot, depth + 1) for slot in reversed(slots))
        return Tree(
            np.array(self.parent),
            np.array(self.edge),
            np.array(self.depth),
            np.array(self.payoff),
            np.array(self.owner),
            np.array(self.start),
            np.array(self.count),
            np.array(self.chance),
            tuple(self.names),
        )

    def node(self) -> list[int]:
        """Read one node; return the slots of its children."""
        kind = self.next()
        self.next()  # the node's name
        self.payoff.append([0.0] * self.players)
        if kind == "t":
            self.next()
            if self.tokens[self.at].startswith('"'):
                self.next()
            self.payoff[-1] = [float(Fraction(v)) for v in self.group()]
            return []
        owner = CHANCE if kind == "c" else int(self.next()) - 1
        key = (owner, self.next())
        if self.tokens[self.at].startswith('"'):
            self.next()
        if self.tokens[self.at] == "{":
            held = self.group()
            if key not in self.sets:
                self.add(key, held)
        if self.next() != "0":
            raise ValueError("payoffs before the end of the game are not read")
        first = self.sets[key]
        return list(range(first, first + self.count[self.start.index(first)]))

    def add(self, key: tuple[int, str], held: list[str]) -> None:
        chance = key[0] == CHANCE
        labels = held[::2] if chance else held
        self.sets[key] = len(self.owner)
        self.start.append(len(self.owner))
        self.count.append(len(labels))
        self.owner += [key[0]] * len(labels)
        self.names += [label.strip('"') for label in labels]
        shares = held[1::2] if chance else ["0"] * len(labels)
        self.chance += [float(Fraction(v)) for v in shares]
