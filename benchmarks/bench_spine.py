"""How long the spine takes: check and audit, assess, --help.

Prints a table, or JSON with --json. Each figure is the best of a few runs of the
command as a user would type it, in a fresh process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARS = {
    "help": 0.4,
    "check_and_audit": 2.0,
    "assess_1000": 20.0,
    "assess_gib": 1.5,
}
"""Seconds (and GiB) that the design allows."""


def timed(*args: str, runs: int = 1, cwd: str | None = None) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        command = [sys.executable, "-m", "steelyard", *args]
        subprocess.run(command, check=True, capture_output=True, cwd=cwd)
        best = min(best, time.perf_counter() - start)
    return best


def measure(case: str, futures: int) -> dict[str, float]:
    timed("check", case)  # warms the disk
    found = {
        "help": timed("--help", runs=5),
        "check_and_audit": timed("check", case, runs=3),
        "audit": timed("audit", case, runs=3),
    }
    with tempfile.TemporaryDirectory() as folder:
        name = f"assess_{futures}"
        args = ("assess", case, "--futures", str(futures), "--json")
        found[name] = timed(*args, cwd=folder)
        found["assess_again"] = timed(*args, cwd=folder)
        size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
        found["run_mib"] = size / 2**20
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    found["assess_gib"] = peak
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="sr309")
    parser.add_argument("--futures", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.case, options.futures)
    if options.json:
        print(json.dumps({"measured": found, "bars": BARS}, indent=1))
        return
    for name, value in found.items():
        bar = BARS.get(name)
        ratio = f"  {value / bar:5.2f} of the bar ({bar})" if bar else ""
        print(f"{name:18s} {value:8.2f}{ratio}")


if __name__ == "__main__":
    main()
