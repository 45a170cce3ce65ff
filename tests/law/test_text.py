"""Rulings as text: one screen, every line with its place."""

from __future__ import annotations

from pathlib import Path

import steelyard
from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, admissible, judge, judge_course, matrix
from steelyard.law.check_cells import disagreements
from steelyard.law.explain import explain
from steelyard.law.text import course_text, explanation_text, matrix_text, ruling_text

DETAIN = Act(actor="t10_active", activity="temp_detention", place="border_line")


def test_border_detention_on_one_screen(shipped: Law) -> None:
    """Why lifting the PCA bar is no authority, who holds what, and the NDA."""
    text = explanation_text(shipped, explain(shipped, DETAIN), 120)
    assert text.count("\n") <= 62
    flat = " ".join(text.split())
    assert "Not legal advice" in flat
    assert "Lifting a bar is not an authority" in flat
    both = "CP-ART2-BORDER=inherent + CP-PCA-TERRITORIAL=territorial_defence"
    assert f"lawful if {both} - held together by executive 2025-26; SR309" in flat
    assert (
        "place nda, fact trespass_posted_area -> lawful if CP-NDA=base_security alone"
        in flat
    )
    assert "OLC 2021 (executive); CRS (oversight)" in flat


def test_the_line_to_change_is_right(shipped: Law) -> None:
    """The line shown for a rule is the line that holds it."""
    lines = (shipped.marks["D-08"].line, shipped.marks["CP-NDA=base_security"].line)
    text = explanation_text(shipped, explain(shipped, DETAIN), 120)
    assert f"law.yaml:{lines[0]}]" in text
    source = _lines()
    assert source[lines[0] - 1].strip().startswith("- {id: D-08")
    assert "id: base_security" in source[lines[1] - 1]


def _lines() -> list[str]:
    path = Path(steelyard.__file__).parent / "casebooks/sr309/law.yaml"
    return path.read_text(encoding="utf-8").splitlines()


def test_no_line_is_wider_than_asked(shipped: Law) -> None:
    """Text is wrapped to the width, long words apart."""
    text = explanation_text(shipped, explain(shipped, "OP-22"), 80)
    assert all(len(line) <= 80 or " " not in line.strip() for line in text.splitlines())


def test_a_short_ruling(shipped: Law) -> None:
    """Without reasons: verdicts, sets, duties."""
    ruling = judge(shipped, "OP-13")
    text = ruling_text(shipped, ruling, "OP-13: families", 100)
    assert text.startswith("OP-13: families\n")
    assert "barred by flores, whatever is read" in text
    assert "notice-aliens-held" in text


def test_readings_taken_are_shown(shipped: Law) -> None:
    """A conditional answer says on what it rests."""
    ruling = judge(shipped, "OP-09", readings={"CP-NDA": "base_security"})
    text = ruling_text(shipped, ruling, "t", 100)
    assert "Readings taken as given: CP-NDA=base_security." in " ".join(text.split())


def test_a_course(toy: Law) -> None:
    """Action by action, then as a whole."""
    arrest = Act(actor="army", activity="arrest", place="border")
    actions = {"seize": [arrest], "talk": []}
    titles = {"seize": "Seize", "talk": "Talk"}
    text = course_text(
        toy,
        judge_course(toy, actions),
        admissible(toy, actions),
        titles,
        "c: A course",
    )
    assert "seize Seize: dependent; admissible" in text
    assert "talk Talk: not_judged; not_judged" in text
    assert "if read P-DEFENCE=defence + P-POWER=inherent" in text


def test_a_course_without_acts(toy: Law) -> None:
    """Nothing to judge is said in so many words."""
    text = course_text(toy, judge_course(toy, {}), {}, {}, "nothing: Do nothing")
    assert text == "nothing: Do nothing: nothing to judge\n"


def test_the_matrix(shipped: Law) -> None:
    """Options by readings, and how many cells disagree."""
    text = matrix_text(shipped, matrix(shipped), disagreements(shipped), 120)
    assert "OP-25" in text
    assert "0 disagree with the rules" in text
