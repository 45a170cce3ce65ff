"""The workbench in a real browser: every page, a whole story, many readers at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from steelyard.tell.pdf import find_browser

pytestmark = [pytest.mark.web, pytest.mark.slow]

WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SLOW = 60_000
"""Milliseconds that a small run may take on a busy machine."""


def addresses(run: str) -> list[str]:
    """Return every kind of page once."""
    steps = ("read", "audit", "judge", "plan", "stress", "money", "readiness", "weigh")
    changed = "quantity=guards&quantity~guards~value=50&course=guard&voice="
    return [
        "/",
        "/runs",
        "/about",
        "/compare",
        f"/compare?a={run}&b={run}&every=yes",
        "/casebooks/tiny",
        "/casebooks/tiny/claims",
        "/casebooks/tiny/claims?q=no+such+words",
        "/casebooks/tiny/claims/K1",
        "/casebooks/tiny/courses",
        "/casebooks/tiny/quantities",
        "/casebooks/tiny/tables",
        "/casebooks/tiny/tables/long",
        "/casebooks/tiny/sources",
        f"/casebooks/tiny/run?{changed}",
        "/casebooks/tiny/run?quantity=guards&quantity~guards~value=many&futures=0&add=zz",
        "/casebooks/tiny/law",
        "/casebooks/sr309/law?profile=crs_gao",
        "/casebooks/sr309/law/why?action=present-state-guard",
        "/casebooks/sr309/law/why",
        f"/runs/{run}",
        *(f"/runs/{run}/{step}" for step in steps),
        f"/runs/{run}/explore?course=guard&input=guards&low=30&high=50",
        "/nothing/here",
    ]


def until(true: Callable[[], bool], what: str) -> None:
    """Wait a little until something is true; pages may still be drawing."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def settle(page: Page) -> None:
    """Wait until every chart in sight is drawn."""
    for plate in page.locator(".plate:visible").all()[:6]:
        plate.scroll_into_view_if_needed()
        expect(plate.locator(".live[data-done=true]")).to_be_visible()


def open_all(page: Page) -> None:
    """Open every folded part."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.fixture(scope="module")
def run_id(browser: Browser, served: str) -> str:
    """Return the id of the one run that is served."""
    page = browser.new_page()
    page.goto(f"{served}/runs")
    name = page.locator("table.runs tbody th a").first.inner_text()
    page.close()
    return name


@pytest.fixture
def page(browser: Browser, watch) -> Page:
    """Return a page that is watched, in a fresh context."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watch.attach(page)
    yield page
    context.close()


def test_every_page_works_and_nothing_leaves(
    page: Page, served: str, run_id: str, watch
) -> None:
    """No request to elsewhere, no complaint, every chart drawn, at both ends of width."""
    for address in addresses(run_id):
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(served + address)
        assert answer is not None
        lost = address == "/nothing/here"
        assert answer.status == (404 if lost else 200), address
        settle(page)
        errors = [e for e in watch.errors if not (lost and "404" in e)]
        assert errors == [], address
        open_all(page)
        for width in (1600, 768, 320):
            page.set_viewport_size({"width": width, "height": 800})
            until(lambda: page.evaluate(WIDE), f"{address} at {width}")
    assert watch.foreign(served) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_accessible(
    browser: Browser, served: str, run_id: str, scheme: str, width: int
) -> None:
    """Axe finds no violation on any page, with everything open."""
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # the checker is a script of its own
    )
    page = context.new_page()
    for address in addresses(run_id):
        page.goto(served + address)
        open_all(page)
        if scheme == "light":
            settle(page)
        results = Axe().run(page)
        assert results.violations_count == 0, address + results.generate_report()
    context.close()


def test_the_whole_story(
    browser: Browser, page: Page, served: str, watch, tmp_path: Path
) -> None:
    """Open, find a claim, follow it to its table, change, run, compare, share, print."""
    page.goto(served)
    page.get_by_role("link", name="A bridge guard for the flood season").first.click()
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_label("Search words, findings").fill("half mile")
    expect(page.locator("table.claims tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=half\+mile"))
    page.get_by_role("link", name="K2").click()
    expect(page.locator("blockquote")).to_contain_text("half a mile")
    expect(page.get_by_role("group", name="SQL of the check")).to_contain_text(
        "10.0 / 40"
    )
    page.get_by_role("link", name="River gauge").click()
    expect(page.locator("table[aria-rowcount] tbody tr").nth(2)).to_be_visible()

    page.get_by_role("link", name="Change and run").click()
    page.get_by_label("Find a quantity").fill("guards on duty")
    page.get_by_label("Find a quantity").press("Enter")
    page.locator(".found").get_by_role("button", name="Open").first.click()
    page.get_by_label("Value person").fill("50")
    page.get_by_role("button", name="Show the change").last.click()
    expect(page.locator("tr.add")).to_contain_text("value: 50")
    page.get_by_label("Futures").fill("64")
    page.get_by_label("Name of the new version").fill("story")
    page.get_by_role("button", name="Save and run").click()
    expect(page).to_have_url(re.compile("/jobs/"))
    page.get_by_role("link", name="Open the run").wait_for(timeout=SLOW)
    page.get_by_role("link", name="Compare with").click()
    expect(page.locator("main")).to_contain_text("50 person")
    expect(page.locator("main")).to_contain_text("future by future")

    other = browser.new_context()
    shared = other.new_page()
    shared.goto(page.url)
    assert shared.locator("main").inner_text() == page.locator("main").inner_text()
    other.close()

    page.get_by_text("Second:").get_by_role("link").last.click()
    assert watch.errors == []
    if find_browser() is None:
        return
    with page.expect_download(timeout=2 * SLOW) as got:
        page.get_by_role("link", name="PDF").click()
    got.value.save_as(tmp_path / "dossier.pdf")
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF")
    assert watch.foreign(served) == []


def test_by_keyboard_only(page: Page, served: str) -> None:
    """From the first page to a filtered claim and back, without a mouse."""
    page.goto(served)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "A bridge guard for the flood season")
    page.keyboard.press("Enter")
    page.wait_for_url("**/casebooks/*")
    tab_to(page, "Claims")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("mile")
    expect(page.locator("table.claims tbody tr")).to_have_count(1)
    assert page.evaluate("document.activeElement.name") == "q", "the focus stays"
    tab_to(page, "K2")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Claim K2")


def tab_to(page: Page, text: str) -> None:
    """Press Tab until a link with this text has the focus, which must be visible."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            ring = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle"
            )
            assert ring != "none"
            return
    raise AssertionError(f"no way to '{text}' by keyboard")


def test_two_readers_and_a_reload_in_mid_run(
    browser: Browser, served: str, starts: Callable[[Page, int], str]
) -> None:
    """Two runs at once: both are seen by both, a reload loses nothing, one is cancelled."""
    one, two = browser.new_context(), browser.new_context()
    first, second = one.new_page(), two.new_page()
    long = starts(first, 60_000)
    short = starts(second, 64)
    expect(first.locator("[data-state]")).to_contain_text("running", timeout=SLOW)
    first.reload()
    expect(first.locator("[data-state]")).to_contain_text("running")
    second.goto(served)
    expect(second.locator(".calm a")).to_have_count(2)
    second.goto(long)
    second.get_by_role("button", name="Cancel").click()
    expect(first.locator(".watch")).to_contain_text("cancelled", timeout=SLOW)
    first.goto(short)
    first.get_by_role("link", name="Open the run").wait_for(timeout=SLOW)
    first.goto(long)
    expect(first.get_by_role("button", name="Go on")).to_be_visible()
    one.close()
    two.close()


@pytest.fixture
def starts(served: str) -> Callable[[Page, int], str]:
    """Return a function that starts a run from the page and gives its address."""

    def start(page: Page, futures: int) -> str:
        page.goto(f"{served}/casebooks/tiny/run")
        page.get_by_label("Futures").fill(str(futures))
        page.get_by_label("Seed").fill(str(int(time.time())))
        page.get_by_role("button", name="Run", exact=True).click()
        page.wait_for_url("**/jobs/*")
        return page.url

    return start


def test_dark_stays_dark(page: Page, served: str, run_id: str) -> None:
    """The choice of colours holds on the next page, without a flash of the other."""
    page.goto(f"{served}/runs/{run_id}/money")
    settle(page)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Change to dark colours").click()
    assert page.evaluate(ground) != light
    answer = page.goto(f"{served}/about")
    assert answer is not None
    assert '<html lang="en" data-theme="dark">' in answer.text()
    assert page.evaluate(ground) != light


def test_a_table_of_100_000_rows_scrolls(page: Page, served: str, watch) -> None:
    """Any row is there in a moment, few rows are in the page, the address says where."""
    page.goto(f"{served}/casebooks/tiny/tables/long")
    box = page.locator("[data-rows]")
    expect(box).to_have_class(re.compile("virtual"))
    box.evaluate("e => { e.scrollTop = 90000 * 30; }")
    expect(page.get_by_role("cell", name="90001", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="row 90000", exact=True)).to_be_visible()
    assert page.locator("[data-rows] tbody tr").count() < 120
    expect(page).to_have_url(re.compile("from=90000"))
    page.reload()
    expect(page.get_by_role("cell", name="row 90000", exact=True)).to_be_visible()
    box.focus()
    page.keyboard.press("End")
    expect(page.get_by_role("cell", name="row 99999", exact=True)).to_be_visible()
    page.get_by_role("link", name="value").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("value")
    assert watch.errors == []


def test_linked_views(page: Page, served: str, run_id: str, watch) -> None:
    """A region dragged on the chart, a weight and a course change all views and the address."""
    page.goto(f"{served}/runs/{run_id}/explore?course=guard&input=guards")
    settle(page)
    expect(page.locator("main")).to_contain_text("64 of 64 futures inside")
    cloud = page.locator("#fig-cloud .live svg")
    cloud.scroll_into_view_if_needed()
    box = cloud.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 3
    page.mouse.move(box["x"] + box["width"] * 0.4, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, middle, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"low=[\d.]+&high=[\d.]+"))
    expect(page.locator("[data-swap] [role=status]").first).not_to_contain_text(
        "64 of 64"
    )
    settle(page)
    page.locator("select[name=course]").select_option("civil")
    expect(page.locator("tr.hit")).to_contain_text("More wardens and barriers")
    shown = page.locator("table.lensrows").inner_text()
    page.goto(page.url)
    assert page.locator("table.lensrows").inner_text() == shown
    assert watch.errors == []


def test_without_script(browser: Browser, served: str, run_id: str) -> None:
    """Filters, pages of a table, figures and numbers of charts work without script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/casebooks/tiny/claims")
    page.get_by_label("Search words, findings").fill("mile")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("table.claims tbody tr")).to_have_count(1)
    page.goto(f"{served}/casebooks/tiny/tables/long")
    page.get_by_role("link", name="Rows after").click()
    expect(page.get_by_role("cell", name="row 200", exact=True)).to_be_visible()
    page.goto(f"{served}/runs/{run_id}")
    page.locator("table.card .fig button").first.click()
    expect(page.locator("#t1")).to_be_visible()
    context.close()


def test_filters_of_a_step_stand_in_the_address(
    browser: Browser, page: Page, served: str, run_id: str
) -> None:
    """A filtered table of a run opens filtered from its link."""
    page.goto(f"{served}/runs/{run_id}/audit")
    form = page.locator("form[data-filters=claims-table]")
    form.get_by_label("Search").fill("half mile")
    expect(page.locator("#claims-table tbody tr:visible")).to_have_count(1)
    expect(page).to_have_url(re.compile("claims-table.q=half"))
    other: BrowserContext = browser.new_context()
    shared = other.new_page()
    shared.goto(page.url)
    expect(shared.locator("#claims-table tbody tr:visible")).to_have_count(1)
    other.close()


def test_script_in_a_casebook_never_runs(
    browser: Browser, served_hostile: tuple[str, str], watch
) -> None:
    """Markup in every field is text on every page, and no chart runs it either."""
    base, run = served_hostile
    page = browser.new_page()
    watch.attach(page)
    book = f"/casebooks/@{run}"
    for address in (
        f"{book}/claims/K1",
        f"{book}/courses",
        f"{book}/sources",
        f"{book}/run?quantity=guards&course=guard",
        f"/runs/{run}",
        f"/runs/{run}/weigh",
        f"/runs/{run}/explore",
    ):
        page.goto(base + address)
        settle(page)
        for mark in page.locator(".live[data-done=true] path[role]").all()[:2]:
            mark.hover(force=True)
        assert page.evaluate("window.pwned") is None, address
        assert page.locator("img").count() == 0, address
    assert watch.foreign(base) == []
    assert watch.errors == []
    page.close()
