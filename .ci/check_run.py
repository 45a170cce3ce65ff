"""Check what `make assess` made: a finished run and a dossier that stands alone."""

import json
import re
import sys
from pathlib import Path

runs, futures = Path(sys.argv[1]), int(sys.argv[2])
(manifest,) = runs.glob("*/run.json")
run = manifest.parent
asked = json.loads(manifest.read_text())
assert asked["futures"] == futures, asked
assert len(asked["courses"]) >= 10, asked["courses"]
results = json.loads((run / "results.json").read_text())
for course in asked["courses"]:
    parts = sorted((run / "parts" / course).glob("*.parquet"))
    assert parts, course
    assert set(results["card"][course]) == {
        "cost", "appropriateness", "readiness", "risk", "legality", "lethality",
    }  # fmt: skip
    cost = results["card"][course]["cost"]
    assert cost["extent"] in {"full", "part"}, cost
    assert cost["figure"]["value"] > 0, cost
audit = json.loads((run / "audit.json").read_text())
assert audit["counts"]["claims"] == 264, audit["counts"]
assert audit["counts"]["by_sql"] >= 60, audit["counts"]
agents = next(c for c in audit["claims"] if c["id"] == "C063")
assert agents["verdict"] == "contradicted", agents
assert 0.11 < agents["recomputed"]["value"] < 0.125, agents
page = (run / "dossier.html").read_text()
assert len(page.encode()) < 6 * 2**20, len(page)
assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?https?:", page)
for claim in audit["claims"]:
    assert claim["id"] in page, claim["id"]
print(f"run {run.name}: {len(asked['courses'])} courses, {audit['counts']}")
