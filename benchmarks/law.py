"""How fast is the judge? Measured on the law that comes with SR309.

    python benchmarks/law.py [--json]

Bars: all options with smallest sets under 50 ms warm; a million option-worlds in
under 25 s; a why-tree under 2 ms; importing the engine adds under 50 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from steelyard.law import Law, judge, load_law, why
from steelyard.law.outcome import contested, derive, outcomes, relevant
from steelyard.law.space import Space

SHIPPED = Path(__file__).parents[1] / "src/steelyard/casebooks/sr309/law.yaml"
MILLION = 1_000_000
IMPORT = """
import time
import steelyard.casebook.reader, steelyard.casebook.schema.law
start = time.process_time()
import steelyard.law
print(time.process_time() - start)
"""
BARS = {
    "options_ms": 50.0,
    "million_worlds_s": 25.0,
    "why_ms": 2.0,
    "import_ms": 50.0,
}


def median(run: Callable[[], object], times: int) -> float:
    """Return the median seconds of several runs, after one to warm up."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def all_options(law: Law) -> None:
    """Judge every option with its smallest sets."""
    for option in law.options.values():
        judge(law, option)


def worlds_of_options(law: Law) -> float:
    """Return seconds for a million option-worlds.

    Each option is run over its own worlds, with the rules sliced for its acts
    beforehand; an option of several acts counts each world once.
    """
    sliced = []
    for option in law.options.values():
        acts = [(act, relevant(law, act, law.as_of)) for act in option.acts]
        props = set().union(*(contested(clauses) for _, clauses in acts))
        sliced.append((acts, law.space(props, {})))
    done, start = 0, time.perf_counter()
    while done < MILLION:
        for acts, space in sliced:
            for act, clauses in acts:
                outcome = derive(act, clauses, space)
                outcome.lawful("domestic")
                outcome.lawful("international")
            done += space.count
    return (time.perf_counter() - start) * MILLION / done


def one_world_at_a_time(law: Law, sample: int = 20_000) -> float:
    """Return seconds for a million option-worlds, each asked by itself."""
    done, start = 0, time.perf_counter()
    while done < sample:
        for option in law.options.values():
            acts = [(act, relevant(law, act, law.as_of)) for act in option.acts]
            props = set().union(*(contested(clauses) for _, clauses in acts))
            names = {p: law.readings[p] for p in law.readings if p in props}
            for world in law.space(props, {}).worlds():
                point = Space(names, {p: world[p] for p in names})
                for act, clauses in acts:
                    outcome = derive(act, clauses, point)
                    outcome.lawful("domestic")
                    outcome.lawful("international")
                done += 1
    return (time.perf_counter() - start) * MILLION / done


def import_seconds() -> float:
    """Return the processor time that the import adds to that of the casebook.

    Byte code is cached, as it is once a package has been installed and used.
    """
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [
            subprocess.run(
                [sys.executable, "-c", IMPORT],
                capture_output=True,
                text=True,
                check=True,
                env=environment,
            )
            for _ in range(6)
        ]
    return min(float(run.stdout) for run in runs)


def measure() -> dict[str, float]:
    """Run all measurements."""
    law = load_law(SHIPPED)
    acts = [act for option in law.options.values() for act in option.acts]
    cells = law.file.cells

    def trees() -> None:
        for act in acts:
            why(law, act)

    def rulings() -> None:
        for cell in cells:
            outcomes(law, (cell.act,), law.as_of)

    return {
        "load_ms": 1e3 * median(lambda: load_law(SHIPPED), 3),
        "options_ms": 1e3 * median(lambda: all_options(law), 9),
        "options": float(len(law.options)),
        "million_worlds_s": worlds_of_options(law),
        "million_worlds_one_by_one_s": one_world_at_a_time(law),
        "why_ms": 1e3 * median(trees, 9) / len(acts),
        "act_us": 1e6 * median(rulings, 5) / len(cells),
        "import_ms": 1e3 * import_seconds(),
    }


def main() -> int:
    """Print the measurements; exit 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    result = measure()
    missed = [name for name, bar in BARS.items() if result[name] >= bar]
    if parser.parse_args().json:
        print(json.dumps({**result, "bars": BARS, "missed": missed}, indent=2))
    else:
        for name, value in result.items():
            bar = f"   (bar {BARS[name]:g})" if name in BARS else ""
            print(f"{name:32}{value:12.3f}{bar}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
