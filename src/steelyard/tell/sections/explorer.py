"""Trade-offs as points, and all measures at once as lines."""

from __future__ import annotations

from markupsafe import Markup

from steelyard.tell.charts.parallel import Line, parallel
from steelyard.tell.charts.tradeoff import Point, tradeoff
from steelyard.tell.material import Material
from steelyard.tell.plates import Plate
from steelyard.tell.sections.weighed import Weighed, weighed


def render(m: Material) -> Markup:
    """Return the section."""
    w = weighed(m)
    if w is None or len(w.front) < 2:
        return Markup()
    first, *others = w.front
    pairs = [_pair(m, w, first, other) for other in others]
    return m.render(
        "explorer.html.j2", w=w, pairs=pairs, lines=_lines(m, w) if others else None
    )


def _pair(m: Material, w: Weighed, across: str, up: str) -> Plate:
    points = []
    rows = []
    one, two = w.levels(across), w.levels(up)
    for course in w.courses:
        if course not in one or course not in two:
            continue
        a, b = one[course], two[course]
        points.append(
            Point(
                m.title(course),
                (a.low, a.middle, a.high),
                (b.low, b.middle, b.high),
                m.casebook.courses[course].kind,
            )
        )
        rows.append(
            (
                f"{len(points)}. {m.title(course)}",
                w.text(across, a.middle),
                w.text(up, b.middle),
            )
        )
    names = (w.title(across), w.title(up))
    return m.plates.add(
        f"tradeoff-{up}",
        tradeoff(points, names, (w.unit(across), w.unit(up))),
        f"{names[1]} ({w.better(up)}) against {names[0].lower()} "
        f"({w.better(across)}): medians, with the middle two thirds of futures. "
        "The table names the numbers.",
        f"Scatter of courses: {names[0]} across, {names[1]} up.",
        ("course", *names),
        rows,
        drawn=up == w.front[1],
    )


def _lines(m: Material, w: Weighed) -> Plate:
    lines = []
    count = len(next(iter(w.sample[w.courses[0]].values())))
    for course in w.courses:
        title = m.title(course)
        middles = {i: w.levels(i)[course].middle for i in w.front}
        lines.append(Line(title, "median", middles))
        lines += [
            Line(title, str(f), {i: w.sample[course][i][f] for i in w.front})
            for f in range(count)
        ]
    axes = {i: (w.title(i), w.found.measures[i].direction) for i in w.front}
    rows = [
        (m.title(c), *(w.text(i, w.levels(i)[c].middle) for i in w.front))
        for c in w.courses
    ]
    return m.plates.add(
        "explorer",
        parallel(lines, axes, m.title(w.courses[-1])),
        "All measures up front at once, each from its worst value (bottom) to its "
        "best (top) over what is drawn. Grey: medians of all courses. Blue: the "
        f"course chosen, its median and its first {count} futures.",
        "Parallel coordinates: a line a course, an axis a measure.",
        ("course", *(w.title(i) for i in w.front)),
        rows,
    )
