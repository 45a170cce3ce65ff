"""Weights as stakeholders state them: files, forms, and what follows."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.schema.measures import Measure, MeasuresFile, Stakeholder
from steelyard.casebook.yamlfile import parse_yaml
from steelyard.weigh.values.stated import form, read_weights, swings
from steelyard.weigh.values.voices import heard, stated_in_words
from steelyard.weigh.values.weights import Preference, sample_weights

MEASURES = (
    {"id": "cost", "row": "cost", "unit": "USD", "direction": "less_is_better"},
    {"id": "deaths", "row": "effect", "unit": "person", "direction": "less_is_better"},
    {"id": "lawful", "row": "legality", "unit": "ratio", "direction": "more_is_better"},
    {"id": "army", "row": "cost", "unit": "USD", "direction": "less_is_better"},
)


@pytest.fixture
def book(tiny: Casebook) -> Casebook:
    """The tiny casebook with measures that have swings."""
    more = {
        "cost": {"swing": (1e6, 0), "swing_says": "a record"},
        "deaths": {"swing": (90, 10), "swing_says": "a record"},
        "army": {"within": "cost"},
    }
    made = {
        str(m["id"]): Measure.model_validate(
            {
                "title": str(m["id"]).title(),
                "model": "x",
                **m,
                **more.get(str(m["id"]), {}),
            }
        )
        for m in MEASURES
    }
    return dataclasses.replace(tiny, measures=made)


def test_points_bound_ratios() -> None:
    """With x at 100 and y at 20 to 50, y weighs a fifth to a half of x.

    Of two weights, y = t / (1 + t) with t from 0.2 to 0.5: 1/6 to 1/3, evenly.
    """
    stated = Preference(points={"x": (100, 100), "y": (20, 50)})
    drawn = sample_weights(("x", "y"), 20_000, np.random.default_rng(1), stated)
    assert drawn[:, 1].min() >= 1 / 6 - 1e-9
    assert drawn[:, 1].max() <= 1 / 3 + 1e-9
    assert drawn[:, 1].mean() == pytest.approx(0.25, abs=0.002)
    with pytest.raises(ValueError, match="count 100"):
        sample_weights(
            ("x", "y"), 1, np.random.default_rng(1), Preference(points={"y": (2, 5)})
        )


def test_an_exact_point_leaves_the_others_free() -> None:
    """x = 2 y stated exactly is a face of the weights: z still takes any share.

    On the segment (2s, s, 1 - 3s), s even on 0 to 1/3, the mean is (1/3, 1/6, 1/2).
    """
    stated = Preference(points={"x": (100, 100), "y": (50, 50)})
    drawn = sample_weights(tuple("xyz"), 20_000, np.random.default_rng(2), stated)
    assert drawn[:, 0] == pytest.approx(2 * drawn[:, 1], abs=1e-9)
    assert drawn.mean(axis=0) == pytest.approx([1 / 3, 1 / 6, 1 / 2], abs=0.01)


def test_what_a_run_cannot_weigh_is_left_out_by_name() -> None:
    """Points go with the step that counts 100; orders close up."""
    who = Stakeholder.model_validate(
        {
            "id": "a",
            "title": "A",
            "order": [["x"], ["gone"], ["y"]],
            "points": {"gone": [100, 100], "x": [10, 20]},
        }
    )
    stated, lost = heard(who, ("x", "y"))
    assert stated.order == (("x",), ("y",))
    assert stated.points == {}
    assert lost == ("gone",)
    assert list(stated_in_words(stated, {"x": "Cost", "y": "Deaths"})) == [
        "First Cost; then Deaths."
    ]


def test_form_asks_by_the_range_and_reads_back(book: Casebook, tmp_path: Path) -> None:
    """The form names both ends of each step; filled in, it is read."""
    assert list(swings(book)) == ["cost", "deaths"]
    text = form(book)
    assert "from 1,000,000 to 0 USD of 2024" in text
    assert "from 90 to 10 people" in text
    assert parse_yaml(text, "form").data["stakeholders"][0]["id"] == "me"
    filled = text.replace("# cost: [ , ]", "cost: [100, 100]")
    path = tmp_path / "w.yaml"
    path.write_text(filled.replace("# deaths: [ , ]", "deaths: [20, 50]"))
    assert read_weights(path, book)["me"].points["deaths"] == (20, 50)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (
            "points: {coast: [100, 100]}",
            "w.yaml:4:14: no measure 'coast'; did you mean",
        ),
        ("order: [[lawful], [cost]]", "no weight makes up for it"),
        ("order: [[army], [cost]]", "part or a cause of cost"),
        ("bounds: {cost: [0.2, 1.4]}", "must rise within 0 and 1"),
        ("points: {cost: [10, 20]}", "100, 100"),
        ("bounds: {cost: [0, 0.2], deaths: [0, 0.3]}", "no weights are consistent"),
    ],
)
def test_bad_statements(book: Casebook, tmp_path: Path, line: str, wrong: str) -> None:
    """Each is told with its place."""
    path = tmp_path / "w.yaml"
    path.write_text(f"stakeholders:\n  - id: a\n    title: A\n    {line}\n")
    with pytest.raises(CasebookError) as caught:
        read_weights(path, book)
    text = "\n".join(map(str, caught.value.problems))
    assert wrong in text
    assert "w.yaml:" in text


def test_a_swing_says_where_it_comes_from() -> None:
    """A range without a reason, or the wrong way round, is refused."""
    base = {"id": "c", "row": "cost", "title": "C", "unit": "USD", "model": "x"}
    less = base | {"direction": "less_is_better"}
    with pytest.raises(ValueError, match="swing_says"):
        Measure.model_validate(less | {"swing": [1, 0]})
    with pytest.raises(ValueError, match="worst to best"):
        Measure.model_validate(less | {"swing": [0, 1], "swing_says": "x"})
    with pytest.raises(ValueError, match="give measures or stakeholders"):
        MeasuresFile.model_validate({})
