"""The examination of a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.weigh.examine import Examination, examine
from steelyard.weigh.results import weigh

MEASURES = """
measures:
  - {id: cost, row: cost, title: Cost, unit: USD, direction: less_is_better, model: money.total, threshold: cap}
  - {id: army, row: cost, title: Cost to the army, unit: USD, direction: less_is_better, model: money.payer.army}
  - {id: days, row: readiness, title: Days of people, unit: person*day, direction: less_is_better, model: money.use.person_days, swing: [40000, 0], swing_says: More people than the country has.}
  - {id: peace, row: effect, title: Peace, unit: ratio, direction: more_is_better, model: peace.index}
"""
CAP = "  cap: {value: 4.0e6, unit: USD, price_year: 2024, basis: measured, source: [talk]}\n"


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Examination, Path]:
    """A run of the tiny casebook with measures that a run gives, examined."""
    import shutil

    root = tmp_path_factory.mktemp("examined")
    tiny = Path(__file__).parents[2] / "tiny"
    folder = Path(shutil.copytree(tiny, root / "tiny"))
    (folder / "measures.yaml").write_text(MEASURES)
    path = folder / "quantities.yaml"
    path.write_text(path.read_text() + CAP)
    casebook = open_casebook(folder)
    run = assess(casebook, root / "runs", Options(futures=512))
    weigh(casebook, run)
    barred = {"guard": ("a bar",)}
    return examine(casebook, run, barred=barred), run.path


def test_levels_and_cautions(examined: tuple[Examination, Path]) -> None:
    """Each course has a level on each measure, and what is missing is said."""
    found, _ = examined
    assert list(found.levels) == ["nothing", "civil", "guard", "reserve"]
    assert set(found.levels["guard"]) == {"cost", "army", "days"}
    assert list(found.not_evaluated) == ["peace"]
    text = " ".join(found.caution)
    assert "1 of 4 measures is not evaluated" in text
    assert "No effect is among the measures evaluated" in text
    assert "No weight makes up for that" in text
    nothing = found.levels["nothing"]["cost"]
    assert nothing.low == nothing.middle == nothing.high


def test_null_course_has_no_regret(examined: tuple[Examination, Path]) -> None:
    """The cheapest course in every future has exactly no regret on cost."""
    found, _ = examined
    regret = found.robustness["cost"].regret["nothing"]
    assert (regret.mean, regret.largest, regret.none) == (0, 0, 1)
    assert found.robustness["cost"].firsts["maximin"] == ("nothing",)


def test_dominated(examined: tuple[Examination, Path]) -> None:
    """Courses that add to doing nothing are dominated on what they take."""
    found, _ = examined
    by = {d.course: d.by for d in found.dominated}
    assert "nothing" in by["guard"]
    assert "nothing" not in by


def test_where_guards_fail(examined: tuple[Examination, Path]) -> None:
    """Guards cost most where there are many and they are dear, and the box says so."""
    found, _ = examined
    failure = found.failures["guard"]
    assert {b.input for b in failure.bounds} <= {"guards", "day_rate"}
    assert "guards" in {b.input for b in failure.bounds}
    assert failure.says.startswith("It misses the threshold in ")
    assert "guards on duty is above" in failure.says
    assert failure.density > 1.5 * failure.share
    assert "nothing" not in found.failures


def test_what_matters(examined: tuple[Examination, Path]) -> None:
    """The number of guards matters most to guards, and nothing else's inputs do."""
    found, _ = examined
    bars = found.matters["guard"].inputs
    assert bars[0].input == "guards"
    assert bars[0].sure
    assert bars[0].above_chance
    assert bars[0].high > bars[0].low
    assert {b.input for b in bars} <= {"guards", "day_rate"}
    assert "nothing" not in found.matters


def test_information_leaves_out_barred_courses(
    examined: tuple[Examination, Path],
) -> None:
    """The choice that is informed is among courses that act and are not barred."""
    found, _ = examined
    assert found.information is not None
    assert found.information.courses == ("civil", "reserve")
    assert found.information.weightings == ("even", "milder", "harsher")
    assert all("would change the choice" in i.says for i in found.information.inputs)


def test_weights(examined: tuple[Examination, Path]) -> None:
    """Barred courses are set apart; a range fixed beforehand is kept."""
    found, _ = examined
    assert found.weights is not None
    assert set(found.weights.swings) == {"cost", "days"}
    assert not found.weights.swings["days"].from_results
    assert found.weights.swings["cost"].from_results
    assert found.weights.set_apart == ("guard",)
    assert "guard" not in found.weights.courses
    assert found.weights.courses["nothing"].ranks[0] == 1
    for standing in found.weights.courses.values():
        assert sum(standing.ranks) == pytest.approx(1)


def test_survives_json_and_repeats(examined: tuple[Examination, Path]) -> None:
    """It is plain data, and the same again for the same run."""
    found, path = examined
    text = json.dumps(found.model_dump(mode="json"), allow_nan=False)
    assert Examination.model_validate_json(text) == found
    from steelyard.study.store import open_run

    run = open_run(path)
    casebook = open_casebook(path / "casebook")
    assert examine(casebook, run, barred={"guard": ("a bar",)}) == found
    other = examine(casebook, run, measure="days")
    assert other.lead == "days"
    with pytest.raises(ValueError, match="no measure"):
        examine(casebook, run, measure="ghost")
