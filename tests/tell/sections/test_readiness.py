"""What courses take from the forces."""

from __future__ import annotations

from steelyard.tell.material import Material
from steelyard.tell.sections import readiness
from steelyard.tell.sections.readiness_sheets import day_words, months, ready


def test_without_a_pool_it_says_so(material: Material) -> None:
    """A casebook without a force pool gets a plain sentence."""
    assert "no force pool" in readiness.render(material)


def test_the_section(money: Material) -> None:
    """Calendar, availability, start days, mitigations and substitutes are there."""
    text = str(readiness.render(money))
    plates = set(money.plates.found)
    assert {"force-calendar", "available-detention-airlift"} <= plates
    assert "starts-detention-airlift" in plates
    for words in ("Stagger flights", "Charter flights", "10 U.S.C. 12304", "C-17A"):
        assert words in text
    assert "available-civil" not in plates, "the civil course takes what nothing takes"
    assert "It takes from the forces what doing nothing takes" in text


def test_a_sheet_says_who_is_short(money: Material) -> None:
    """Types and shares of futures stand in words; starts name case and day."""
    found = money.exhibit("readiness")
    assert found is not None
    sheet = ready(money, "detention-airlift", found["courses"])
    assert sheet.says.startswith("Short of time at home: Military police battalion")
    assert "case on" in sheet.worst
    assert not sheet.same
    assert all(len(row) == 7 for row in sheet.starts)


def test_months_that_read_the_same_stand_together() -> None:
    """A run of equal months is one row."""

    def month(name: str, taken: float) -> dict[str, object]:
        return {"month": name, "taken": [0, taken, 0], "margin": [1, 2, 3]}

    kind = {"months": [month("2025-02", 0), month("2025-03", 0), month("2025-04", 4)]}
    assert months({"aircraft": [kind]}) == (
        ("2025-02 to 2025-03", "0.0", "2 (1 to 3)"),
        ("2025-04", "4.0", "2 (1 to 3)"),
    )
    assert months({"aircraft": []}) == ()


def test_days_in_words() -> None:
    """A day stays on one line."""
    assert day_words("2025-06-07") == "7\u00a0Jun\u00a02025"
