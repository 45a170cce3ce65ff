"""The blank casebook, from which new ones start."""

from __future__ import annotations

import json
from pathlib import Path

from steelyard.audit.audit import audit
from steelyard.casebook.reader import open_casebook, shipped
from steelyard.casebook.template import new_casebook


def test_blank_opens_without_a_problem() -> None:
    """It has the baseline, a civil course, tables and a claim with a check."""
    blank = open_casebook("blank")
    assert blank.courses["nothing"].kind == "baseline"
    assert any(course.kind == "civil" for course in blank.courses.values())
    assert set(blank.tables) == {"deflators", "river"}
    assert any(claim.check for claim in blank.claims.values())


def test_example_claim_is_recomputed() -> None:
    """The claim with a check gets its verdict from the price index."""
    found = {f.claim.id: f for f in audit(open_casebook("blank")).findings}
    assert found["C001"].verdict == "supported"
    assert found["C002"].verdict == "unverified"


def test_each_file_tells_its_reader_what_it_is() -> None:
    """Each YAML file opens with a comment."""
    for file in shipped()["blank"].glob("*.yaml"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name


def test_a_new_casebook_is_a_valid_copy(tmp_path: Path) -> None:
    """`steelyard new` gives a casebook that opens, with its schemas beside it."""
    new_casebook(tmp_path / "mine")
    assert open_casebook(tmp_path / "mine").id == "blank"
    descriptor = json.loads((tmp_path / "mine" / "datapackage.json").read_text())
    assert descriptor["name"] == "blank"
