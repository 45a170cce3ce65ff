"""Each chart of the dossier can be saved, by keyboard too."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.web, pytest.mark.slow]

STARTS = {"SVG": b"<svg", "PNG": b"\x89PNG"}


@pytest.mark.parametrize("form", ["SVG", "PNG", "CSV"])
def test_saved_by_keyboard(page: Page, watch, tmp_path: Path, form: str) -> None:
    """The button downloads a file of its kind; nothing is asked of any host."""
    plate = page.locator("#fig-cost-bands")
    group = plate.get_by_role("group", name="Save this chart")
    button = group.get_by_role("button", name=form)
    button.focus()
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    path = tmp_path / got.value.suggested_filename
    got.value.save_as(path)
    assert path.name == f"cost-bands.{form.lower()}"
    if form == "CSV":
        rows = list(csv.DictReader(path.open()))
        assert len(rows) == 4
        assert float(rows[1]["low"]) <= float(rows[1]["middle"])
    else:
        assert path.read_bytes().startswith(STARTS[form])
    assert watch.errors == []
    assert all(url.startswith(("file:", "data:", "blob:")) for url in watch.requests)


def test_every_chart_has_its_buttons(page: Page) -> None:
    """One group a chart, three buttons each; none on paper."""
    charts = page.locator(".plate").count()
    expect(page.locator(".plate .save")).to_have_count(charts)
    expect(page.locator(".plate .save button")).to_have_count(3 * charts)
    page.emulate_media(media="print")
    expect(page.locator(".plate .save").first).to_be_hidden()
