"""The server in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.web, pytest.mark.slow]


def test_from_the_list_to_a_trace(browser: Browser, served: str, watch) -> None:
    """A reader opens a run, its charts are drawn under the server's policy."""
    page = browser.new_page()
    watch.attach(page)
    page.goto(served)
    expect(page.get_by_role("heading", name="Runs")).to_be_visible()
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_have_text("A bridge guard for the flood season")
    page.locator("#fig-cost-bands").scroll_into_view_if_needed()
    expect(page.locator("#fig-cost-bands .live[data-done=true]")).to_be_visible()
    page.locator("table.card .fig button").first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert watch.foreign(served) == []
    assert watch.errors == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/nothing/here"])
def test_accessible(browser: Browser, served: str, scheme: str, path: str) -> None:
    """Axe finds no violation on the list and on an error page."""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(served + path)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()
