"""The claims of SR309 and what the audit makes of them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from steelyard.audit.audit import Audit, Finding, audit
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook, shipped
from steelyard.casebook.schema.claims import Claim, ClaimsFile
from steelyard.casebook.schema.sources import SourcesFile
from steelyard.casebook.yamlfile import load_yaml

QUOTES = "d9e39d052009b4df5fc13c6f74b15d27ef2447eae8f5c7ecb38f356d52c1111d"
"""SHA-256 of the sorted (id, quote) pairs as JSON: the words are the proposal's."""

OWN = {"claim_facts", "claim_facts_recalled"}
"""Tables of facts typed for single claims."""

TYPED = OWN | {"indicators", "base_use", "budget_lines", "readiness_forces"}
"""Tables typed from cited pages, as against published series."""

HEADLINES = {
    "C008": "misleading",
    "C009": "misleading",
    "C032": "supported",
    "C036": "contradicted",
    "C038": "supported",
    "C039": "misleading",
    "C040": "misleading",
    "C063": "contradicted",
    "C069": "misleading",
    "C070": "misleading",
    "C079": "misleading",
    "C084": "misleading",
    "C086": "misleading",
    "C089": "misleading",
    "C102": "contradicted",
    "C115": "misleading",
    "C117": "supported",
    "C118": "contradicted",
    "C132": "misleading",
    "C194": "misleading",
    "C195": "misleading",
    "C201": "misleading",
    "C202": "contradicted",
    "C205": "misleading",
    "C209": "contradicted",
    "C233": "misleading",
}
"""Verdicts of the claims of the greatest weight."""

PINNED = {
    "C002": ("lowest_year", 106_881, 0.5),
    "C036": ("highest", 36_773, 0.5),
    "C038": ("predicted_sum", 328_591, 0.5),
    "C039": ("fiscal_times", 2.4125, 5e-4),
    "C040": ("southwest", 7_156_590, 10),
    "C063": ("miles_each", 0.1168, 5e-5),
    "C101": ("weight_2023", 89.55, 0.01),
    "C115": ("cbp_month", 208.33, 0.01),
    "C150": ("removals", 142_590, 10),
    "C202": ("acts", 5, 0),
    "C209": ("greatest_percent", -18.83, 0.01),
}
"""Recomputed figures (column, value, slack) that no change may move unnoticed."""


def folder() -> Path:
    """Return the folder of the shipped casebook."""
    return shipped()["sr309"]


def claims() -> list[Claim]:
    """Return the claims of all files, in order."""
    files = sorted(folder().glob("claims-*.yaml"))
    read = [ClaimsFile.model_validate(load_yaml(f, f.name).data) for f in files]
    return [claim for file in read for claim in file.claims]


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """The casebook with its claims, sources and tables, and no other part."""
    copy = tmp_path_factory.mktemp("claims") / "sr309"
    shutil.copytree(folder(), copy)
    front = yaml.safe_load((copy / "casebook.yaml").read_text())
    front["files"] = {part: front["files"][part] for part in ("sources", "claims")}
    (copy / "casebook.yaml").write_text(yaml.safe_dump(front))
    return open_casebook(copy)


@pytest.fixture(scope="module")
def audited(casebook: Casebook) -> Audit:
    """The audit of all claims."""
    return audit(casebook)


def by_id(audited: Audit) -> dict[str, Finding]:
    """Return the findings by claim."""
    return {finding.claim.id: finding for finding in audited.findings}


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read one of the tables of typed facts."""
    with (folder() / "data" / f"{name}.csv").open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def test_every_statement_is_kept_word_for_word() -> None:
    """There are 264 claims, in order, and their quotes are unchanged."""
    kept = claims()
    assert [c.id for c in kept] == [f"C{n:03d}" for n in range(1, 265)]
    pairs = sorted([c.id, c.quote] for c in kept)
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == QUOTES


def test_checks_leave_the_verdict_to_the_computation() -> None:
    """A claim with a check states no verdict and no reasons of its own."""
    for claim in claims():
        if claim.check:
            assert claim.verdict is None, claim.id
            assert not claim.reasons, claim.id


def test_misleading_without_a_check_names_its_reason() -> None:
    """A reader is told in what way a statement would mislead."""
    for claim in claims():
        if claim.verdict == "misleading":
            assert claim.reasons, claim.id


def test_findings_are_sentences() -> None:
    """Each check says what it found, in a sentence."""
    for claim in claims():
        if claim.check:
            assert re.search(r"\w.*[.]$", claim.check.holds.says, re.S), claim.id


def test_weights_are_those_of_the_headlines() -> None:
    """The statements that the argument rests on weigh three."""
    assert {c.id for c in claims() if c.weight == 3} == set(HEADLINES)


def test_every_source_of_the_file_is_used() -> None:
    """Evidence or a typed fact names each source, or the casebook does."""
    own = SourcesFile.model_validate(
        load_yaml(folder() / "sources-claims.yaml", "sources-claims.yaml").data
    )
    named = {s for c in claims() for e in c.evidence for s in e.source}
    named |= {row["source"] for row in rows("claim_facts")}
    assert set(own.sources) - named <= {"sr309", "claim-facts"}


def test_typed_facts_are_read(audited: Audit) -> None:
    """Each typed fact belongs to a claim whose check reads its table."""
    found = by_id(audited)
    for name in OWN:
        for row in rows(name):
            assert name in found[row["claim"]].tables, row


def test_typed_facts_name_sources_that_exist(casebook: Casebook) -> None:
    """A fact that was found can be followed to its source."""
    assert {row["source"] for row in rows("claim_facts")} <= set(casebook.sources)


def test_most_checks_rest_on_published_series(audited: Audit) -> None:
    """At least 80 claims are recomputed, and at least 45 from published series."""
    checked = [f for f in audited.findings if f.method == "sql"]
    assert len(checked) >= 80
    assert sum(bool(set(f.tables) - TYPED) for f in checked) >= 45
    assert sum(f.recomputed is not None and f.row != () for f in checked) >= 80


@pytest.mark.parametrize("claim", HEADLINES)
def test_headline_verdicts(audited: Audit, claim: str) -> None:
    """The claims of the greatest weight get the verdicts that were judged."""
    assert by_id(audited)[claim].verdict == HEADLINES[claim]


@pytest.mark.parametrize("claim", PINNED)
def test_recomputed_figures(audited: Audit, claim: str) -> None:
    """The recomputed figure is the one that was reviewed."""
    column, value, slack = PINNED[claim]
    assert float(dict(by_id(audited)[claim].row)[column]) == pytest.approx(
        value, abs=slack
    )


def test_agents_are_told_in_full(audited: Audit) -> None:
    """The half-mile claim is answered with its figures in a sentence."""
    (says,) = by_id(audited)["C063"].says
    assert says.startswith("1,954 miles over 16,731 Southwest agents is 0.12 mile each")


def test_missing_figures_leave_a_claim_open(audited: Audit) -> None:
    """Where no published figure would decide, the check says so and decides nothing."""
    for claim in ("C003", "C031", "C107", "C180", "C197"):
        finding = by_id(audited)[claim]
        assert finding.verdict == "unverified"
        assert finding.recomputed is not None
        assert finding.recomputed.value is None
        assert finding.says
