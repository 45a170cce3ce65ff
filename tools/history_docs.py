"""Write the tables of docs/history.md from the code that makes them.

Usage: python tools/history_docs.py [--check]

Each table stands between `<!-- table: NAME -->` and `<!-- end -->`. With --check
nothing is written, and the exit code is 1 if the page is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from steelyard.casebook.reader import open_casebook
from steelyard.stress.people.history import Outcome, outcomes
from steelyard.stress.people.history.outcome import iso
from steelyard.stress.scores import Score

PAGE = Path(__file__).parent.parent / "docs" / "history.md"
CASEBOOKS = ("welcome", "sr309")
_TABLE = re.compile(r"(<!-- table: ([a-z0-9_ ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@lru_cache(maxsize=1)
def told() -> tuple[Outcome, ...]:
    """Return the outcomes of all shipped cases."""
    return tuple(o for name in CASEBOOKS for o in outcomes(open_casebook(name)))


def markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in markdown."""
    cells = list(head)
    lines = [f"| {' | '.join(cells)} |", f"|{'|'.join(' --- ' for _ in cells)}|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def error(score: Score, value: float) -> str:
    """Write an error: in days, or in percent."""
    return f"{value:.0f} d" if ", days" in score.measure else f"{value:.1%}"


def scores() -> str:
    """Return each error beside those of the rules."""
    rows = []
    for score in (s for outcome in told() for s in outcome.scores):
        rules = ", ".join(f"{n} {error(score, v)}" for n, v in score.baselines.items())
        held = "" if score.coverage80 is None else f"{score.coverage80:.0%}"
        verdict = "yes" if score.beats else "no"
        own = error(score, score.error)
        rows.append([f"`{score.id}`", own, rules, verdict, held, str(score.count)])
    head = ["case and measure", "model", "rules", "below all", "in 80 % band", "values"]
    return markdown(head, rows)


def bars() -> str:
    """Return the errors that were asked for."""
    rows = []
    for outcome in told():
        by = {score.id: score for score in outcome.scores}
        for bar in outcome.bars:
            score = by[bar.id]
            asked, got = error(score, bar.below), error(score, bar.error)
            met = "yes" if bar.met else f"no. {bar.says}"
            rows.append([f"`{bar.id}`", asked, got, met])
    return markdown(["measure", "asked for, below", "reached", "met"], rows)


def inputs() -> str:
    """Return what was calibrated or read from the windows."""
    rows = [
        [f"`{outcome.id}`", " to ".join(outcome.window), says, f"{value:,.4g}"]
        for outcome in told()
        for says, value in outcome.inputs.items()
    ]
    return markdown(["case", "window", "what went in", "value"], rows)


def values() -> str:
    """Return single values that were told, beside what came."""
    rows = []
    for outcome in told():
        for row in outcome.rows:
            numbers = (row.told, row.low, row.high, row.came)
            if row.unit == "date":
                middle, low, high, came = (iso(v) for v in numbers)
            else:
                middle, low, high, came = (f"{v:,.0f} {row.unit}" for v in numbers)
            held = "yes" if row.held else "no"
            what = row.says.replace("_", " ")
            cells = [f"`{outcome.id}`", what, middle, f"{low} to {high}", came, held]
            rows.append(cells)
    return markdown(["case", "what", "told", "80 % band", "came", "held"], rows)


def lift_rows(found: Iterable[Outcome]) -> list[list[str]]:
    """Return a row for each variant of each lift: people a day, and errors as are."""
    rows = []
    for outcome in found:
        for x in outcome.lifts:
            flights = "" if x.error_flights is None else f"{x.error_flights:+.0%}"
            mean = "" if x.came_mean == x.came else f"{x.error_mean:+.0%}"
            later = "yes" if x.afterwards else "no"
            rows.append(
                [f"`{outcome.id}`", x.title, later, f"{x.closed_form:,.0f}",
                 f"{x.programme:,.0f}", f"{x.low:,.0f} to {x.high:,.0f}",
                 f"{x.came:,.0f}", f"{x.error:+.0%}", mean, flights, x.binds]
            )  # fmt: skip
    return rows


def lifts() -> str:
    """Return lifts as reckoned and as came."""
    head = ["case", "reckoned with", "known only later", "closed form", "programme",
            "four in five", "came", "error", "of the mean day", "of flights",
            "allows least"]  # fmt: skip
    return markdown(head, lift_rows(told()))


TABLES = {
    "lifts": lifts,
    "scores": scores,
    "bars": bars,
    "inputs": inputs,
    "values": values,
}


def main() -> int:
    """Write or check the page."""
    old = PAGE.read_text()
    new = _TABLE.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], old)
    if new == old:
        return 0
    check = "--check" in sys.argv
    print(f"{PAGE.name}: {'out of date' if check else 'written'}")
    if not check:
        PAGE.write_text(new)
    return int(check)


if __name__ == "__main__":
    sys.exit(main())
