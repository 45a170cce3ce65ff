"""The dossier in a real browser, opened from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from steelyard.study.store import Run
from steelyard.tell.dossier import dossier

pytestmark = [pytest.mark.web, pytest.mark.slow]

WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def scroll_through(page: Page) -> None:
    """Bring every chart near, so that each is drawn."""
    for plate in page.locator(".plate:visible").all():
        plate.scroll_into_view_if_needed()
        expect(plate.locator(".live[data-done=true]")).to_be_visible()


def test_opens_from_disk_without_a_network(page: Page, watch, tiny_html: Path) -> None:
    """No request leaves, no error or warning is logged, every chart is drawn."""
    scroll_through(page)
    assert watch.foreign(tiny_html.as_uri()) == []
    assert watch.errors == []
    for chart in page.locator(".live[data-done=true]").all():
        assert chart.locator("svg").count() == 1


def test_search_and_filter(page: Page) -> None:
    """Words and choices narrow the table, and the count says to how many."""
    form = page.locator("form[data-filters=claims-table]")
    rows = page.locator("#claims-table tbody tr:visible")
    expect(rows).to_have_count(4)
    form.get_by_label("Search").fill("half mile")
    expect(rows).to_have_count(1)
    expect(form.locator("output")).to_have_text("1 of 1 that fit, 4 in all")
    form.get_by_label("Search").fill("no such words")
    expect(form.locator("output")).to_have_text("none of 4 fits")
    form.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(4)
    form.get_by_label("Verdict").select_option("unverified")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Guards deter thieves.")


def test_a_link_opens_what_a_filter_hides(page: Page) -> None:
    """A link to a claim shows it, whatever the filter, and moves the focus to it."""
    form = page.locator("form[data-filters=claims-table]")
    form.get_by_label("Search").fill("deter")
    page.locator("article.finding a.id").first.click()
    row = page.locator("#claim-K1")
    expect(row).to_be_visible()
    expect(row).to_be_focused()


def test_a_trace_opens_by_keyboard(page: Page) -> None:
    """Enter opens a figure's trace, focus moves into it, Escape gives it back."""
    button = page.locator("table.card .fig button").first
    button.focus()
    page.keyboard.press("Enter")
    trace = page.locator("[popover]:popover-open")
    expect(trace).to_be_visible()
    expect(trace).to_contain_text("sum over parts and uses of amount")
    expect(trace.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(trace.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(trace).to_have_count(0)
    expect(button).to_be_focused()


def test_a_trace_leads_to_the_assumption(page: Page) -> None:
    """A link in a trace closes it and goes to the row of the quantity."""
    page.locator("table.card .fig button").first.click()
    trace = page.locator("[popover]:popover-open")
    link = trace.locator(".trail a[href^='#q-']").first
    target = link.get_attribute("href")
    link.click()
    expect(page.locator("[popover]:popover-open")).to_have_count(0)
    assert target is not None
    expect(page.locator(target)).to_be_focused()


def test_dark_mode_by_toggle(page: Page) -> None:
    """The toggle changes page and charts, and back."""
    scroll_through(page)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    label = page.locator("#fig-cost-bands .live svg text").first
    ink = label.evaluate("e => getComputedStyle(e).fill")
    page.get_by_role("button", name="Change to dark colours").click()
    assert page.evaluate(ground) != light
    expect(page.locator("#fig-cost-bands .live svg text").first).to_be_visible()
    page.wait_for_function(
        "ink => getComputedStyle(document.querySelector("
        "'#fig-cost-bands .live svg text')).fill !== ink",
        arg=ink,
    )
    page.get_by_role("button", name="Change to light colours").click()
    assert page.evaluate(ground) == light


@pytest.mark.parametrize("width", [320, 480, 768, 1024, 1280, 1600])
def test_nothing_overflows(page: Page, width: int) -> None:
    """No width from a telephone to a large screen scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    scroll_through(page)
    assert page.evaluate(WIDE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_accessible(browser: Browser, tiny_html: Path, scheme: str, width: int) -> None:
    """Axe finds no violation, in light and dark, with everything open."""
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # the checker is a script of its own
    )
    page = context.new_page()
    page.goto(tiny_html.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    scroll_through(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.locator("table.card .fig button").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_without_script(browser: Browser, tiny_html: Path) -> None:
    """Without script the drawings stand in for charts, and traces still open."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(tiny_html.as_uri())
    expect(page.locator("#fig-cost-bands .drawn svg")).to_be_visible()
    expect(page.locator("#claims-table tbody tr")).to_have_count(4)
    expect(page.locator("form[data-filters]").first).to_be_hidden()
    page.locator("table.card .fig button").first.click()
    expect(page.locator("#t1")).to_be_visible()
    context.close()


def test_print_shows_drawings_and_notes(page: Page) -> None:
    """On paper live charts give way to drawings, and traces are footnotes."""
    scroll_through(page)
    page.emulate_media(media="print")
    expect(page.locator("#fig-cost-bands .drawn svg")).to_be_visible()
    expect(page.locator("#fig-cost-bands .live")).to_be_hidden()
    expect(page.locator("#t1")).to_be_visible()
    expect(page.locator("#notes-h")).to_be_visible()
    expect(page.locator("#theme")).to_be_hidden()


def test_markup_in_a_casebook_does_nothing(
    browser: Browser, hostile_run: Run, watch, tmp_path: Path
) -> None:
    """Script in every field of a casebook is shown as text and never runs."""
    path = dossier(hostile_run, tmp_path / "d.html")
    page = browser.new_page()
    watch.attach(page)
    page.goto(path.as_uri())
    scroll_through(page)
    for chart in page.locator(".live[data-done=true] path[role]").all()[:3]:
        chart.hover(force=True)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0
    assert watch.foreign(path.as_uri()) == []
    assert watch.errors == []
    page.close()
