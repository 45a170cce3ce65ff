"""The server in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.web, pytest.mark.slow]


def test_from_the_list_to_a_trace(browser: Browser, served: str, watch) -> None:
    """A reader opens a run's dossier, drawn under the policy that the server sends."""
    page = browser.new_page()
    watch.attach(page)
    page.goto(served)
    page.locator("table.runs tbody th a").last.click()
    page.get_by_role("link", name="Dossier", exact=True).click()
    expect(page.locator("h1")).to_have_text("A bridge guard for the flood season")
    page.locator("#fig-cost-bands").scroll_into_view_if_needed()
    expect(page.locator("#fig-cost-bands .live[data-done=true]")).to_be_visible()
    page.locator("table.card .fig button").first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert watch.foreign(served) == []
    assert watch.errors == []
    page.close()
