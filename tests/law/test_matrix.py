"""Actions by whose reading is taken."""

from __future__ import annotations

from steelyard.casebook.schema.actions import Act
from steelyard.law import Law, judge, matrix


def test_columns_and_rows(toy: Law) -> None:
    """One column for each profile and one with everything open."""
    table = matrix(toy)
    assert table.columns == {"crown": "Crown", "all": "on every reading"}
    assert table.rows["O-1"]["crown"].domestic == "depends"
    assert table.as_json()["rows"]["O-1"]["all"] == {
        "domestic": "depends",
        "international": "lawful",
    }


def test_actions_of_ones_own(toy: Law) -> None:
    """Any acts can be put in; actions without acts have no row."""
    arrest = Act(actor="police", activity="arrest", place="town")
    table = matrix(toy, {"a": [arrest], "b": []}, "2019-01-01", profiles=[])
    assert table.rows.keys() == {"a"}
    assert table.rows["a"]["all"].domestic == "unlawful"


def test_it_agrees_with_the_judge(shipped: Law) -> None:
    """Each entry is what the judge says under that profile."""
    table = matrix(shipped)
    for id_ in ("OP-08", "OP-14", "OP-21", "HR-02"):
        for profile in shipped.profiles:
            ruling = judge(shipped, id_, profile=profile)
            entry = table.rows[id_][profile]
            assert entry.domestic == ruling.domestic.verdict
            assert entry.international == ruling.international.verdict
