"""Why-trees: what fired, what defeated what, with sentence, citation and line."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, why
from steelyard.law.why import Why

ARREST = Act(actor="army", activity="arrest", place="border")


def only(tree: Why, id_: str) -> Why:
    """The one node of a rule or reading."""
    return next(node for node in tree.walk() if node.id == id_)


def line_of(file: Path, text: str) -> str:
    """Where a text stands in the toy law."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return f"law.yaml:{next(n for n, x in enumerate(lines, 1) if text in x)}"


def test_every_rule_has_sentence_citation_and_line(toy: Law, toy_file: Path) -> None:
    """Each rule in the tree carries what a lawyer checks."""
    home, _ = why(
        toy, Act(actor="army", activity="haul", place="town", facts=("asked",))
    )
    rule = only(home, "A-1")
    assert rule.says == "request: Help when asked."
    assert rule.cites == ("1 Code 1 (the Code), (a)",)
    assert rule.short_cite == "1 Code 1 (a)"
    assert rule.line == line_of(toy_file, "{id: A-1,")
    assert rule.given == ("haul", "asked")
    assert rule.state == "yes"


def test_defeat_is_shown_under_the_bar(toy: Law, toy_file: Path) -> None:
    """What lifts a bar stands below it, with its reading."""
    home, abroad = why(toy, ARREST)
    bar = only(home, "B-1")
    assert bar.state == "depends"
    lifts = [child for child in bar.children if child.kind == "lifts"]
    assert [child.id for child in lifts] == ["D-2"]
    reading = only(lifts[0], "P-DEFENCE=defence")
    assert reading.line == line_of(toy_file, "- id: defence")
    assert "Crown (executive)" in reading.says
    assert abroad.children[0].says == "no bar applies"


def test_it_says_that_lifting_is_not_an_authority(toy: Law) -> None:
    """Both one-sided worlds are pointed out."""
    home, _ = why(toy, ARREST)
    notes = [node.says for node in home.walk() if node.kind == "note"]
    assert notes == [
        "Lifting a bar is not an authority; there is none if "
        "P-DEFENCE=defence + P-POWER=asked_only",
        "An authority does not lift a bar; one stands if "
        "P-DEFENCE=policing + P-POWER=inherent",
    ]


def test_a_gap_is_named(toy: Law) -> None:
    """Where nothing gives authority the tree says that the file may have a gap."""
    home, _ = why(toy, Act(actor="army", activity="haul", place="town"))
    gap = next(node for node in home.walk() if node.kind == "gap")
    assert "no authority in this casebook" in gap.says


def test_readings_taken_settle_the_tree(toy: Law) -> None:
    """Under given readings nothing is left open."""
    taken = {"P-DEFENCE": "defence", "P-POWER": "inherent"}
    home, _ = why(toy, ARREST, taken=taken)
    assert home.state == "yes"
    assert only(home, "B-1").state == "no"
    assert all(node.state != "depends" for node in home.walk())


def test_the_root_states_the_verdict_of_every_cell(shipped: Law) -> None:
    """On all checked cells the tree and the cell say the same."""
    for cell in shipped.file.cells:
        home, abroad = why(shipped, cell.act, cell.as_of)
        assert home.says == f"domestic: {cell.domestic}"
        assert abroad.says == f"international: {cell.international}"


def test_as_json_is_plain(toy: Law) -> None:
    """The tree is nested dictionaries and lists."""
    home, _ = why(toy, ARREST)
    data = home.as_json()
    assert data["kind"] == "system"
    assert data["children"][0]["children"][0]["id"] == "A-2"
