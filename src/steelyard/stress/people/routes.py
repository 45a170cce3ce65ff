"""Routes as rows of the kernel's tables of cells, branches and targets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from steelyard.casebook.schema.network import Branch, Network, Route
from steelyard.casebook.schema.network_values import Values
from steelyard.stress.people.engine.layout import (
    BRANCH,
    FREE,
    LEAST,
    OVERFLOW,
    SHARE,
    TARGET,
    UNLIMITED,
    Table,
)
from steelyard.stress.people.names import Names

_RULES = {"in_order": OVERFLOW, "least_loaded": LEAST, "free_room": FREE}


@dataclass
class RouteTable:
    """Collects branches and targets."""

    names: Names
    values: Values
    station: Table
    branches: list[tuple[float, int, int, int]] = field(default_factory=list)
    targets: list[tuple[float, int, int]] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)

    def fill(self, network: Network, cell: Table) -> None:
        """Set the branches of each cell that a route covers."""
        classes = self.names.classes
        for route in network.routes:
            first, last = self._route(route)
            s = self.names.place(route.at)
            for c, name in enumerate(classes):
                row = s * len(classes) + c
                if name in route.classes or (
                    not route.classes and cell["branch_last"][row] == 0
                ):
                    cell["branch_first"][row] = first
                    cell["branch_last"][row] = last

    def direct(self, place: str) -> int:
        """Add a target that nobody shares, and return its row."""
        self.targets.append((1.0, self.names.place(place), -1))
        self.origins.append(-1)
        return len(self.targets) - 1

    def _route(self, route: Route) -> tuple[int, int]:
        first = len(self.branches)
        below = 0.0
        for way in route.ways:
            below += self.values.number(way.share)
            self._branch(way, below, self.names.place(route.at))
        return first, len(self.branches)

    def _branch(self, way: Branch, below: float, origin: int) -> None:
        first = len(self.targets)
        cls = -1 if way.becomes is None else self.names.classes.index(way.becomes)
        for i, name in enumerate(way.to):
            place = self.names.place(name)
            weight = self._weight(place)
            if way.weights:
                weight = self.values.number(way.weights[i])
            self.targets.append((weight, place, cls))
            self.origins.append(origin)
        rule = SHARE if len(way.to) == 1 else _RULES[way.rule]
        self.branches.append((below, rule, first, len(self.targets)))

    def _weight(self, place: int) -> float:
        if place >= len(self.station):
            return 1.0
        for field_name in ("room", "duty"):
            if 0 < self.station[field_name][place] < UNLIMITED:
                return float(self.station[field_name][place])
        return 1.0

    def branch_table(self) -> Table:
        """Return the branches as the kernel's table."""
        return np.array(self.branches, dtype=BRANCH)

    def target_table(self) -> Table:
        """Return the targets as the kernel's table."""
        return np.array(self.targets, dtype=TARGET)
