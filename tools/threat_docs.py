"""Write the tables of the setting's documentation from the code that makes them.

Usage: python tools/threat_docs.py [--check]

Each table stands between `<!-- table: NAME -->` and `<!-- end -->` in docs/*.md.
With --check nothing is written, and the exit code is 1 if a page is out of date.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from steelyard.audit.sandbox import Sandbox
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.stress.history import CASES, scores

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("migration", "narcotics", "border", "airspace")
_TABLE = re.compile(r"(<!-- table: ([a-z_ ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in markdown."""
    cells = list(head)
    lines = [f"| {' | '.join(cells)} |", f"|{'|'.join(' --- ' for _ in cells)}|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def short(value: float) -> str:
    """Return a number for a table."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def history(casebook: Casebook, case: str) -> str:
    """Return the scores of a history case."""
    rows = []
    for score in scores(casebook, case):
        rules = ", ".join(f"{n} {short(v)}" for n, v in score.baselines.items())
        held = "" if score.coverage80 is None else f"{score.coverage80:.0%}"
        verdict = "yes" if score.beats else "no"
        margin = "" if score.margin_t is None else f"{score.margin_t:.1f}"
        cells = [f"`{score.id}`", short(score.error), rules, verdict, margin, held]
        rows.append(cells)
    head = ["case", "model", "rules", "below all", "t", "in 80 % band"]
    return markdown(head, rows)


def jumps(casebook: Casebook) -> str:
    """Return the jumps of the first flow against forecasts made before them."""
    from steelyard.stress.migration.flow import read_record
    from steelyard.stress.migration.jumps import jump_sizes

    assert casebook.threat is not None
    flow = next(iter(casebook.threat.flows))
    with Sandbox(casebook.tables) as sandbox:
        record = read_record(casebook, sandbox, flow)
    rows = [
        [j.month, j.says, f"{j.change:+.0%}", f"{j.low:+.0%} to {j.high:+.0%}"]
        for j in jump_sizes(record, casebook.threat.flows[flow].jumps)
    ]
    head = ["month", "what", "against the median forecast", "against its 80 % band"]
    return markdown(head, rows)


def outturn(casebook: Casebook) -> str:
    """Return what came after the record of the first flow, beside its forecast."""
    import numpy as np

    from steelyard.stress.migration.flow import baseline, read_flow
    from steelyard.stress.series import month_of, number

    assert casebook.threat is not None
    id_ = next(iter(casebook.threat.flows))
    open_ended = casebook.threat.flows[id_].model_copy(update={"until": None})
    flows = {**casebook.threat.flows, id_: open_ended}
    threat = casebook.threat.model_copy(update={"flows": flows})
    with Sandbox(casebook.tables) as sandbox:
        model = read_flow(casebook, sandbox, id_)
        whole = read_flow(dataclasses.replace(casebook, threat=threat), sandbox, id_)
    last = whole.record.months[-1]
    end = f"{month_of(number(last) + 1)}-01"
    start = f"{model.first_month()}-01"
    paths = baseline(model, start, end, np.arange(4000), 1).monthly.sum(axis=2)
    bands = np.quantile(paths, [0.1, 0.5, 0.9], axis=0)
    rows = []
    for k, band in enumerate(bands.T):
        month = month_of(number(model.first_month()) + k)
        came = whole.record.total[whole.record.months.index(month)]
        low, middle, high = (short(float(b)) for b in band)
        rows.append([month, short(float(came)), middle, f"{low} to {high}"])
    return markdown(["month", "came", "median", "80 % band"], rows)


def revision(casebook: Casebook) -> str:
    """Return how far an earlier release of the first flow's record differs."""
    from steelyard.stress.migration.flow import read_record, read_revision

    assert casebook.threat is not None
    id_ = next(iter(casebook.threat.flows))
    with Sandbox(casebook.tables) as sandbox:
        found = read_revision(casebook, sandbox, id_)
        read_record(casebook, sandbox, id_)
    assert found is not None
    rows = [
        [name, f"{mean:+.2%}", f"{largest:.1%}"]
        for name, mean, largest in zip(
            found.names, found.mean, found.largest, strict=True
        )
    ]
    return markdown(["region", "mean revision", "largest in a month"], rows)


BUNDLES = {
    "forces on the line (M06, M10)": ("M06", "M10"),
    "scanners and officers at ports": ("nii-scanners", "ofo-officers"),
    "both": ("M06", "M10", "nii-scanners", "ofo-officers"),
}


def argument(casebook: Casebook) -> str:
    """Return how often crossings fall more than supply, and what decides it."""
    import numpy as np

    from steelyard.stress.narcotics.argument import argue, crossings_fall_more
    from steelyard.stress.series import month_of, number
    from steelyard.stress.setting import prepare, read_setting, run
    from steelyard.study.futures import sample

    count = 2000
    draws = sample(casebook, count, 1).draws(casebook.quantities)
    setting = read_setting(casebook)
    first = number(setting.start[:7])
    months = tuple(month_of(first + k) for k in range(12))
    ground = prepare(setting, months, np.arange(count), 1)
    base = run(setting, ground, draws, {})
    assert base.line
    before = base.line.attempts.sum(axis=(1, 2))
    rows = []
    for title, actions in BUNDLES.items():
        levels = dict.fromkeys(actions, np.ones((count, 12)))
        found = run(setting, ground, draws, levels)
        assert found.line
        assert found.routes
        crossings = found.line.attempts.sum(axis=(1, 2)) / before
        supply = found.routes.after.supply[:, 0]
        result = argue(crossings_fall_more(crossings, supply), draws)
        deciders = [
            f"`{d.quantity}` ({d.when_true:.2g} where it holds, {d.when_false:.2g} not)"
            for d in result.deciders
            if d.decides
        ]
        change = f"{np.median(crossings) - 1:+.1%} / {np.median(supply) - 1:+.1%}"
        rows.append([title, change, f"{result.share:.0%}", "; ".join(deciders)])
    head = [
        "at work for the year",
        "crossings / supply, medians",
        "holds in",
        "decided by",
    ]
    return markdown(head, rows)


TABLES: dict[str, Callable[[Casebook], str]] = {
    "argument": argument,
    "jumps": jumps,
    "outturn": outturn,
    "revision": revision,
    **{
        f"history {case}": (lambda casebook, case=case: history(casebook, case))
        for case in CASES
    },
}


def refreshed(text: str, casebook: Casebook) -> str:
    """Return a page with its tables made anew."""
    return _TABLE.sub(
        lambda found: found[1] + TABLES[found[2]](casebook) + found[3], text
    )


def main() -> int:
    """Write or check the pages."""
    casebook = open_casebook("sr309")
    stale = 0
    for name in PAGES:
        path = DOCS / f"{name}.md"
        if not path.is_file():
            continue
        old = path.read_text()
        new = refreshed(old, casebook)
        if new != old:
            stale += 1
            print(
                f"{path.name}: {'out of date' if '--check' in sys.argv else 'written'}"
            )
            if "--check" not in sys.argv:
                path.write_text(new)
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
