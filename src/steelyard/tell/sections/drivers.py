"""What drives the cost, and what it rests on."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.casebook.quantity import BASES
from steelyard.tell.charts import basis_shares, cost_drivers
from steelyard.tell.charts.cost_drivers import strongest
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.show import percent, words


def render(m: Material) -> Markup:
    """Return the section."""
    drivers, bases = _drivers(m), _bases(m)
    if drivers is None and bases is None:
        return Markup()
    return m.render("drivers.html.j2", drivers=drivers, bases=bases)


def _drivers(m: Material) -> Plate | None:
    names = strongest(m.results)
    if not names:
        return None
    rows = []
    for name in names:
        q = m.casebook.quantities.get(name)
        found = [
            f"{m.title(id_)}: {d.rho:+.2f}"
            for id_, s in m.courses.items()
            for d in s.drivers
            if d.quantity == name
        ]
        rows.append((q.says if q and q.says else name, "; ".join(found)))
    return m.plates.add(
        "cost-drivers",
        cost_drivers(m.casebook, m.results),
        "Uncertain quantities that move the cost most, the 15 strongest (the table "
        "has all, up to five for each course): "
        "Spearman's rank correlation over futures. Near +1 or -1 the cost follows "
        "the quantity; correlations that chance could give are left out.",
        "Rank correlations between quantities and the cost of courses.",
        ("quantity", "rank correlation by course"),
        rows,
    )


def _bases(m: Material) -> Plate | None:
    rows = [
        (m.title(id_), *(percent(s.cost.basis.get(b, 0.0)) for b in BASES))
        for id_, s in m.courses.items()
        if s.cost.basis
    ]
    if not rows:
        return None
    return m.plates.add(
        "basis-shares",
        basis_shares(m.casebook, m.results),
        "What the cost rests on: shares of the mean cost by the weakest basis among "
        "the numbers that made each part.",
        "Stacked bars of shares of cost by basis, one bar for each course.",
        ("course", *(words(b) for b in BASES)),
        rows,
    )
