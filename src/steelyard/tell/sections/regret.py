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
