"""Regret, and what each metric of robustness makes of the courses."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from steelyard.tell.material import Material
from steelyard.tell.sections.origins import Traces
from steelyard.tell.sections.weighed import Weighed, weighed
from steelyard.weigh.examine.robust import Robustness


@dataclass(frozen=True)
class Table:
    """One measure: metrics by courses."""

    measure: str
    found: Robustness
    most: float
    """Number of courses: the worst rank."""

    def firsts(self) -> dict[tuple[str, ...], list[str]]:
        """Return who comes first: by which metrics; those of spread left out."""
        found: dict[tuple[str, ...], list[str]] = {}
        for metric in self._level():
            ranks = self._ranks(metric)
            best = min(ranks.values(), default=0.0)
            first = tuple(c for c, rank in ranks.items() if rank == best)
            found.setdefault(first, []).append(self.found.metrics[metric])
        return {} if len(found) < 2 else found

    def moves(self) -> dict[str, tuple[float, float]]:
        """Return courses whose rank moves by two or more: best and worst rank."""
        found: dict[str, list[float]] = {}
        for metric in self._level():
            for course, rank in self._ranks(metric).items():
                found.setdefault(course, []).append(rank)
        ends = {c: (min(r), max(r)) for c, r in found.items()}
        return {c: e for c, e in ends.items() if e[1] - e[0] >= 2}

    def _level(self) -> list[str]:
        return [i for i in self.found.metrics if i not in self.found.shape]

    def _ranks(self, metric: str) -> dict[str, float]:
        found = self.found.courses
        return {c: s[metric].rank for c, s in found.items() if metric in s}

    def shade(self, rank: float) -> int:
        """Return a rank's shade, 0 (first) to 4 (last)."""
        if self.most <= 1:
            return 0
        return min(int((rank - 1) / (self.most - 1) * 5), 4)


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None:
        return Markup()
    tables = [
        Table(i, w.found.robustness[i], float(len(w.courses)))
        for i in w.front
        if i in w.found.robustness
    ]
    if not tables:
        return Markup()
    return m.render(
        "regret.html.j2", w=w, tables=tables, regret=_regret(w), traces=Traces(m, w)
    )


def _regret(w: Weighed) -> dict[str, dict[str, tuple[str, str, int]]]:
    """Return course: measure: mean regret, largest, and a shade in its column."""
    shown = [i for i in w.front if i in w.found.robustness]
    found: dict[str, dict[str, tuple[str, str, int]]] = {c: {} for c in w.courses}
    for measure in shown:
        regrets = w.found.robustness[measure].regret
        most = max((r.mean for r in regrets.values()), default=0.0) or 1.0
        for course, r in regrets.items():
            shade = min(int(r.mean / most * 5), 4)
            pair = (w.plain(measure, r.mean), w.plain(measure, r.largest))
            found[course][measure] = (*pair, shade)
    return found
